"""Checking the chain of editions: was a byte changed, a row exchanged or removed behind the application's back?"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from django.db import DataError, OperationalError
from django.db.models import Exists, Max, OuterRef
from django.db.models.functions import Coalesce
from pydantic import ValidationError

from publishing.canonical import digest
from publishing.document import Metadata
from publishing.models import COPIED, Edition, EditionBody, PublicVersion, RedactedLink, Trace

UNREADABLE: Final = "nie da się go odczytać"
# SQLite keeps bytes that are no text or no date, PostgreSQL dates that are none of Python's; reading them fails so.
UNREADABLE_BY: Final = (DataError, OperationalError, ValueError, TypeError, AttributeError)


@dataclass(frozen=True)
class BrokenLink:
    """The first thing wrong in a subject's chain; `title` is that of the subject's edition, as far as one is left."""

    subject: str
    key: str
    title: str
    number: int
    problem: str


@dataclass(frozen=True)
class Link:
    """An edition in its chain; `edition` is None if it cannot be read, and then of the rest stands here what can."""

    subject: str
    key: str
    title: str
    number: int
    edition: Edition | None


@dataclass(frozen=True)
class RedactedEdition:
    """A sound link whose words are not those that were published: a redaction replaced them, and is on record."""

    title: str
    number: int


@dataclass(frozen=True)
class Verification:
    """`missing`: how many editions more were published than there are; `surplus`: how many fewer."""

    checked: int
    broken: list[BrokenLink]
    missing: int
    surplus: int
    redacted: list[RedactedEdition]

    @property
    def is_sound(self) -> bool:
        return not (self.broken or self.missing or self.surplus)


def verify_editions() -> Verification:
    """Recompute every chain; at most one broken link a subject is told, since all after it hangs on it.

    Somebody may publish meanwhile: what must be there was counted before the editions were, what may be there after.
    """
    ends, least = dict(_known_ends()), _ever_published()
    editions = list(Edition.objects.order_by("subject", "key", "number").values_list("pk", flat=True))
    most, checked = _ever_published(), len(editions)
    broken: list[BrokenLink | None] = []
    for subject, chain in groupby(map(_link, editions), key=lambda link: (link.subject, link.key)):
        links = list(chain)
        known_end = ends.pop(subject, 0)
        broken.append(_first_fault(links) or _missing_end(links[-1], known_end))
    broken += [BrokenLink(*subject, "", 1, "brakuje wszystkich wydań") for subject in sorted(ends)]
    found = [link for link in broken if link]
    return Verification(checked, found, max(0, least - checked), max(0, checked - most), _redacted(found))


def _redacted(broken: list[BrokenLink]) -> list[RedactedEdition]:
    """Editions that a redaction changed, but for those whose chain is broken: of them nothing is sure."""
    wrong = {(link.subject, link.key) for link in broken}
    links = Edition.objects.filter(Exists(RedactedLink.objects.filter(edition=OuterRef("pk"))))
    rows = links.order_by("subject", "key", "number").values_list("subject", "key", "title", "number")
    return [RedactedEdition(title, number) for subject, key, title, number in rows if (subject, key) not in wrong]


def _link(pk: int) -> Link:
    try:
        edition = Edition.objects.get(pk=pk)
    except UNREADABLE_BY:
        subject, key, title, number = (_column(pk, name) for name in ("subject", "key", "title", "number"))
        return Link(subject, key, title, number or 0, None)
    return Link(edition.subject, edition.key, edition.title, edition.number, edition)


def _column(pk: int, name: str) -> Any:
    """One value of an edition that cannot be read whole; empty if it is what cannot be read."""
    try:
        return Edition.objects.values_list(name, flat=True).get(pk=pk)
    except UNREADABLE_BY:
        return ""


def _first_fault(links: list[Link]) -> BrokenLink | None:
    for previous, link in zip([None, *links], links, strict=False):
        problem = _problem(link.edition, previous.edition if previous else None)
        if problem:
            return BrokenLink(link.subject, link.key, link.title, link.number, problem)
    return None


def _problem(edition: Edition | None, previous: Edition | None) -> str:
    if edition is None:
        return UNREADABLE
    try:
        return next(_problems(edition, previous), "")
    except UNREADABLE_BY:
        return UNREADABLE


def _problems(edition: Edition, previous: Edition | None) -> Iterator[str]:
    expected = previous.number + 1 if previous else 1
    if edition.number != expected:
        yield f"brakuje wydania {expected}"
    if edition.previous_digest != (previous.digest if previous else ""):
        yield "nie wskazuje poprzedniego wydania"
    try:
        body = EditionBody.objects.get(pk=edition.pk)
    except EditionBody.DoesNotExist:
        yield "brakuje treści wydania"
        return
    salt = bytes(memoryview(body.salt))  # of a number, which SQLite would keep as well, bytes() makes so many zeros
    found = digest(salt=salt, metadata=body.metadata, content=body.content)
    links = RedactedLink.objects.filter(edition=edition.pk).order_by("-pk")
    redacted = links.values_list("digest", flat=True).first() or ""
    if body.redacted_digest != redacted:
        yield "wróciła treść sprzed usunięcia danych" if redacted else "usunięto z niej dane bez śladu"
    if found != (redacted or edition.digest):
        yield "treść nie zgadza się ze skrótem"
    try:
        metadata = Metadata.model_validate_json(body.metadata)
    except ValidationError:
        yield "metryczka jest nieczytelna"
        return
    for name in COPIED:
        if getattr(metadata, name) != getattr(edition, name):
            yield f"kolumna „{name}” nie zgadza się z metryczką"


def _known_ends() -> Iterator[tuple[tuple[str, str], int]]:
    """The highest edition that the traces of each subject speak of."""
    rows = Trace.objects.values("subject", "subject_key").annotate(end=Max(Coalesce("last_number", "first_number")))
    for row in rows.order_by():
        yield (row["subject"], row["subject_key"]), row["end"]


def _missing_end(last: Link, known_end: int) -> BrokenLink | None:
    """Traces speak of an edition that is no longer there: somebody cut off the chain's end."""
    if known_end <= last.number:
        return None
    return BrokenLink(last.subject, last.key, last.title, last.number + 1, "brakuje tego wydania")


def _ever_published() -> int:
    return PublicVersion.objects.values_list("editions", flat=True).first() or 0
