"""Forms of a word share a lexeme, by the dictionary as by the stemmer; other words do not."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import analysis, lexemes
from search.analysis import Analyser, Morfeusz, Snowball, analyser
from search.words import LONGEST_WORD, folded, telling_words, words_in

needs_morfeusz = pytest.mark.skipif(not find_spec("morfeusz2"), reason="there is no wheel of it for this machine")

INFLECTED = [
    ("tłumaczenie", "tłumaczeń"),
    ("spotkania", "spotkań"),
    ("książka", "książki"),
    ("inwentarzowa", "inwentarzowej"),
    ("umowy", "umów"),
    ("ŁASKI", "Łaskiego"),
    ("łaski", "Łaskiego"),
    ("Pisarska", "Pisarskiej"),
    ("ePromocja", "ePromocji"),
    ("DYREKTOR", "dyrektora"),
    ("zdrów", "zdrowego"),
]
OF_THE_DICTIONARY = [("ludzie", "człowiek"), ("rok", "lata"), ("Kowalscy", "Kowalskich"), ("psa", "pies")]


@pytest.fixture(params=["morfeusz", "snowball"])
def by(request: pytest.FixtureRequest) -> Analyser:
    if request.param == "snowball":
        return Snowball()
    pytest.importorskip("morfeusz2")
    return analyser()


@pytest.mark.parametrize(("typed", "written"), INFLECTED)
def test_forms_of_a_word_share_a_lexeme(by: Analyser, typed: str, written: str) -> None:
    assert set(by.typed(typed)) & set(by.lexemes(written))


@needs_morfeusz
@pytest.mark.parametrize(("typed", "written"), OF_THE_DICTIONARY)
def test_the_dictionary_knows_forms_that_look_like_other_words(typed: str, written: str) -> None:
    assert set(analyser().typed(typed)) & set(analyser().lexemes(written))
    assert not set(Snowball().typed(typed)) & set(Snowball().lexemes(written))


@pytest.mark.parametrize(("one", "other"), [("umowa", "umieć"), ("rada", "radio"), ("promocja", "prowadzenie")])
def test_other_words_do_not(by: Analyser, one: str, other: str) -> None:
    assert not set(by.typed(one)) & set(by.lexemes(other))


@needs_morfeusz
@pytest.mark.parametrize(
    ("word", "lemmas"),
    [
        ("mamy", {"mama", "miec"}),
        ("lata", {"rok", "lato", "latac"}),
        ("Łaskiego", {"laski"}),
    ],
)
def test_an_ambiguous_form_is_all_that_it_may_be(word: str, lemmas: set[str]) -> None:
    assert set(analyser().lexemes(word)) == lemmas


@needs_morfeusz
@pytest.mark.parametrize(
    ("word", "written", "typed"),
    [
        ("umów", {"umowa"}, {"umowa", "um", "umowic"}),  # an old word, and an order
        ("umowy", {"umowa"}, {"umowa", "umowy"}),
        ("żółwie", {"zolwi", "zolw"}, {"zolwi", "zolw"}),  # a word of a trade is as good as any
        ("raki", {"raki", "rak"}, {"raki", "rak", "rac"}),
    ],
)
def test_an_office_s_text_means_what_is_likely_and_people_may_mean_all(
    word: str, written: set[str], typed: set[str]
) -> None:
    assert set(analyser().lexemes(word)) == written
    assert set(analyser().typed(word)) == typed


@needs_morfeusz
def test_where_nothing_is_likely_a_text_may_mean_all() -> None:
    assert set(analyser().lexemes("zróbmy")) == set(analyser().typed("zróbmy")) == {"zrobic"}


@needs_morfeusz
def test_the_number_of_a_lemma_is_no_part_of_it() -> None:
    """The dictionary writes «zamek:Sm1» and «zamek:Sm2»."""
    assert analyser().lexemes("zamek") == ("zamek",)


@needs_morfeusz
def test_a_word_of_no_dictionary_has_its_stem() -> None:
    assert analyser().lexemes("xyzzyego") == Snowball().lexemes("xyzzyego")
    assert analyser().lexemes("żebym") == Snowball().lexemes("żebym")  # put together of two


@pytest.mark.parametrize(("word", "stem"), [("rejestrow", "rejestrow"), ("rejestrów", "rejestrow"), ("umów", "umow")])
def test_the_stemmer_takes_a_word_with_diacritics_and_without(word: str, stem: str) -> None:
    assert stem in Snowball().lexemes(word)


@needs_morfeusz
@pytest.mark.parametrize(
    ("word", "form", "lexeme"), [("książka", "ksiazke", "ksiazka"), ("rejestr", "rejestrow", "rejestr")]
)
def test_forms_that_only_diacritics_tell_apart_are_told(word: str, form: str, lexeme: str) -> None:
    assert (lexeme, form) in set(analyser().forms(word))
    assert all(form == folded(form) and " " not in form for _, form in analyser().forms(word))


@needs_morfeusz
def test_what_is_a_word_and_what_may_be_a_surname() -> None:
    assert analyser().knows("wystawą") and not analyser().knows("wystafą")
    assert [word for word in ("łaskiego", "KOWALSKA", "promocja", "wystawą") if analyser().is_surname(word)] == [
        "łaskiego",
        "KOWALSKA",
    ]


def test_the_stemmer_knows_no_words_so_each_may_be_a_surname() -> None:
    assert not Snowball().knows("wystawa")
    assert Snowball().is_surname("wystawa")
    assert list(Snowball().forms("książka")) == []


@needs_morfeusz
def test_each_tells_by_its_name_who_it_is() -> None:
    assert isinstance(analyser(), Morfeusz)
    assert Snowball.name in analyser().name and analyser().name != Snowball.name
    assert len(analyser().name) <= 80


def test_where_there_is_no_dictionary_the_stemmer_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analysis, "find_spec", lambda name: None)

    assert isinstance(analyser.__wrapped__(), Snowball)


WORDS = st.text(alphabet=st.one_of(st.sampled_from("aąłżeÓ-19"), st.characters()), max_size=LONGEST_WORD + 9)


@given(WORDS)
def test_every_word_has_lexemes_which_both_databases_can_keep(text: str) -> None:
    ways: list[Callable[[str], tuple[str, ...]]] = [Snowball().lexemes, analyser().lexemes, analyser().typed]
    for word in words_in(text):
        for way in ways:
            found = way(word.text[:LONGEST_WORD])
            assert found and all(found)
            kept = [lexemes.plain(one) for one in found]
            assert all(one.isascii() and one.replace(":", "").isalnum() and len(one) <= 80 for one in kept)


def test_several_threads_may_ask_at_the_same_time() -> None:
    words = [word.text for word in telling_words("Prowadzenie rejestru umów i książki inwentarzowej środków trwałych")]
    alone = [analyser().lexemes(word) for word in words]

    def ask(_: int) -> list[tuple[str, ...]]:
        return [analyser().lexemes(word) for word in words]

    with ThreadPoolExecutor(4) as pool:
        assert all(found == alone for found in pool.map(ask, range(400)))
