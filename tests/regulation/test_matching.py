"""Who keeps the key: texts that stay, are renumbered, move, or are reworded; and when nobody can tell."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regulation.matching import NEW, Question, Stored, Wanted, match
from regulation.parser import parse
from regulation.samples import SAMPLE
from regulation.source import decode

UMOWY, ZLECENIA, FAKTURY = (f"Prowadzenie rejestru {what} w urzędzie" for what in ("umów", "zleceń", "faktur"))


def stored(*rows: tuple[str, str], place: str = "PWI") -> list[Stored]:
    return [Stored(key, place, number, text) for number, (key, text) in enumerate(rows, start=1)]


def wanted(*texts: str, place: str = "PWI") -> list[Wanted]:
    return [Wanted(place, number, text) for number, text in enumerate(texts, start=1)]


def test_everything_keeps_its_key_when_nothing_changed() -> None:
    texts = ["Dystrybucja pisma.", "Organizowanie przetargów.", "Prowadzenie archiwum."]

    found = match(stored(*zip("abc", texts, strict=True)), wanted(*texts))

    assert found.keys == ("a", "b", "c")
    assert found.questions == ()


def test_a_renumbered_duty_keeps_its_key_and_an_inserted_one_has_none() -> None:
    old = stored(("a", "Dystrybucja pisma."), ("b", "Organizowanie przetargów."))

    assert match(old, wanted("Prowadzenie archiwum.", "Dystrybucja pisma.", "Organizowanie przetargów.")).keys == (
        None,
        "a",
        "b",
    )


def test_a_moved_duty_keeps_its_key_even_when_reworded() -> None:
    old = stored(("a", "Nadzór nad terminowym wydawaniem pisma."), ("b", "Organizowanie przetargów."))
    new = [*wanted("Organizowanie przetargów."), *wanted("Nadzór nad jakościowym wydawaniem pisma.", place="PWII")]

    assert match(old, new).keys == ("b", "a")


def test_an_unlike_duty_is_another_one() -> None:
    found = match(stored(("a", "Organizowanie przetargów.")), wanted("Zawieranie umów zlecenie, umów o dzieło."))

    assert found.keys == (None,)
    assert found.questions == ()


def test_equal_texts_stay_in_their_units() -> None:
    old = [*stored(("a", UMOWY)), *stored(("b", UMOWY), place="PWII")]

    assert match(old, [*wanted(UMOWY, place="PWII"), *wanted(UMOWY)]).keys == ("b", "a")
    assert match(old, wanted(UMOWY, place="PWII")).keys == ("b",)
    assert match(old, [*wanted(UMOWY), *wanted(UMOWY, place="PWIII")]).keys == ("a", "b")


def test_equal_texts_in_one_unit_go_on_in_their_order() -> None:
    old = stored(("a", UMOWY), ("b", "Dystrybucja pisma."), ("c", UMOWY))

    assert match(old, wanted("Organizowanie przetargów.", "Coś nowego.", "Dystrybucja pisma.", UMOWY, UMOWY)).keys == (
        None,
        None,
        "b",
        "a",
        "c",
    )
    assert match(old, wanted(UMOWY)).keys == ("a",)


def test_equal_texts_that_were_renumbered_do_not_exchange_their_keys() -> None:
    old = stored(("a", "Dystrybucja pisma."), ("b", UMOWY), ("c", UMOWY))

    assert match(old, wanted("Coś nowego.", "Dystrybucja pisma.", UMOWY, UMOWY)).keys == (None, "a", "b", "c")


def test_equal_texts_of_which_one_was_added_keep_their_numbers() -> None:
    found = match(stored(("a", UMOWY), ("b", UMOWY)), wanted(UMOWY, UMOWY, UMOWY))

    assert found.keys == ("a", "b", None)
    assert found.questions == ()


def test_equal_texts_of_which_one_went_are_asked_about() -> None:
    old = stored(("a", UMOWY), ("b", "Dystrybucja pisma."), ("c", UMOWY))

    found = match(old, wanted("Dystrybucja pisma.", UMOWY))

    assert found.keys == ("b", None)
    assert found.questions == (Question(1, ("a", "c")),)


def test_two_duties_equally_alike_are_asked_about() -> None:
    old = stored(("a", UMOWY), ("b", ZLECENIA))

    found = match(old, wanted(FAKTURY))

    assert found.keys == (None,)
    assert found.questions == (Question(0, ("a", "b")),)


def test_two_texts_equally_alike_are_both_asked_about() -> None:
    found = match(stored(("a", UMOWY)), wanted(ZLECENIA, FAKTURY))

    assert found.keys == (None, None)
    assert found.questions == (Question(0, ("a",)), Question(1, ("a",)))


def test_a_text_copied_into_two_other_units_is_asked_about() -> None:
    found = match(stored(("a", UMOWY)), [*wanted(UMOWY, place="PWII"), *wanted(UMOWY, place="PWIII")])

    assert found.questions == (Question(0, ("a",)), Question(1, ("a",)))


def test_of_two_equally_alike_the_one_in_the_same_unit_goes_on() -> None:
    old = [*stored(("a", UMOWY)), *stored(("b", ZLECENIA), place="PWII")]

    assert match(old, wanted(FAKTURY, place="PWII")).keys == ("b",)


def test_the_more_alike_wins() -> None:
    old = stored(("a", "jeden dwa trzy cztery pięć"), ("b", "jeden dwa trzy cztery sześć"))

    assert match(old, wanted("jeden dwa trzy zero sześć")).keys == ("b",)


def test_an_answer_settles_its_question_and_what_follows_from_it() -> None:
    old = stored(("a", UMOWY), ("b", ZLECENIA))
    new = wanted(FAKTURY)

    assert match(old, new, {0: "b"}).keys == ("b",)
    assert match(old, new, {0: NEW}).keys == (None,)
    assert match(stored(("a", UMOWY)), wanted(ZLECENIA, FAKTURY), {0: NEW}).keys == (None, "a")


@pytest.mark.parametrize("order", [[0, 1, 2, 3], [3, 1, 0, 2], [2, 3, 1, 0]])
def test_a_chain_of_ties_is_one_question_each_in_whatever_order_it_is_found(order: list[int]) -> None:
    """a–x, x–b, b–y, y–c are all equally alike: nobody can tell, so x and y are asked about."""
    old = stored(("a", "a1 b c d e"), ("b", "x1 y1 c d e"), ("c", "x1 y1 c d z1"))
    new = wanted("a1 y1 c d e", "x1 y1 c d q1")

    asked = match(sorted(old, key=lambda row: order[row.position]), new).questions

    assert {(question.wanted, frozenset(question.keys)) for question in asked} == {
        (0, frozenset("ab")),
        (1, frozenset("bc")),
    }


# Random edits of the real department's duties.

DUTIES = [
    (section.symbol, duty.text) for section in parse(decode(SAMPLE.read_bytes())).sections for duty in section.duties
]
PLACES = sorted({place for place, _ in DUTIES})


def reword(text: str, dice: random.Random) -> str:
    """Other words in the place of at most 40 % of the text's."""
    words = text.split()
    for at in dice.sample(range(len(words)), dice.randint(0, len(words) * 2 // 5)):
        words[at] = f"zmienione{dice.randrange(10**9)}"
    return " ".join(words)


def edit(rows: Sequence[Stored], dice: random.Random) -> list[tuple[str | None, str, str]]:
    """(key, place, text) after removals, moves, rewordings and insertions, in a new order."""
    kept = [row for row in rows if dice.random() > 0.1]
    edited: list[tuple[str | None, str, str]] = [
        (
            row.key,
            dice.choice(PLACES) if dice.random() < 0.2 else row.place,
            reword(row.text, dice) if dice.random() < 0.3 else row.text,
        )
        for row in kept
    ]
    inserted = (f"wstawione{dice.randrange(10**9)} " * 6 for _ in range(dice.randint(0, 8)))
    edited += [(None, dice.choice(PLACES), text) for text in inserted]
    dice.shuffle(edited)
    return edited


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False))
def test_random_edits_of_the_sample_keep_the_keys(dice: random.Random) -> None:
    rows = [Stored(f"k{number}", place, number, text) for number, (place, text) in enumerate(DUTIES)]
    edited = edit(rows, dice)

    found = match(rows, [Wanted(place, number, text) for number, (_, place, text) in enumerate(edited)])

    asked = {question.wanted: question.keys for question in found.questions}
    for number, (key, _, text) in enumerate(edited):
        assert found.keys[number] == key or key in asked.get(number, ()), text
    assert len(asked) <= 2


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_nothing_is_used_twice_and_texts_that_stay_keep_their_keys(data: st.DataObject) -> None:
    """Even where all texts are made of three words, so that ties are everywhere."""
    text = st.lists(st.sampled_from("abc"), min_size=1, max_size=6).map(" ".join)
    places = st.sampled_from(["PWI", "PWII"])
    old = [
        Stored(f"k{number}", place, number, text)
        for number, (place, text) in enumerate(data.draw(st.lists(st.tuples(places, text), max_size=12)))
    ]
    new = [
        Wanted(place, number, text)
        for number, (place, text) in enumerate(data.draw(st.lists(st.tuples(places, text), max_size=12)))
    ]

    found = match(old, new)

    given_out = [key for key in found.keys if key]
    assert len(given_out) == len(set(given_out))
    assert not {question.wanted for question in found.questions} & {n for n, key in enumerate(found.keys) if key}
    assert not set(given_out) & {key for question in found.questions for key in question.keys}
    assert found == match(old, new)
    for same in {(row.place, row.text) for row in old}:
        olds = {row.position: row.key for row in old if (row.place, row.text) == same}
        news = {row.position: number for number, row in enumerate(new) if (row.place, row.text) == same}
        if len(olds) == len(news):
            assert [found.keys[number] for number in news.values()] == list(olds.values())
        else:
            assert all(found.keys[news[position]] == olds[position] for position in olds.keys() & news.keys())
