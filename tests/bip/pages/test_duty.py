"""The lasting address of a duty."""

from datetime import timedelta

import pytest

from publishing.document import Duty, Unit
from tests.bip.pages.reader import Reader
from tests.bip.pages.record import DESK, PROMOTION, PUBLISHED, department, put_in_force, soon

pytestmark = pytest.mark.once

LATER = PUBLISHED + timedelta(days=30)


def test_it_works(portal: None, reader: Reader) -> None:
    page = reader.read("/zadanie/d-two/")

    assert page.said("h1") == ["Zadanie 2 (PRI)"]
    assert page.one("title").text == "Zadanie 2 – Wydział Promocji – Departament Próby – BIP – Urząd Próbny"
    assert "Promocja <b>& reklama</b>;" in page.words
    assert "Wykonuje Wydział Promocji Symbol na pismach PRI" in page.words
    assert "Kontakt - Departament Próby" in page.words
    assert "Metryczka" in page.words


def test_it_leads_to_its_place_on_the_department_s_page(portal: None, reader: Reader) -> None:
    for key in ("d-two", "p-two", "d-stalls"):
        target = next(link for link in reader.read(f"/zadanie/{key}/").links if "#zadanie" in link)
        path, _, anchor = target.partition("#")
        assert anchor in reader.read(path).ids


def test_a_duty_with_points_shows_them(portal: None, reader: Reader) -> None:
    assert "Nadzór w zakresie: 1) planów; 2) wniosków;" in reader.read("/zadanie/d-one/").words


def test_a_point_has_an_address_too(portal: None, reader: Reader) -> None:
    page = reader.read("/zadanie/p-two/")

    assert page.said("h1") == ["Zadanie 1, punkt 2 (PRI)"]
    assert "Nadzór w zakresie: wniosków;" in page.words


def test_its_own_number_and_legal_basis_are_told(portal: None, reader: Reader) -> None:
    assert reader.read("/zadanie/d-own/").said("h1") == ["Zadanie 2a (PRI)"]
    assert "Podstawa prawna uchwała nr 7" in reader.read("/zadanie/d-three/").words


def test_a_point_without_a_basis_of_its_own_has_that_of_its_duty(portal: None, reader: Reader) -> None:
    whole = PROMOTION.duties[0].model_copy(update={"legal_basis": "uchwała nr 8"})
    put_in_force(department(units=(PROMOTION.model_copy(update={"duties": (whole,)}),)), at=LATER)

    assert "Podstawa prawna uchwała nr 8" in reader.read("/zadanie/p-two/").words


@pytest.mark.parametrize(
    ("key", "place"),
    [
        ("d-two", "PRI, zad. 2"),
        ("p-two", "PRI, zad. 1 pkt 2"),
        ("d-own", "PRI, zad. 2a"),
        ("d-root", "zad. 1"),
        ("d-desk", "Samodzielne Stanowisko ds. Rozliczeń, zad. 1"),
    ],
)
def test_it_says_how_to_cite_it(portal: None, reader: Reader, key: str, place: str) -> None:
    of_root, of_desk = (Duty(key=key, number="1", text="Inne.") for key in ("d-root", "d-desk"))
    units = (PROMOTION, DESK.model_copy(update={"duties": (of_desk,)}))
    put_in_force(
        department(duties=(of_root,), units=units), at=PUBLISHED + timedelta(hours=14)
    )  # in Warsaw it is the next day
    path = f"/zadanie/{key}/"
    cited = reader.read(path).one("p", data_cite="").text

    assert cited == f"Departament Próby, {place}, stan na 3.03.2026, wydanie 2, http://testserver{path}"


def test_its_history_stands_on_it(portal: None, reader: Reader) -> None:
    reworded = PROMOTION.duties[1].model_copy(update={"text": "Promocja i reklama;", "number": "3"})
    put_in_force(department(units=(PROMOTION.model_copy(update={"duties": (reworded,)}),)), at=LATER)
    page = reader.read("/zadanie/d-two/")
    told = page.words[page.words.index("Dzieje tego zadania") :]

    assert "W tym brzmieniu od 1.04.2026" in page.words
    assert (
        "1.04.2026 Zmieniono numer: wcześniej zadanie 2, teraz zadanie 3. Zmieniono brzmienie: "
        "Promocja [usunięto: <b>& reklama</b>;][dodano: i reklama;] wydanie 2 "
        "2.03.2026 Najstarszy znany stan: zadanie 2 – Wydział Promocji (PRI), Departament Próby. "
        "Promocja <b>& reklama</b>; wydanie 1" in told
    )
    for path in ("/departament-proby/wydania/2/#zadanie-d-two", "/departament-proby/wydania/1/#zadanie-d-two"):
        assert path in page.links
        assert "zadanie-d-two" in reader.read(path.partition("#")[0]).ids
    assert "/departament-proby/rejestr-zmian/?komorka=promo" in page.links


def test_what_never_changed_says_so(portal: None, reader: Reader) -> None:
    words = reader.read("/zadanie/d-two/").words

    assert "W tym brzmieniu od 2.03.2026 (najstarszy stan w tym portalu)" in words
    assert words.count("Promocja <b>& reklama</b>;") == 1


def test_the_address_follows_the_duty_to_another_unit_and_number(portal: None, reader: Reader) -> None:
    moved = PROMOTION.duties[1].model_copy(update={"number": "9"})
    put_in_force(department(units=(DESK.model_copy(update={"duties": (moved,)}),)), at=LATER)
    page = reader.read("/zadanie/d-two/")

    assert page.said("h1") == ["Zadanie 9"]
    assert "Wykonuje Samodzielne Stanowisko ds. Rozliczeń" in page.words


def test_the_address_follows_the_duty_to_another_department(portal: None, reader: Reader) -> None:
    put_in_force(department(units=(DESK,)), at=LATER)
    culture = Unit(key="culture", kind="departament", name="Kultura", slug="kultura", heading="", units=(PROMOTION,))
    put_in_force(department(culture), at=LATER)

    assert "Kultura" in reader.read("/zadanie/d-two/").one("title").text


@pytest.mark.parametrize(("key", "told"), [("d-two", "zadanie 2"), ("p-one", "zadanie 1, punkt 1")])
def test_a_duty_that_is_gone_says_what_became_of_it(portal: None, reader: Reader, key: str, told: str) -> None:
    put_in_force(department(units=(DESK,)), at=LATER)
    put_in_force(department(units=(DESK,), intro="Inny wstęp."), at=LATER + timedelta(days=30))
    page = reader.read(f"/zadanie/{key}/", status=410)

    assert f"było {told} – Wydział Promocji (PRI)" in page.words
    assert "nr 1 (Departament Próby)" in page.words
    assert "Obowiązywało do 1.04.2026 11:30" in page.words  # of Warsaw's summer
    assert "/departament-proby/" in page.links
    assert page.one("meta", name="robots").attributes["content"] == "noindex"


@pytest.mark.parametrize("key", ["nieznane", "promo", "head", "box", "common"])
def test_what_never_was_a_duty_is_not_found(portal: None, reader: Reader, key: str) -> None:
    reader.read(f"/zadanie/{key}/", status=404)


def test_a_planned_duty_is_not_known_yet(db: None, portal: None, reader: Reader) -> None:
    new = PROMOTION.duties[1].model_copy(update={"key": "d-new", "text": "Tajne."})
    unit = PROMOTION.model_copy(update={"duties": (new,)})
    put_in_force(department(units=(unit,)), in_force_from=soon())

    assert "Tajne" not in reader.read("/zadanie/d-new/", status=404).source
    reader.read("/zadanie/d-two/")  # which goes only then
