"""A public page costs as many SQL queries in a large department as in the sample, and never more than four."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.growth import MOST_QUERIES
from bench.office import FULL, Size, make_office, publish_all
from bench.pages import TIMES, addresses, costs, queries
from bip.answers import PublicPage
from orgchart.models import Unit

pytestmark = pytest.mark.once
UNITS, DUTIES = FULL.largest_units, FULL.largest_duties
LARGE = Size(departments=5, units=UNITS + 40, duties=DUTIES + 400, largest_units=UNITS, largest_duties=DUTIES)


def test_every_kind_of_page_costs_the_same_few_queries_whatever_the_size(sample: Unit) -> None:
    """The largest department of an office of full size, published with four others."""
    small = {name: queries(path) for name, path in addresses(sample).items()}
    largest, *others = make_office(LARGE)
    publish_all([largest, *others])
    large = {name: queries(path) for name, path in addresses(largest).items()}

    assert small == large
    assert max(small.values()) <= MOST_QUERIES
    assert {"office", "department", "unit", "duty", "contact"} <= set(small)


def test_a_page_made_anew_has_its_cost(sample: Unit) -> None:
    (found,) = costs(addresses(sample)["department"])

    assert found.queries <= MOST_QUERIES
    assert found.milliseconds > 0
    assert 10 < found.kilobytes < 60


def test_the_cost_is_of_making_the_page_not_of_answering_it_again(
    sample: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = list[str]()
    start = PublicPage.__init__

    def counted(self: PublicPage, body: str, **facts: Any) -> None:
        made.append(body)
        start(self, body, **facts)

    monkeypatch.setattr(PublicPage, "__init__", counted)
    costs(addresses(sample)["department"])

    assert len(made) >= TIMES


def test_two_pages_take_turns(sample: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = list[str]()

    def made(path: str) -> tuple[float, int]:
        asked.append(path)
        return 1.0, 2048

    monkeypatch.setattr("bench.pages._made", made)
    department, office = costs(addresses(sample)["department"], "/")

    assert asked == [addresses(sample)["department"], "/"] * TIMES
    assert (department.kilobytes, office.milliseconds) == (2.0, 1.0)


NOT_KEPT = {  # they speak of a query or of today, or are no pages
    *("office_register", "office_changes", "office_packet", "office_day"),
    *("department_register", "department_changes", "department_packet", "department_day", "day_of_unit"),
}


def test_every_kind_of_page_is_answered_again_by_one_query(sample: Unit) -> None:
    client = Client()
    paths = addresses(sample)
    for path in (paths[name] for name in paths.keys() - NOT_KEPT):
        first = client.get(path)
        with CaptureQueriesContext(connection) as asked:
            again = client.get(path)

        assert len(asked) == 1, path
        assert (again.status_code, again.content) == (200, first.content), path
        assert again.headers == first.headers, path
