"""Writing a document back into the working copy, by keys: the way of `publishing.snapshot` backwards."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, Final

from contacts.models import Channel, Contact
from orgchart.kinds import KINDS, heading
from orgchart.models import Appointment, Department, Gone, Office, Officer, Post, Unit
from orgchart.order import arrange, rewrite, rewrite_lists
from orgchart.services import (
    UnitRow,
    arrange_departments,
    arrange_units,
    free_symbols,
    ids_below,
    rearrange_appointments,
)
from pages.models import Declaration, Page
from pages.services import next_position
from publishing import document
from publishing.snapshot import LISTED, PAGE_FACTS
from tasks.models import Duty
from tasks.numbering import numbers
from tasks.services import DutyRow, arrange_lists, close_unit

UNIT_FACTS: Final = ("kind", "name", "symbol", "slug", "intro", "handling", "registers")
POST_FACTS: Final = ("function", "competence")
CONTACT_FACTS: Final = ("title", "address", "room", "opening_hours")
OFFICER_FACTS: Final = ("role", "name", "phone", "fax", "email")


def units_of(unit: document.Unit) -> Iterator[document.Unit]:
    """The unit and all below it, each before what is below it."""
    yield unit
    for below in unit.units:
        yield from units_of(below)


def copy_department(content: document.DepartmentDocument, day: date) -> None:
    """Make the department's rows say what the document says on that day. The office must be locked."""
    records = list(units_of(content.unit))
    extra = _units_beside(records)
    free_symbols(extra)
    units = arrange_units(list(_unit_rows(content.unit, "")))
    pks = {record.key: units[record.key].pk for record in records}
    posts = _rows(Post, {pks[record.key]: record.posts for record in records}, POST_FACTS)
    rewrite_lists(Post, "unit", posts)
    _copy_holders({post.key: post for record in records for post in record.posts}, day)
    _copy_contacts({pks[record.key]: record.contacts for record in records})
    _copy_duties([(units[record.key], record.duties) for record in records])
    for unit in extra:
        if Unit.objects.filter(pk=unit.pk).exists():  # else it went with the one above it
            close_unit(unit)
    _copy_answers(content.gone)


def _copy_answers(records: Sequence[document.Gone]) -> None:
    """What the document says of things that were gone already."""
    answers = {record.key: record for record in records}
    for row in Gone.objects.filter(key__in=answers):
        if _write(row, {"how": answers[row.key].how, "successors": " ".join(answers[row.key].successors)}):
            row.save()


def copy_office(content: document.OfficeDocument) -> None:
    """The office's own data, and in which order departments and pages stand; which there are is not its business."""
    office = Office.objects.get()
    if _write(office, {name: getattr(content, name) for name in ("name", "seat", "website")}):
        office.full_clean()
        office.save()
    _copy_officers(office, content.officers)
    _copy_contacts({None: content.contacts})
    keys = dict(Department.objects.order_by("position").values_list("key", "pk"))
    named = [keys[key] for key in content.departments if key in keys]
    others = [pk for pk in keys.values() if pk not in named]
    arrange_departments([*named, *others])
    _arrange_pages(content.pages)


def _arrange_pages(order: Sequence[str]) -> None:
    keys = dict(Page.objects.order_by("position").values_list("key", "pk"))
    named = [keys[key] for key in order if key in keys]
    arranged = [*named, *(pk for pk in keys.values() if pk not in named)]
    if arranged != list(keys.values()):
        arrange(Page.objects.all(), arranged)


def copy_page(content: document.PageDocument) -> None:
    """Make the page's row say what the document says; one that was removed comes back, last in order."""
    page = Page.objects.filter(key=content.key).first() or Page(key=content.key, position=next_position())
    if _write(page, {name: getattr(content, name) for name in PAGE_FACTS}) or page.pk is None:
        page.full_clean()
        page.save()
    stated = Declaration.objects.filter(page=page)
    if content.declaration is None:
        stated.delete()
        return
    facts = {name: getattr(content.declaration, name) for name in document.Declaration.model_fields}
    said = facts | {name: "\n".join(facts[name]) for name in LISTED}
    row = stated.first() or Declaration(page=page)
    if _write(row, {name: value for name, value in said.items() if name != "phone_link"}) or row.pk is None:
        row.full_clean()
        row.save()


def _units_beside(records: Sequence[document.Unit]) -> list[Unit]:
    """Units of the department that the document does not have, each after the one above it."""
    root = Unit.objects.filter(key=records[0].key).first()
    if root is None:
        return []
    below = ids_below(root.pk)
    keys = {record.key for record in records}
    units = [unit for unit in Unit.objects.filter(pk__in=below) if unit.key not in keys]
    return sorted(units, key=lambda unit: below.index(unit.pk))


def _unit_rows(unit: document.Unit, parent: str) -> Iterator[UnitRow]:
    facts = {name: str(getattr(unit, name)) for name in UNIT_FACTS}
    yield UnitRow(unit.key, parent, {**facts, "heading": _heading(unit)})
    for below in unit.units:
        yield from _unit_rows(below, unit.key)


def _heading(unit: document.Unit) -> str:
    """Empty where it is what follows from kind, name and symbol."""
    if unit.worded or unit.kind not in KINDS:
        return unit.heading
    derived = heading(kind=unit.kind, name=unit.name, symbol=unit.symbol, opens_list=bool(unit.duties))
    return "" if derived == unit.heading else unit.heading


def _rows(model: Any, lists: Mapping[int | None, Sequence[Any]], facts: Sequence[str]) -> dict[int | None, list[Any]]:
    """The rows of these records, found by key or new, with the facts of the records."""
    keys = [record.key for records in lists.values() for record in records]
    stored = {row.key: row for row in model._default_manager.filter(key__in=keys)}
    found: dict[int | None, list[Any]] = {}
    for place, records in lists.items():
        found[place] = [stored.get(record.key) or model(key=record.key) for record in records]
        for row, record in zip(found[place], records, strict=True):
            _write(row, {name: getattr(record, name) for name in facts})
    return found


def _write(row: Any, facts: Mapping[str, Any]) -> bool:
    """Whether that changed the row."""
    changed = {name: value for name, value in facts.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    return bool(changed)


def _copy_contacts(lists: Mapping[int | None, Sequence[document.Contact]]) -> None:
    rows = _rows(Contact, lists, CONTACT_FACTS)
    rewrite_lists(Contact, "unit", rows)
    pks = {row.key: row.pk for each in rows.values() for row in each}
    channels = {pks[box.key]: box.channels for boxes in lists.values() for box in boxes}
    channel_rows = _rows(Channel, channels, ("kind", "value"))
    keys = [channel.key for each in channels.values() for channel in each]
    unfilled = Channel.objects.filter(contact__in=channels, value="").exclude(key__in=keys)
    for channel in unfilled.order_by("position"):  # readers see nothing of these, so no document speaks of them
        at = channel_rows[channel.contact_id]
        at.insert(min(channel.position - 1, len(at)), channel)
    rewrite_lists(Channel, "contact", channel_rows)


@dataclass(frozen=True)
class Holding:
    """Who was appointed to a post, as stored, and which of them go because of what the document says."""

    post: Post
    stored: Sequence[Appointment]
    wanted: Sequence[document.Holder]
    day: date

    @property
    def kept(self) -> list[Appointment]:
        """Those of whom the document does not speak and who do not contradict it."""
        return [row for row in self._others if not row.holds_on(self.day) and not self._contradicts(row)]

    @property
    def contradicting(self) -> list[Appointment]:
        """Those who do not hold the post on that day, but would share another with somebody who shall hold it."""
        return [row for row in self._others if not row.holds_on(self.day) and self._contradicts(row)]

    @property
    def is_right(self) -> bool:
        held = sorted((row for row in self.stored if row.holds_on(self.day)), key=_as_listed)
        return [_as_holder(row) for row in held] == list(self.wanted)

    @property
    def _others(self) -> list[Appointment]:
        keys = {holder.key for holder in self.wanted}
        return [row for row in self.stored if row.key not in keys]

    def _contradicts(self, row: Appointment) -> bool:
        return not row.acting and any(
            row.shares_a_day_with(Appointment(since=holder.since, until=holder.until))
            for holder in self.wanted
            if not holder.acting
        )


def _as_listed(row: Appointment) -> tuple[bool, date, int]:
    return row.acting, row.since or date.min, row.pk


def _as_holder(row: Appointment) -> document.Holder:
    return document.Holder(key=row.key, person=row.person, acting=row.acting, since=row.since, until=row.until)


def holdings(posts: Mapping[str, document.Post], day: date) -> list[Holding]:
    """The posts whose people are not those of the document."""
    rows = Post.objects.filter(key__in=posts).prefetch_related("appointments")
    every = [Holding(row, list(row.appointments.all()), posts[row.key].holders, day) for row in rows]
    return [holding for holding in every if not holding.is_right]


def _copy_holders(posts: Mapping[str, document.Post], day: date) -> None:
    wrong = holdings(posts, day)
    keys = [holder.key for holding in wrong for holder in holding.wanted]
    Appointment.objects.filter(key__in=keys).exclude(post__in=[holding.post for holding in wrong]).delete()
    for holding in wrong:
        stored = {row.key: row for row in holding.stored}
        rows = [_appointed(stored.get(holder.key), holder) for holder in holding.wanted]
        for row, after in pairwise(rows):  # of two alike, the one stored first is listed first
            if row.pk is None or (after.pk is not None and after.pk < row.pk):
                _store_anew(after)
        rearrange_appointments(holding.post, [*holding.kept, *rows])


def _store_anew(row: Appointment) -> None:
    if row.pk is not None:
        Appointment.objects.filter(pk=row.pk).delete()
        row.pk, row._state.adding = None, True


def _appointed(stored: Appointment | None, holder: document.Holder) -> Appointment:
    row = stored or Appointment(key=holder.key)
    _write(row, {name: getattr(holder, name) for name in ("person", "acting", "since", "until")})
    row.clean_fields(exclude=["post"])
    return row


def _copy_duties(lists: Sequence[tuple[Unit, Sequence[document.Duty]]]) -> None:
    """Only lists that differ are written."""
    stored = _stored_duties([unit for unit, _ in lists])
    wanted = [(unit, _duty_rows(duties)) for unit, duties in lists]
    wrong = [(unit, rows) for unit, rows in wanted if rows != stored.get(unit.pk, [])]
    if wrong:
        arrange_lists(wrong, revive=True)


def _duty_rows(records: Sequence[document.Duty | document.Point]) -> list[DutyRow]:
    derived = numbers(record.number if record.labelled else "" for record in records)
    return [
        DutyRow(
            text=record.text,
            key=record.key,
            label=record.number if record.labelled or record.number != number else "",
            legal_basis=record.legal_basis,
            points=tuple(_duty_rows(record.points)) if isinstance(record, document.Duty) else (),
        )
        for record, number in zip(records, derived, strict=True)
    ]


def _stored_duties(units: Sequence[Unit]) -> dict[int, list[DutyRow]]:
    rows = list(Duty.objects.filter(unit__in=units).order_by("position"))
    points: dict[int, list[DutyRow]] = {}
    for row in rows:
        if row.parent_id is not None:
            points.setdefault(row.parent_id, []).append(_duty_row(row, ()))
    found: dict[int, list[DutyRow]] = {}
    for row in rows:
        if row.parent_id is None:
            found.setdefault(row.unit_id, []).append(_duty_row(row, tuple(points.get(row.pk, ()))))
    return found


def _duty_row(row: Duty, points: tuple[DutyRow, ...]) -> DutyRow:
    return DutyRow(row.text, row.key, row.label, row.legal_basis, points)


def _copy_officers(office: Office, records: Sequence[document.Officer]) -> None:
    stored = list(office.officers.order_by("position"))
    facts = [{name: getattr(record, name) for name in OFFICER_FACTS} for record in records]
    if [{name: getattr(row, name) for name in OFFICER_FACTS} for row in stored] == facts:
        return
    rows = [*stored[: len(facts)], *(Officer(office=office) for _ in facts[len(stored) :])]
    for row, said in zip(rows, facts, strict=True):
        _write(row, said)
        row.clean_fields(exclude=["office"])
    rewrite(office.officers.all(), rows)
