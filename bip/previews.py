"""Public pages as they would be: of documents that are not published yet.

A preview is asked for somewhere below an address that only the invited know. Its pages link to one another there: while
one is made, every address of this site is put below that place. Nothing here is kept by anybody.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, URLResolver, re_path, reverse
from django.urls.base import get_script_prefix, set_script_prefix
from django.urls.resolvers import RegexPattern

from bip import finding, refusals
from bip.answers import SAFE
from bip.finding import Spot
from bip.frame import Frame, Notice, steps
from bip.metadata import imprint_of
from bip.origin import is_foreign
from bip.written import Written
from publishing.document import DepartmentDocument, PageDocument
from publishing.models import Edition
from publishing.reading import Front, Place, Published

HEADERS: Final = {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
}


@dataclass(frozen=True)
class Preview:
    """What is shown: the office's page, or a department or a page beside it. `departments`: those on the front page.

    `below` is where the pages stand («/podglad/…/1/»), `notice` what stands on each of them.
    """

    office: Front
    department: Published[DepartmentDocument] | None
    page: Published[PageDocument] | None
    departments: tuple[Edition, ...]
    below: str
    notice: Notice

    @property
    def place(self) -> Place:
        return Place(self.office, self.department)


def answer(request: HttpRequest, preview: Preview, address: str) -> HttpResponse:
    """The page that has this address on the site, as it would be; an empty address is that of what is previewed."""
    try:
        match = ADDRESSES.resolve(address)
    except Resolver404:
        return private(refusals.not_found(request, office=preview.office))
    if request.method not in ({*SAFE, "POST"} if match.func in {contact, people} else SAFE):
        return private(refusals.not_allowed(request, SAFE))
    with addresses_below(preview.below):
        return private(match.func(request, preview, **match.kwargs))


def private(response: HttpResponse) -> HttpResponse:
    """Kept by nobody, found by no search engine, and its address told to no other site."""
    for name, value in HEADERS.items():
        response[name] = value
    return response


@contextmanager
def addresses_below(prefix: str) -> Iterator[None]:
    before = get_script_prefix()
    set_script_prefix(prefix)
    try:
        yield
    finally:
        set_script_prefix(before)


def subject(request: HttpRequest, preview: Preview) -> HttpResponse:
    if preview.page:
        return _page_written(request, preview, preview.page)
    if preview.department:
        return _page_of_spot(request, "bip/department.html", preview, Spot(preview.department.document.unit))
    name = preview.office.document.name
    frame = Frame("", preview.office, "/", f"{name}: departamenty, ich zadania, symbole i kontakty.")
    context = {"departments": preview.departments, "imprint": imprint_of(preview.office)}
    return _page(request, "bip/office.html", preview, frame, context)


def _page_written(
    request: HttpRequest, preview: Preview, page: Published[PageDocument], *, revealed: bool = False
) -> HttpResponse:
    written = Written(page.document, preview.office.document)
    frame = Frame(page.document.title, preview.office, f"/{page.document.slug}/")
    facts = {"written": written, "imprint": imprint_of(page), "revealed": revealed}
    return _page(request, written.template, preview, frame, facts)


def people(request: HttpRequest, preview: Preview, page: str) -> HttpResponse:
    """Asked by POST, the page with the e-mail addresses of those whom it names, as in public; it changes nothing."""
    if request.method == "POST" and is_foreign(request):
        return refusals.forbidden(request)
    if preview.page is None or preview.page.document.slug != page:
        return refusals.not_found(request, office=preview.office)
    return _page_written(request, preview, preview.page, revealed=request.method == "POST")


def unit(request: HttpRequest, preview: Preview, department: str, unit: str = "") -> HttpResponse:
    if preview.page and not unit and preview.page.document.slug == department:
        return _page_written(request, preview, preview.page)
    root = preview.department.document.unit if preview.department else None
    if root is None or root.slug != department:
        return refusals.not_found(request, office=preview.office)
    spot = finding.unit_addressed(root, unit) if unit else Spot(root)
    if spot is None:
        return refusals.not_found(request, office=preview.office, department=Spot(root))
    return _page_of_spot(request, "bip/unit.html" if unit else "bip/department.html", preview, spot)


def duty(request: HttpRequest, preview: Preview, key: str) -> HttpResponse:
    found = finding.duty_with(preview.department.document.unit, key=key) if preview.department else None
    if found is None:
        return refusals.not_found(request, office=preview.office)
    trail = steps(*found.spot.parents, found.spot)
    frame = Frame(found.designation, preview.office, reverse("bip:duty", args=[key]), trail=trail)
    return _page_of_spot(request, "bip/duty.html", preview, found.spot, frame, found=found)


def contact(request: HttpRequest, preview: Preview, key: str) -> HttpResponse:
    """Asked by POST, with its e-mail addresses, as on the public page; it changes nothing."""
    found = finding.contact_in(preview.place, key=key)
    if request.method == "POST" and is_foreign(request):
        return refusals.forbidden(request)
    if found is None:
        return refusals.not_found(request, office=preview.office)
    spot, box = found
    trail = steps(*spot.parents, spot) if spot else ()
    frame = Frame(box.title, preview.office, reverse("bip:contact", args=[key]), trail=trail)
    revealed = request.method == "POST" and bool(box.emails)
    facts = {"contact": box, "of_office": spot is None, "revealed": revealed}
    return _page(request, "bip/contact.html", preview, frame, facts)


def _page_of_spot(
    request: HttpRequest, template: str, preview: Preview, spot: Spot, frame: Frame | None = None, **parts: Any
) -> HttpResponse:
    department, office = preview.department, preview.office
    if department is None:
        return refusals.not_found(request, office=office)
    contacts = finding.contacts_of(spot, finding.common_contacts(department.document, office.document))
    frame = frame or Frame(spot.name_with_symbol, office, spot.path, trail=steps(*spot.parents))
    context = {"spot": spot, "contacts": contacts, "imprint": imprint_of(department), **parts}
    return _page(request, template, preview, frame, context)


def _page(request: HttpRequest, template: str, preview: Preview, frame: Frame, context: dict[str, Any]) -> HttpResponse:
    """The page tells its own address as it would be in public, not the secret one."""
    path = f"/{frame.path.removeprefix(get_script_prefix())}".replace("//", "/")
    frame = replace(frame, path=path, indexed=False, notice=preview.notice)
    return render(request, template, {**context, "frame": frame})


View = Callable[..., HttpResponse]
ADDRESSES: Final = URLResolver(
    RegexPattern(r"^"),
    [
        re_path(r"^$", subject),
        re_path(r"^zadanie/(?P<key>[-a-zA-Z0-9_]+)/$", duty),
        re_path(r"^kontakt/(?P<key>[-a-zA-Z0-9_]+)/$", contact),
        re_path(r"^(?P<page>[-a-zA-Z0-9_]+)/adresy/$", people),
        re_path(r"^(?P<department>[-a-zA-Z0-9_]+)/$", unit),
        re_path(r"^(?P<department>[-a-zA-Z0-9_]+)/(?P<unit>[-\w]+)/$", unit),
    ],
)
