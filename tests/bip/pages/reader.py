"""A citizen with a simple browser: what stands on a page, as elements and as words."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client

VOID = {"meta", "link", "img", "br", "input"}
SEPARATE = {"br", "p", "li", "dt", "dd", "div", "h1", "h2", "h3", "h4", "h5", "h6", "section", "ol", "ul", "dl"}
CARDS = re.compile(r'<p class="of-unit">.*?</p>', re.DOTALL)  # what is ours among the words of the source


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    text: str = ""


@dataclass
class _List:
    closing: str
    last: int = 0


class Page(HTMLParser):
    """`words`: all that a person reads in the body, numbers of lists included, white space folded."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.source, self.elements = source, list[Element]()
        self._open, self._lists, self._texts = list[Element](), list[_List](), list[str]()
        self.feed(source)
        self.close()
        self.words = " ".join("".join(self._texts).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        assert len(element.attributes) == len(attrs), f"<{tag}> has an attribute twice: {attrs}"
        self.elements.append(element)
        if tag in SEPARATE:
            self._texts.append(" ")
        if tag in {"ol", "ul"}:
            self._lists.append(_List(")" if "points" in element.attributes.get("class", "") else "."))
        if tag == "li":
            self._number(element)
        if tag not in VOID:
            self._open.append(element)

    def _number(self, item: Element) -> None:
        """What a browser prints before the item: nothing before a number that the page prints itself."""
        numbered = next(element.tag for element in reversed(self._open) if element.tag in {"ol", "ul"}) == "ol"
        counter = self._lists[-1]
        counter.last = int(item.attributes.get("value", counter.last + 1))
        if numbered and item.attributes.get("class") != "own":
            self._texts.append(f"{counter.last}{counter.closing} ")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().tag == tag, f"</{tag}> closes another element"
        if tag in {"ol", "ul"}:
            self._lists.pop()
        if tag in SEPARATE:
            self._texts.append(" ")

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data
        if any(element.tag == "body" for element in self._open):
            self._texts.append(data)

    def all(self, tag: str, **attributes: str) -> list[Element]:
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [e for e in self.elements if e.tag == tag and wanted.items() <= e.attributes.items()]

    def one(self, tag: str, **attributes: str) -> Element:
        (element,) = self.all(tag, **attributes)
        return element

    def said(self, tag: str) -> list[str]:
        """The words of every such element."""
        return [" ".join(element.text.split()) for element in self.all(tag)]

    @cached_property
    def main(self) -> "Page":
        """What the page itself says, without the header, the menu and the footer."""
        start, end = self.source.index("<main"), self.source.index("</main>")
        return Page(f"<body>{self.source[start:end]}</main></body>")

    @cached_property
    def source_words(self) -> str:
        """The words without those that stand on the cards of units beside the words of the source."""
        return Page(CARDS.sub("", self.source)).words

    @cached_property
    def links(self) -> list[str]:
        return [element.attributes["href"] for element in self.all("a")]

    @cached_property
    def ids(self) -> list[str]:
        return [element.attributes["id"] for element in self.elements if "id" in element.attributes]


@dataclass
class Reader:
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    def get(self, path: str, **extra: Any) -> HttpResponse:
        return self.client.get(path, **extra)  # type: ignore[return-value]  # the client's answer is more than that

    def read(self, path: str, status: int = 200) -> Page:
        answer = self.get(path)
        assert answer.status_code == status, f"{path}: {answer.status_code}"
        return Page(answer.content.decode())
