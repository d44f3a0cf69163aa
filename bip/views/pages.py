"""Pages of what is in force now."""

from dataclasses import replace
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import is_valid_path, resolve, reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from bip import answers, finding, former, lives, organizations, refusals
from bip.citing import citation
from bip.finding import Spot
from bip.frame import Frame, steps
from bip.lives import Life
from bip.metadata import imprint_of
from bip.origin import is_foreign
from bip.public import moved, public
from bip.wording import DESCRIPTION_LENGTH, shorten
from bip.written import Written
from publishing import history, reading, turns
from publishing.document import DepartmentDocument, PageDocument
from publishing.history import Recent
from publishing.models import Edition
from publishing.reading import Front, Published

NOT_FOUND: Final = 404


@public("GET")
def office(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    front = reading.office(now)
    recent = history.recent(Edition.Subject.OFFICE, reading.OFFICE_KEY, now)
    name = front.document.name
    description = f"{name}: departamenty, ich zadania, symbole i kontakty."
    about = organizations.of_office(front.document, front.departments)
    frame = Frame("", front, "/", description, feed="/rejestr-zmian/atom.xml", about=about)
    context = {
        "frame": frame,
        "departments": front.departments,
        "imprint": imprint_of(front),
        "recent": recent,
        "home": "/",
    }
    return answers.page(request, "bip/office.html", context, made_of=[front.edition, *recent.editions])


@public("GET")
def subject(request: HttpRequest, department: str) -> HttpResponse:
    """A department, or a page that editors wrote, whichever bears the address."""
    place = reading.at_address(department, timezone.now())
    if place.page:
        return _written(request, place.office, place.page)
    if place.department is None:
        return former.department(request, department, place.office)
    spot = Spot(place.department.document.unit)
    description = f"{spot.unit.name}: kierownictwo, kontakt, komórki organizacyjne i ich symbole, zadania."
    feed = f"{spot.home}rejestr-zmian/atom.xml"
    frame = Frame(spot.unit.name, place.office, spot.path, description, feed=feed)
    edition = place.department.edition
    recent = history.recent(edition.subject, edition.key, timezone.now())
    return _page_of_department(request, "bip/department.html", place.office, place.department, frame, spot, recent)


@public("GET", "POST")
def people(request: HttpRequest, page: str) -> HttpResponse:
    """A page with the e-mail addresses of the people whom it names, by POST (see `contact`); by GET, on to the page."""
    if request.method == "POST" and is_foreign(request):
        return refusals.forbidden(request)
    place = reading.at_address(page, timezone.now())
    if place.page is None:
        return refusals.not_found(request, office=place.office)
    if request.method != "POST":
        return moved(f"/{place.page.document.slug}/")
    return _written(request, place.office, place.page)


def _written(request: HttpRequest, office: Front, page: Published[PageDocument]) -> HttpResponse:
    written = Written(page.document, office.document, page.duties_changed)
    path = f"/{page.document.slug}/"
    recent = history.recent(page.edition.subject, page.edition.key, timezone.now())
    frame = Frame(page.document.title, office, path, written.description, feed=f"{path}rejestr-zmian/atom.xml")
    context = {"frame": frame, "written": written, "imprint": imprint_of(page), "recent": recent, "home": path}
    if request.method == "POST":
        return _revealed(request, written.template, {**context, "revealed": True})
    made_of = [office.edition, page.edition, *recent.editions]
    return answers.page(request, written.template, context, made_of=made_of)


def _revealed(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """The page with e-mail addresses, which harvesters that only follow links never see."""
    answer = render(request, template, context)
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer


@public("GET")
def unit(request: HttpRequest, department: str, unit: str) -> HttpResponse:
    place = reading.at_address(department, timezone.now())
    if place.page:
        return refusals.not_found(request, office=place.office)
    if place.department is None:
        return former.department(request, department, place.office)
    document = place.department.document
    spot = finding.unit_addressed(document.unit, unit)
    if spot is None:
        return former.unit(request, document, unit, place.office)
    if spot.unit.slug != unit:
        return moved(spot.path)
    description = shorten(f"{spot.name_with_symbol}: zadania i kontakt. {document.unit.name}.", DESCRIPTION_LENGTH)
    frame = Frame(spot.name_with_symbol, place.office, spot.path, description, steps(*spot.parents))
    recent, turned = history.of_unit(place.department.edition, spot.unit.key, timezone.now())
    life = lives.of_unit(spot.unit.key, turned)
    template, office = "bip/unit.html", place.office
    return _page_of_department(request, template, office, place.department, frame, spot, recent, life)


@public("GET")
def duty(request: HttpRequest, key: str) -> HttpResponse:
    place = reading.holding(key, timezone.now())
    found = finding.duty_with(place.department.document.unit, key=key) if place.department else None
    if place.department is None or found is None:
        return former.duty(request, key, place.office)
    description = shorten(found.subject.text, DESCRIPTION_LENGTH)
    trail = steps(*found.spot.parents, found.spot)
    path = reverse("bip:duty", args=[key])
    frame = Frame(found.designation, place.office, path, description, trail)
    life = lives.of_duty(key, turns.of_duty(key, timezone.now()))
    cited = citation(found, place.department.metadata, frame.url)
    parts = {"found": found, "citation": cited}
    template, office, recent = "bip/duty.html", place.office, Recent()
    return _page_of_department(request, template, office, place.department, frame, found.spot, recent, life, **parts)


@public("GET", "POST")
def contact(request: HttpRequest, key: str) -> HttpResponse:
    """A contact; asked by POST, with its e-mail addresses, which harvesters that only follow links never see.

    The button needs no token: it changes nothing, and a page that held a token could not be kept for all readers.
    A request that another site's page sent is refused all the same, so that none makes a button of its own.
    """
    if request.method == "POST" and is_foreign(request):
        return refusals.forbidden(request)
    place = reading.holding(key, timezone.now())
    found = finding.contact_in(place, key=key)
    if found is None:
        return former.contact(request, key, place.office)
    spot, box = found
    trail = steps(*spot.parents, spot) if spot else ()
    revealed = request.method == "POST" and bool(box.emails)
    title = f"Adres e-mail – {box.title}" if revealed else box.title
    frame = Frame(title, place.office, reverse("bip:contact", args=[key]), trail=trail, indexed=False)
    checked = place.department.checked if spot and place.department else place.office.checked
    context = {"frame": frame, "contact": box, "of_office": spot is None, "revealed": revealed, "checked": checked}
    if request.method != "POST":
        return answers.page(request, "bip/contact.html", context, made_of=_editions(place))
    return _revealed(request, "bip/contact.html", context)


@csrf_exempt
def without_slash(request: HttpRequest, address: str) -> HttpResponse:
    """What no other address fits: with a slash behind it, it may; so nobody is led on to a page that is not there."""
    whole, query = f"/{address}/", request.META.get("QUERY_STRING", "")
    if request.method not in answers.SAFE or address.endswith("/") or not is_valid_path(whole):
        return refusals.not_found(request)
    match = resolve(whole)
    answer: HttpResponse = match.func(request, *match.args, **match.kwargs)
    return answer if answer.status_code == NOT_FOUND else moved(f"{whole}?{query}" if query else whole)


def _page_of_department(
    request: HttpRequest,
    template: str,
    office: Front,
    department: Published[DepartmentDocument],
    frame: Frame,
    spot: Spot,
    recent: Recent,
    life: Life | None = None,
    **parts: Any,
) -> HttpResponse:
    """A page about the unit at `spot`: with how to reach it, what changed, and the metryczka of the edition."""
    contacts = finding.contacts_of(spot, finding.common_contacts(department.document, office.document))
    if frame.path == spot.path:
        frame = replace(frame, about=organizations.of_unit(spot, office.document, contacts))
    context = {
        "frame": frame,
        "spot": spot,
        "life": life,
        "contacts": contacts,
        "checked": {**office.checked, **department.checked},
        "imprint": imprint_of(department),
        "recent": recent,
        "home": spot.home,
        **parts,
    }
    told = [*recent.editions, *(life.editions if life else [])]
    return answers.page(request, template, context, made_of=[office.edition, department.edition, *told])


def _editions(place: reading.Place) -> list[Edition]:
    return [place.office.edition, *([place.department.edition] if place.department else [])]
