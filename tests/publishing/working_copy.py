"""Editors at work in a department of the working copy: any one act, as their forms would write it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

from django.utils import timezone

from contacts.models import Channel, Contact
from orgchart.models import Appointment, Post, Unit
from orgchart.order import remove, save_last, step
from orgchart.services import add_unit, change_unit, ids_below, move_unit, rearrange_appointments, remove_unit
from tasks.services import DutyRow, arrange_duties
from tests.small_tree import rows_of


def edit_anything(department: Unit, random: Random) -> None:
    random.choice(ACTS)(department, random)


def _units(department: Unit) -> list[Unit]:
    below = ids_below(department.pk)
    return sorted(Unit.objects.filter(pk__in=below), key=lambda unit: below.index(unit.pk))


def _word(random: Random) -> str:
    return random.choice(["jeden", "dwa", "trzy"]) + str(random.randint(0, 999))


def _add_unit(department: Unit, random: Random) -> None:
    add_unit(parent=random.choice(_units(department)), name=f"Zespół {_word(random)}", index=random.choice([None, 0]))


def _move_unit(department: Unit, random: Random) -> None:
    unit = random.choice(_units(department))
    places = [place for place in _units(department) if place.pk not in ids_below(unit.pk)]
    if unit != department and places:
        move_unit(unit, parent=random.choice(places), index=random.choice([None, 0, 1]))


def _change_unit(department: Unit, random: Random) -> None:
    facts: dict[str, Any] = random.choice(
        [
            {"name": f"Referat {_word(random)}"},
            {"symbol": _word(random).upper()},
            {"slug": _word(random)},
            {"kind": "biuro"},
            {"heading": "Inny nagłówek:"},
            {"intro": "Inny wstęp", "handling": "Inaczej"},
            {"registers": "rejestr"},
        ]
    )
    unit = random.choice(_units(department))
    if facts != {"kind": "biuro"} or unit != department:
        change_unit(unit, **facts)


def _remove_unit(department: Unit, random: Random) -> None:
    unit = random.choice(_units(department))
    if unit != department:
        remove_unit(unit)


def _edit_duties(department: Unit, random: Random) -> None:
    unit = random.choice(_units(department))
    rows = rows_of(unit)
    random.shuffle(rows)
    rows = [replace(row, text=_word(random)) if random.random() < 0.3 else row for row in rows]
    rows = [replace(row, points=row.points[1:]) if random.random() < 0.3 else row for row in rows]
    rows = [replace(row, label=f"{10 + place}a") if random.random() < 0.2 else row for place, row in enumerate(rows)]
    arrange_duties(unit, [*rows[random.randint(0, 1) :], DutyRow("Nowe;", points=(DutyRow("a"), DutyRow("b")))])


def _hand_duties_over(department: Unit, random: Random) -> None:
    giving, taking = random.choice(_units(department)), random.choice(_units(department))
    rows = rows_of(giving)
    if rows and giving != taking:
        arrange_duties(taking, [replace(rows[0], label=""), *[replace(row, label="") for row in rows_of(taking)]])


def _edit_post(department: Unit, random: Random) -> None:
    units = _units(department)
    posts = list(Post.objects.filter(unit__in=units))
    post = random.choice([*posts, None])
    if post is None:
        save_last(Post(unit=random.choice(units), function=_word(random)), "unit")
    elif random.random() < 0.3:
        remove(post, "unit")
    else:
        step(post, "unit", random.choice([-1, 1]))
        post.refresh_from_db()
        post.unit, post.competence = random.choice(units), _word(random)
        save_last(post, "unit")


def _appoint(department: Unit, random: Random) -> None:
    posts = list(Post.objects.filter(unit__in=_units(department)))
    if posts:
        post, today = random.choice(posts), timezone.localdate()
        new = [
            Appointment(person="A", until=today - timedelta(days=1)),
            Appointment(person="B", since=today),
            Appointment(person="C", acting=True),
            Appointment(person="D", acting=True),
        ]
        kept = [row for row in post.appointments.all() if random.random() < 0.5]
        for row in kept:
            row.acting, row.person = True, row.person + "!"
        rearrange_appointments(post, [*kept, *random.sample(new, random.randint(0, 4))])


def _edit_contact(department: Unit, random: Random) -> None:
    units = _units(department)
    contacts = list(Contact.objects.filter(unit__in=units))
    contact = random.choice([*contacts, Contact(unit=random.choice(units), title=_word(random))])
    if contact.pk and random.random() < 0.3:
        remove(contact, "unit")
        return
    contact.room, contact.unit = _word(random), random.choice(units)
    save_last(contact, "unit")
    channel = random.choice([*contact.channels.all(), Channel(contact=contact, kind="telefon")])
    if channel.pk and random.random() < 0.4:
        remove(channel, "contact")
    else:
        channel.value = random.choice(["", "42 663 36 0" + str(random.randint(0, 9))])
        channel.kind = "faks"
        save_last(channel, "contact")
        step(channel, "contact", -1)


ACTS: list[Callable[[Unit, Random], None]] = [
    _add_unit,
    _move_unit,
    _change_unit,
    _remove_unit,
    _edit_duties,
    _hand_duties_over,
    _edit_post,
    _appoint,
    _edit_contact,
]
