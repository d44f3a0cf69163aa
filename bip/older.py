"""Older and planned states, shown by the templates of the present ones: with a strip that says what this is."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse

from bip import answers, finding
from bip.finding import Spot
from bip.frame import Frame, Step
from bip.metadata import Imprint
from bip.written import Written
from publishing.document import DepartmentDocument, PageDocument
from publishing.reading import Subject
from publishing.states import Older


@dataclass(frozen=True)
class Strip:
    """What a state is: `how` is "in-force", "planned", "past" or "never" (it was outranked before its moment)."""

    how: str
    older: Older
    home: str
    day: date | None = None

    @property
    def edition_path(self) -> str:
        return f"{self.home}wydania/{self.older.edition.number}/"


def strip_of(older: Older, home: str, at: datetime) -> Strip:
    if older.edition.in_force_from > at:
        return Strip("never" if older.never_in_force else "planned", older, home)
    if older.in_force(at):
        return Strip("in-force", older, home)
    return Strip("never" if older.never_in_force else "past", older, home)


def show(
    request: HttpRequest, subject: Subject, strip: Strip, base: str, title: str, *, word: str = ""
) -> HttpResponse | None:
    """The state of a department, of its unit with that address, or of the office; None where it has no such unit."""
    older = strip.older
    if not isinstance(older.document, DepartmentDocument):
        shows = _show_page if isinstance(older.document, PageDocument) else _show_office
        return None if word else shows(request, subject, strip, base, title)
    root = Spot(older.document.unit, base=base)
    spot = finding.unit_addressed(root.unit, word, base=base) if word else root
    if spot is None:
        return None
    trail = [Step(older.metadata.title, strip.home)]
    trail += [Step(title, base), *(Step(each.unit.name, each.path) for each in spot.parents[1:])] if word else []
    frame = Frame(
        spot.name_with_symbol if word else title,
        subject.office,
        trail=tuple(trail),
        indexed=False,
        here=spot.path,
    )
    context = _context(frame, strip) | {
        "spot": spot,
        "contacts": finding.contacts_of(spot, finding.common_contacts(older.document, older.office)),
    }
    made_of = [subject.office.edition, older.edition, older.office_edition]
    template = "bip/unit.html" if word else "bip/department.html"
    return answers.page(request, template, context, made_of=made_of, dated=False)


def _show_office(request: HttpRequest, subject: Subject, strip: Strip, base: str, title: str) -> HttpResponse:
    frame = Frame(f"Dane urzędu, {title[0].lower()}{title[1:]}", subject.office, indexed=False, here=base)
    context = _context(frame, strip) | {"document": strip.older.document}
    made_of = [subject.office.edition, strip.older.edition]
    return answers.page(request, "bip/office_edition.html", context, made_of=made_of, dated=False)


def _show_page(request: HttpRequest, subject: Subject, strip: Strip, base: str, title: str) -> HttpResponse:
    older = strip.older
    if not isinstance(older.document, PageDocument):
        raise TypeError("not an edition of a page")
    trail = (Step(older.metadata.title, strip.home),)
    frame = Frame(title, subject.office, trail=trail, indexed=False, here=base)
    written = Written(older.document, older.office)
    made_of = [subject.office.edition, older.edition, older.office_edition]
    context = _context(frame, strip) | {"written": written}
    return answers.page(request, written.template, context, made_of=made_of, dated=False)


def _context(frame: Frame, strip: Strip) -> dict[str, Any]:
    older = strip.older
    imprint = Imprint(older.edition, older.metadata, older.first)
    return {"frame": frame, "strip": strip, "older": older, "imprint": imprint, "home": strip.home}
