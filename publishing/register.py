"""Deriving and writing the register of changes: what each edition changed for readers, told in words."""

from django.db.models import QuerySet

from publishing import reading
from publishing.differences import compare
from publishing.document import Document
from publishing.models import Edition, RegisterEntry, RegisterUnit
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


def rebuild_register() -> int:
    """Make all rows anew from the editions; returns how many there are. The caller holds the office's lock."""
    RegisterEntry.objects.all().delete()
    for edition in Edition.objects.select_related("body").order_by("subject", "key", "number").iterator(chunk_size=50):
        write_register(edition, reading.document_of(edition))
    return RegisterEntry.objects.count()
