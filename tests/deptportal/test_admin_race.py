"""Two people who press «Zapisz» in the same instant: one saves, the other is asked."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from orgchart.admin.moves import tree_state
from orgchart.models import Unit
from tests.filled import load

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(clients: list[Client], address: str, fields: list[dict[str, str]]) -> list[int]:
    """The statuses of two posts that start together, in two threads with connections of their own."""
    ready = Barrier(len(clients))

    def post(client: Client, posted: dict[str, str]) -> int:
        ready.wait()
        try:
            return client.post(address, posted).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(clients)) as pool:
        return sorted(pool.map(post, clients, fields))


def test_of_two_saves_one_is_asked(editor: Client, second_editor: Client, unit: Unit) -> None:
    address = reverse("admin:orgchart_unit_change", args=[unit.pk])
    fields = load(editor, address)
    both = [fields | {"name": "Wydział A", "duties-0-text": "A"}, fields | {"name": "Wydział B", "duties-0-text": "B"}]
    assert at_once([editor, second_editor], address, both) == [200, 302]
    unit.refresh_from_db()
    assert unit.name[-1] == unit.duties.get(position=1, parent=None).text


def test_of_two_moves_one_is_asked(editor: Client, second_editor: Client, unit: Unit) -> None:
    move: dict[str, Any] = {"cmd": "move_node", "cut_item": unit.pk, "loaded": tree_state()}
    other = Unit.objects.get(symbol="PRII").pk
    both = [move | {"pasted_on": other, "position": position} for position in ("right", "last-child")]
    assert at_once([editor, second_editor], reverse("admin:orgchart_unit_changelist"), both) == [200, 409]
