"""«Sprawdzono dnia» as readers see it: at once, where it belongs, and never of an older state."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench.growth import MOST_QUERIES
from orgchart.rights import ADMINISTRATOR
from publishing.models import Check
from publishing.services import check
from publishing.services.checking import shown_now
from tests.bip.pages.reader import Element, Page, Reader
from tests.bip.pages.record import PUBLISHED, department, put_in_force
from tests.cast import account, once_but
from tests.kept import forget_documents
from tests.worlds import kept

pytestmark = pytest.mark.django_db
HOME = "/departament-proby/"
WHERE = {  # what was checked: how often its day stands on each page
    "box": {HOME: 1, f"{HOME}pri/": 1, f"{HOME}pri-t/": 1, "/zadanie/d-one/": 1, "/kontakt/box/": 1},
    "desk-box": {HOME: 1, f"{HOME}samodzielne-stanowisko-ds-rozliczen/": 1, "/kontakt/desk-box/": 1},
    "common": {"/": 1, HOME: 1, f"{HOME}pri/": 1, f"{HOME}pri-t/": 1, "/zadanie/d-one/": 1, "/kontakt/common/": 1},
    "dept": {HOME: 1},
    "promo": {HOME: 1, f"{HOME}pri/": 1},
    "stalls": {HOME: 1, f"{HOME}pri-t/": 1},
}
PATHS = {path for pages in WHERE.values() for path in pages}
OLDER = [
    f"{HOME}wydania/1/",
    f"{HOME}wydania/1/pri/",
    f"{HOME}stan-na/2026-03-15/",
    "/wydania/1/",
    "/stan-na/2026-03-15/",
]


@kept
def by(portal: None) -> User:
    return account("administrator", ADMINISTRATOR)


def checked_on(key: str, day: date, by: User) -> None:
    Check.objects.create(key=key, day=day, by=by)


def confirm(*keys: str, by: User) -> None:
    check({key: shown.fingerprint for key, shown in shown_now(keys, timezone.now()).items()}, by=by)


def days(page: Page) -> list[Element]:
    return [element for element in page.all("p") if "checked" in element.attributes.get("class", "")]


def shown(reader: Reader) -> dict[str, int]:
    """On which pages a day stands, and how often."""
    return {path: count for path in PATHS if (count := len(days(reader.read(path))))}


@pytest.mark.once
def test_nothing_is_said_where_nobody_checked(by: User, reader: Reader) -> None:
    assert shown(reader) == {}
    assert all("Sprawdzono" not in reader.read(path).words for path in PATHS)


@pytest.mark.parametrize("key", once_but("box", of=WHERE))
def test_it_stands_at_once_where_it_belongs(by: User, reader: Reader, key: str) -> None:
    """Though the pages were kept."""
    assert shown(reader) == {}
    confirm(key, by=by)
    assert shown(reader) == WHERE[key]


@pytest.mark.once
def test_it_is_the_last_day_as_people_and_as_programs_read_it(by: User, reader: Reader) -> None:
    for day in (date(2026, 9, 2), date(2026, 3, 20), date(2025, 12, 31)):
        checked_on("box", day, by)
    page = reader.read("/kontakt/box/")
    assert [element.text for element in days(page)] == ["Sprawdzono 2.09.2026"]
    assert page.one("time").attributes == {"datetime": "2026-09-02"}
    revealed = Page(reader.client.post("/kontakt/box/", headers={"origin": "http://testserver"}).content.decode())
    assert len(days(revealed)) == 1


@pytest.mark.once
@pytest.mark.parametrize("path", OLDER)
def test_an_older_state_says_nothing_of_it(by: User, reader: Reader, path: str) -> None:
    confirm("box", "promo", "common", by=by)
    put_in_force(department(intro="Nowy."), at=PUBLISHED + timedelta(days=30))
    assert "Sprawdzono" not in reader.read(path).words


@pytest.mark.once
def test_a_check_outlives_an_edition(by: User, reader: Reader) -> None:
    confirm("box", by=by)
    put_in_force(department(intro="Nowy."), at=PUBLISHED + timedelta(days=30))
    assert shown(reader) == WHERE["box"]


def test_caches_are_told(by: User, reader: Reader) -> None:
    before = {path: reader.get(path) for path in PATHS}
    confirm("box", by=by)
    for path, answer in before.items():
        again = reader.get(path, HTTP_IF_MODIFIED_SINCE=answer["Last-Modified"])
        assert again.status_code == 200, path
        assert (again["ETag"] != answer["ETag"]) == (path in WHERE["box"]), path


def test_it_costs_no_query(by: User, reader: Reader) -> None:
    confirm(*WHERE, by=by)
    for path in PATHS:
        forget_documents()
        with CaptureQueriesContext(connection) as queries:
            reader.get(path)
        assert len(queries) <= MOST_QUERIES, path
