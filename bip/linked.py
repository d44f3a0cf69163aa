"""What pages say to programs: schema.org's words for an office, its units, people and contacts, as JSON-LD. No Django.

Only what the page itself shows, and no e-mail address: programs that collect them read this first. The vocabulary is
named in the data, so nobody has to fetch a context from elsewhere.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bip import hours
from publishing.document import Contact, OfficeDocument, Post, Unit

Node = dict[str, Any]

CONTEXT: Final = {"@vocab": "https://schema.org/"}
ORGANIZATION: Final = "GovernmentOrganization"
TELEPHONES: Final = frozenset({"telefon", "komorka"})
FAX: Final = frozenset({"faks"})
ACTING: Final = "p.o."
SCHEMA_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LAST_MINUTE: Final = 23 * 60 + 59  # how the vocabulary says midnight at a day's end
ESCAPED: Final = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


@dataclass(frozen=True)
class Named:
    """Something that has a page: its name and the whole address."""

    name: str
    url: str


def document(*nodes: Node) -> Node:
    return {"@context": CONTEXT, "@graph": list(nodes)}


def script(data: Node) -> str:
    """The data as text that may stand in a `<script>` element whatever names hold: no character there can end it."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ESCAPED)


def office(content: OfficeDocument, url: str, departments: Iterable[Named]) -> Node:
    """The office, whose home is at `url`."""
    return _filled(
        {
            **_organization(Named(content.name, url)),
            "address": _line(content.seat),
            "sameAs": content.website,
            "subOrganization": [_organization(department) for department in departments],
            "contactPoint": _contact_points(content.contacts),
        }
    )


def unit(content: Unit, url: str, *, above: Named, below: Iterable[Named], contacts: Iterable[Contact]) -> Node:
    """A department or a unit with the people in its functions; `above`: what it is part of, `below`: its parts."""
    return _filled(
        {
            **_organization(Named(content.name, url)),
            "alternateName": content.symbol,
            "parentOrganization": _organization(above),
            "subOrganization": [_named(part) for part in below],
            "employee": [role for post in content.posts for role in _roles(post)],
            "contactPoint": _contact_points(contacts),
        }
    )


def breadcrumbs(steps: Sequence[Named]) -> Node:
    """The way down to a page, itself the last."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": step.name, "item": step.url}
            for position, step in enumerate(steps, start=1)
        ],
    }


def _organization(named: Named) -> Node:
    return {**_named(named), "url": named.url}


def _named(named: Named) -> Node:
    """The `@id` is of the organisation, which is another thing than its page; that page says the rest."""
    return {"@type": ORGANIZATION, "@id": f"{named.url}#organizacja", "name": named.name}


def _roles(post: Post) -> list[Node]:
    """Who holds the function; of a vacant one nobody is told."""
    return [
        {
            "@type": "OrganizationRole",
            "roleName": f"{post.function} ({ACTING})" if holder.acting else post.function,
            "employee": {"@type": "Person", "name": holder.person},
        }
        for holder in post.holders
    ]


def _contact_points(contacts: Iterable[Contact]) -> list[Node]:
    """Without boxes that name no way to reach somebody by ear, and those with an address where none belongs."""
    points = [_contact_point(contact) for contact in contacts if "@" not in f"{contact.title}{contact.opening_hours}"]
    return [point for point in points if point.keys() > {"@type", "name"}]


def _contact_point(contact: Contact) -> Node:
    return _filled(
        {
            "@type": "ContactPoint",
            "name": contact.title,
            "telephone": _numbers(contact, TELEPHONES),
            "faxNumber": _numbers(contact, FAX),
            "hoursAvailable": _opening_hours(contact.opening_hours),
        }
    )


def _opening_hours(text: str) -> list[Node]:
    """As printed; where they are understood, the days and hours too, those with the same hours together."""
    told = {"@type": "OpeningHoursSpecification", "description": _line(text)} if text else None
    days = dict[hours.Range, list[str]]()
    for name, day in zip(SCHEMA_DAYS, hours.read(text) or (), strict=False):
        for part in day:
            days.setdefault(part, []).append(f"{CONTEXT['@vocab']}{name}")
    specified = [
        {"dayOfWeek": names, "opens": hours.clock(part.opens), "closes": hours.clock(min(part.closes, LAST_MINUTE))}
        for part, names in days.items()
    ]
    return [told | each for each in specified or [{}]] if told else []


def _numbers(contact: Contact, kinds: frozenset[str]) -> list[str]:
    """With the country's number before it, where the printed form could be read as a telephone number."""
    numbers = [
        channel.link.removeprefix("tel:") or channel.value for channel in contact.channels if channel.kind in kinds
    ]
    return [number for number in numbers if "@" not in number]


def _line(text: str) -> str:
    return ", ".join(line.strip() for line in text.splitlines() if line.strip())


def _filled(node: Node) -> Node:
    """Without what has no value, and with what has one value alone instead of in a list."""
    filled = {name: value for name, value in node.items() if value}
    return {name: value[0] if isinstance(value, list) and len(value) == 1 else value for name, value in filled.items()}
