"""Contact boxes of the department and of the office, and their channels."""

from collections.abc import Sequence
from typing import Final

from contacts.models import Channel, Contact, channel_problem
from orgchart.models import Unit
from orgchart.order import arrange
from orgchart.text import fold
from regulation.boxes import DEPARTMENT_BOX
from regulation.records import Box, Line
from regulation.records import Channel as ChannelRecord
from regulation.report import ImportReport, blaming

# What such a text usually prints: a channel of these kinds that it does not name has gone. Editors add the others.
PRINTED: Final = frozenset({Channel.Kind.PHONE, Channel.Kind.FAX, Channel.Kind.MOBILE, Channel.Kind.EMAIL})
FACTS: Final = {"title": "tytuł", "address": "adres", "room": "pokój", "opening_hours": "godziny przyjęć"}


def import_contacts(root: Unit, boxes: Sequence[Box], report: ImportReport) -> None:
    """Write the boxes that the text has. Others are kept: a text is not the only place that contacts come from."""
    taken: set[int] = set()
    for box in boxes:
        unit = root if box.of_department else None
        with blaming(box.line):
            contact = find_contact(box, unit, taken)
            is_new = contact is None
            contact = contact or _new_contact(box, unit)
            _write_contact(contact, box, None if is_new else report)
            taken.add(contact.pk)
        if is_new:
            report.created.append(f"kontakt „{box.title}”")
        _import_channels(contact, box.channels, report)


def find_contact(box: Box, unit: Unit | None, taken: set[int]) -> Contact | None:
    """The box of the same title; for the department's own, its box under the name that it had before."""
    free = Contact.objects.filter(unit=unit).exclude(pk__in=taken).order_by("position")
    same = next((contact for contact in free if fold(contact.title) == fold(box.title)), None)
    if same or not unit:
        return same
    return next((contact for contact in free if DEPARTMENT_BOX.fullmatch(contact.title)), None)


def _new_contact(box: Box, unit: Unit | None) -> Contact:
    last = max(Contact.objects.filter(unit=unit).values_list("position", flat=True), default=0)
    return Contact(unit=unit, title=box.title, position=last + 1)


def _write_contact(contact: Contact, box: Box, report: ImportReport | None) -> None:
    """What the text does not tell (an address that editors added) is kept."""
    told = {name: getattr(box, name) for name in FACTS if getattr(box, name)}
    changed = {name: value for name, value in told.items() if getattr(contact, name) != value}
    if report:
        before = {name: _on_one_line(getattr(contact, name)) for name in changed}
        report.changed += [
            f"kontakt „{contact.title}”: {FACTS[name]} „{before[name]}” → „{_on_one_line(value)}”"
            for name, value in changed.items()
        ]
    for name, value in changed.items():
        setattr(contact, name, value)
    if changed or contact.pk is None:
        contact.full_clean()
        contact.save()


def _on_one_line(text: str) -> str:
    return ", ".join(text.splitlines()) or "brak"


def _import_channels(contact: Contact, records: Sequence[ChannelRecord], report: ImportReport) -> None:
    stored = list(contact.channels.order_by("position"))
    records, unread = _leave_unread(records, report)
    found = find_channels(stored, records)
    order = []
    for index, record in enumerate(records):
        with blaming(record.line):
            order.append(_write_channel(contact, found.get(index), record, report).pk)
    kept = {channel.pk for channel in found.values()}
    others = []
    for channel in stored:
        if channel.pk in kept:
            continue
        if channel.kind in PRINTED - unread:
            report.removed.append(f"{contact.title}: {channel}")
            channel.delete()
        else:
            others.append(channel.pk)
    _arrange_channels(contact, [channel.pk for channel in stored], order, others)


def _leave_unread(records: Sequence[ChannelRecord], report: ImportReport) -> tuple[list[ChannelRecord], set[str]]:
    """The channels that can be written, and the kinds of those that cannot; what is stored of these kinds stays."""
    good: list[ChannelRecord] = []
    unread: set[str] = set()
    for record in records:
        problem = channel_problem(record.kind, record.value) if record.value else ""
        if not problem:
            good.append(record)
            continue
        unread.add(record.kind)
        report.leave_unread(Line(record.line, record.value), f"{problem} Tego kanału kontaktu nie wczytano.")
    return good, unread


def find_channels(stored: Sequence[Channel], records: Sequence[ChannelRecord]) -> dict[int, Channel]:
    """A channel goes on by its kind and value, else by its kind in order; a hidden one fits any."""
    found: dict[int, Channel] = {}
    free = list(stored)
    for same_value in (True, False):
        for index, record in enumerate(records):
            fitting = (
                channel
                for channel in free
                if channel.kind == record.kind and (not same_value or channel.value == record.value != "")
            )
            channel = None if index in found else next(fitting, None)
            if channel:
                found[index] = channel
                free.remove(channel)
    return found


def _write_channel(contact: Contact, channel: Channel | None, record: ChannelRecord, report: ImportReport) -> Channel:
    if channel is None:
        last = max(contact.channels.values_list("position", flat=True), default=0)
        channel = Channel(contact=contact, kind=record.kind, value=record.value, position=last + 1)
        channel.full_clean()
        channel.save()
        report.created.append(f"{contact.title}: {channel}")
    elif record.value and channel.value != record.value:
        report.changed.append(f"{contact.title}: {channel} → {record.value}")
        channel.value = record.value
        channel.full_clean()
        channel.save()
    return channel


def _arrange_channels(contact: Contact, before: Sequence[int], told: Sequence[int], others: Sequence[int]) -> None:
    """The text's channels stand in its order; where they do already, what editors put between them stays there."""
    present = set(told) | set(others)
    now = [pk for pk in before if pk in present] + [pk for pk in told if pk not in before]
    if [pk for pk in now if pk in told] != list(told):
        now = [*told, *others]
    arrange(contact.channels.all(), now)
