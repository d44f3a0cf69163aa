"""What was typed is made fit to be sought, whatever it is."""

import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query import LONGEST, MOST_WORDS, Query, national


def test_it_stands_on_one_line() -> None:
    assert Query.of("  tłumaczenie \n\t spotkań ").text == "tłumaczenie spotkań"


def test_what_nobody_sees_is_left_out() -> None:
    assert Query.of("pro\u00admo\u200bcja\u202e\x00targi\ud800").text == "promocja targi"


def test_words_stand_once_and_empty_ones_not_at_all() -> None:
    assert Query.of("kto robi targi, targi i wystawy?").words == ("robi", "targi", "wystawy")


def test_what_is_too_long_is_cut_and_says_so() -> None:
    query = Query.of("targi " * 3000)

    assert query.cut
    assert len(query.text) <= LONGEST
    assert not Query.of("x" * LONGEST).cut
    assert Query.of("x" * (LONGEST + 1)).cut


def test_there_are_no_more_words_than_a_question_has() -> None:
    assert len(Query.of(" ".join(f"a{number}" for number in range(60))).words) == MOST_WORDS


def test_an_e_mail_address_is_not_sought() -> None:
    assert Query.of("jan.kowalski@urzad.example").words == ()
    assert Query.of("kto to jan@urzad.example promocja").words == ("promocja",)


@pytest.mark.parametrize(
    "typed",
    [
        "426633380",
        "42 663 33 80",
        "(42) 663-33-80",
        "+48 42 663 33 80",
        "0048426633380",
        "48 42 663 33 80",
        "tel. 42 663 33 80",
        "telefon: 42/663.33.80",
        "nr tel. 426633380",
        "fax 42 663 33 80",
    ],
)
def test_telephones(typed: str) -> None:
    assert Query.of(typed).telephone == "426633380"


@pytest.mark.parametrize("typed", ["", "12345", "PWII", "tel.", "1" * 16, "Piłsudskiego 8 90-051 Łódź", "---///((("])
def test_no_telephones(typed: str) -> None:
    assert Query.of(typed).telephone == ""


def test_a_number_of_the_office_is_known_without_its_country() -> None:
    assert national("(42) 663 33 80") == national("+48 42 663 33 80") == "426633380"
    assert national("48 1234") == "481234"


@given(st.text(max_size=3000))
def test_no_text_breaks_it(typed: str) -> None:
    query = Query.of(typed)

    assert len(query.text) <= LONGEST
    assert not any(unicodedata.category(character) in {"Cc", "Cf", "Cs"} for character in query.text)
    assert Query.of(query.text).text == query.text


def test_a_telephone_is_read_at_once_whatever_stands_before_it() -> None:
    """Each gap between «tel tel tel» may be passed in one way only: otherwise this would not end."""
    code = f"from search.query import Query; assert Query.of({'tel ' * 40 + '!'!r}).telephone == ''"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=20)
