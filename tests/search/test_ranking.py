"""What fits best comes first: by what the words are worth, where they stand, and how close."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from search.ranking import Ranking, rank
from search.shelf import Field, Shelf
from tests.growth import LINEAR, growth


@dataclass(frozen=True)
class Thing:
    fields: tuple[Field, ...]
    weight: float = 1.0


def text(words: str, weight: float = 1.0) -> Thing:
    return Thing((Field(words, weight),))


def named(name: str, words: str = "") -> Thing:
    return Thing((Field(name, 1.3, name=True), Field(words, 1.0)), weight=0.7)


def ranked(things: list[Thing], words: str) -> list[int]:
    return [hit.number for hit in rank(Shelf(things), words.split()).hits]


def test_a_rare_word_is_worth_more_than_a_common_one() -> None:
    things = [text("organizacja zebrań"), text("organizacja targów"), text("organizacja wystaw"), text("budowa dróg")]

    assert ranked(things, "organizacja targów")[0] == 1


def test_what_holds_all_words_comes_first_and_what_holds_little_not_at_all() -> None:
    things = [text("targi"), text("targi krajowe i zagraniczne"), text("zagraniczne")]

    assert ranked(things, "targi zagraniczne") == [1]


def test_two_words_that_stand_in_a_text_a_thousand_times_are_compared_in_proportion() -> None:
    def shelf(times: int) -> Shelf:
        return Shelf([text(f"{'opłata ' * times} {'nic innego ' * 3} {'odpis ' * times}")])

    shelves = {times: shelf(times) for times in (2000, 8000)}
    assert rank(shelves[8000], ["odpis", "opłata"]).hits
    assert growth(lambda times: rank(shelves[times], ["odpis", "opłata"]), 2000) < LINEAR


def test_words_side_by_side_come_before_scattered_ones() -> None:
    things = [
        text("rejestr wniosków, skarg, petycji, dokumentów oraz umów"),
        text("rejestr umów, wniosków, skarg, petycji oraz dokumentów"),
    ]

    assert ranked(things, "rejestr umów") == [1, 0]


def test_the_order_of_words_counts() -> None:
    things = [text("umów rejestr"), text("rejestr umów")]

    assert ranked(things, "rejestr umów") == [1, 0]


def test_a_heavy_text_comes_before_a_light_one() -> None:
    assert ranked([text("targi", 0.6), text("targi", 1.3)], "targi") == [1, 0]


def test_a_name_that_was_typed_whole_comes_before_a_text() -> None:
    assert ranked([text("promocja"), named("Wydział Promocji")], "promocja") == [1, 0]


def test_a_text_comes_before_a_long_name_that_only_has_the_word() -> None:
    things = [named("Stanowisko Promocji, Wdrażania, Kierunków, Strategii, Marek"), text("promocja")]

    assert ranked(things, "promocja") == [1, 0]


def test_a_unit_of_another_kind_is_not_what_was_named() -> None:
    things = [named("Wydział Promocji"), named("Departament Promocji i Targów")]

    assert ranked(things, "departament promocji")[0] == 1


def test_words_that_begin_alike_fit_less() -> None:
    things = [text("dział promocyjny"), text("sprawy promocji"), text("drogi")]

    assert ranked(things, "promocja") == [1, 0]


def test_a_word_that_only_begins_alike_makes_up_for_no_other() -> None:
    things = [text("tłumaczenie spotkań z gośćmi"), text("prosty język: tłumacz gościom, czym jest urząd")]

    assert ranked(things, "tłumaczenie spotkań z gośćmi") == [0]


def test_words_that_only_happen_to_begin_alike_do_not_fit() -> None:
    assert ranked([text("kontrakty"), text("kontrole")], "kontrola") == [1]


def test_a_symbol_is_no_beginning_of_another() -> None:
    things = [Thing((Field(symbol, 3.0, sign=True),)) for symbol in ("PWII", "PWIII")]

    assert ranked(things, "pwii") == [0]


def test_what_only_helps_finds_nothing_by_itself() -> None:
    beside = Field("Wydział Promocji", 0.25, own=False)
    things = [Thing((Field("targi", 1.0),)), Thing((Field("targi", 1.0), beside))]

    assert ranked(things, "promocja") == []
    assert ranked(things, "targi promocja") == [1]


def test_alike_things_stay_in_their_order() -> None:
    assert ranked([text("targi"), text("targi"), text("targi")], "targi") == [0, 1, 2]


def test_the_text_that_fits_best_is_told() -> None:
    (hit,) = rank(Shelf([Thing((Field("Wydział", 1.3), Field("rejestr umów", 0.7)))]), ["umowa"]).hits

    assert hit.field == 1


def test_unknown_words_are_told_and_do_no_harm() -> None:
    ranking = rank(Shelf([text("targi")]), ["jednorożec", "targi"])

    assert ranking.unknown == ("jednorożec",)
    assert len(ranking.hits) == 1


def test_nothing_fits_nothing() -> None:
    assert rank(Shelf([]), ["targi"]).hits == rank(Shelf([text("targi")]), []).hits == Ranking().hits == ()


WORDS = ("targi", "targów", "rejestr", "rejestru", "umowa", "umów", "promocja", "promocyjny", "o", "w", "7")
TEXTS = st.lists(st.sampled_from(WORDS))


@given(st.lists(TEXTS, max_size=6), st.lists(st.sampled_from(WORDS), min_size=1, max_size=8))
def test_whatever_is_sought_the_best_come_first(texts: list[list[str]], words: list[str]) -> None:
    ranking = rank(Shelf([text(" ".join(line)) for line in texts]), words)
    scores = [hit.score for hit in ranking.hits]

    assert scores == sorted(scores, reverse=True)
    assert all(score > 0 for score in scores)
    assert len({hit.number for hit in ranking.hits}) == len(scores)
