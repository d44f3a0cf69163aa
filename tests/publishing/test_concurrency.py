"""Publishers who press the button at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest
from django.db import connection

from orgchart.models import Unit
from orgchart.services import change_unit
from publishing.models import Edition
from publishing.services import PublicationRefused, publish_edition
from publishing.verification import verify_editions
from tests.publishing.small_office import STATEMENT, make_department, make_office

WRITERS = 6
ROUNDS = 4

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one transaction write at a time anyway"),
]


def change_and_publish(department: Unit, writer: int) -> int:
    """Publish a few times; returns how many editions came of it."""
    published = 0
    try:
        for turn in range(ROUNDS):
            change_unit(department, intro=f"Pisze {writer}, raz {turn}:")
            with suppress(PublicationRefused):  # somebody else published this very change
                publish_edition(department, STATEMENT)
                published += 1
    finally:
        connection.close()
    return published


def test_numbers_stay_without_gaps() -> None:
    make_office()
    department = make_department()
    with ThreadPoolExecutor(WRITERS) as pool:
        published = sum(pool.map(change_and_publish, [department] * WRITERS, range(WRITERS)))
    assert published >= WRITERS
    numbers = Edition.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, published + 1))
    assert verify_editions().broken == []


def test_two_publishers_of_one_change_make_one_edition() -> None:
    make_office()
    department = make_department()

    def publish(_: Any) -> bool:
        try:
            publish_edition(department, STATEMENT)
        except PublicationRefused:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(publish, range(2))) == [False, True]
    assert Edition.objects.count() == 1
