"""What was found, as a page shows it: the thing itself with the words that were sought, and how to reach its unit."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.urls import reverse

from bip.finding import DutySpot, Spot, contacts_of, head_of
from bip.written import box_of
from publishing.document import Channel, Contact, Duty, Officer, PageDocument, Point, Post
from publishing.emails import without_emails
from publishing.reading import Front
from publishing.typesetting import typeset
from search.entries import CALLED, ROLES, Entry
from search.index import Shown
from search.words import Piece, excerpt, marked

EXCERPT_LENGTH: Final = 240


@dataclass(frozen=True)
class Head:
    """Who leads the unit, or else the nearest one above it that has a head; then `unit` is that one's name."""

    post: Post
    unit: str = ""


@dataclass(frozen=True)
class Reach:
    """The contact box by which the unit is reached at once: its telephones, and its hours where they are known."""

    contact: Contact
    channels: tuple[Channel, ...]


@dataclass(frozen=True)
class Result:
    """`title` and `text` in pieces, some of them to be marked; `spot` is None for what belongs to no department.

    `again`: a result above it tells of the same unit already; `more`: so many of the unit's are left out
    below it, and stand at the address `all_of_unit`.
    """

    entry: Entry
    title: list[Piece]
    path: str
    text: list[Piece]
    spot: Spot | None
    head: Head | None
    reach: Reach | None
    again: bool = False
    more: int = 0
    all_of_unit: str = ""

    @property
    def point(self) -> str:
        """The number of a point below its duty's."""
        return self.entry.item.number if isinstance(self.entry.item, Point) else ""

    @property
    def apart(self) -> bool:
        """Whether the thing is another one than its unit."""
        return self.entry.item is not None

    @property
    def has_email(self) -> bool:
        """Whether the contact's own page shows more than is shown here."""
        item = self.entry.item
        return isinstance(item, Contact) and bool(item.emails)


def result_of(shown: Shown, sought: frozenset[str], office: Front) -> Result:
    """`sought`: the forms of words that are to be marked."""

    def pieces(text: str, length: int = 0) -> list[Piece]:
        plain = without_emails(text)
        return marked(typeset(excerpt(plain, sought, length) if length else plain), sought)

    entry = shown.entry
    spot = Spot(entry.unit, entry.line[:-1]) if entry.unit else None
    title, path = _named(entry, spot, office)
    item = entry.item
    if isinstance(item, Duty | Point):
        text = pieces(item.text)
    elif isinstance(item, Contact):
        text = pieces(item.address)
    else:
        text = pieces(_told_of(shown, title), EXCERPT_LENGTH)
    reached = spot if spot and not isinstance(item, Contact) else None
    head = _head(reached) if reached and not isinstance(item, Post) else None
    boxes = {contact.key: contact for contact in office.document.contacts}
    common = tuple(boxes[key] for key in shown.common if key in boxes)
    reach = _reach(contacts_of(reached, common)) if reached else _own_reach(item)
    return Result(entry, pieces(title), path, text, spot, head, reach)


def _named(entry: Entry, spot: Spot | None, office: Front) -> tuple[str, str]:
    """What the thing is called, and its lasting address."""
    match entry.item:
        case Duty() | Point() as subject if spot:
            duty, point = (entry.duty, subject) if isinstance(subject, Point) else (subject, None)
            designation = DutySpot(spot, duty or Duty(key="", number="", text=""), point).designation
            return designation, reverse("bip:duty", args=[subject.key])
        case Contact(key=key, title=title):
            return title, reverse("bip:contact", args=[key])
        case PageDocument(title=title, slug=slug):
            return title, f"/{slug}/"
        case Officer(role=role, name=name):
            return f"{ROLES[role].called}: {name}", _page_at(ROLES[role].slug, office)
        case Post() as post:
            people = ", ".join(("p.o. " if holder.acting else "") + holder.person for holder in post.holders)
            return f"{post.function}: {people or 'wakat'}", spot.path if spot else "/"
    return (spot.unit.name, spot.path) if spot else ("", "/")


def _page_at(slug: str, office: Front) -> str:
    """The address, if a page is published there; else that of the office."""
    return f"/{slug}/" if any(edition.slug == slug for edition in office.listed) else "/"


def _told_of(shown: Shown, title: str) -> str:
    """What is said of it below its title: the text that fits best, or else how a page begins."""
    if shown.best in title or shown.best == shown.entry.symbol:
        return next(iter(shown.texts), "") if shown.entry.kind == "page" else ""
    return shown.best


def _head(spot: Spot) -> Head | None:
    found = head_of(spot)
    return Head(found[0], "" if found[1] is spot.unit else found[1].name) if found else None


def _reach(contacts: Collection[Contact]) -> Reach | None:
    """The first box that one can ring; else the first of all."""
    every = [_reach_of(contact) for contact in contacts]
    return next((reach for reach in every if reach.channels), every[0] if every else None)


def _own_reach(item: object) -> Reach | None:
    """A contact's own box; of an officer, whose page tells the rest, his telephones, if he has any."""
    box = box_of(item) if isinstance(item, Officer) else item
    if not isinstance(box, Contact):
        return None
    reach = Reach(box, tuple(channel for channel in box.channels if not channel.is_email))
    return reach if reach.channels or box.key else None


def _reach_of(contact: Contact) -> Reach:
    return Reach(contact, tuple(channel for channel in contact.channels if channel.kind in CALLED))


def results_of(shown: Sequence[Shown], sought: frozenset[str], office: Front) -> Iterator[Result]:
    """In their order; how to reach a unit is told once."""
    told = set[str]()
    for one in shown:
        result = result_of(one, sought, office)
        unit = one.entry.unit.key if one.entry.unit else ""
        yield replace(result, again=unit in told)
        told |= {unit} if unit and one.entry.kind != "contact" else set()
