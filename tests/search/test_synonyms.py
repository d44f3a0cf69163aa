"""Other words for the same thing, as a question is compared with them."""

from collections.abc import Collection

import pytest

from search.analysis import Analyser, Snowball, analyser
from search.synonyms import Expression, Synonyms
from search.words import compared, telling_words

GROUPS = [
    (("gazeta", "dziennik"), ("pismo", "czasopismo")),
    (("delegacja",), ("podróż służbowa", "wyjazd służbowy")),
    (("park",), ("zieleń",)),
    (("park krajobrazowy",), ("ochrona przyrody",)),
    (("park krajobrazowy wzniesień łódzkich",), ("wzniesienia",)),
    (("PR",), ("relacje",)),
    (("UM",), ("urząd",)),
]


def others(
    question: str, groups: Collection[tuple[Collection[str], Collection[str]]] = GROUPS
) -> list[set[Expression]]:
    return others_by(analyser(), question, groups)


def others_by(
    by: Analyser, question: str, groups: Collection[tuple[Collection[str], Collection[str]]] = GROUPS
) -> list[set[Expression]]:
    words = [{compared(word.text), *by.typed(word.text)} for word in telling_words(question)]
    return Synonyms(groups, by).of(words)


@pytest.mark.parametrize("question", ["gazeta", "GAZETY", "gazetami", "dziennika"])
def test_any_form_of_what_people_say_stands_for_what_the_office_writes(question: str) -> None:
    assert others(question) == [{("pismo",), ("czasopismo",)}]


def test_what_the_office_writes_does_not_stand_for_what_people_say() -> None:
    assert others("czasopismo") == [set()]


def test_an_expression_is_of_lexemes_that_stand_together() -> None:
    (found,) = others("delegację")

    assert {len(expression) for expression in found} == {2}
    assert {expression[0] for expression in found} == {"podroz", "wyjazd"}


def test_a_question_of_several_words_has_others_for_each() -> None:
    first, second = others("delegacja prasowa")

    assert first and not second


def test_the_longest_expression_that_begins_at_a_word_counts() -> None:
    assert others("park miejski") == [{("zielen",)}, set()]
    whole = others("parki krajobrazowe")
    assert whole[0] == whole[1] == {("ochrona", "przyroda")}
    longest = others("Park Krajobrazowy Wzniesień Łódzkich")
    assert [len(one) for one in longest] == [1, 1, 1, 1]
    assert set.union(*longest) == {("wzniesienie",)}


def test_an_expression_that_is_cut_off_is_none() -> None:
    assert others("parku krajobrazowego wzniesień")[:2] == [{("ochrona", "przyroda")}] * 2
    assert others("krajobrazowy park")[0] == set()


def test_words_that_say_nothing_may_stand_within() -> None:
    assert others("delegacja w sprawie gazety") == [
        *others("delegacja"),
        *others("gazeta"),
    ]


def test_an_acronym_is_taken_literally() -> None:
    """«um» is a form of «uma», the dictionary says, and «umów» may be of «um»."""
    assert others("UM") == others("um") == [{("urzad",)}]
    assert others("pr") == [{("relacja",)}]
    small = others("umów", [(("umowa",), ("porozumienie",)), (("UMO",), ("urząd",))])
    assert small == [{("porozumienie",)}]


def test_words_that_people_say_are_kept_as_they_are_written() -> None:
    words = Synonyms([(("Łącznik", "w gazecie", "e-promocja"), ("x",))], analyser()).words

    assert words == {"lacznik": "Łącznik", "w gazecie": "w gazecie", "epromocja": "e-promocja"}


def test_nothing_said_and_nothing_written_do_no_harm() -> None:
    assert others("gazeta", [((), ("x",)), (("",), ("x",)), (("gazeta",), ("", "w"))]) == [set()]
    assert Synonyms([], analyser()).of([]) == []


def test_the_stemmer_does_for_it_too() -> None:
    found = others_by(Snowball(), "gazetę", [(("gazeta",), ("czasopisma",))])

    assert [len(one) for one in found] == [1]
