"""Ten thousand editions of one small department, written in bulk, and two large documents that differ a lot."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from django.db import transaction

from publishing.canonical import SALT_BYTES, canonical, digest
from publishing.document import DepartmentDocument, Duty, Metadata, Unit
from publishing.models import COPIED, Edition, EditionBody, RegisterEntry, RegisterUnit
from publishing.telling import Chapter, Told, as_text
from publishing.words import Piece

MANY: Final = 10_000
SLUG: Final = "departament-kroniki"
BATCH: Final = 1_000
FIRST: Final = datetime(2005, 1, 1, 8, tzinfo=UTC)
STEP: Final = timedelta(hours=18)


@dataclass(frozen=True)
class _Row:
    edition: Edition
    body: EditionBody


@transaction.atomic
def make_editions(count: int = MANY) -> str:
    """A department with so many editions, each after the other; returns its address. The office must be published."""
    rows: list[_Row] = []
    for number in range(1, count + 1):
        rows.append(_row(number, rows[-1].edition.digest if rows else ""))
    Edition.objects.bulk_create([row.edition for row in rows], batch_size=BATCH)
    for row in rows:
        row.body.edition_id = row.edition.pk
    EditionBody.objects.bulk_create([row.body for row in rows], batch_size=BATCH)
    entries = [
        RegisterEntry(edition=row.edition, before=before.edition if before else None, chapters=_told(row), acts=1)
        for before, row in zip([None, *rows], rows, strict=False)
    ]
    RegisterEntry.objects.bulk_create(entries, batch_size=BATCH)
    RegisterUnit.objects.bulk_create([RegisterUnit(entry=e, unit_key="kronika") for e in entries], batch_size=BATCH)
    return SLUG


def _row(number: int, previous: str) -> _Row:
    at = FIRST + STEP * number
    metadata = Metadata(
        subject="department",
        key="kronika",
        number=number,
        previous_digest=previous,
        title="Departament Kroniki",
        slug=SLUG,
        office="Urząd",
        prepared_by="Dyrektor",
        prepared_on=at.date(),
        responsible="Dyrektor",
        published_by="Redakcja BIP",
        published_at=at,
        in_force_from=at,
        reason=f"Zmiana nr {number}.",
    )
    unit = Unit(key="kronika", kind="departament", name="Departament Kroniki", slug=SLUG, intro=_intro(number))
    texts = {"metadata": canonical(metadata), "content": canonical(DepartmentDocument(unit=unit))}
    salt = secrets.token_bytes(SALT_BYTES)
    copied = {name: getattr(metadata, name) for name in COPIED}
    edition = Edition(sort_key="departament kroniki", digest=digest(salt=salt, **texts), **copied)
    return _Row(edition, EditionBody(salt=salt, **texts))


def _intro(number: int) -> str:
    return f"Zadania w brzmieniu nr {number}:"


def _told(row: _Row) -> str:
    if row.edition.number == 1:
        return as_text([])
    pieces = (Piece("del", _intro(row.edition.number - 1)), Piece("ins", _intro(row.edition.number)))
    return as_text([Chapter("Departament Kroniki", (Told("Departament – wstęp do zadań:", pieces),), "kronika")])


def reorganised(document: DepartmentDocument) -> DepartmentDocument:
    """The same department after a big reorganisation: a tenth of the duties reworded, as many gone, units reversed."""
    return document.model_copy(update={"unit": _reorganised(document.unit)})


def _reorganised(unit: Unit) -> Unit:
    duties = tuple(_reworded(duty, at) for at, duty in enumerate(unit.duties) if at % 10 != 5)
    units = tuple(_reorganised(below) for below in reversed(unit.units))
    return unit.model_copy(update={"duties": duties, "units": units})


def _reworded(duty: Duty, at: int) -> Duty:
    return duty if at % 10 else duty.model_copy(update={"text": duty.text.replace(" i ", " oraz ")})
