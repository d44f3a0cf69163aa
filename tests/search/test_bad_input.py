"""Whatever is typed, the answer is a page: the index is asked a thousand times, and the page itself some."""

from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from publishing import reading
from search.index import Index
from search.keeper import keeper
from search.query import Query

pytestmark = pytest.mark.usefixtures("indexed")

MOST_QUERIES = 40  # of a question with as many words as it may have
OPERATORS = (
    *("AND", "OR", "NOT", "NEAR(", "NEAR(a b, 5)", "a*", "^a", "words:", "col : x", "{a b}:", "-", "+", "!", "&", "|"),
    *(
        "<->",
        "<2>",
        ":*",
        "@@",
        "''",
        "'",
        '"',
        '""',
        "`",
        "\\",
        "\\'",
        "$$",
        ";",
        "--",
        "/*",
        "*/",
        "%",
        "_",
        "%s",
        "%(a)s",
    ),
    *("' OR 1=1 --", "1; DROP TABLE x", "(", ")", "((", "))", "[", "]", "{", "}", "{{ 7 }}", "{% x %}", "<b>", "&amp;"),
    *("\x00", "\x01", "\x1f", "\x7f", "\n", "\r\n", "\t", "\u00ad", "\u200b", "\u202e", "\u2028", "\ufeff", "\ufffd"),
)
WORDS = (
    *("targi", "Targów", "wystawa", "wistawa", "PRI", "pri-t", "PRI.042.7.2014.AB", "PRI.04", "zad.", "2a", "nr", "7"),
    *(
        "42 663 36 02",
        "663",
        "+48",
        "(42)",
        "ą",
        "ł" * 70,
        "x" * 10_000,
        "ędrzwi",
        "0" * 40,
        "1.1.1.1.2026",
        "e-",
        "E‑x",
    ),
    *("привет", "приветPRI", "東京", "مرحبا", "ß", "İstanbul", "ﬁ", "Ⅷ", "½", "é" * 30, "z\u0335\u0336\u0337" * 20),
    *("\U0001f600", "👩‍👩‍👧‍👦", "🇵🇱", "a@b.pl", "https://x.pl/?q=1", "kto się tym zajmuje"),
)
TYPED = st.one_of(
    st.lists(st.sampled_from(OPERATORS + WORDS), max_size=12).map(" ".join),
    st.lists(st.sampled_from(OPERATORS + WORDS), max_size=6).map("".join),
    st.lists(st.one_of(st.sampled_from(OPERATORS + WORDS), st.text(max_size=8)), max_size=8).map(" ".join),
    st.text(alphabet=st.sampled_from("aąPRI.-042 \x00*\"'():Жи"), max_size=40),
    st.text(max_size=60),
)
thorough = hypothesis_settings(
    max_examples=1000, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
some = hypothesis_settings(thorough, max_examples=50)


def index() -> Index:
    return keeper.at(reading.office(timezone.now()))


def test_a_thousand_questions_break_nothing_and_cost_no_more_than_others(indexed: None) -> None:
    asked = index()

    @thorough
    @given(TYPED, st.booleans())
    def ask(typed: str, exactly: bool) -> None:
        with CaptureQueriesContext(connection) as queries:
            found = asked.find(Query.of(typed), exactly=exactly)
        assert len(queries) <= MOST_QUERIES
        assert len({hit.row for hit in found.hits}) == len(found.hits)

    ask()


@some
@given(TYPED)
def test_the_page_answers_all(typed: str) -> None:
    answer = Client(raise_request_exception=False).get(f"/szukaj/?q={quote(typed, errors='replace')}")

    assert answer.status_code in {200, 400}
    page = answer.content.decode()
    assert 'lang="pl"' in page
    assert answer.status_code == 400 or '<p id="Ile">' in page or "Napisz zwykłymi słowami" in page


def test_each_alone_breaks_nothing() -> None:
    asked = index()
    for typed in OPERATORS + WORDS:
        assert asked.find(Query.of(typed)).hits is not None, typed


def test_ten_thousand_letters_cost_no_more_than_two_hundred() -> None:
    def queries(text: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            asked.find(Query.of(text))
        return len(captured)

    asked = index()
    for typed in ("x" * 10_000, "ł" * 10_000, "targi " * 2000, "1 " * 5000, "PRI" * 4000, ".1" * 5000, '"' * 10_000):
        assert queries(typed) == queries(typed[:200]), typed[:9]
        assert Client().get("/szukaj/", {"q": typed}).status_code in {200, 400}, typed[:9]


@pytest.mark.parametrize(
    "operator", ['"targi" OR "nic"', "targi OR nic", "tar*", "NEAR(targi nic)", "targi' OR '1'='1"]
)
def test_operators_are_words_or_nothing(operator: str) -> None:
    """None of them finds more than its own words would."""
    plain = Query.of("".join(letter if letter.isalnum() else " " for letter in operator)).text

    def rows(text: str) -> set[int]:
        return {hit.row for hit in index().find(Query.of(text), exactly=True).hits}

    assert rows(operator) == rows(plain)
