"""The state of any day: at its end in Warsaw; of today, now; of a day to come, as planned."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from publishing import reading, states
from publishing.canonical import SALT_BYTES
from publishing.models import Edition, EditionBody
from tests.bip.pages.reader import Reader
from tests.bip.pages.record import DESK, OFFICE, PUBLISHED, department, put_in_force

HOME = "/departament-proby/"
MIDNIGHT = datetime(2026, 4, 9, 22, tzinfo=UTC)  # 10 April begins in Warsaw
NOW = datetime(2026, 6, 1, 10, tzinfo=UTC)
NEW_YEAR = datetime(2026, 12, 31, 23, tzinfo=UTC)


def state(reader: Reader, day: str) -> str:
    return reader.read(f"{HOME}stan-na/{day}/").words


@pytest.fixture
def year(portal: None) -> None:
    """First edition on 2 March, second on 10 April (at midnight), third planned for New Year."""
    put_in_force(department(intro="Kwietniowy."), at=MIDNIGHT)
    put_in_force(department(intro="Noworoczny.", units=(DESK,)), at=NOW - timedelta(days=2), in_force_from=NEW_YEAR)


@pytest.mark.usefixtures("year")
@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize(
    ("day", "told", "strip"),
    [
        ("2026-03-02", "Do zadań należą", "To jest stan na 2.03.2026, nie obowiązuje od 10.04.2026 00:00. Wydanie 1."),
        ("2026-04-09", "Do zadań należą", "To jest stan na 9.04.2026, nie obowiązuje od 10.04.2026 00:00."),
        ("2026-04-10", "Kwietniowy.", "To jest stan na 10.04.2026 (wydanie 2). Obowiązuje od 10.04.2026 00:00."),
        ("2026-06-01", "Kwietniowy.", "To jest stan na 1.06.2026 (wydanie 2)."),
        ("2026-12-31", "Kwietniowy.", "To jest stan na 31.12.2026 (wydanie 2)."),
        ("2027-01-01", "Noworoczny.", "To jest stan zaplanowany na 1.01.2027 (wydanie 3). Zacznie obowiązywać"),
    ],
)
def test_it_is_that_of_the_day_s_end(reader: Reader, day: str, told: str, strip: str) -> None:
    words = state(reader, day)

    assert told in words
    assert strip in words


@pytest.mark.usefixtures("year")
def test_of_today_it_is_that_of_now(reader: Reader) -> None:
    put_in_force(department(intro="Wieczorny."), at=NOW - timedelta(days=1), in_force_from=NOW + timedelta(hours=5))
    with time_machine.travel(NOW, tick=False):
        assert "Kwietniowy." in state(reader, "2026-06-01")
        assert "Wieczorny." in state(reader, "2026-06-02")
    with time_machine.travel(NOW + timedelta(hours=6), tick=False):
        assert "Wieczorny." in state(reader, "2026-06-01")


@pytest.mark.usefixtures("year")
def test_a_page_that_was_asked_for_yesterday_is_not_kept(reader: Reader) -> None:
    with time_machine.travel(NEW_YEAR - timedelta(hours=1), tick=False):
        assert "zaplanowany" in state(reader, "2027-01-01")
    with time_machine.travel(NEW_YEAR + timedelta(hours=1), tick=False):
        assert "zaplanowany" not in state(reader, "2027-01-01")


@time_machine.travel(NOW, tick=False)
def test_where_something_else_was_public_that_day_it_is_linked(portal: None, reader: Reader) -> None:
    put_in_force(department(intro="Sprostowany."), at=NOW - timedelta(days=1), in_force_from=MIDNIGHT)
    page = reader.read(f"{HOME}stan-na/2026-05-01/")

    assert "Sprostowany." in page.words
    assert "Tego dnia w BIP było widać co innego: wydanie 1. Wydanie 2 opublikowano później" in page.words
    assert f"{HOME}wydania/1/" in page.links


@time_machine.travel(NOW, tick=False)
def test_where_nothing_was_public_that_day_it_says_so(db: None, reader: Reader) -> None:
    put_in_force(OFFICE)
    put_in_force(department(), at=NOW - timedelta(days=1), in_force_from=MIDNIGHT)

    assert "Tego dnia w BIP nie było jeszcze tej treści" in state(reader, "2026-05-01")


@pytest.mark.usefixtures("year")
@time_machine.travel(NOW, tick=False)
def test_units_have_their_states_too(reader: Reader) -> None:
    page = reader.read(f"{HOME}stan-na/2026-03-15/pri/")

    assert page.said("h1") == ["Wydział Promocji"]
    assert f"{HOME}stan-na/2026-03-15/pri-t/" in page.links
    gone = reader.read(f"{HOME}stan-na/2027-01-01/pri/", status=404)
    assert "W stanie na 1.01.2027 nie ma komórki o tym adresie." in gone.words
    assert f"{HOME}stan-na/2027-01-01/" in gone.links


@pytest.mark.usefixtures("year")
@time_machine.travel(NOW, tick=False)
def test_the_form_leads_to_the_day(reader: Reader) -> None:
    field = reader.read(HOME).one("input", name="data")
    answer = reader.get(f"{HOME}stan-na/?data=2026-03-15")

    assert (field.attributes["type"], field.attributes["placeholder"]) == ("text", "DD.MM.RRRR")
    assert (answer.status_code, answer["Location"]) == (302, f"{HOME}stan-na/2026-03-15/")
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.usefixtures("year")
@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize("typed", ["2026-02-30", "wczoraj", "2026-3-1", "30.02.2026", "2026"])
def test_a_wrong_day_comes_back_with_what_was_typed(reader: Reader, typed: str) -> None:
    for path in (f"{HOME}stan-na/?data={typed}", f"{HOME}stan-na/{typed}/"):
        page = reader.read(path, status=404)
        field = page.one("input", name="data").attributes

        assert field["value"] == typed
        assert field["aria-invalid"] == "true"
        assert f"„{typed}” nie jest datą" in page.one("p", id=field["aria-describedby"]).text.replace("\xa0", " ")


@pytest.mark.usefixtures("year")
@time_machine.travel(datetime(2026, 4, 20, 10, tzinfo=UTC), tick=False)
@pytest.mark.parametrize("path", [f"{HOME}pri/", "/zadanie/d-two/"])
def test_the_form_of_a_unit_s_page_leads_to_the_unit(reader: Reader, path: str) -> None:
    page = reader.read(path)
    query = {"komorka": page.one("input", name="komorka").attributes["value"]}
    answer = reader.get(f"{HOME}stan-na/", query_params={**query, "data": "2026-03-15"})
    wrong = reader.get(f"{HOME}stan-na/", query_params={**query, "data": "wczoraj"})

    assert answer["Location"] == f"{HOME}stan-na/2026-03-15/pri/"
    assert 'name="komorka" value="pri"' in wrong.content.decode()
    elsewhere = reader.get(f"{HOME}stan-na/", query_params={"komorka": "//zly.example/", "data": "2026-03-15"})
    assert elsewhere["Location"] == f"{HOME}stan-na/2026-03-15/"


@pytest.mark.usefixtures("year")
@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize("typed", ["15.03.2026", "15.3.2026", " 15.03.2026 r. "])
def test_a_day_may_be_typed_as_people_write_it(reader: Reader, typed: str) -> None:
    answer = reader.get(f"{HOME}stan-na/", query_params={"data": typed})

    assert (answer.status_code, answer["Location"]) == (302, f"{HOME}stan-na/2026-03-15/")


@pytest.mark.usefixtures("year")
@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize("typed", ["2037-01-01", "9999-12-31"])
def test_a_day_too_far_ahead_says_how_far_one_may_look(reader: Reader, typed: str) -> None:
    page = reader.read(f"{HOME}stan-na/{typed}/", status=404)

    day = ".".join(reversed(typed.split("-")))
    assert f"Dnia {day.removeprefix('0')} nie można pokazać: tak daleko naprzód nic nie jest zaplanowane." in page.words
    assert "nie późniejszy niż 31.12.2036" in page.words
    assert page.one("input", name="data").attributes["value"] == day


@pytest.mark.usefixtures("year")
@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("stan-na/", "Stan na wybrany dzień"),
        ("stan-na/2020-01-01/", "Nie ma takiego stanu strony"),
        ("wydania/99/", "Nie ma takiego wydania"),
        ("wydania/1/podstawa/", "Nie ma takiego pliku"),
    ],
)
def test_what_is_not_there_is_called_the_same_in_the_title_and_on_the_page(
    reader: Reader, path: str, title: str
) -> None:
    page = reader.read(f"{HOME}{path}", status=404)

    assert page.said("h1") == [title]
    assert page.said("title")[0].startswith(f"{title} – Departament Próby – BIP")


@pytest.mark.usefixtures("year")
@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize("typed", ["2026-03-01", "2002-01-01", "1999-12-31", "0001-01-01"])
def test_a_day_before_the_first_edition_names_the_first(reader: Reader, typed: str) -> None:
    page = reader.read(f"{HOME}stan-na/{typed}/", status=404)

    day = ".".join(reversed(typed.split("-")))
    assert (
        f"Dnia {day.removeprefix('0')} tej strony jeszcze nie było. Najwcześniejszy stan jest z dnia 2.03.2026."
        in page.words
    )
    assert page.one("input", name="data").attributes["value"] == day
    assert f"{HOME}stan-na/2026-03-02/" in page.links
    reader.read(f"{HOME}stan-na/2026-03-02/")


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite tells its plans otherwise")
def test_it_is_one_query_that_an_index_leads() -> None:
    put_in_force(OFFICE)
    put_in_force(department())
    first = Edition.objects.get(key="dept")
    copies = [
        Edition(
            subject=first.subject,
            key=f"k{number % 50}",
            number=number // 50 + 1,
            title="x",
            slug=f"s{number % 50}",
            digest=f"{number:064}",
            previous_digest=f"{number:064}" if number >= 50 else "",
            published_at=PUBLISHED + timedelta(minutes=number),
            in_force_from=PUBLISHED + timedelta(minutes=number),
        )
        for number in range(5000)
    ]
    Edition.objects.bulk_create(copies)
    texts = {"salt": b"s" * SALT_BYTES, "metadata": "{}", "content": "{}"}
    EditionBody.objects.bulk_create([EditionBody(edition=edition, **texts) for edition in copies])
    subject = reading.subject("departament-proby", timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE publishing_edition")
        cursor.execute("ANALYZE publishing_editionbody")
    with CaptureQueriesContext(connection) as queries:
        found = states.as_of(subject, reading.last_moment_of(date(2026, 5, 1)), past=True)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {queries[0]['sql']}")
        plan = "\n".join(row[0] for row in cursor.fetchall())

    assert found and found.edition == first
    assert len(queries) == 1
    assert "edition_in_force" in plan
    assert "Seq Scan on publishing_edition" not in plan, plan  # nor on the bodies
