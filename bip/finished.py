"""A finished page in its codings: which of them a request gets, and whether it gets the page once more at all."""

import gzip
import re
from functools import lru_cache
from typing import Final

import brotli
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import ResponseHeaders
from django.utils.cache import get_conditional_response
from django.utils.http import parse_http_date

from bip.answers import PublicPage

CODINGS: Final = ("br", "gzip", "identity")  # in the order in which we like them
SUFFIXES: Final = {"br": "-br", "gzip": "-gz", "identity": ""}
CONDITIONS: Final = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")
OF_THE_BODY: Final = frozenset({"Content-Encoding", "Content-Length", "Content-Type", "Last-Modified"})
UNACCEPTABLE: Final = "Nie umiemy wysłać tej strony w żadnym z kodowań, które dopuszcza Twój program."
SMALLEST: Final = 500  # bytes; compressing less saves nothing
BROTLI_QUALITY: Final = 5  # a large department's page in some ten milliseconds; quality 11 takes a second
GZIP_LEVEL: Final = 6
QUALITY: Final = re.compile(r"0(\.[0-9]{0,3})?|1(\.0{0,3})?")  # RFC 9110, 12.4.2


class FinishedPage:
    """A public page with the final headers of the whole stack. A coding is made when it is first asked for."""

    def __init__(self, page: PublicPage) -> None:
        self._status = page.status_code
        self._body = page.content
        self._headers = {name: value for name, value in page.items() if name not in {"ETag", "Content-Length"}}
        self._etag = page.get("ETag", "").strip('"')
        self._modified = parse_http_date(page["Last-Modified"]) if "Last-Modified" in page else None
        self._codings: dict[str, tuple[bytes, ResponseHeaders]] = {}

    @property
    def weight(self) -> int:
        """What it takes in memory, in bytes, with all its codings: of a text they are together smaller than itself."""
        return 2 * len(self._body) + 4096

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The page as this GET or HEAD asks for it: its coding, 304 if the reader has it, 406 if no coding will do."""
        coding = preferred(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        if coding is None:
            return self._refusal(request, 406, UNACCEPTABLE.encode())
        body, headers = self.coded(coding)
        response = HttpResponse(b"" if request.method == "HEAD" else body, status=self._status)
        response.headers = (
            headers  # the same object each time: nothing stands outside the first middleware to change it
        )
        if not any(condition in request.META for condition in CONDITIONS):
            return response
        answer = get_conditional_response(request, response.get("ETag"), self._modified, response) or response
        if answer.status_code == 304:
            return unchanged(headers)
        return self._refusal(request, 412) if answer.status_code == 412 else answer

    def _refusal(self, request: HttpRequest, status: int, text: bytes = b"") -> HttpResponse:
        """With all headers of the page but those of its body, and kept by nobody."""
        headers = {name: value for name, value in self._headers.items() if name not in OF_THE_BODY}
        headers |= {"Cache-Control": "no-store", "Content-Length": str(len(text))}
        if text:
            headers["Content-Type"] = "text/plain; charset=utf-8"
        response = HttpResponse(b"" if request.method == "HEAD" else text, status=status)
        response.headers = ResponseHeaders(headers)
        return response

    def coded(self, coding: str) -> tuple[bytes, ResponseHeaders]:
        """The body in that coding, with the headers that go with it."""
        if len(self._body) < SMALLEST:
            coding = "identity"
        if coding not in self._codings:
            body = compressed(self._body, coding)
            headers = self._headers | {"Content-Length": str(len(body))}
            if coding != "identity":
                headers["Content-Encoding"] = coding
            if self._etag:
                headers["ETag"] = f'"{self._etag}{SUFFIXES[coding]}"'
            self._codings[coding] = body, ResponseHeaders(headers)
        return self._codings[coding]


def unchanged(headers: ResponseHeaders) -> HttpResponse:
    """304, with all headers of the whole answer but those that describe its body."""
    return HttpResponseNotModified(headers={name: value for name, value in headers.items() if name not in OF_THE_BODY})


def compressed(body: bytes, coding: str) -> bytes:
    if coding == "br":
        return brotli.compress(body, mode=brotli.MODE_TEXT, quality=BROTLI_QUALITY)
    return gzip.compress(body, GZIP_LEVEL, mtime=0) if coding == "gzip" else body


@lru_cache(maxsize=256)
def preferred(accepted: str) -> str | None:
    """The coding that an Accept-Encoding header asks for most (RFC 9110, 12.5.3); None if it refuses all of ours."""
    weights = dict(_weighed(item) for item in accepted.lower().split(",") if item.strip())
    rest = weights.get("*")
    quality = {coding: weights.get(coding, rest or 0.0) for coding in CODINGS}
    if "identity" not in weights and rest is None:
        quality["identity"] = 0.0001  # always welcome, unless refused by name
    best = max(CODINGS, key=lambda coding: quality[coding])
    return best if quality[best] > 0 else None


def _weighed(item: str) -> tuple[str, float]:
    """A weight that is none by the grammar refuses the coding: «nan», «inf», «-1», «0.1234»."""
    coding, *parameters = (part.strip() for part in item.split(";"))
    quality = next((value for name, _, value in (p.partition("=") for p in parameters) if name.strip() == "q"), "1")
    return coding.removeprefix("x-"), float(quality) if QUALITY.fullmatch(quality) else 0.0
