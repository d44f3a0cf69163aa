"""What goes with units that are removed, told in phrases. Their duties `regulation.duty_import` tells."""

from collections.abc import Iterator, Sequence
from typing import Final

from django.db.models import prefetch_related_objects

from contacts.models import Contact
from orgchart.models import Post, Unit
from regulation.report import shortened

TEXTS: Final = {
    "intro": "wstęp do zadań",
    "handling": "przyjmowanie i załatwianie spraw",
    "registers": "rejestry, ewidencje i archiwa",
}


def losses_of(units: Sequence[Unit]) -> list[str]:
    prefetch_related_objects(units, "posts__appointments", "contacts__channels")
    return [phrase for unit in units for phrase in _losses(unit)]


def _losses(unit: Unit) -> Iterator[str]:
    yield f"komórka {unit}"
    where = unit.symbol or unit.name
    for name, called in TEXTS.items():
        text = " ".join(getattr(unit, name).split())
        if text:
            yield f"{where}: {called} „{shortened(text)}”"
    yield from (f"{where}: {_post(post)}" for post in unit.posts.all())
    yield from (f"{where}: {_contact(contact)}" for contact in unit.contacts.all())


def _post(post: Post) -> str:
    people = ", ".join(map(str, post.appointments.all()))
    return f"stanowisko „{post.function}”" + (f" (powołania: {people})" if people else "")


def _contact(contact: Contact) -> str:
    channels = ", ".join(map(str, contact.channels.all()))
    return f"kontakt „{contact.title}”" + (f" ({channels})" if channels else "")
