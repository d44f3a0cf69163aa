"""Addresses that were public once: each leads to where the same thing is now, or tells what became of it."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from bip import finding, refusals
from bip.finding import Spot
from bip.public import moved
from publishing import reading
from publishing.document import OfficeDocument, Unit
from publishing.models import Edition


def department(request: HttpRequest, slug: str, office: OfficeDocument) -> HttpResponse:
    """For an address that no department in force bears; what follows it in the path is kept."""
    former, present = reading.last_and_present(timezone.now(), slug=slug, kind="department")
    holders = (d.unit for d in present if former and finding.unit_with(d.unit, key=former.edition.key))
    holder = next(holders, None)
    if holder is None:
        return refusals.not_found(request, office=office)
    return moved(request.path.replace(f"/{slug}/", f"/{holder.slug}/", 1))


def unit(request: HttpRequest, department: Spot, slug: str, office: OfficeDocument) -> HttpResponse:
    """For an address or symbol that no unit of the department bears; it may have moved to another department."""
    now = timezone.now()
    former, present = reading.last_and_present(
        now, reading.addressed(slug), kind="unit", subject_key=department.unit.key
    )
    before = finding.unit_addressed(_root(former.edition), slug) if former else None
    if former is None or before is None:
        return refusals.not_found(request, office=office, department=department)
    found = (finding.unit_with(root, key=before.unit.key) for root in (department.unit, *(d.unit for d in present)))
    spot = next((spot for spot in found if spot), None)
    return moved(spot.path) if spot else refusals.gone(request, former, office, before)


def duty(request: HttpRequest, key: str, office: OfficeDocument) -> HttpResponse:
    former = reading.last_holding(timezone.now(), key=key)
    before = finding.duty_with(_root(former.edition), key=key) if former and _is_department(former.edition) else None
    if former is None or before is None:
        return refusals.not_found(request, office=office)
    return refusals.gone(request, former, office, before)


def contact(request: HttpRequest, key: str, office: OfficeDocument) -> HttpResponse:
    """What it said is not shown any more: an address that is not in force misleads."""
    former = reading.last_holding(timezone.now(), key=key, kind="contact")
    return refusals.gone(request, former, office) if former else refusals.not_found(request, office=office)


def _root(edition: Edition) -> Unit:
    return reading.department_document_of(edition).unit


def _is_department(edition: Edition) -> bool:
    return edition.subject == Edition.Subject.DEPARTMENT
