"""What is suggested: units by symbol and name, then words that texts have, and never somebody's name."""

from collections.abc import Collection
from dataclasses import dataclass

import pytest

from search.analysis import Snowball
from search.catalogue import Catalogue
from search.suggesting import MOST, Named, Names, Vocabulary, suggest
from search.synonyms import Synonyms
from search.words import compared

SEEN, PLANNED = 1, 2


@dataclass
class Row:
    form: str
    word: str
    shown: str
    seen: int


class Dictionary(Snowball):
    def is_surname(self, word: str) -> bool:
        return word == "Łaski"


def rows(*told: tuple[str, str, int]) -> list[Row]:
    return [Row(compared(shown), word, shown, seen) for shown, word, seen in told]


WORDS = rows(
    ("książka", "ksiazka", 2),
    ("książek", "ksiazka", 9),
    ("księgowość", "ksiegowosc", 5),
    ("księga", "ksiega", 1),
    ("zadanie", "zadanie", 2),
    ("Łaski", "laski", 9),
    ("Łódź", "lodz", 3),
    ("lato", "lato", 1),
    ("Lato", "lato", 1),
    ("Leokadia", "leokadia", 9),
    ("lekarz", "lekarz", 1),
    ("przed", "przed", 99),
    ("Wydział", "wydzial", 99),
    ("wydziałów", "wydzial", 99),
    ("prz7", "prz7", 99),
    ("przegląd", "przeglad", 1),
    ("PWII", "pwii", 50),
)


def unit(name: str, symbol: str = "", edition: int = SEEN) -> Named:
    return Named(edition, name, symbol, name.lower().replace(" ", "-"), "Departament Próby", "departament-proby")


UNITS = [
    unit("Wydział Promocji", "PWI"),
    unit("Wydział Promocji i Współpracy", "PWII"),
    unit("Biuro Współpracy z Zagranicą", "PWIII"),
    unit("Wydział Ksiąg", "KS"),
    unit("Wydział Promowania", "PWX", PLANNED),
]


def catalogue(forms: list[Row]) -> Catalogue:
    symbols = [unit.symbol for unit in UNITS]
    return Catalogue(Dictionary(), {row.word: 1 for row in forms}, forms, symbols, Synonyms([], Snowball()), {}, 1)


def suggested(typed: str, *, hidden: Collection[str] = (), forms: list[Row] = WORDS, units: list[Named] = UNITS) -> str:
    names = Names(units)
    vocabulary = Vocabulary(catalogue(forms), names.words, {"leokadia"})
    found = suggest(typed, names, vocabulary, {SEEN: 0}, lambda lexemes: not set(lexemes) <= set(hidden))
    return ", ".join(one.unit.symbol if one.unit else one.text for one in found)


@pytest.mark.parametrize("typed", ["pw", "PW", " p w", "znak: PW", "Pw."])
def test_a_symbol_is_suggested_from_its_beginning_on(typed: str) -> None:
    assert suggested(typed) == "PWI, PWII, PWIII"


def test_a_symbol_is_suggested_with_spaces_and_in_any_case() -> None:
    assert suggested("pw ii") == "PWII, PWIII"
    assert suggested("pwiii") == "PWIII"
    assert suggested("ks", forms=[], units=[unit("Zespół A", "KSA"), unit("Zespół B", "KS")]) == "KS, KSA"


@pytest.mark.parametrize(
    ("typed", "symbols"),
    [
        ("prom", "PWI, PWII"),
        ("wspol", "PWIII, PWII"),  # the one that is called so first
        ("WSPÓŁ", "PWIII, PWII"),
        ("promocji i współ", "PWII"),
        ("współpraca prom", ""),
        ("wydz", "PWI, PWII, KS"),
    ],
)
def test_a_unit_is_suggested_when_all_that_was_typed_begins_words_of_its_name(typed: str, symbols: str) -> None:
    assert suggested(typed) == symbols


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("ksi", "KS, książka, księgowość, księga"),
        ("książ", "książka"),
        ("KSIĄŻ", "książka"),
        ("ksiaz", "książka"),
        ("ksiazek", ""),  # that is all of it
        ("książka", ""),
        ("kontrola księgow", "kontrola księgowość"),
        ("zada", "zadanie"),
        ("prze", "przegląd"),  # no empty word and no number
        ("ksi ", "KS"),  # the word is at its end
        ("k", "KS"),
        ("wy", "PWI, PWII, KS"),  # no word that half of the units are called by
        ("", ""),
        ("?!", ""),
    ],
)
def test_the_last_word_is_completed_by_the_most_common_words(typed: str, words: str) -> None:
    assert suggested(typed) == words


def test_whoever_types_diacritics_means_them() -> None:
    forms = rows(("zamek", "zamek", 9), ("żaba", "zaba", 1))

    assert suggested("za", forms=forms, units=[]) == "zamek, żaba"
    assert suggested("ża", forms=forms, units=[]) == "żaba, zamek"


def test_no_name_of_a_person_is_suggested() -> None:
    assert suggested("la") == "lato"  # «Łaski» is a surname
    assert suggested("le") == "lekarz"  # «Leokadia» holds a post
    assert suggested("lo") == "Łódź"


def test_a_word_that_is_a_unit_s_name_too_is_suggested() -> None:
    assert suggested("las", units=[unit("Zespół Łaski", "ZL")]) == "ZL, Łaski"


def test_what_readers_do_not_see_yet_is_not_suggested() -> None:
    assert suggested("pwx") == suggested("promow") == ""
    assert suggested("księg", hidden={"ksiegowosc"}) == "księga"


@pytest.mark.parametrize("typed", ["ksi@urzad.example", "pisać do ksi@urzad.example", "ksi " * 200, "\x00", "%_*\"'"])
def test_nothing_is_suggested_for_what_is_no_question(typed: str) -> None:
    assert suggested(typed) == ""


def test_there_is_always_room_for_words() -> None:
    units = [unit(f"Wydział Ksiąg {number}", f"W{number}") for number in range(20)]
    found = suggested("ksi", units=units).split(", ")

    assert len(found) == MOST
    assert found[-3:] == ["książka", "księgowość", "księga"]
    assert len(suggested("ksi", units=units, forms=[]).split(", ")) == MOST
