"""The instruction says how this site works, as it is now."""

import pytest

from publishing.document import Officer
from tests.bip.pages.reader import Reader
from tests.bip.pages.record import OFFICE, put_in_force

pytestmark = pytest.mark.once

PATH = "/instrukcja/"


def test_it_works(portal: None, reader: Reader) -> None:
    page = reader.read(PATH)

    assert page.said("h1") == ["Instrukcja obsługi BIP"]
    assert page.one("link", rel="canonical").attributes["href"] == f"http://testserver{PATH}"
    assert "Metryczka" in page.words


def test_it_names_what_pages_really_say(portal: None, reader: Reader) -> None:
    words, department = reader.read(PATH).words, reader.read("/departament-proby/").words
    for name in ("Menu kontekstowe", "Pokaż adres", "Przejdź do treści", "Metryczka"):
        assert name.lower() in words.lower()
        assert name in department


def test_it_names_the_editor_without_an_address(portal: None, reader: Reader) -> None:
    page = reader.read(PATH)

    assert "Kto prowadzi ten biuletyn Anna Redaktor, tel. 42 663 30 00" in page.words
    assert "@" not in page.source


def test_several_editors_stand_below_one_heading(db: None, reader: Reader) -> None:
    more = (Officer(role="iod", name="Jan Inspektor"), Officer(role="redaktor", name="Ewa Redaktor"))
    put_in_force(OFFICE.model_copy(update={"officers": (*OFFICE.officers, *more)}))
    words = reader.read(PATH).words

    assert words.count("Kto prowadzi ten biuletyn") == 1
    assert "Anna Redaktor, tel. 42 663 30 00 Ewa Redaktor" in words
    assert "Inspektor ochrony danych Jan Inspektor" in words


def test_without_editors_it_names_none(db: None, reader: Reader) -> None:
    put_in_force(OFFICE.model_copy(update={"officers": ()}))

    assert "Kto prowadzi" not in reader.read(PATH).words
