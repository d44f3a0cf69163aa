"""Words around what a document says."""

import pytest

from bip import wording
from orgchart.kinds import KINDS
from tests.bip.pages.record import OFFICE


@pytest.mark.parametrize(
    ("text", "typeset"),
    [
        ("w zakresie", "w\xa0zakresie"),
        ("i o sprawach z gminy", "i\xa0o\xa0sprawach z\xa0gminy"),
        ("(w tym)", "(w\xa0tym)"),
        ("„Z życia”", "„Z\xa0życia”"),
        ("nie i", "nie i"),
        ("lodzkie.pl i wydawaniem", "lodzkie.pl i\xa0wydawaniem"),
        ("PWI i", "PWI i"),
        ("ulica A. B.", "ulica A. B."),
        ("Usunięto: punkt 2 zadania 3.", "Usunięto: punkt\xa02 zadania\xa03."),
        ("uchwała Nr 7 z dnia 3 marca 2026 r.", "uchwała Nr\xa07 z\xa0dnia 3\xa0marca 2026\xa0r."),
        ("", ""),
    ],
)
def test_short_words_are_bound_to_the_next(text: str, typeset: str) -> None:
    assert wording.typeset(text) == typeset
    assert wording.typeset(text).split() == text.split()


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("krótki tekst", "krótki tekst"),
        ("organizowanie targów, wystaw i misji", "organizowanie targów…"),
        ("a" * 40, "a" * 24 + "…"),
    ],
)
def test_a_text_is_cut_after_a_word(text: str, short: str) -> None:
    assert wording.shorten(text, 25) == short
    assert len(wording.shorten(text, 25)) <= 25


def test_kinds_have_a_genitive() -> None:
    without = {code for code in KINDS if wording.genitive(code) == "komórki"}

    assert without == {"samodzielne-stanowisko", "samodzielne-stanowiska", "stanowisko", "stanowiska", "inna"}


def test_an_unknown_channel_is_called_by_its_own_name() -> None:
    assert wording.channel_label("telegraf") == "telegraf:"
    assert {wording.channel_label(channel.kind) for channel in OFFICE.contacts[0].channels} == {
        "tel.",
        "tel.kom.",
        "e-mail:",
        "e-Doręczenia:",
    }
