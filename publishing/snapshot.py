"""Making documents of the working copy. The only code that reads rows for the public record.

A handful of queries for a department of any size: everything is read once and put together in memory.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from django.db.models import Exists, OuterRef

from contacts import websites
from contacts.models import Channel, Contact
from orgchart.kinds import heading
from orgchart.models import Appointment, Department, Gone, Office, Post, Unit
from orgchart.phones import dialled
from orgchart.services import ids_below
from orgchart.text import roman
from pages.models import Declaration, Page
from publishing import document
from publishing.models import Trace
from tasks.models import Duty
from tasks.numbering import numbers

PAGE_FACTS: Final = ("key", "kind", "title", "slug", "body", "easy_text", "film", "told_on")
LISTED: Final = ("inaccessible", "excluded", "shortcuts", "applications")  # of a declaration: an item a line


def build_office(office: Office) -> document.OfficeDocument:
    return document.OfficeDocument(
        name=office.name,
        seat=office.seat,
        website=office.website,
        officers=tuple(
            document.Officer(role=o.role, name=o.name, phone=o.phone, fax=o.fax, email=o.email)
            for o in office.officers.order_by("position")
        ),
        contacts=tuple(_contacts(Contact.objects.filter(unit=None)).get(None, ())),
        departments=tuple(Department.objects.order_by("position").values_list("key", flat=True)),
        pages=tuple(Page.objects.order_by("position").values_list("key", flat=True)),
    )


def build_page(page: Page) -> document.PageDocument:
    stated = page.stated
    return document.PageDocument(
        declaration=_declaration(stated) if stated else None, **{name: getattr(page, name) for name in PAGE_FACTS}
    )


def _declaration(row: Declaration) -> document.Declaration:
    """Lists have an item a line in the row; the telephone's link is derived, as that of a channel."""
    facts = {name: getattr(row, name) for name in document.Declaration.model_fields if name != "phone_link"}
    lists = {name: tuple(filter(None, map(str.strip, facts[name].splitlines()))) for name in LISTED}
    return document.Declaration(**{**facts, **lists, "phone_link": f"tel:{dialled(row.phone)}"})


def build_department(department: Unit, *, day: date) -> document.DepartmentDocument:
    """The whole department, with whoever holds its posts on that day."""
    units = list(Unit.objects.filter(pk__in=ids_below(department.pk)))
    return document.DepartmentDocument(
        unit=_Parts(units, day).unit(department.pk, ""),
        common_contacts=tuple(Contact.objects.filter(unit=None).order_by("position").values_list("key", flat=True)),
        gone=tuple(_gone(department)),
    )


def _gone(department: Unit) -> Iterator[document.Gone]:
    """What this department ever published and what was removed since, wherever in the office it stood last."""
    published = Trace.objects.filter(subject="department", subject_key=department.key, key=OuterRef("key"))
    for row in sorted(Gone.objects.filter(Exists(published)), key=lambda row: row.key):
        yield document.Gone.model_validate({"key": row.key, "how": row.how, "successors": row.successors.split()})


class _Parts:
    """The rows of a department, grouped by what they belong to."""

    def __init__(self, units: list[Unit], day: date) -> None:
        ids = [unit.pk for unit in units]
        self.units = {unit.pk: unit for unit in units}
        self.children: dict[int | None, list[Unit]] = defaultdict(list)
        for unit in sorted(units, key=lambda unit: unit.position):
            self.children[unit.parent_id].append(unit)
        self.contacts = _contacts(Contact.objects.filter(unit__in=ids))
        self.posts = _posts(ids, day)
        self.duties, self.points = _duties(ids)

    def unit(self, pk: int, numeral: str) -> document.Unit:
        unit = self.units[pk]
        duties = tuple(self._duty(*numbered) for numbered in _numbered(self.duties[pk]))
        return document.Unit(
            key=unit.key,
            kind=unit.kind,
            name=unit.name,
            symbol=unit.symbol,
            slug=unit.slug,
            numeral=numeral,
            heading=unit.heading
            or heading(kind=unit.kind, name=unit.name, symbol=unit.symbol, opens_list=bool(duties)),
            worded=bool(unit.heading),
            intro=unit.intro,
            handling=unit.handling,
            registers=unit.registers,
            posts=tuple(self.posts[pk]),
            contacts=tuple(self.contacts.get(pk, ())),
            duties=duties,
            units=tuple(
                self.unit(child.pk, f"{numeral}.{place}" if numeral else roman(place))
                for place, child in enumerate(self.children[pk], start=1)
            ),
        )

    def _duty(self, duty: Duty, number: str) -> document.Duty:
        return document.Duty(
            key=duty.key,
            number=number,
            labelled=bool(duty.label),
            text=duty.text,
            legal_basis=duty.legal_basis,
            points=tuple(
                document.Point(
                    key=point.key,
                    number=place,
                    labelled=bool(point.label),
                    text=point.text,
                    legal_basis=point.legal_basis,
                )
                for point, place in _numbered(self.points[duty.pk])
            ),
        )


def _numbered(duties: list[Duty]) -> Iterable[tuple[Duty, str]]:
    return zip(duties, numbers(duty.label for duty in duties), strict=True)


def _duties(unit_ids: list[int]) -> tuple[dict[int, list[Duty]], dict[int, list[Duty]]]:
    """Duties by unit and points by duty, each in its order."""
    duties: dict[int, list[Duty]] = defaultdict(list)
    points: dict[int, list[Duty]] = defaultdict(list)
    for duty in Duty.objects.filter(unit__in=unit_ids).order_by("position"):
        if duty.parent_id is None:
            duties[duty.unit_id].append(duty)
        else:
            points[duty.parent_id].append(duty)
    return duties, points


def _posts(unit_ids: list[int], day: date) -> dict[int, list[document.Post]]:
    holders: dict[int, list[document.Holder]] = defaultdict(list)
    for a in Appointment.objects.holding(day).filter(post__unit__in=unit_ids).order_by("acting", "since", "pk"):
        holders[a.post_id].append(
            document.Holder(key=a.key, person=a.person, acting=a.acting, since=a.since, until=a.until)
        )
    posts: dict[int, list[document.Post]] = defaultdict(list)
    for post in Post.objects.filter(unit__in=unit_ids).order_by("position"):
        posts[post.unit_id].append(
            document.Post(
                key=post.key,
                function=post.function,
                competence=post.competence,
                holders=tuple(holders[post.pk]),
            )
        )
    return posts


def _contacts(contacts: Iterable[Contact]) -> dict[int | None, list[document.Contact]]:
    """Contact boxes by unit. A channel whose address is not known yet is left out: readers see nothing of it."""
    rows = sorted(contacts, key=lambda contact: contact.position)
    channels: dict[int, list[document.Channel]] = defaultdict(list)
    for channel in Channel.objects.filter(contact__in=rows).exclude(value="").order_by("position"):
        channels[channel.contact_id].append(_channel(channel))
    boxes: dict[int | None, list[document.Contact]] = defaultdict(list)
    for contact in rows:
        boxes[contact.unit_id].append(
            document.Contact(
                key=contact.key,
                title=contact.title,
                address=contact.address,
                room=contact.room,
                opening_hours=contact.opening_hours,
                channels=tuple(channels[contact.pk]),
            )
        )
    return boxes


def _channel(channel: Channel) -> document.Channel:
    link = ""
    if channel.kind in Channel.TELEPHONES:
        link = f"tel:{dialled(channel.value)}"
    elif channel.kind == Channel.Kind.WEBSITE:
        link = websites.link(channel.value)
    return document.Channel(key=channel.key, kind=channel.kind, value=channel.value, link=link)
