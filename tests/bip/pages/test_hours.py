"""Opening hours are read for certain or not at all."""

from datetime import timedelta

import pytest

from bip.hours import machine, read
from tests.bip.pages.reader import Reader
from tests.bip.pages.record import BOX, PUBLISHED, department, put_in_force

pytestmark = pytest.mark.once

WORKDAYS = "08:00-16:00;" * 5 + ";"


@pytest.mark.parametrize(
    "text",
    [
        "pon.–pt. 8:00–16:00",
        "pn-pt 8.00-16.00",
        "Poniedziałek – piątek: 8–16",
        "od poniedziałku do piątku w godz. 8:00–16:00",
        "poniedziałek–piątek od 8:00 do 16:00",
        "w dni robocze 8–16",
        "Godziny pracy: w dniach roboczych od godz. 8.00 do 16.00.",
        "czynne: pon.\N{NO-BREAK SPACE}–\N{NO-BREAK SPACE}pt.\n8.00–16.00",
        "pon., wt., śr., czw. i pt. 8–16",
        "poniedziałek 8:00–16:00\nwtorek 8:00–16:00\nśroda 8:00–16:00\nczwartek 8:00–16:00\npiątek 8:00–16:00",
        "pn-pt 8-16; sobota, niedziela: nieczynne",
        "PN–PT 8:00–16:00, SOBOTA ZAMKNIĘTE",
        "poniedzialek-piatek 8-16",
    ],
)
def test_the_same_week_in_many_words(text: str) -> None:
    week = read(text)

    assert week is not None
    assert machine(week) == WORKDAYS


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("poniedziałek 8–17, wtorek–piątek 8–16", "08:00-17:00;" + "08:00-16:00;" * 4 + ";"),
        ("pn-pt 7.30-15.30", "07:30-15:30;" * 5 + ";"),
        ("pon. 8–12 i 13–17, śr. 9–11", "08:00-12:00,13:00-17:00;;09:00-11:00;;;;"),
        ("we wtorki i czwartki 10–18; w soboty od 9 do 13", ";10:00-18:00;;10:00-18:00;;09:00-13:00;"),
        ("pon. 8–16, wt. nieczynne, śr. 8–16", "08:00-16:00;;08:00-16:00;;;;"),
        ("poniedziałek–niedziela 0:00–24:00", ";".join(["00:00-24:00"] * 7)),
    ],
)
def test_days_may_differ(text: str, told: str) -> None:
    week = read(text)

    assert week is not None
    assert machine(week) == told


@pytest.mark.parametrize(
    "text",
    [
        "",
        "8–16",  # on which days?
        "czynne 8–16",
        "codziennie 8–16",  # on Sundays, too?
        "pon.–pt.",
        "pon.–pt. 8",
        "pon.–pt. 16–8",
        "pt.–pon. 8–16",
        "pon.–pt. 8–16, wt. 9–17",  # Tuesday twice
        "pon. 8–13, 12–16",
        "pon. 8–25",
        "pon. 8:75–16:00",
        "pon.–pt. 8–16 z wyjątkiem świąt",
        "pon.–pt. 8–16 (w lipcu 8–14)",
        "pierwszy poniedziałek miesiąca 8–16",
        "pon.–pt. 8–16 po umówieniu",
        "co drugi wtorek 8–16",
        "nieczynne",
        "sobota, niedziela: nieczynne",
        "pon.–pt. 8–16, tel. 42 663 33 80",
        "8–16 pon.–pt.",
        "pon.–pt. 8–16 pokój 12",
        "pon. – 8–16 –",
        "12.05.2026 8–16",
    ],
)
def test_what_is_not_certain_is_not_read(text: str) -> None:
    assert read(text) is None


def test_a_long_text_is_no_trap() -> None:
    assert read("pon. 8–16, " * 20_000) is None


def test_the_page_tells_scripts_of_today_only_what_is_known_today(portal: None, reader: Reader) -> None:
    box = BOX.model_copy(update={"opening_hours": "pon.–pt. 8–16"})
    odd = BOX.model_copy(update={"key": "odd", "title": "Okienko", "opening_hours": "po umówieniu"})
    put_in_force(department(contacts=(box, odd)), at=PUBLISHED + timedelta(days=1))
    told = [hours.attributes.get("data-open") for hours in reader.read("/departament-proby/").all("p", class_="hours")]

    assert told == [WORKDAYS, None]
    for path in ("/departament-proby/wydania/2/", "/departament-proby/stan-na/2026-03-20/"):
        page = reader.read(path)
        assert "pon.–pt. 8–16" in page.words, path
        assert "data-open" not in page.source, path
