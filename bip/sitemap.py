"""What the site is made of: the addresses for search engines (`/sitemap.xml`), and the departments in their order."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from xml.sax.saxutils import escape

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from bip.finding import Spot, spots
from bip.frame import home_of
from publishing.document import DepartmentDocument
from publishing.models import Edition
from publishing.reading import Whole

MOST: Final = 50_000  # addresses in one file, by the protocol of sitemaps
FIXED: Final = ("/mapa-strony/", "/rejestr-zmian/")
NAMESPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"


@dataclass(frozen=True)
class Address:
    """`changed`: when the edition of which the page is made was published or came into force, the later of both."""

    path: str
    changed: datetime


def departments(whole: Whole) -> list[tuple[Edition, Spot]]:
    return [
        (edition, Spot(document.unit))
        for edition, document in whole.subjects
        if isinstance(document, DepartmentDocument)
    ]


def pages(whole: Whole) -> list[Edition]:
    """Those that editors wrote."""
    return [edition for edition, document in whole.subjects if not isinstance(document, DepartmentDocument)]


def addresses(whole: Whole) -> list[Address]:
    """All that search engines should find, each once: not what is old, and no contact with its button."""
    everything = [whole.office.edition, *(edition for edition, _ in whole.subjects)]
    newest = max(_changed(edition) for edition in everything)
    found = dict.fromkeys(("/", *FIXED), newest)
    for edition in pages(whole):
        found |= dict.fromkeys(_of_subject(edition), _changed(edition))
    for edition, spot in departments(whole):
        for path in (*_of_subject(edition), *_below(spot)):
            found[path] = max(_changed(edition), found.get(path, _changed(edition)))
    return [Address(path, changed) for path, changed in found.items()]


def parts(found: Sequence[Address]) -> list[Sequence[Address]]:
    return [found[start : start + MOST] for start in range(0, len(found), MOST)]


def of_addresses(found: Iterable[Address]) -> str:
    lines = (f"<url><loc>{_whole(each.path)}</loc><lastmod>{_moment(each.changed)}</lastmod></url>" for each in found)
    return _xml("urlset", lines)


def index_of(files: Sequence[Sequence[Address]]) -> str:
    """The list of the files, each with the newest of its days."""
    days = (_moment(max(each.changed for each in part)) for part in files)
    lines = (
        f"<sitemap><loc>{_whole(reverse('bip:sitemap_part', args=[number]))}</loc><lastmod>{day}</lastmod></sitemap>"
        for number, day in enumerate(days, start=1)
    )
    return _xml("sitemapindex", lines)


def _of_subject(edition: Edition) -> tuple[str, str]:
    return home_of(edition), f"{home_of(edition)}rejestr-zmian/"


def _below(department: Spot) -> Iterator[str]:
    for spot in spots(department.unit):
        yield spot.path
        for duty in spot.unit.duties:
            keys = [duty.key, *(point.key for point in duty.points)]
            yield from (reverse("bip:duty", args=[key]) for key in keys)


def _changed(edition: Edition) -> datetime:
    return max(edition.published_at, edition.in_force_from)


def _whole(path: str) -> str:
    return escape(f"{settings.SITE_URL}{path}")


def _moment(at: datetime) -> str:
    return timezone.localtime(at).isoformat(timespec="seconds")


def _xml(root: str, lines: Iterable[str]) -> str:
    inside = "\n".join(lines)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{NAMESPACE}">\n{inside}\n</{root}>\n'
