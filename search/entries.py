"""What can be found: documents in force → entries, each with the texts by which it is found. No Django.

A kind of document that is not known here gives no entries. E-mail addresses are in none: readers see them behind a
button.
"""

from collections.abc import Iterator
from dataclasses import dataclass
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

Kind = Literal["duty", "unit", "department", "post", "contact", "page"]
Item = Duty | Point | Post | Contact | PageDocument | Officer | None

NAME, SYMBOL, CALLED_SO, TEXT, WORK, INTRO, BESIDE = 1.3, 3.0, 2.0, 1.0, 0.7, 0.6, 0.25
WEIGHTS: Final[dict[Kind, float]] = {
    "duty": 1.0,
    "unit": 0.7,
    "department": 0.5,
    "post": 0.8,
    "contact": 0.55,
    "page": 0.5,
}
CALLED: Final = {"telefon", "faks", "komorka"}


@dataclass(frozen=True)
class Role:
    """What somebody who is there for the whole office is called; the kind of page that shows him, and its address."""

    called: str
    page: str
    slug: str


ROLES: Final = {
    "redaktor": Role("Redakcja BIP", "editorial", "redakcja"),
    "iod": Role("Inspektor ochrony danych", "privacy", "ochrona-danych"),
    "dostepnosc": Role("Koordynator do spraw dostępności", "accessibility", "dostepnosc"),
}
# By which words people ask for a channel; its own kind is among them.
CHANNEL_WORDS: Final = {
    "telefon": "telefon tel",
    "faks": "faks fax",
    "komorka": "telefon komórkowy komórka tel kom",
    "e-mail": "e-mail email mail adres poczta elektroniczna",
    "e-doreczenia": "e-Doręczenia eDoręczenia doręczenia elektroniczne",
    "epuap": "ePUAP",
    "www": "WWW",
}


@dataclass(frozen=True)
class Field:
    """A text by which a thing is found. `name`: worth more if it was typed whole. `sign`: a symbol."""

    text: str
    weight: float
    name: bool = False
    sign: bool = False


@dataclass(frozen=True)
class Entry:
    """A thing to be found, and where it stands: `line` leads from the department down to its unit (the office: empty).

    `item` is the duty, point, post, contact, page or officer itself, None for a unit; `duty` what a point belongs to;
    `helping`: texts that help it, once it was found by one of its own `fields`; `phones` are digits alone.
    """

    kind: Kind
    key: str
    fields: tuple[Field, ...]
    line: tuple[Unit, ...] = ()
    item: Item = None
    duty: Duty | None = None
    helping: tuple[Field, ...] = ()
    phones: tuple[str, ...] = ()

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


def entries_of(document: Document) -> Iterator[Entry]:
    """All that one document lets be found, in its order."""
    match document:
        case DepartmentDocument(unit=unit):
            yield from _of_units(unit, ())
        case PageDocument():
            yield _page(document)
        case OfficeDocument(officers=officers, contacts=contacts):
            yield from (_officer(officer, at) for at, officer in enumerate(officers) if officer.role in ROLES)
            yield from (_contact(contact, ()) for contact in contacts)


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
    yield Entry("duty", duty.key, texts, line, duty)
    for point in duty.points:
        texts = _fields((point.text, TEXT), (point.legal_basis, BESIDE))
        yield Entry("duty", point.key, texts, line, point, duty, helping=_fields((duty.text, BESIDE)))


def beside(line: tuple[Unit, ...]) -> tuple[Field, ...]:
    """Names and symbols of the units around a thing: they help to choose among duties alike."""
    names = " ".join(unit.name for unit in reversed(line))
    symbols = (Field(unit.symbol, BESIDE, sign=True) for unit in reversed(line) if unit.symbol)
    return (*_fields((names, BESIDE)), *symbols)


def _unit(line: tuple[Unit, ...]) -> Entry:
    unit = line[-1]
    named = _fields((unit.name, NAME), name=True)
    symbol = _fields((unit.symbol, SYMBOL), sign=True)
    work = _fields((unit.registers, WORK), (unit.handling, WORK), (unit.intro, INTRO))
    return Entry("unit" if line[:-1] else "department", unit.key, (*named, *symbol, *work), line)


def _post(post: Post, line: tuple[Unit, ...]) -> Entry:
    people = ((holder.person, NAME) for holder in post.holders)
    named = _fields((post.function, NAME), *people, name=True)
    return Entry("post", post.key, (*named, *_fields((post.competence, WORK))), line, post)


def _contact(contact: Contact, line: tuple[Unit, ...]) -> Entry:
    """Channels are found by what they are called and by their values, e-mail addresses by the first alone."""
    called = " ".join(CHANNEL_WORDS.get(channel.kind, channel.kind) for channel in contact.channels)
    values = " | ".join(channel.value for channel in contact.channels if not channel.is_email)
    room = f"pokój {contact.room}" if contact.room else ""
    named = _fields((contact.title, NAME), name=True)
    texts = _fields((contact.address, TEXT), (room, TEXT), (called, CALLED_SO), (values, TEXT))
    told = "kontakt" + " adres ulica" * bool(contact.address) + " godziny otwarcia" * bool(contact.opening_hours)
    hours = _fields((told, CALLED_SO), (contact.opening_hours, INTRO))
    phones = tuple(national(channel.value) for channel in contact.channels if channel.kind in CALLED)
    return Entry("contact", contact.key, (*named, *texts, *hours), line, contact, phones=phones)


def named_on(page: PageDocument, office: OfficeDocument) -> list[Officer]:
    """Whom of the office's people the page shows."""
    return [officer for officer in office.officers if page.kind == _page_of(officer)]


def _page_of(officer: Officer) -> str:
    return ROLES[officer.role].page if officer.role in ROLES else ""


def _officer(officer: Officer, at: int) -> Entry:
    """Somebody who is there for the whole office; his page names him."""
    role = ROLES[officer.role]
    named = _fields((role.called, NAME), (officer.name, NAME), name=True)
    phones = tuple(national(number) for number in (officer.phone, officer.fax) if number)
    numbers = " | ".join(filter(None, (officer.phone, officer.fax)))
    return Entry("post", f"{officer.role}-{at}", (*named, *_fields((numbers, TEXT))), item=officer, phones=phones)


def _page(page: PageDocument) -> Entry:
    stated = page.declaration
    texts = [page.body, page.easy_text, *(_statements(stated) if stated else ())]
    fields = (*_fields((page.title, NAME), name=True), *_fields(*((plain(text), TEXT) for text in texts)))
    phones = (national(stated.phone),) if stated and stated.phone else ()
    return Entry("page", page.key, fields, item=page, phones=phones)


def _statements(stated: Declaration) -> Iterator[str]:
    """What the statement of accessibility says in words of the office's own."""
    yield from (stated.information, stated.architecture, stated.communication, stated.excessive_cost)
    yield from (*stated.inaccessible, *stated.excluded, *stated.shortcuts, *stated.applications)
    yield f"{stated.contact} {stated.phone}"


def _fields(*texts: tuple[str, float], **how: bool) -> tuple[Field, ...]:
    return tuple(Field(without_emails(text), weight, **how) for text, weight in texts if text.strip())
