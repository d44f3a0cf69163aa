"""Addresses that were public once: each leads to where the same thing is now, or tells what became of it."""

from collections.abc import Iterable, Iterator

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from bip import finding, refusals
from bip.finding import Spot
from bip.frame import Step
from bip.public import moved
from bip.refusals import Fate
from publishing import formerly, reading
from publishing.document import DepartmentDocument, Document, Gone, PageDocument, Unit
from publishing.models import Edition
from publishing.reading import Front


def department(request: HttpRequest, slug: str, office: Front) -> HttpResponse:
    """For an address that no department or page in force bears; what follows it in the path is kept."""
    former, present = formerly.last_and_present(timezone.now(), Q(kind__in=("department", "page")), slug=slug)
    bearers = (_address_of(document, former.edition.key) for document in present if former)
    bearer = next((word for word in bearers if word), "")
    if not bearer:
        return refusals.not_found(request, office=office)
    return moved(request.path.replace(f"/{slug}/", f"/{bearer}/", 1))


def _address_of(document: Document, key: str) -> str:
    """The first word of the address under which the key stands in this document; empty if it does not."""
    if isinstance(document, PageDocument):
        return document.slug if document.key == key else ""
    held = isinstance(document, DepartmentDocument) and finding.unit_with(document.unit, key=key)
    return document.unit.slug if isinstance(document, DepartmentDocument) and held else ""


def unit(request: HttpRequest, document: DepartmentDocument, slug: str, office: Front) -> HttpResponse:
    """For an address or symbol that no unit of the department bears; it may have moved to another department."""
    department = document.unit
    former, present = formerly.last_and_present(
        timezone.now(), formerly.addressed(slug), kind="unit", subject_key=department.key
    )
    before = finding.unit_addressed(_root(former.edition), slug) if former else None
    if former is None or before is None:
        return refusals.not_found(request, office=office, department=Spot(department))
    roots = [document.unit for document in present if isinstance(document, DepartmentDocument)]
    found = (finding.unit_with(root, key=before.unit.key) for root in (department, *roots))
    spot = next((spot for spot in found if spot), None)
    if spot:
        return moved(spot.path)
    fate = _fate(_gone(document, before.unit.key), document)
    return _lead_on(fate) or refusals.gone(request, former, office, before, fate)


def duty(request: HttpRequest, key: str, office: Front) -> HttpResponse:
    former, document = formerly.last_and_own(timezone.now(), key=key)
    before = finding.duty_with(_root(former.edition), key=key) if former and _is_department(former.edition) else None
    if former is None or before is None:
        return refusals.not_found(request, office=office)
    fate = _fate(_gone(document, key), document) if document else None
    return _lead_on(fate) or refusals.gone(request, former, office, before, fate)


def contact(request: HttpRequest, key: str, office: Front) -> HttpResponse:
    """What it said is not shown any more: an address that is not in force misleads."""
    former = formerly.last_holding(timezone.now(), key=key, kind="contact")
    return refusals.gone(request, former, office) if former else refusals.not_found(request, office=office)


def _gone(document: DepartmentDocument, key: str) -> Gone | None:
    """What the department in force says of something that it had once."""
    return next((gone for gone in document.gone if gone.key == key), None)


def _fate(gone: Gone | None, document: DepartmentDocument) -> Fate | None:
    """With the successors that stand somewhere now, in their order; others are asked for only if they are elsewhere."""
    if gone is None:
        return None
    found = dict(_standing(gone.successors, [document]))
    elsewhere = [key for key in gone.successors if key not in found]
    if elsewhere:
        found |= dict(_standing(elsewhere, formerly.holding_any(elsewhere, timezone.now())))
    return Fate(gone.how, tuple(found[key] for key in gone.successors if key in found))


def _standing(keys: Iterable[str], documents: Iterable[DepartmentDocument]) -> Iterator[tuple[str, Step]]:
    keys = list(keys)
    for document in documents:
        for key in keys:
            spot = finding.unit_with(document.unit, key=key)
            if spot:
                yield key, Step(spot.name_with_symbol, spot.path)
            duty = None if spot else finding.duty_with(document.unit, key=key)
            if duty:
                name = f"{duty.designation} – {duty.spot.name_with_symbol}"
                yield key, Step(name, reverse("bip:duty", args=[key]))


def _lead_on(fate: Fate | None) -> HttpResponse | None:
    """What only has another name now, and stands somewhere under it, is there."""
    if fate and fate.how == "renamed" and len(fate.successors) == 1:
        return moved(fate.successors[0].href)
    return None


def _root(edition: Edition) -> Unit:
    return reading.department_document_of(edition).unit


def _is_department(edition: Edition) -> bool:
    return edition.subject == Edition.Subject.DEPARTMENT
