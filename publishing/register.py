"""Deriving and writing the register of changes: what each edition changed for readers, told in words."""

from collections.abc import Iterable
from itertools import groupby

from django.db.models import QuerySet

from publishing import reading
from publishing.differences import compare
from publishing.document import Document
from publishing.models import Edition, ProposalPart, RegisterEntry, RegisterUnit
from publishing.packages import Change, tell_changes
from publishing.telling import as_text, tell, touched_units


def write_register(edition: Edition, content: Document) -> RegisterEntry:
    """Tell what the edition changed; what was told of it earlier is replaced.

    The first has nothing before it, so nothing is told of it.
    """
    RegisterEntry.objects.filter(pk=edition.pk).delete()
    before = edition_before(edition).select_related("body").first()
    if before is None:
        return RegisterEntry.objects.create(edition=edition, before=None, chapters=as_text([]))
    old = reading.document_of(before)
    found = compare(old, content)
    entry = RegisterEntry.objects.create(
        edition=edition, before=before, chapters=as_text(tell(old, content, found)), acts=len(found.acts)
    )
    keys = sorted(touched_units(old, content, found))
    RegisterUnit.objects.bulk_create([RegisterUnit(entry=entry, unit_key=key) for key in keys], batch_size=500)
    return entry


def edition_before(edition: Edition) -> QuerySet[Edition]:
    """What readers would see, from the moment at which the edition takes effect, if it and all later ones were not."""
    earlier = Edition.objects.of(edition.subject, edition.key).filter(number__lt=edition.number)
    return earlier.filter(in_force_from__lte=edition.in_force_from).order_by("-in_force_from", "-number")[:1]


def tell_packages(editions: Iterable[int]) -> None:
    """Tell anew, of the packages to which the editions belong, what went from one department to another.

    Each edition of a package has its entry already.
    """
    proposals = ProposalPart.objects.filter(edition__in=editions).values("proposal")
    parts = ProposalPart.objects.filter(proposal__in=proposals).exclude(edition=None).order_by("proposal", "pk")
    rows = list(parts.values_list("proposal", "edition"))
    for _, package in groupby(rows, key=lambda row: row[0]):
        keys = [edition for _, edition in package]
        if len(keys) > 1:
            _tell_package(RegisterEntry.objects.filter(pk__in=keys))


def _tell_package(entries: QuerySet[RegisterEntry]) -> None:
    together = list(entries.select_related("edition__body", "before__body").order_by("pk"))
    changes = [
        Change(reading.document_of(entry.before) if entry.before else None, reading.document_of(entry.edition))
        for entry in together
    ]
    for entry, chapters in zip(together, tell_changes(changes), strict=True):
        entry.chapters = as_text(chapters)
        entry.save(update_fields=["chapters"])


def rebuild_register() -> int:
    """Make all rows anew from the editions; returns how many there are. The caller holds the office's lock."""
    RegisterEntry.objects.all().delete()
    editions = Edition.objects.select_related("body").order_by("subject", "key", "number")
    for edition in editions.iterator(chunk_size=50):
        write_register(edition, reading.document_of(edition))
    tell_packages(Edition.objects.values_list("pk", flat=True))
    return RegisterEntry.objects.count()
