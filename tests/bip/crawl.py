"""A program that fetches all that it can find: it follows links, forms, pictures, feeds and maps, and sends no form."""

import re
from dataclasses import dataclass
from html import unescape
from typing import Final
from urllib.parse import urldefrag, urljoin

from django.http.response import HttpResponseBase
from django.test import Client

SITE: Final = "http://testserver"
QUESTIONS: Final = (
    *("/szukaj/?q=podawcze", "/szukaj/?q=urzad.example", "/szukaj/?q=promocja"),
    *("/szukaj/podpowiedzi/?q=podaw", "/szukaj/podpowiedzi/?q=urzad", "/szukaj/podpowiedzi/?q=skarb"),
)
STARTS: Final = ("/", "/robots.txt", "/sitemap.xml", "/nie-ma-takiej-strony/", *QUESTIONS)
LINK: Final = re.compile(
    r"""(?:href|src|action)\s*=\s*["']([^"'#]+)|<(?:loc|id)>([^<]+)<|"(?:@id|url|item)":"([^"#]+)"""
)
READ: Final = ("text/", "application/xml", "application/atom+xml", "application/json")


@dataclass(frozen=True)
class Found:
    """An answer as it came."""

    status: int
    kind: str
    robots: str
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode() if self.kind.startswith(READ) else ""


def crawl(client: Client) -> dict[str, Found]:
    """Everything of this site that can be reached, by its path with the query; the panel's door is left alone."""
    found, waiting = dict[str, Found](), list(STARTS)
    while waiting:
        path = waiting.pop()
        if path in found or path.startswith("/admin/"):
            continue
        answer = client.get(path)
        found[path] = Found(
            answer.status_code, answer.get("Content-Type", ""), answer.get("X-Robots-Tag", ""), body_of(answer)
        )
        waiting += [*links(path, found[path].text), *([answer["Location"]] if "Location" in answer else [])]
    return found


def links(path: str, text: str) -> list[str]:
    """Addresses of this site that stand on the page."""
    whole = [urljoin(f"{SITE}{path}", unescape("".join(found))) for found in LINK.findall(text)]
    return [urldefrag(address).url.removeprefix(SITE) for address in whole if address.startswith(f"{SITE}/")]


def body_of(answer: HttpResponseBase) -> bytes:
    return b"".join(answer) if answer.streaming else answer.content  # type: ignore[attr-defined]
