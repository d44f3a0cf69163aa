"""The one way in which a public page becomes an answer, with all that a browser or a cache needs to keep it.

What `page` returns is the only kind of answer that `bip.shortpath` keeps and serves again.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.http import http_date

from publishing.beside import BESIDE
from publishing.models import Edition

CACHE_CONTROL: Final = "public, max-age=0, must-revalidate"  # keep it, but ask each time whether it still holds
VARY: Final = "Accept-Encoding"
SAFE: Final = frozenset({"GET", "HEAD"})


class PublicPage(HttpResponse):
    """A page made of editions alone: the same for every reader until another edition comes into force."""

    made_of_path_alone = False  # `bip.public` says so of a view that was given no query to read

    def __init__(
        self, body: str, *, made_of: Sequence[Edition], listed: Sequence[Edition] = (), status: int = 200
    ) -> None:
        """`listed`: what the menu names beside; of that no more than titles, addresses and their order stand here."""
        super().__init__(body, status=status, headers={"Cache-Control": CACHE_CONTROL, "Vary": VARY})
        self.made_of = tuple(made_of)
        if status == 200:
            self["ETag"] = entity_tag(self.content, self.made_of)
            self["Last-Modified"] = http_date(last_modified([*self.made_of, *listed]).timestamp())

    @property
    def same_for_all(self) -> bool:
        """Asked when all middleware is through: none of it made the answer depend on who reads, or coded its body."""
        as_made = self["Vary"] == VARY and self["Cache-Control"] == CACHE_CONTROL
        return as_made and not self.cookies and "Content-Encoding" not in self


def page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    made_of: Sequence[Edition],
    status: int = 200,
    dated: bool = True,
) -> HttpResponse:
    """Render a public page. `made_of`: every edition of which anything stands on it, the office's included.

    The page must follow from those editions and the address alone. It is served again to other readers, later, as long
    as the same editions are in force: nothing of the reader or of the present day may stand on it.
    What answers a POST is for one reader and is kept nowhere. `dated` False: there is no `Last-Modified`, since what
    other editions are published changes the page too; its tag tells.
    """
    body = render_to_string(template, dict(context), request)
    if request.method not in SAFE:
        return HttpResponse(body, status=status, headers={"Cache-Control": "no-store"})
    frame = context.get("frame")
    listed = frame.front.listed if frame and frame.front else ()
    answer = PublicPage(body, made_of=made_of, listed=listed, status=status)
    if not dated:
        del answer["Last-Modified"]
    if frame and not frame.indexed:
        answer["X-Robots-Tag"] = "noindex"
    return answer


def entity_tag(body: bytes, made_of: Iterable[Edition]) -> str:
    """A strong tag of the body as it is before any compressing.

    The body is hashed too, since a redaction changes the words of an edition and leaves its digest.
    """
    sources = [settings.RELEASE, *sorted(edition.digest for edition in made_of), ""]
    digest = hashlib.sha256("\n".join(sources).encode() + body)
    return f'"{digest.hexdigest()[:32]}"'


def last_modified(made_of: Iterable[Edition]) -> datetime:
    """When the newest edition was published or came into force, when something was withdrawn or redacted last (every
    page is made of the office's edition in force, which was read with `BESIDE`), or when the release was installed.

    A day that is still to come is none of them: a page that announces an edition changes once more when it comes.
    """
    now = timezone.now()
    names = ("published_at", "in_force_from", *BESIDE)
    moments: list[datetime | None] = [getattr(edition, name, None) for edition in made_of for name in names]
    return max([settings.RELEASED_AT, *(moment for moment in moments if moment and moment <= now)])
