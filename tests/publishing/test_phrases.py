"""Finding a person in a text, however it was typed or stored."""

import json
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.phrases import BETWEEN, REMOVED, Phrases
from tests.growth import LINEAR, growth

ZOFIA = Phrases.of("Zofia Łąkowska\nZofii   Łąkowskiej\n\nZofia Łąkowska\n")


def test_each_line_is_a_phrase_once() -> None:
    assert ZOFIA.texts == ("Zofia Łąkowska", "Zofii Łąkowskiej")


@pytest.mark.parametrize(
    "text",
    [
        "Zofia Łąkowska",
        "ZOFIA ŁĄKOWSKA",
        "zofia lakowska",
        "Zofia\u00a0Łąkowska",
        "Zofia\u202fŁąkowska",
        "Zofia\n\t Łąkowska",
        "Zofii Łąkowskiej",
        unicodedata.normalize("NFD", "Zofia Łąkowska"),
        "Zo\u00adfia Łą\u200bkowska",
        "zofia.lakowska",
        "zofia-lakowska",
        "zofia_lakowska",
        "zofia%20lakowska",
        "Zofia\\u00a0\\u0141\\u0105kowska",
        "Zofia\\nŁąkowska",
        "Zofia\\\\nŁąkowska",
        "Zofia\\\\u0020\\\\u0141ąkowska",
        "Zofia **Łąkowska",
        "Zofia** __Łąkowska",
        "Zofia | Łąkowska",
        "Zofia\\\nŁąkowska",
        "Zofia [Łąkowska",
        "Zofia](https://bip.example/osoba) Łąkowska",
        "Zofia]{lang=en} [Łąkowska",
    ],
)
@pytest.mark.parametrize(("before", "after"), [("", ""), ("p.o. ", ", tel."), ("[„", "”]"), ("\\n", "\\n"), ("_", "_")])
def test_the_person_is_found_and_nothing_of_her_is_left(text: str, before: str, after: str) -> None:
    whole = f"{before}{text}{after}"
    assert ZOFIA.removed(whole) == f"{before}{REMOVED}{after}"
    assert ZOFIA.found(ZOFIA.removed(whole)) == []


@pytest.mark.parametrize(
    "text",
    ["Zofia", "Zofia i Łąkowska", "Zofia Łąkowskaja", "Anzofia Łąkowska", "Zofię Łąkowską", "Łąkowska Zofia", ""],
)
def test_others_stay(text: str) -> None:
    assert ZOFIA.removed(text) == text


@pytest.mark.parametrize("sign", ["_", "*", " ", "]", ".", "](a)"])
def test_a_long_run_of_signs_behind_a_name_takes_no_time(sign: str) -> None:
    assert ZOFIA.found(f"Zofia{sign * 20_000}!") == []
    assert growth(lambda size: ZOFIA.found(f"Zofia{sign * size}!"), 5_000) < LINEAR


def test_other_forms_are_pointed_out() -> None:
    text = "Z Zofię Łąkowską, Łąkowska Zofia, Zofia Łąkowska i Zofia Nowak"
    assert ZOFIA.alike(text) == ["Zofię Łąkowską", "Łąkowska Zofia"]


def test_all_places_are_found_and_the_first_is_shown() -> None:
    text = "Dyrektor: Zofia Łąkowska (wcześniej zastępca Zofii Łąkowskiej)"
    assert [text[a:z] for a, z in ZOFIA.found(text)] == ["Zofia Łąkowska", "Zofii Łąkowskiej"]
    assert ZOFIA.excerpt(text) == ("Dyrektor: ", "Zofia Łąkowska", " (wcześniej zastępca Zofii Łąkowskiej)")


def test_a_longer_phrase_wins_over_one_that_it_begins_with() -> None:
    both = Phrases.of("Jan Nowak\nJan Nowak-Bury")
    assert both.removed("Jan Nowak-Bury, Jan Nowak") == f"{REMOVED}, {REMOVED}"


def test_what_is_too_short_or_of_one_word_is_told() -> None:
    phrases = Phrases.of("Jan\nAl Bo\nKowalski\nJan Kowalski\n601 602 603\n- - -")
    assert phrases.too_short == ["Jan", "Al Bo", "- - -"]
    assert phrases.single == ["Jan", "Kowalski", "- - -"]


NESTED = st.recursive(
    st.sampled_from(["Zofia Łąkowska", "Z\u00a0Zofia\nŁąkowska", 'a "Zofia Łąkowska" \\ b', "nic", "\\n", "\\u0141"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=12,
)


@given(NESTED, st.booleans(), st.integers(1, 3))
def test_json_stays_json_and_keeps_its_shape(value: object, escaped: bool, depth: int) -> None:
    text = json.dumps(value, ensure_ascii=escaped)
    for _ in range(depth - 1):
        text = json.dumps(text, ensure_ascii=escaped)
    back = ZOFIA.removed(text)
    for _ in range(depth):
        assert isinstance(back, str)
        back = json.loads(back)
    assert not re.search(rf"Zofia{BETWEEN}Łąkowska", json.dumps(back, ensure_ascii=False))
    assert json.dumps(back).count("dane usuni") == str(value).count("Łąkowska")


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_text_breaks_it(before: str, after: str) -> None:
    text = f"{before} Zofia Łąkowska {after}"
    assert ZOFIA.found(ZOFIA.removed(text)) == []
    assert ZOFIA.removed(text).count(REMOVED) >= 1
