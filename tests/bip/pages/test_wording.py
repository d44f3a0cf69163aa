"""Words around what a document says."""

import pytest

from bip import wording
from orgchart.kinds import KINDS
from tests.bip.pages.record import OFFICE


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


@pytest.mark.parametrize(
    ("number", "told"),
    [(1, "1 zadanie"), (2, "2 zadania"), (5, "5 zadań"), (12, "12 zadań"), (22, "22 zadania"), (112, "112 zadań")],
)
def test_numbers_of_things_are_told_in_polish(number: int, told: str) -> None:
    assert wording.counted(number, "zadanie,zadania,zadań") == told.replace(" ", "\xa0")


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
