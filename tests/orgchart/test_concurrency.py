"""Six people who rearrange the office at the same moment."""

import random
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from django.db import connection

from orgchart.management.commands.check_tree import faults_now
from orgchart.models import Unit
from orgchart.services import MoveError, add_unit, move_unit, remove_unit
from tests.factories import UnitFactory

WRITERS = 6
ROUNDS = 12

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one transaction write at a time anyway"),
]


def rearrange(writer: int) -> int:
    """Move, add and remove at random; returns how much was done."""
    dice, done = random.Random(writer), 0
    try:
        for turn in range(ROUNDS):
            with suppress(MoveError, Unit.DoesNotExist):  # somebody else removed or moved what was wanted
                write_something(dice, f"W{writer}-{turn}")
                done += 1
    finally:
        connection.close()
    return done


def write_something(dice: random.Random, symbol: str) -> None:
    units = list(Unit.objects.exclude(parent=None))
    root = Unit.objects.roots().get()
    act = dice.random()
    if act < 0.25 or len(units) < 8:
        add_unit(parent=dice.choice([root, *units]), name="Zespół", symbol=symbol, index=dice.choice([None, 0]))
    elif act < 0.35:
        remove_unit(dice.choice(units))
    else:
        move_unit(dice.choice(units), parent=dice.choice([root, *units]), index=dice.choice([None, 0, 1]))


def test_the_tree_stays_sound() -> None:
    root = UnitFactory.create(name="Departament Próby")
    for number in range(10):
        UnitFactory.create(parent=root, symbol=f"X{number}")
    with ThreadPoolExecutor(WRITERS) as pool:
        done = sum(pool.map(rearrange, range(WRITERS)))
    assert done > WRITERS * ROUNDS / 2
    assert faults_now() == []  # without lock_office() the writers die of deadlocks, or leave broken numbers here
