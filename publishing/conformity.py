"""What of the law the office's own data do not meet today: obstacles that carry an id of docs/law.md.

One concept with the desk's: a code, a sentence that says what to do, a place where it is mended. These stand in no
publication's way unless they did before; the page «Zgodność» gathers them. The live data are read with a fixed number
of queries, and by the units' parents alone: of a tree broken by hand, what can be reached is judged all the same.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from contacts.models import Channel
from journal.models import Entry, Review
from journal.working_days import working_days_before
from orgchart import kinds
from orgchart.models import OFFICE_ID, Appointment, Office, Officer, Post, Unit
from pages.kinds import OTHER, STATUTORY
from pages.models import Page
from publishing import obstacles
from publishing.beside import duties_changed
from publishing.freshness import due, obstacles_of_checks
from publishing.models import Edition
from publishing.obstacles import Obstacle, Severity, address_of_subject, admin_address
from publishing.reading import OFFICE_KEY
from tasks.models import Duty

WARNS: Final = Severity.WARNS
COMMON: Final = 0  # stands for the contacts that all departments share
LOOKED_BACK: Final = 5  # working days whose review of the journal is asked for


@dataclass(frozen=True)
class Sight:
    """What somebody sees: whose departments are judged (keys), and which pages of the admin open for him."""

    departments: frozenset[str]
    office: bool = True
    journal: bool = True


def shortfalls(sight: Sight, at: datetime) -> list[Obstacle]:
    """All that is missing: of the office, its pages, the departments in sight, what nobody checked, the journal."""
    return [
        *_of_office(sight, at),
        *_of_pages(sight, at),
        *_of_departments(sight, at),
        *_of_checks(sight, at),
        *_of_journal(sight, at),
    ]


# The office and its people


def _of_office(sight: Sight, at: datetime) -> Iterator[Obstacle]:
    office = Office.objects.filter(pk=OFFICE_ID).first()
    here = address_of_subject(office) if office else admin_address("orgchart_office_add")
    if office is None:
        yield obstacles.missing_office()
    elif not Edition.objects.of(Edition.Subject.OFFICE, OFFICE_KEY).in_force(at).exists():
        told = obstacles.unpublished_office()
        yield told if sight.office else replace(told, link=here)
    if office is None or not office.website.strip():
        yield Obstacle("website-missing", "Podaj adres własnej strony urzędu.", WARNS, here, "P2")
    yield from _of_officers(list(Officer.objects.filter(office=OFFICE_ID)), here)


def _of_officers(officers: list[Officer], here: str) -> Iterator[Obstacle]:
    editors, inspectors, coordinators = (
        [each for each in officers if each.role == role]
        for role in (Officer.Role.EDITOR, Officer.Role.INSPECTOR, Officer.Role.COORDINATOR)
    )
    complete = [each for each in editors if each.phone and each.email]
    if not complete:
        nobody = "Podaj redaktora BIP: imię i nazwisko, telefon, faks i e-mail."
        text = "Podaj telefon i e-mail redaktora BIP: żaden nie ma obu." if editors else nobody
        yield Obstacle("editor-missing", text, WARNS, here, "S1")
    elif not any(each.fax for each in complete):
        text = "Podaj faks redakcji BIP: żaden redaktor z telefonem i adresem e-mail go nie ma."
        yield Obstacle("fax-missing", text, WARNS, here, "S1")
    if not any(each.phone or each.email for each in coordinators):
        text = "Podaj koordynatora dostępności z telefonem albo adresem e-mail."
        yield Obstacle("coordinator-missing", text, WARNS, here, "S6")
    if not any(each.phone or each.email for each in inspectors):
        text = "Podaj inspektora ochrony danych z telefonem albo adresem e-mail."
        yield Obstacle("inspector-missing", text, WARNS, here, "S8")


# Pages that must exist


def _of_pages(sight: Sight, at: datetime) -> Iterator[Obstacle]:
    """Of those that exist, what the desk says of each as well."""
    pages = Page.objects.exclude(kind=OTHER).annotate(duties_changed=duties_changed(at))
    rows: dict[str, Any] = {page.kind: page for page in pages}
    in_force = Edition.objects.filter(subject=Edition.Subject.PAGE).in_force(at).with_withdrawal()
    withdrawn = dict(in_force.values_list("key", "withdrawal"))
    for kind in STATUTORY.values():
        page = rows.get(kind.code)
        told = _missing_page(kind.title, page, withdrawn, sight)
        yield from (replace(told, law=law) for law in kind.law if told)
        if page:
            yield from obstacles.obstacles_of_page(page)
            yield from obstacles.warnings_of_page(page, timezone.localdate(at))
            yield from _outdated(page, page.duties_changed)


def _missing_page(title: str, page: Page | None, withdrawn: dict[str, int | None], sight: Sight) -> Obstacle | None:
    if page is None:
        return Obstacle("page-missing", f"Dodaj stronę „{title}”.", WARNS, admin_address("pages_page_changelist"))
    here = reverse("desk:subject", args=[page.key]) if sight.office else admin_address("pages_page_change", page.pk)
    if page.key not in withdrawn:
        text = f"Opublikuj stronę „{page.title}”: czytelnicy jej nie widzą."
        return Obstacle("page-unpublished", text, WARNS, here)
    if withdrawn[page.key]:
        return Obstacle("page-withdrawn", f"Stronę „{page.title}” wycofano. Opublikuj nowe wydanie.", WARNS, here)
    return None


def _outdated(page: Page, changed: datetime | None) -> Iterator[Obstacle]:
    """As readers are told: the easy text and the film speak of duties that changed after them."""
    if page.told_on and changed and timezone.localdate(changed) > page.told_on and (page.easy_text or page.film):
        text = (
            f"Sprawdź tekst łatwy do czytania i film: są na dzień {page.told_on:%d.%m.%Y}, "
            f"a zadania zmieniły się {timezone.localdate(changed):%d.%m.%Y}."
        )
        yield Obstacle("easy-text-outdated", text, WARNS, address_of_subject(page), "S7")


# Departments


@dataclass(frozen=True)
class _Department:
    """A root with all that hangs below it, each unit after its parent."""

    root: Unit
    units: list[Unit]

    def names(self, unit: Unit) -> str:
        """A unit as the office knows it, with its department."""
        return f"„{unit.name}”" if unit.pk == self.root.pk else f"„{unit.name}” ({self.root.name})"


def _of_departments(sight: Sight, at: datetime) -> Iterator[Obstacle]:
    units = list(Unit.objects.order_by("position", "pk"))
    departments = _departments(units)
    if len(units) > sum(len(each.units) for each in departments):
        yield obstacles.broken_tree()
    if not departments:
        text = "Dodaj departament: nie ma jeszcze żadnego."
        yield Obstacle("departments-missing", text, WARNS, admin_address("orgchart_unit_changelist"), "D1")
    seen = [each for each in departments if each.root.key in sight.departments]
    own = [unit for each in seen for unit in each.units]
    yield from _of_publication(seen, at)
    yield from map(obstacles.unknown_kind, [unit for unit in own if unit.kind not in kinds.KINDS])
    yield from _of_duties(seen)
    yield from _of_posts(seen, timezone.localdate(at))
    yield from map(_untold_work, [each for each in seen if not _tells_its_work(each)])
    doubled = obstacles.with_doubled_symbols((unit.pk, unit.symbol) for unit in units)
    yield from map(obstacles.doubled_symbol, [unit for unit in own if unit.pk in doubled])
    yield from _of_symbols(seen)
    yield from _of_contacts(seen)


def _departments(units: list[Unit]) -> list[_Department]:
    children: dict[int | None, list[Unit]] = defaultdict(list)
    for unit in units:
        children[unit.parent_id].append(unit)
    return [_Department(root, list(_below(root, children))) for root in children[None]]


def _below(root: Unit, children: dict[int | None, list[Unit]]) -> Iterator[Unit]:
    """A cycle is never reached: no root leads to it."""
    waiting = [root]
    while waiting:
        unit = waiting.pop()
        yield unit
        waiting += reversed(children[unit.pk])


def _of_publication(departments: list[_Department], at: datetime) -> Iterator[Obstacle]:
    in_force = Edition.objects.filter(subject=Edition.Subject.DEPARTMENT).in_force(at).with_withdrawal()
    withdrawn = dict(in_force.values_list("key", "withdrawal"))
    for each in departments:
        here = reverse("desk:subject", args=[each.root.key])
        if each.root.key not in withdrawn:
            text = f"Opublikuj „{each.root.name}”: czytelnicy go nie widzą."
            yield Obstacle("department-unpublished", text, WARNS, here, "D1")
        elif withdrawn[each.root.key]:
            text = f"„{each.root.name}”: obowiązujące wydanie wycofano. Opublikuj nowe."
            yield Obstacle("department-withdrawn", text, WARNS, here, "D1")


def _of_duties(departments: list[_Department]) -> Iterator[Obstacle]:
    """A unit that is divided into others may leave the duties to them."""
    with_duties = set(Duty.objects.top().order_by().values_list("unit_id", flat=True).distinct())
    for each in departments:
        divided = {unit.parent_id for unit in each.units}
        for unit in each.units:
            if unit.pk not in with_duties | divided:
                text = f"{each.names(unit)}: spisz zadania, nie ma żadnego."
                yield Obstacle("duties-missing", text, WARNS, address_of_subject(unit), "D2")


def _of_posts(departments: list[_Department], today: date) -> Iterator[Obstacle]:
    held = Appointment.objects.holding(today).filter(post=OuterRef("pk"))
    posts: dict[int, list[Any]] = defaultdict(list)
    for post in Post.objects.annotate(held=Exists(held)).order_by("position"):
        posts[post.unit_id].append(post)
    for each in departments:
        if not any(posts.get(unit.pk) for unit in each.units):
            text = f"„{each.root.name}”: dodaj stanowiska kierownicze, nie ma żadnego."
            yield Obstacle("posts-missing", text, WARNS, address_of_subject(each.root), "D3")
        for unit in each.units:
            for post in posts.get(unit.pk, ()):
                if not post.held:
                    text = f"{each.names(unit)}: {post.function} – nikt nie jest powołany na dzisiaj."
                    yield Obstacle("post-vacant", text, WARNS, admin_address("orgchart_post_change", post.pk), "D3")


def _tells_its_work(department: _Department) -> bool:
    handling = any(unit.handling.strip() for unit in department.units)
    return handling and any(unit.registers.strip() for unit in department.units)


def _untold_work(department: _Department) -> Obstacle:
    text = f"„{department.root.name}”: opisz przyjmowanie i załatwianie spraw oraz rejestry, choćby w jednej komórce."
    return Obstacle("work-untold", text, WARNS, address_of_subject(department.root), "D4")


def _of_symbols(departments: list[_Department]) -> Iterator[Obstacle]:
    """The letters of a department that is divided are marked by its units."""
    for each in departments:
        for unit in each.units:
            if not unit.symbol and (unit.pk != each.root.pk or len(each.units) == 1):
                text = f"{each.names(unit)}: podaj symbol, którym komórka oznacza pisma."
                yield Obstacle("symbol-missing", text, WARNS, address_of_subject(unit), "D5")


def _of_contacts(departments: list[_Department]) -> Iterator[Obstacle]:
    """Of the departments and of all in common; a channel that is not filled in yet is none."""
    roots: dict[int | None, int] = {unit.pk: each.root.pk for each in departments for unit in each.units}
    roots[None] = COMMON
    known = Channel.objects.exclude(value="").select_related("contact").order_by("contact__position", "position")
    channels = [channel for channel in known if channel.contact.unit_id in roots]
    reached = {roots[each.contact.unit_id] for each in channels if each.kind == Channel.Kind.E_DELIVERY}
    for each in departments:
        if not reached & {COMMON, each.root.pk}:
            text = f"„{each.root.name}”: podaj adres do e-Doręczeń, w kontakcie departamentu albo wspólnym."
            yield Obstacle("e-delivery-missing", text, WARNS, admin_address("contacts_contact_changelist"), "D6")
    yield from obstacles.wrong_channels(channels)


# What readers see, and nobody looked at for long


def _of_checks(sight: Sight, at: datetime) -> Iterator[Obstacle]:
    found = due(None, at)
    yield from obstacles_of_checks([each for each in found if each.edition.key in sight.departments])
    for told in obstacles_of_checks([each for each in found if each.edition.key == OFFICE_KEY]):
        yield told if sight.office else replace(told, link="")


# The journal


def _of_journal(sight: Sight, at: datetime) -> Iterator[Obstacle]:
    """Of the last working days, those whose journal nobody noted as read; not before the journal began."""
    first = Entry.objects.order_by("pk").values_list("at", flat=True).first()
    if first is None:
        return
    begun, before = timezone.localdate(first), working_days_before(timezone.localdate(at))
    days = [day for day, _ in zip(before, range(LOOKED_BACK), strict=False) if day >= begun]
    reviewed = set(Review.objects.filter(day__in=days).values_list("day", flat=True))
    if unread := [f"{day:%d.%m.%Y}" for day in reversed(days) if day not in reviewed]:
        text = f"Odnotuj przegląd dziennika za dni robocze: {', '.join(unread)}."
        here = admin_address("journal_entry_review") if sight.journal else ""
        yield Obstacle("journal-unreviewed", text, WARNS, here, "B2")
