"""Keys last: nobody guesses one, and none comes back for something else."""

import random
from dataclasses import replace
from itertools import pairwise

import pytest
from django.apps import apps

from contacts.models import Channel, Contact
from orgchart.keys import LENGTH, LETTERS, KeyField, new_key
from orgchart.models import Appointment, Post, Unit
from pages.models import Page
from tasks.models import Duty
from tasks.services import DutyRow, arrange_duties
from tests.small_tree import rows_of

KEYED = {Unit, Post, Appointment, Duty, Contact, Channel, Page}


def test_all_that_a_reader_can_point_to_has_a_key_and_nobody_types_it() -> None:
    found = {
        model: field
        for model in apps.get_models()
        if not model._meta.proxy
        for field in model._meta.local_fields
        if isinstance(field, KeyField)
    }

    assert found.keys() == KEYED
    for model, field in found.items():
        assert (field.unique, field.editable, field.default) == (True, False, new_key), model


def test_keys_say_nothing_of_order_or_number() -> None:
    keys = [new_key() for _ in range(400)]

    assert len(set(keys)) == len(keys)
    assert {len(key) for key in keys} == {LENGTH}
    assert len(LETTERS) ** LENGTH > 10**14
    for place in range(LENGTH):  # no place is fixed, counts up, or leaves letters out
        assert {key[place] for key in keys} == set(LETTERS)
    alike = [sum(a == b for a, b in zip(one, other, strict=True)) for one, other in pairwise(keys)]
    assert max(alike) < LENGTH - 2
    assert sorted(keys) != keys


def test_no_seed_brings_a_key_again() -> None:
    seen = []
    for _ in range(2):
        random.seed(5)
        seen.append(new_key())

    assert seen[0] != seen[1]


@pytest.mark.django_db
def test_a_key_is_given_once(department: Unit) -> None:
    """What takes the place of something that was removed has a key of its own; what stays keeps its key."""
    promotion = Unit.objects.get(symbol="PRI")
    first, second, *_ = rows_of(promotion)
    arrange_duties(promotion, [replace(first, text="Inaczej.")])
    arrange_duties(promotion, [first, DutyRow(second.text)])

    assert [row.key == old.key for row, old in zip(rows_of(promotion), (first, second), strict=True)] == [True, False]
