"""Questions that citizens would put to the sample's department: the right answer comes first."""

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from publishing import reading
from publishing.document import Contact, Post
from search.entries import Entry
from search.keeper import keeper
from search.query import Query

PIECES = ("promocja", "PWII", ".", ":", "042", "2014", "umów", "w", "\x00", "%", "'", "(", "NEAR(", "OR", "zad.")

pytestmark = pytest.mark.usefixtures("demonstration")


def entries(question: str) -> list[Entry]:
    index = keeper.at(reading.office(timezone.now()))
    return [shown.entry for shown in index.shown(index.find(Query.of(question)).hits)]


def first(question: str) -> Entry:
    return entries(question)[0]


def named(entry: Entry) -> str:
    match entry.item:
        case Post(function=function, holders=holders):
            return ", ".join([function, *(holder.person for holder in holders)])
        case Contact(title=title):
            return title
    return entry.unit.name if entry.unit else ""


@pytest.mark.parametrize(
    ("question", "symbol", "number"),
    [
        ("tłumaczenie spotkania", "PWII", "14"),
        ("kto tłumaczy na spotkaniach z gośćmi zagranicznymi", "PWII", "14"),
        ("Kto tłumaczy rozmowy z gośćmi z zagranicy?", "PWII", "14"),
        ("ksiazka inwentarzowa", "PWV", "12"),
        ("REJESTR UMÓW", "PWV", "3"),
        ("rozliczenie delegacji", "PWV", "6"),
        ("transmisja sejmiku", "PWIV", "4"),
        ("biuro w Chengdu", "PWII", "15"),
        ("organizacja przetargu", "PWIII", "4"),
        ("kampania promocyjna", "PWI", "6"),
        ("zadanie 7 PWII", "PWII", "7"),
        ("PWII, zad. 14", "PWII", "14"),
    ],
)
def test_the_duty_comes_first(question: str, symbol: str, number: str) -> None:
    found = first(question)

    assert (found.kind, found.symbol, found.number) == ("duty", symbol, number)


@pytest.mark.parametrize(
    ("question", "symbol"),
    [
        ("pw ii", "PWII"),
        ("PWII", "PWII"),
        ("symbol pwiv", "PWIV"),
        ("PWIII.0421.7.2014.AB", "PWIII"),
        ("wydział promocji", "PWI"),
        ("współpraca zagraniczna", "PWII"),
        ("e-promocja", "PWIV"),
        ("ziemia łódzka", "PWIII"),
        ("sekretariat", "PWS"),
    ],
)
def test_the_unit_comes_first(question: str, symbol: str) -> None:
    found = first(question)

    assert (found.kind, found.symbol) == ("unit", symbol)


@pytest.mark.parametrize(
    ("question", "kind", "words"),
    [
        ("dyrektor", "post", "Dyrektor"),
        ("Macieja Łaskiego", "post", "Maciej Łaski"),
        ("pisarska", "post", "Dorota Pisarska"),
        ("42 663 33 80", "contact", "Biuro Podawcze"),
        ("426633380", "contact", "Biuro Podawcze"),
        ("fax 42 663 36 02", "contact", "Kontakt - Departament Promocji"),
        ("Piłsudskiego 8", "contact", "Kontakt - Departament Promocji"),
        ("fax", "contact", "Kontakt - Departament Promocji"),
        ("adres e-mail", "contact", "Biuro Podawcze"),
        ("numer telefonu", "contact", "Biuro Podawcze"),
        ("departament promocji", "department", "Departament Promocji"),
    ],
)
def test_people_and_contacts_come_first(question: str, kind: str, words: str) -> None:
    found = first(question)

    assert found.kind == kind
    assert words in named(found)


def test_a_word_that_stands_nowhere_finds_nothing() -> None:
    found = keeper.at(reading.office(timezone.now())).find(Query.of("jednorożec"))

    assert (found.hits, found.unknown) == ((), ("jednorożec",))


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES)).map(" ".join)))
def test_no_question_breaks_it(question: str) -> None:
    found = keeper.at(reading.office(timezone.now())).find(Query.of(question))

    assert len({hit.row for hit in found.hits}) == len(found.hits)
