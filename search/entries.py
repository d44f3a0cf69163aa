"""What can be found: documents in force → entries, each with the texts by which it is found. No Django.

A kind of document that is not known here gives no entries. E-mail addresses are in none: readers see them behind a
button.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

from publishing.document import (
    Contact,
    Declaration,
    DepartmentDocument,
    Document,
    Duty,
    OfficeDocument,
    Officer,
    PageDocument,
    Point,
    Post,
    Unit,
)
from publishing.emails import without_emails
from publishing.markdown import plain
from search.query import national
from search.shelf import Field

Kind = Literal["duty", "unit", "department", "post", "contact", "page"]
Item = Duty | Point | Post | Contact | PageDocument | None

NAME, SYMBOL, CALLED_SO, TEXT, WORK, INTRO, BESIDE = 1.3, 3.0, 2.0, 1.0, 0.7, 0.6, 0.25
WEIGHTS: Final[dict[Kind, float]] = {
    "duty": 1.0,
    "unit": 0.7,
    "department": 0.65,
    "post": 0.8,
    "contact": 0.55,
    "page": 0.9,
}
CALLED: Final = {"telefon", "faks", "komorka"}
# In which role those are whom a page of that kind shows.
NAMED_ON: Final = {"editorial": "redaktor", "privacy": "iod", "accessibility": "dostepnosc"}
# By which words people ask for a channel; its own kind is among them.
CHANNEL_WORDS: Final = {
    "telefon": "telefon tel numer telefonu",
    "faks": "faks fax",
    "komorka": "telefon komórkowy komórka tel kom",
    "e-mail": "e-mail email mail adres poczta elektroniczna",
    "e-doreczenia": "e-Doręczenia eDoręczenia doręczenia elektroniczne",
    "epuap": "ePUAP",
    "www": "WWW",
}


@dataclass(frozen=True)
class Entry:
    """A thing to be found, and where it stands: `line` leads from the department down to its unit (the office: empty).

    `item` is the duty, point, post, contact or page itself, None for a unit; `duty` what a point belongs to; `phones`
    are digits alone; `common`: the department's common contacts, as the office now publishes them.
    """

    kind: Kind
    key: str
    fields: tuple[Field, ...]
    line: tuple[Unit, ...] = ()
    item: Item = None
    duty: Duty | None = None
    phones: tuple[str, ...] = ()
    common: tuple[Contact, ...] = ()

    @property
    def weight(self) -> float:
        return WEIGHTS[self.kind]

    @property
    def unit(self) -> Unit | None:
        return self.line[-1] if self.line else None

    @property
    def symbol(self) -> str:
        return self.unit.symbol if self.unit else ""

    @property
    def number(self) -> str:
        """Of the duty; a point has that of its duty."""
        duty = self.duty or self.item
        return duty.number if isinstance(duty, Duty) else ""


def entries_of(office: OfficeDocument, documents: Iterable[Document]) -> Iterator[Entry]:
    """All entries: those of departments and pages in the order of the documents, then the office's own contacts."""
    boxes = {contact.key: contact for contact in office.contacts}
    for document in documents:
        if isinstance(document, PageDocument):
            yield _page(document, office)
        if isinstance(document, DepartmentDocument):
            common = tuple(boxes[key] for key in document.common_contacts if key in boxes)
            yield from (replace(entry, common=common) for entry in _of_units(document.unit, ()))
    yield from (_contact(contact, ()) for contact in office.contacts)


def _of_units(unit: Unit, above: tuple[Unit, ...]) -> Iterator[Entry]:
    line = (*above, unit)
    for duty in unit.duties:
        yield from _of_duty(duty, line)
    yield _unit(line)
    yield from (_post(post, line) for post in unit.posts)
    yield from (_contact(contact, line) for contact in unit.contacts)
    for child in unit.units:
        yield from _of_units(child, line)


def _of_duty(duty: Duty, line: tuple[Unit, ...]) -> Iterator[Entry]:
    texts = _fields((duty.text, TEXT), (duty.legal_basis, BESIDE), (duty.number, BESIDE))
    yield Entry("duty", duty.key, (*texts, *_where(line)), line, duty)
    for point in duty.points:
        texts = (*_fields((point.text, TEXT), (point.legal_basis, BESIDE)), *_fields((duty.text, BESIDE), own=False))
        yield Entry("duty", point.key, (*texts, *_where(line)), line, point, duty)


def _unit(line: tuple[Unit, ...]) -> Entry:
    unit = line[-1]
    named = _fields((unit.name, NAME), name=True)
    symbol = _fields((unit.symbol, SYMBOL), sign=True)
    work = _fields((unit.registers, WORK), (unit.handling, WORK), (unit.intro, INTRO))
    above = _fields((" ".join(one.name for one in line[:-1]), BESIDE), own=False)
    return Entry("unit" if line[:-1] else "department", unit.key, (*named, *symbol, *work, *above), line)


def _post(post: Post, line: tuple[Unit, ...]) -> Entry:
    people = ((holder.person, NAME) for holder in post.holders)
    named = _fields((post.function, NAME), *people, name=True)
    return Entry("post", post.key, (*named, *_fields((post.competence, WORK)), *_where(line)), line, post)


def _contact(contact: Contact, line: tuple[Unit, ...]) -> Entry:
    """Channels are found by what they are called and by their values, e-mail addresses by the first alone."""
    called = " ".join(CHANNEL_WORDS.get(channel.kind, channel.kind) for channel in contact.channels)
    values = " | ".join(channel.value for channel in contact.channels if not channel.is_email)
    room = f"pokój {contact.room}" if contact.room else ""
    named = _fields((contact.title, NAME), name=True)
    texts = _fields((contact.address, TEXT), (room, TEXT), (called, CALLED_SO), (values, TEXT))
    hours = _fields((f"godziny otwarcia: {contact.opening_hours}" if contact.opening_hours else "", INTRO))
    phones = tuple(national(channel.value) for channel in contact.channels if channel.kind in CALLED)
    return Entry("contact", contact.key, (*named, *texts, *hours, *_where(line)), line, contact, phones=phones)


def named_on(page: PageDocument, office: OfficeDocument) -> list[Officer]:
    """Whom of the office's people the page shows."""
    return [officer for officer in office.officers if officer.role == NAMED_ON.get(page.kind)]


def _page(page: PageDocument, office: OfficeDocument) -> Entry:
    stated = page.declaration
    people = named_on(page, office)
    named = _fields((page.title, NAME), *((officer.name, NAME) for officer in people), name=True)
    texts = [page.body, page.easy_text, *(_statements(stated) if stated else ())]
    phones = [number for officer in people for number in (officer.phone, officer.fax)]
    phones += [stated.phone] if stated else []
    fields = (*named, *_fields(*((plain(text), TEXT) for text in texts)))
    return Entry("page", page.key, fields, item=page, phones=tuple(national(number) for number in phones if number))


def _statements(stated: Declaration) -> Iterator[str]:
    """What the statement of accessibility says in words of the office's own."""
    yield from (stated.information, stated.architecture, stated.communication, stated.excessive_cost)
    yield from (*stated.inaccessible, *stated.excluded, *stated.shortcuts, *stated.applications)
    yield f"{stated.contact} {stated.phone}"


def _where(line: tuple[Unit, ...]) -> tuple[Field, ...]:
    """Names and symbols of the units around a thing: they help to choose among duties alike."""
    names = " ".join(f"{unit.symbol} {unit.name}" for unit in reversed(line))
    return _fields((names, BESIDE), own=False)


def _fields(*texts: tuple[str, float], **how: bool) -> tuple[Field, ...]:
    return tuple(Field(without_emails(text), weight, **how) for text, weight in texts if text.strip())
