"""What fits best comes first: by what the words are worth, where they stand, and how close."""

from hypothesis import given
from hypothesis import strategies as st

from search.entries import Field
from search.ranking import rank
from search.shelf import Shelf
from tests.growth import LINEAR, growth
from tests.search.shelves import Thing, Told, named, signed, text, text_of, thing


def ranked(things: list[Thing], words: str) -> list[int]:
    return Told(things).ranked(words)


def test_a_rare_word_is_worth_more_than_a_common_one() -> None:
    things = [text("organizacja zebrań"), text("organizacja targów"), text("organizacja wystaw"), text("budowa dróg")]
    common, rare = Told(things).sought("organizacja", "targi")

    assert rare.worth > common.worth
    assert ranked(things, "organizacja targów")[0] == 1


def test_what_holds_all_words_comes_first_and_what_holds_little_not_at_all() -> None:
    things = [text("wystawy"), text("wystawy obrazów i rzeźby zagraniczne"), text("obrazy"), text("drogi")]

    assert ranked(things, "wystawy zagranicznych obrazów i rzeźb") == [1]


def test_two_words_that_stand_in_a_text_a_thousand_times_are_compared_in_proportion() -> None:
    def told(times: int) -> Told:
        return Told([text(f"{'opłata ' * times} {'nic innego ' * 3} {'odpis ' * times}")])

    both = {times: told(times) for times in (2000, 8000)}
    assert both[8000].hits("odpis opłata")
    assert growth(lambda times: both[times].hits("odpis opłata"), 2000) < LINEAR


def test_words_side_by_side_come_before_scattered_ones() -> None:
    things = [
        text("rejestr wniosków, skarg, petycji, dokumentów oraz umów"),
        text("rejestr umów, wniosków, skarg, petycji oraz dokumentów"),
    ]

    assert ranked(things, "rejestr umów") == [1, 0]


def test_words_that_stand_near_come_before_those_far_apart() -> None:
    things = [
        text("rejestr wniosków, skarg, petycji, dokumentów oraz umów"),
        text("rejestr wniosków, umów, skarg, petycji oraz dokumentów"),
    ]

    assert ranked(things, "rejestr umów") == [1, 0]


def test_the_order_of_words_counts() -> None:
    things = [text("umów rejestr"), text("rejestr umów")]

    assert ranked(things, "rejestr umów") == [1, 0]


def test_a_heavy_text_comes_before_a_light_one() -> None:
    assert ranked([text("targi", 0.6), text("targi", 1.3)], "targi") == [1, 0]


def test_a_heavy_thing_comes_before_a_light_one() -> None:
    assert ranked([thing(Field("targi", 1.0), weight=0.5), text("targi")], "targi") == [1, 0]


def test_a_long_text_counts_less_than_a_short_one_but_is_found() -> None:
    things = [text("targi " + "inna sprawa " * 200), text("targi " + "inna sprawa " * 5)]
    first, second = Told(things).hits("targi")

    assert [first.number, second.number] == [1, 0]
    assert second.score < 0.5 * first.score


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
    things = [text("promocja spotkań z gośćmi"), text("film promocyjny: gość, który przyszedł do urzędu")]

    assert ranked(things, "promocja spotkań z gośćmi") == [0]


def test_words_that_only_happen_to_begin_alike_do_not_fit() -> None:
    assert ranked([text("konkursy"), text("konferencje"), text("kontrole")], "kontrola") == [2]


def test_a_symbol_is_no_beginning_of_another() -> None:
    assert ranked([signed("PWII"), signed("PWIII")], "pwii") == [0]


def test_what_only_helps_finds_nothing_by_itself() -> None:
    beside = text_of(Field("Wydział Promocji", 0.25), helping=True)
    things = [text("targi"), Thing((*text("targi").texts, beside)), text("promocja")]

    assert ranked(things[:2], "promocja") == []
    found = ranked(things, "targi promocja")
    assert 1 in found and 0 not in found


def test_another_word_for_it_fits_less_than_the_word_itself() -> None:
    told = Told([text("wydawanie czasopism"), text("wydawanie gazety")], [(["gazeta"], ["czasopismo"])])

    assert told.ranked("gazeta") == [1, 0]


def test_an_expression_stands_together_for_its_full_worth_and_alone_for_nothing() -> None:
    things = [text("podróż pociągiem na koszt służbowy"), text("podróże służbowe"), text("służbowy samochód")]
    told = Told(things, [(["delegacja"], ["podróż służbowa"])])

    assert told.ranked("delegacja") == [1, 0]


def test_an_expression_s_single_word_helps_what_was_found() -> None:
    things = [text("rozliczanie zaliczek"), text("rozliczanie zaliczek i podróży"), text("podróże koleją")]
    told = Told(things, [(["delegacja"], ["podróż służbowa"])])

    assert told.ranked("rozliczanie delegacji") == [0, 1]  # no text has «służbowa», so nothing stands for it
    told = Told([*things, text("służbowy samochód")], [(["delegacja"], ["podróż służbowa"])])
    assert told.ranked("rozliczanie delegacji")[0] == 1


def test_alike_things_stay_in_their_order() -> None:
    assert ranked([text("targi"), text("targi"), text("targi")], "targi") == [0, 1, 2]


def test_the_text_that_fits_best_is_told() -> None:
    (hit,) = Told([thing(Field("Wydział", 1.3), Field("rejestr umów", 0.7))]).hits("umowa")

    assert hit.field == 1


def test_unknown_words_are_told_and_do_no_harm() -> None:
    told = Told([text("targi")])

    assert [word.typed for word in told.sought("jednorożec", "targi") if not word.forms] == ["jednorożec"]
    assert told.ranked("jednorożec targi") == [0]


def test_nothing_fits_nothing() -> None:
    told = Told([text("targi")])

    assert rank(Shelf([]), told.sought("targi")) == rank(Shelf(told.things), []) == []


WORDS = ("targi", "targów", "rejestr", "rejestru", "umowa", "umów", "promocja", "promocyjny", "o", "w", "7")
TEXTS = st.lists(st.sampled_from(WORDS))


@given(st.lists(TEXTS, max_size=6), st.lists(st.sampled_from(WORDS), min_size=1, max_size=8))
def test_whatever_is_sought_the_best_come_first(texts: list[list[str]], words: list[str]) -> None:
    hits = Told([text(" ".join(line)) for line in texts]).hits(" ".join(words))
    scores = [hit.score for hit in hits]

    assert scores == sorted(scores, reverse=True)
    assert all(score > 0 for score in scores)
    assert len({hit.number for hit in hits}) == len(scores)
