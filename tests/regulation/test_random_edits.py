"""Whatever a new text does to units, duties and points, each keeps its key; and an import can be taken back."""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from orgchart.models import Unit
from regulation.report import UndecidedError
from tasks.models import Duty
from tests.regulation.edits import Item, Part, edited, parts_of_sample, written
from tests.regulation.working_copy import everything, load


@pytest.mark.django_db
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32))
@example(0)
def test_random_edits_keep_the_keys(seed: int) -> None:
    dice = random.Random(seed)
    before = parts_of_sample(dice)
    after = edited(before, dice)
    with transaction.atomic():
        load(written(before))
        keys = dict(keys_of(before))
        try:
            load(written(after))
        except UndecidedError:
            transaction.set_rollback(True)
            return
        for identity, key in keys_of(after):
            assert key == keys[identity] if identity in keys else key not in keys.values()
        state = everything()
        assert load(written(after)).changes_nothing
        assert everything() == state
        transaction.set_rollback(True)


def keys_of(parts: Sequence[Part]) -> Iterator[tuple[int, str]]:
    """The key of every unit, duty and point, by its identity; the working copy must be this text in its order."""
    units = list(Unit.objects.exclude(parent=None).order_by("position"))
    assert [(unit.name, unit.symbol) for unit in units] == [(part.name, part.symbol) for part in parts]
    lists: dict[tuple[int, int | None], list[Duty]] = defaultdict(list)
    for duty in Duty.objects.order_by("position"):
        lists[duty.unit_id, duty.parent_id].append(duty)
    for unit, part in zip(units, parts, strict=True):
        yield part.identity, unit.key
        rows = lists.pop((unit.pk, None), [])
        yield from keys_of_list(rows, part.duties)
        for row, item in zip(rows, part.duties, strict=True):
            yield from keys_of_list(lists.pop((unit.pk, row.pk), []), item.points)
    assert not lists


def keys_of_list(rows: Sequence[Duty], items: Sequence[Item]) -> Iterator[tuple[int, str]]:
    assert [row.text for row in rows] == [item.text for item in items]
    assert [row.position for row in rows] == list(range(1, len(items) + 1))
    yield from zip((item.identity for item in items), (row.key for row in rows), strict=True)
