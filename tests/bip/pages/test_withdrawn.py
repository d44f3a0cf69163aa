"""What was withdrawn is shown nowhere; its addresses say why, on what basis, and who decided so."""

from datetime import timedelta

import pytest

from tests.bip.pages.reader import Page, Reader
from tests.bip.pages.record import DESK, OFFICE, PUBLISHED, department, put_in_force, withdraw

HOME = "/departament-proby/"
LATER = PUBLISHED + timedelta(days=30)
SECRET = "Tajny wstęp."


@pytest.fixture
def withdrawn(portal: None) -> None:
    withdraw(put_in_force(department(intro=SECRET), at=LATER))


GONE = [
    HOME,
    f"{HOME}pri/",
    "/zadanie/d-two/",
    "/kontakt/desk-box/",
    f"{HOME}wydania/2/",
    f"{HOME}wydania/2/pri/",
    f"{HOME}wydania/2/zmiany/",
    f"{HOME}wydania/2/zmiany/?wzgledem=1",
    f"{HOME}wydania/1/zmiany/?wzgledem=2",
    f"{HOME}wydania/2/paczka/",
    f"{HOME}wydania/2/podstawa/",
    f"{HOME}stan-na/2026-05-01/",
    f"{HOME}stan-na/2026-05-01/pri/",
]


@pytest.mark.usefixtures("withdrawn")
def test_its_addresses_say_why(reader: Reader) -> None:
    for path in GONE:
        answer = reader.get(path)
        page = Page(answer.content.decode())

        assert answer.status_code == 410, path
        assert answer["Cache-Control"] == "no-store", path
        assert page.said("h1") == ["Tę treść wycofano z BIP"], path
        assert page.one("meta", name="robots").attributes["content"] == "noindex", path
        for part in (
            "Powód wycofania Treść nie była jawna.",
            "Podstawa prawna art. 5 ust. 1 ustawy",
            "Kto zdecydował Sekretarz Województwa",
            "Czego dotyczy wydanie 2",
        ):
            assert part in page.words, (path, part)
        assert SECRET not in page.source, path


@pytest.mark.usefixtures("withdrawn")
def test_no_older_edition_takes_its_place_but_stays_where_it_is(reader: Reader) -> None:
    assert "nie obowiązuje od" in reader.read(f"{HOME}wydania/1/").words
    assert "Do zadań należą" in reader.read(f"{HOME}stan-na/2026-03-15/").words


@pytest.mark.usefixtures("withdrawn")
def test_the_front_page_does_not_list_the_department(reader: Reader) -> None:
    assert HOME not in reader.read("/").links
    assert SECRET not in reader.read("/rejestr-zmian/").source


@pytest.mark.usefixtures("withdrawn")
def test_a_newer_edition_brings_it_back(reader: Reader) -> None:
    assert "Strona wróci, gdy urząd opublikuje nowe wydanie." in reader.read(HOME, status=410).words
    put_in_force(department(intro="Jawny wstęp."), at=LATER + timedelta(days=1))
    page = reader.read(HOME)

    assert "Jawny wstęp." in page.words
    assert "Wycofano z BIP. dlaczego" in page.words  # among the last changes
    assert f"{HOME}wydania/2/zmiany/" not in page.links
    assert SECRET not in page.source
    assert HOME in reader.read("/").links
    gone = reader.read(f"{HOME}wydania/2/", status=410)
    assert "wróci" not in gone.words
    assert gone.main.one("a", href=HOME).text == "stan obecny"
    assert SECRET not in reader.read(f"{HOME}wydania/3/zmiany/").source


def test_a_kept_page_ends_with_the_withdrawal(portal: None, reader: Reader) -> None:
    edition = put_in_force(department(intro=SECRET), at=LATER)
    kept = reader.get(HOME)
    assert kept.status_code == reader.get(f"{HOME}wydania/2/").status_code == 200
    withdraw(edition)

    assert reader.get(HOME).status_code == reader.get(f"{HOME}wydania/2/").status_code == 410
    assert reader.get(HOME, HTTP_IF_NONE_MATCH=kept["ETag"]).status_code == 410
    assert reader.get(HOME, HTTP_IF_MODIFIED_SINCE=kept["Last-Modified"]).status_code == 410


def test_what_stood_last_in_a_withdrawn_edition_is_not_told_as_gone(portal: None, reader: Reader) -> None:
    secret = put_in_force(department(intro=SECRET), at=LATER)
    put_in_force(department(units=(DESK,)), at=LATER + timedelta(days=1))
    assert "Promocja" in reader.read("/zadanie/d-two/", status=410).words
    withdraw(secret)
    for path in ("/zadanie/d-two/", f"{HOME}pri/", "/kontakt/box-that-never-was/"):
        words = reader.read(path, status=404 if "never" in path else 410).words
        assert "Promocja" not in words, path


def test_several_editions_are_withdrawn_at_once(portal: None, reader: Reader) -> None:
    first = put_in_force(department(intro="A."), at=LATER)
    put_in_force(department(intro="B."), at=LATER + timedelta(days=1))
    withdraw(first, last=3)

    assert "Czego dotyczy wydania od 2 do 3" in reader.read(f"{HOME}wydania/3/", status=410).words
    reader.read(f"{HOME}wydania/2/", status=410)
    reader.read(f"{HOME}wydania/1/")


def test_without_the_office_s_data_there_is_no_page(portal: None, reader: Reader) -> None:
    """They stand on every page; so all say that they were withdrawn, until the office publishes again."""
    withdraw(put_in_force(OFFICE.model_copy(update={"seat": "Tajna siedziba"}), at=LATER))
    for path in ("/", HOME, "/rejestr-zmian/", "/instrukcja/", "/nie/ma/takiej/strony/"):
        page = reader.read(path, status=404 if "nie" in path else 410)
        assert "Tajna siedziba" not in page.source, path
    put_in_force(OFFICE, at=LATER + timedelta(days=1))
    reader.read("/")
