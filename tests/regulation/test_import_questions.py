"""Two that are equally alike are asked about; an answer decides."""

import pytest

from orgchart.models import Unit
from regulation.report import UndecidedError
from tests.regulation.texts import SMALL, line_of, swapped, without
from tests.regulation.working_copy import everything, key_of, keys, load, symbols

pytestmark = pytest.mark.django_db


AMBIGUOUS = swapped(
    swapped(SMALL, "1. prowadzenie rejestru muzeów w województwie;", "1. prowadzenie rejestru A w województwie;"),
    "2. nadzór nad zbiorami i ich ewidencją;",
    "2. prowadzenie rejestru B w województwie;",
)
AFTER = without(
    AMBIGUOUS.replace("rejestru A", "rejestru C").replace("3. organizacja", "2. organizacja"),
    "2. prowadzenie rejestru B",
)
ASKED = line_of(AFTER, "1. prowadzenie rejestru C")


def test_two_equally_alike_are_listed_by_a_dry_run() -> None:
    load(AMBIGUOUS)
    one, two = key_of("prowadzenie rejestru A"), key_of("prowadzenie rejestru B")

    report = load(AFTER, dry_run=True)

    (question,) = report.questions
    assert (question.line, question.text) == (ASKED, "prowadzenie rejestru C w województwie;")
    assert [(candidate.key, candidate.description) for candidate in question.candidates] == [
        (one, "KM 1. „prowadzenie rejestru A w województwie;”"),
        (two, "KM 2. „prowadzenie rejestru B w województwie;”"),
    ]
    assert report.created == report.removed == []


def test_two_equally_alike_are_refused_without_an_answer() -> None:
    load(AMBIGUOUS)
    before = everything()

    with pytest.raises(UndecidedError, match=f"to wiersze: {ASKED}") as caught:
        load(AFTER)

    assert len(caught.value.questions) == 1
    assert everything() == before


@pytest.mark.parametrize("chosen", ["A", "B"])
def test_an_answer_decides(chosen: str) -> None:
    load(AMBIGUOUS)
    key = key_of(f"prowadzenie rejestru {chosen}")

    report = load(AFTER, answers={ASKED: key})

    assert key_of("prowadzenie rejestru C") == key
    assert len(report.removed) == 1
    assert report.idle_answers == ()


def test_new_is_an_answer_too() -> None:
    load(AMBIGUOUS)
    before = keys()["Duty"]

    report = load(AFTER, answers={ASKED: "nowe"})

    assert key_of("prowadzenie rejestru C") not in before
    assert len(report.removed) == 2


def test_an_answer_that_fits_no_question_is_told_and_decides_nothing() -> None:
    load(AMBIGUOUS)

    with pytest.raises(UndecidedError):
        load(AFTER, answers={ASKED: key_of("organizacja")})
    assert load(AMBIGUOUS, answers={7: "nowe"}).idle_answers == (7,)


def test_units_are_asked_about_as_well() -> None:
    load(
        SMALL.replace("Wydział Muzeów", "Wydział Opieki nad Zabytkami A").replace("Bibliotek", "Opieki nad Zabytkami B")
    )
    one = Unit.objects.get(symbol="KM").key
    text = (
        SMALL[: SMALL.index("II. Wydział")]
        .replace("Wydział Muzeów", "Wydział Opieki nad Zabytkami C")
        .replace("KM", "KZ")
    )
    text = without(text, "2. Wydział")
    line = line_of(text, "1. Wydział")

    with pytest.raises(UndecidedError, match=f"to wiersze: {line}"):
        load(text)
    report = load(text, answers={line: one})

    assert symbols() == ["KZ"]
    assert Unit.objects.get(symbol="KZ").key == one
    assert report.idle_answers == ()
