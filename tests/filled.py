"""What a browser would post: the fields of a page's form, as they were served."""

from html.parser import HTMLParser

from django.test import Client


class _Fields(HTMLParser):
    """Reads inputs, text areas and selects; not what stands in a <template>, which no browser posts."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self._in_template = 0
        self._area = ""
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._in_template += tag == "template"
        if self._in_template:
            return
        if tag == "input" and values.get("type") not in {"submit", "button"}:
            self._input(values)
        elif tag == "textarea":
            self._area = values["name"]
            self.fields[self._area] = ""
        elif tag == "select":
            self._select = "" if "multiple" in values else values["name"]
            self.fields[self._select] = ""
        elif tag == "option" and "selected" in values and self._select:
            self.fields[self._select] = values.get("value", "")

    def _input(self, values: dict[str, str]) -> None:
        if values.get("type") not in {"checkbox", "radio"}:
            self.fields[values.get("name", "")] = values.get("value", "")
        elif "checked" in values:
            self.fields[values["name"]] = values.get("value", "on")

    def handle_endtag(self, tag: str) -> None:
        self._in_template -= tag == "template"
        if tag == "textarea":
            self.fields[self._area] = self.fields[self._area].removeprefix("\n").replace("\n", "\r\n")
            self._area = ""
        elif tag == "select":
            self._select = ""

    def handle_data(self, data: str) -> None:
        if self._area and not self._in_template:
            self.fields[self._area] += data


def fields_of(page: str) -> dict[str, str]:
    reader = _Fields()
    reader.feed(page)
    return {name: value for name, value in reader.fields.items() if name not in {"", "q", "csrfmiddlewaretoken"}}


def load(client: Client, address: str) -> dict[str, str]:
    """Open a page and take its form into the hands."""
    answer = client.get(address)
    assert answer.status_code == 200, f"{address}: {answer.status_code}"
    return fields_of(answer.content.decode())


def row_of(fields: dict[str, str], value: str) -> str:
    """The prefix of the row (e.g. «duties-3») in which a field has the value."""
    name = next(name for name, each in fields.items() if each == value and "-" in name)
    return name.rsplit("-", 1)[0]
