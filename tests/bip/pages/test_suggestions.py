"""What the search box suggests: of what is in force, to nobody's memory."""

import gc
import weakref
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.growth import MOST_QUERIES
from publishing.document import Duty
from search.keeper import keeper
from search.suggestions import remembered
from tests.bip.pages.reader import Reader
from tests.bip.pages.record import DEPARTMENT, DESK, PROMOTION, PUBLISHED, department, put_in_force, soon, withdraw

pytestmark = pytest.mark.usefixtures("portal")

PATH = "/szukaj/podpowiedzi/"
TARGI = {"text": "Oddział Targów", "symbol": "PRI-T", "above": "Departament Próby", "path": "/departament-proby/pri-t/"}


def suggested(reader: Reader, typed: str) -> list[dict[str, str]]:
    answer: Any = reader.get(f"{PATH}?q={quote(typed)}")
    assert answer.status_code == 200
    told: list[dict[str, str]] = answer.json()["suggestions"]
    return told


def texts(reader: Reader, typed: str) -> list[str]:
    return [one["text"] for one in suggested(reader, typed)]


def test_a_unit_is_suggested_with_the_way_to_it(reader: Reader) -> None:
    assert suggested(reader, "pri-t") == suggested(reader, "oddz") == [TARGI]
    department = {"text": "Departament Próby", "symbol": "", "above": "", "path": "/departament-proby/"}
    assert suggested(reader, "departament pr")[0] == department
    for one in [*suggested(reader, "pri"), *suggested(reader, "samodz")]:
        reader.read(one["path"])


def test_a_word_is_suggested_as_texts_write_it(reader: Reader) -> None:
    assert texts(reader, "nadzor wnio") == ["nadzor wniosków"]


def test_it_is_of_what_is_in_force_now(reader: Reader) -> None:
    unit = PROMOTION.model_copy(update={"name": "Wydział Jednorożców", "duties": (), "units": ()})
    assert texts(reader, "jedno") == []
    put_in_force(department(units=(unit, DESK)), in_force_from=soon())
    assert texts(reader, "jedno") == []
    assert texts(reader, "promocji") == ["Wydział Promocji"]
    put_in_force(department(units=(unit, DESK)), at=PUBLISHED + timedelta(days=1))
    assert texts(reader, "jedno") == ["Wydział Jednorożców", "Jednorożców"]
    assert texts(reader, "promocji") == []


def test_a_planned_edition_comes_into_force_and_a_withdrawn_one_goes(reader: Reader) -> None:
    unit = PROMOTION.model_copy(update={"name": "Wydział Jednorożców", "duties": (), "units": ()})
    planned = put_in_force(department(units=(unit,)), in_force_from=soon())
    assert texts(reader, "jedno") == []
    with time_machine.travel(soon() + timedelta(days=1)):
        assert texts(reader, "jedno") == ["Wydział Jednorożców", "Jednorożców"]
        withdraw(planned)
        assert texts(reader, "jedno") == texts(reader, "promocji") == []


def test_no_person_and_no_address_is_suggested(reader: Reader) -> None:
    duty = Duty(key="d-mail", number="1", text="Listy na adres szukany@urzad.example, odbiera Pisarska.")
    put_in_force(department(DEPARTMENT, duties=(duty,)), at=PUBLISHED + timedelta(days=1))

    for typed in ("pisar", "maci", "łas", "szukan", "urzad", "podawcze@"):
        assert texts(reader, typed) == [], typed
    assert texts(reader, "odbi") == ["odbiera"]


def test_the_answer_is_kept_and_found_nowhere(reader: Reader) -> None:
    answer = reader.get(f"{PATH}?q=targ")

    assert answer["Content-Type"] == "application/json"
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert not answer.cookies
    assert "ETag" not in answer


def test_it_asks_the_database_no_more_than_a_page_does(reader: Reader) -> None:
    texts(reader, "targ")
    with CaptureQueriesContext(connection) as queries:
        texts(reader, "wys")

    assert len(queries) <= MOST_QUERIES
    assert not [query for query in queries if not query["sql"].startswith("SELECT")]


@pytest.mark.parametrize(
    "typed", ["", "a", "?" * 3000, "ą" * 10_000, "\x00\u202e", "NEAR(", "'; DROP", "🦄🦄", "%", "зав"]
)
def test_whatever_was_typed_is_answered(reader: Reader, typed: str) -> None:
    assert suggested(reader, typed) == []


def test_a_worker_remembers_nothing_of_a_catalogue_that_it_gave_up(reader: Reader) -> None:
    texts(reader, "targ")
    kept = [weakref.ref(read) for read in remembered.values()]
    keeper.forget()
    gc.collect()

    assert len(kept) == 1
    assert [read() for read in kept] == [None]
