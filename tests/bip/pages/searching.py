"""Asking the search page, and what it shows."""

from urllib.parse import urlencode

from tests.bip.pages.reader import Element, Page, Reader

PATH = "/szukaj/"
Facts = tuple[str, str, str]


def search(reader: Reader, words: str, **more: str) -> Page:
    return reader.read(f"{PATH}?{urlencode({'q': words, **more})}")


def results(page: Page) -> list[Element]:
    return [element for element in page.all("li") if "data-kind" in element.attributes]


def facts(result: Element) -> Facts:
    """Its kind, symbol and number."""
    kind, symbol, number = (result.attributes[f"data-{name}"] for name in ("kind", "symbol", "number"))
    return kind, symbol, number


def words(element: Element) -> str:
    return " ".join(element.text.split())
