"""A letter's mark, whole or in half, is known from a sentence, a day and a number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import lettermark
from search.lettermark import LetterMark, compact, fitting
from search.nomarks import reason_of
from search.words import EMPTY

KNOWN = {"pw", "pwi", "pwii", "pwiii", "pwiv", "os-a", "do", "a1c"}


def said(mark: LetterMark | None) -> tuple[str, str, str, str, int | None, str] | None:
    if mark is None:
        return None
    return mark.symbol, mark.case_class, mark.number, mark.subnumber, mark.year, mark.initials


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("PWIII.0421.7.2014.AB", ("pwiii", "0421", "7", "", 2014, "AB")),
        ("PWIII.0421.7.2014", ("pwiii", "0421", "7", "", 2014, "")),
        ("PWVI.062.4.2.2014.DP", ("pwvi", "062", "4", "2", 2014, "DP")),
        ("PWV.272.1.5.2016.ŁW", ("pwv", "272", "1", "5", 2016, "ŁW")),
        ("PWIII.0421.7.2014.A.B.", ("pwiii", "0421", "7", "", 2014, "A.B")),
        ("PWIII.0421.7.2014AB", ("pwiii", "0421", "7", "", 2014, "AB")),
        ("OŚ‑A.123.77.3.2011.JW", ("os-a", "123", "77", "3", 2011, "JW")),
        ("ABC.123.77.2011", ("abc", "123", "77", "", 2011, "")),
        ("ABC.123.78.2.2011", ("abc", "123", "78", "2", 2011, "")),
        ("ABC-A.123.77.3.2011.JW", ("abc-a", "123", "77", "3", 2011, "JW")),
        ("A1c.1431.2024.2026", ("a1c", "1431", "2024", "", 2026, "")),
        # as people type it
        ("znak: PWI.042.15.2014", ("pwi", "042", "15", "", 2014, "")),
        ("Znak sprawy PWI.042.15.2014.", ("pwi", "042", "15", "", 2014, "")),
        ("nr pisma PWI.042.15.2014", ("pwi", "042", "15", "", 2014, "")),
        ("Nasz znak: „PWI.042.15.2014”", ("pwi", "042", "15", "", 2014, "")),
        ("pw ii. 042. 15. 2014", ("pwii", "042", "15", "", 2014, "")),
        ("pwiii 0421 7 2014 ab", ("pwiii", "0421", "7", "", 2014, "ab")),
        ("PWII 073 11 2014", ("pwii", "073", "11", "", 2014, "")),
        ("PWI . 0420 . 8 . 2015", ("pwi", "0420", "8", "", 2015, "")),
        ("PWI\u00a00420\u00a08\u00a02015", ("pwi", "0420", "8", "", 2015, "")),
        ("PW-IV.0420.8.2015", ("pwiv", "0420", "8", "", 2015, "")),
        ("PWII 07.2.2012", ("pwii", "07", "2", "", 2012, "")),
        # glued, as far as it is plain
        ("pwiii0421 7 2014", ("pwiii", "0421", "7", "", 2014, "")),
        ("a1c1431.7.2014", ("a1c", "1431", "7", "", 2014, "")),
        ("PWII0632.45.2021", ("pwii", "0632", "45", "", 2021, "")),
        ("pwiii04217 2014", ("pwiii", "", "", "", 2014, "")),
        ("pwiii042172014", ("pwiii", "", "", "", 2014, "")),
        # in the midst of words
        ("odpowiedź na pismo PWII.07.2.2012", ("pwii", "07", "2", "", 2012, "")),
        ("dostałem pismo (XYZ.123.7.2012.AB) i nie wiem", ("xyz", "123", "7", "", 2012, "AB")),
        # the longest beginning that is known
        ("PWIII-B-2.0421.7.2014", ("pwiii", "0421", "7", "", 2014, "")),
        ("OS-A-III.123.77.2011", ("os-a", "123", "77", "", 2011, "")),
        # half of it
        ("PWIII.0421", ("pwiii", "0421", "", "", None, "")),
        ("pwiii0421", ("pwiii", "0421", "", "", None, "")),
        ("PWIII.0421.7", ("pwiii", "0421", "7", "", None, "")),
        ("ABC.123.2011", ("abc", "123", "", "", 2011, "")),
        ("ABC.123.77.11", ("abc", "123", "77", "11", None, "")),
        ("ABC.123.77.1811", ("abc", "123", "77", "1811", None, "")),
    ],
)
def test_marks(typed: str, expected: tuple[str, str, str, str, int | None, str]) -> None:
    assert said(lettermark.read(typed, KNOWN)) == expected


@pytest.mark.parametrize(
    ("typed", "form", "missing"),
    [
        ("PWIII.0421.7.2014", "whole", ()),
        ("PWIII.0421", "half", ("number", "year")),
        ("PWIII.0421.7", "half", ("year",)),
        ("ABC.123.2011", "half", ("number",)),
        ("pwiii04217 2014", "half", ("class", "number")),
    ],
)
def test_it_says_what_is_missing(typed: str, form: str, missing: tuple[str, ...]) -> None:
    mark = lettermark.read(typed, KNOWN)

    assert mark is not None
    assert (mark.form, mark.missing) == (form, missing)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", ""),
        ("PWIII", ""),
        ("PWII 14", ""),
        ("pwii14", ""),
        ("PWIII 2014", ""),
        ("ABC.123", ""),
        ("rok 2014", ""),
        ("ul. Prosta 12 345 67", ""),
        ("tłumaczenie 2014 12 13", ""),
        ("do 31.03.2026", "date"),
        ("31.03.2026", "date"),
        ("3.9.2026", "date"),
        ("z dnia 12.05.2014 r.", "date"),
        ("2026-09-03", "date"),
        ("12 maja 2014 r.", "date"),
        ("42 663 33 80", "telephone"),
        ("42.663.33.80", "telephone"),
        ("tel. 42 663 33 80", "telephone"),
        ("1 200,50 zł", "amount"),
        ("300 zł", "amount"),
        ("art. 61 ust. 1", "law"),
        ("art.61.1.2014", "law"),
        ("Dz.U. 2014 poz. 7", "law"),
        ("§ 5", "law"),
        ("ABC/123/77/2011", "slashes"),
        ("123.123.77.2011", "no-symbol"),
        ("0421.7.2014", "no-symbol"),
        ("ABC.123.77.2011.1", "after-year"),
        ("PWIII.0421.7.2.2014.1", "after-year"),
    ],
)
def test_no_marks(typed: str, reason: str) -> None:
    assert lettermark.read(typed, KNOWN) is None
    assert reason_of(typed) == reason


@pytest.mark.parametrize("typed", ["targi", "artysta", "zapłata 3 zł za kopię", "PWIII", "12 osób", "poza domem"])
def test_words_are_nothing_that_looks_like_a_mark(typed: str) -> None:
    assert reason_of(typed) == ""


@pytest.mark.parametrize("typed", ["PWII", "pw ii", "symbol PWII", "„PW-II”", "pwii."])
def test_a_symbol_alone(typed: str) -> None:
    mark = lettermark.alone(typed, KNOWN)

    assert mark is not None
    assert (mark.symbol, mark.form) == ("pwii", "bare")


@pytest.mark.parametrize("typed", ["", "…", "14", "PWII 14", "PWIII-B", "kto wydaje pismo urzędu", "x" * 21])
def test_no_symbol_alone(typed: str) -> None:
    assert lettermark.alone(typed, KNOWN) is None


def test_an_unknown_symbol_alone_goes_by_its_form() -> None:
    assert lettermark.alone("QX-7", None) == LetterMark("QX-7", "qx-7", printed="QX-7")
    assert lettermark.alone("kto wydaje pismo urzędu dziś", None) is None


def test_hyphens_do_not_count_as_long_as_one_symbol_is_meant() -> None:
    assert fitting("pw-iv", KNOWN) == "pwiv"
    assert fitting("pwi-v", {"pwi-v", "pw-iv"}) == "pwi-v"
    assert fitting("pwiv", {"pwi-v", "pw-iv"}) == ""


def test_symbols_are_compared_without_case_and_spaces() -> None:
    assert compact("PW II") == compact("pwii") == "pwii"
    assert compact("OŚ–A") == compact("oś-a") == "os-a"


@pytest.mark.parametrize(
    "typed",
    ["PWII 14", "pwii, zad. 14", "PW II zadanie 14", "PWII pkt 14", "PWII nr 14", "zadanie 14 PWII", "zad. 14 w PW II"],
)
def test_a_symbol_with_a_number(typed: str) -> None:
    assert lettermark.numbered(typed) == ("pwii", "14")


def test_a_symbol_without_one() -> None:
    assert lettermark.numbered("PWII") == ("", "")


letters = st.text("ABCDEFGHIJKLMNOPRSTUWZŁŚabcz", min_size=1, max_size=4)
marks = st.builds(
    LetterMark,
    typed=st.just(""),
    symbol=st.just(""),
    year=st.integers(1990, 2099),
    printed=st.builds("{}{}{}".format, letters, st.sampled_from(["", "-A", "7", "-III"]), st.just("")),
    case_class=st.from_regex(r"[0-9]{2,6}", fullmatch=True),
    number=st.from_regex(r"[1-9][0-9]{0,4}", fullmatch=True),
    subnumber=st.from_regex(r"([1-9][0-9]?)?", fullmatch=True),
    initials=st.one_of(st.just(""), letters),
).filter(lambda mark: compact(mark.printed) not in lettermark.ABBREVIATIONS | EMPTY)


@given(marks)
def test_what_is_written_is_read_again(written: LetterMark) -> None:
    for typed in (str(written), f"znak: {written}.", f"w sprawie {written}"):
        mark = lettermark.read(typed, ())

        assert mark is not None
        assert str(mark) == str(written)
        assert mark.symbol == compact(written.printed)


@given(marks)
def test_spaces_and_case_do_not_matter_where_the_symbol_is_known(written: LetterMark) -> None:
    mark = lettermark.read(str(written).lower().replace(".", " "), {compact(written.printed)})

    assert mark is not None
    assert (mark.symbol, mark.year) == (compact(written.printed), written.year)


@given(st.one_of(st.text(max_size=200), st.text("PWIpwi0123456789. -/", max_size=60)))
def test_no_text_breaks_it(text: str) -> None:
    mark = lettermark.read(text, KNOWN)
    symbol, number = lettermark.numbered(text)
    lettermark.alone(text)
    reason_of(text)

    assert mark is None or (mark.symbol and mark.form != "bare")
    assert bool(symbol) == bool(number)
