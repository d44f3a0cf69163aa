"""What a word of a question may stand for: its forms, a correction of it, other words, words that begin like it."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import Snowball
from search.catalogue import BEGINNING, DISTANT, EXACT, KIN, Correction, kinship
from search.sought import CORRECTED, OF_A_KIND, PARTLY, SYNONYM, Sought
from tests.search.shelves import Told, signed, text

TEXTS = (
    "Prowadzenie rejestru umów i zamówień",
    "Prowadzenie książki inwentarzowej środków trwałych",
    "Organizacja konferencji prasowych i kampanii promocyjnych",
    "Tłumaczenie spotkań z gośćmi zagranicznymi",
    "Wydawanie czasopisma „Ziemia Łódzka”",
    "Podróże służbowe",
    "Rozliczanie służbowych telefonów",
    "Kontakty z Chengdu",
    "Wydział Promocji",
)
GROUPS = [
    (("gazeta", "tygodnik"), ("czasopismo",)),
    (("delegacja",), ("podróż służbowa",)),
    (("rolnik",), ("traktor",)),
]


@pytest.fixture(scope="module")
def told() -> Told:
    return Told([*map(text, TEXTS), signed("PWII"), signed("PWIII")], GROUPS)


def one(told: Told, word: str, *, exactly: bool = False) -> Sought:
    (found,) = told.sought(word, exactly=exactly)
    return found


def best(word: Sought) -> set[str]:
    """The single lexemes that fit best."""
    most = max(word.forms.values(), default=0.0)
    return {lexeme for (lexeme, *more), fit in word.forms.items() if fit == most and not more}


class TestCorrections:
    @pytest.mark.parametrize(
        ("typed", "shown"),
        [
            ("rejstr", "rejestru"),  # a letter is missing
            ("rejesttru", "rejestru"),  # one too many
            ("rojestru", "rejestru"),  # another one
            ("rejetsru", "rejestru"),  # two swapped
            ("konfernecjii", "konferencji"),  # two mistakes
            ("ksionżki", "książki"),
            ("inwentażowa", "inwentarzowej"),  # by the stem: this form stands in no text
            ("Chengtu", "Chengdu"),
            ("tygotnik", "tygodnik"),  # which only people say
        ],
    )
    def test_one_or_two_letters_are_put_right(self, told: Told, typed: str, shown: str) -> None:
        word = one(told, typed)

        assert word.shown == shown
        assert max(word.forms.values()) == (CORRECTED if shown != "tygodnik" else SYNONYM)

    @pytest.mark.parametrize(
        "typed",
        [
            "rejestrowi",  # a form of a word that texts have
            "rejestr",
            "promocyjne",
            "wystawa",  # a word, though no text has it
            "konfer",  # the beginning of one
            "gazeta",  # people say so
            "umuf",  # too short for two mistakes
            "umo",  # too short for one
            "czarnoksiężnik",  # far from all
            "12345",
            "pwi",  # no symbol is another's correction
            "ęęęęęęę",
        ],
    )
    def test_what_is_right_or_short_or_far_stays(self, told: Told, typed: str) -> None:
        assert one(told, typed).shown == ""

    @pytest.mark.parametrize("typed", ["rejstr", "tygotnik"])
    def test_who_asks_exactly_is_not_corrected(self, told: Told, typed: str) -> None:
        word = one(told, typed, exactly=True)

        assert (word.shown, word.forms) == ("", {})

    def test_of_two_that_are_as_near_the_one_that_begins_alike_is_meant(self) -> None:
        assert one(Told([text("xosmetyk kosmetyka")]), "kosmetykk").shown == "kosmetyka"
        assert Told([text("bastion")] * 3 + [text("kasztan")]).catalogue.correction("kastion") == Correction(
            "bastion", ("bastion",)
        )

    def test_of_two_that_are_alike_the_one_that_texts_have_most_is_meant(self) -> None:
        few_and_many = Told([text("bastionek"), *[text("bastionik")] * 3], by=Snowball())

        assert one(few_and_many, "bastionxk").shown == "bastionik"


class TestOtherWords:
    def test_a_word_stands_for_another(self, told: Told) -> None:
        assert one(told, "gazety").forms["czasopismo",] == SYNONYM

    def test_an_expression_stands_for_it_whole_and_its_words_only_help(self, told: Told) -> None:
        forms = one(told, "delegacja").forms

        assert forms["podroz", "sluzbowy"] == SYNONYM
        assert forms["podroz",] == forms["sluzbowy",] == PARTLY

    def test_words_that_no_text_has_stand_for_nothing(self, told: Told) -> None:
        assert one(told, "rolnik").forms == {}


class TestForms:
    @pytest.mark.parametrize("typed", ["książkę", "KSIĄŻKA", "ksiazka", "ksiazke", "ksiazkami"])
    def test_any_case_form_and_lack_of_diacritics(self, told: Told, typed: str) -> None:
        word = one(told, typed)

        assert word.forms["ksiazka",] == EXACT
        assert word.shown == ""

    @pytest.mark.parametrize("typed", ["umow", "umowy", "rejestrow", "zamowieniom", "sluzbowa"])
    def test_without_diacritics_a_form_that_no_text_has_leads_to_its_word(self, told: Told, typed: str) -> None:
        assert EXACT in one(told, typed).forms.values()

    def test_words_of_one_stock_fit_less(self, told: Told) -> None:
        forms = one(told, "promocja").forms

        assert forms["promocja",] == EXACT > forms["promocyjny",] >= DISTANT

    @pytest.mark.parametrize(("typed", "lexeme"), [("konfer", "konferencja"), ("czasop", "czasopismo")])
    def test_the_beginning_of_a_word_leads_to_it(self, told: Told, typed: str, lexeme: str) -> None:
        assert 0 < one(told, typed).forms[lexeme,] <= BEGINNING

    def test_a_symbol_is_no_beginning(self, told: Told) -> None:
        assert one(told, "pwii").forms == {("pwii",): EXACT}

    @pytest.mark.parametrize(
        ("lexeme", "other", "quality"),
        [
            ("tlumacz", "tlumaczyc", BEGINNING),
            ("tlumaczyc", "tlumacz", BEGINNING),
            ("kont", "kontrahent", KIN),
            ("weryfikowac", "weryfikacja", KIN),
            ("inwentaryzacja", "inwentarzowy", DISTANT),
            ("promocja", "prowadzic", 0.0),
            ("kontrola", "konkurs", 0.0),
        ],
    )
    def test_kinship(self, lexeme: str, other: str, quality: float) -> None:
        assert kinship(lexeme, other) == quality

    def test_a_rare_word_is_worth_more_and_a_kind_of_unit_little(self, told: Told) -> None:
        common, rare, kind, unknown = told.sought("prowadzenie", "czasopismo", "wydział", "jednorożec")

        assert rare.worth > common.worth
        assert kind.of_a_kind and kind.worth == pytest.approx(OF_A_KIND * rare.worth)
        assert unknown.worth == 1.0 and unknown.forms == {}


def test_words_that_look_like_it_are_offered(told: Told) -> None:
    assert told.catalogue.nearest("konferancjer", 2)[0] == "konferencji"
    assert len(told.catalogue.nearest("prowadzenie", 2)) <= 2
    assert told.catalogue.nearest("xq", 5) == []


LETTERS = st.text(
    alphabet=st.one_of(st.sampled_from("aąrejestumów-e"), st.characters(exclude_categories=["Cs"])),
    min_size=1,
    max_size=30,
)


@given(st.lists(LETTERS, max_size=8), st.booleans())
def test_whatever_is_typed_each_form_stands_in_the_index(words: Sequence[str], exactly: bool) -> None:
    told = Told([*map(text, TEXTS[:3])], GROUPS)
    found = told.sought(*words, exactly=exactly)

    assert [word.typed for word in found] == list(words)
    for word in found:
        assert word.worth > 0
        assert all(lexeme in told.catalogue.counts for expression in word.forms for lexeme in expression)
        assert all(0 < fit <= EXACT for fit in word.forms.values())
