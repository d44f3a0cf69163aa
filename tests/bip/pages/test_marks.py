"""A letter in the hand: the page says in a sentence whose its mark is, and puts that unit first in the list."""

from datetime import datetime
from urllib.parse import quote

import pytest
import time_machine
from django.utils import timezone

from publishing.document import DepartmentDocument, Gone, Unit
from tests.bip.pages.reader import Page, Reader
from tests.bip.pages.record import DEPARTMENT, DESK, OFFICE, PROMOTION, department, put_in_force, withdraw
from tests.worlds import kept

pytestmark = [pytest.mark.once, pytest.mark.django_db]


def on(year: int, month: int = 1, day: int = 1) -> datetime:
    return timezone.make_aware(datetime(year, month, day))  # noqa: DTZ001 (a day in the office)


BRAND = PROMOTION.model_copy(update={"name": "Wydział Marki", "symbol": "PRM", "slug": "prm"})
OFFICE_FOR_FAIRS = Unit(key="fairs", kind="biuro", name="Biuro Targów", symbol="PRI", slug="biuro", heading="")


def with_units(*units: Unit, gone: tuple[Gone, ...] = ()) -> DepartmentDocument:
    return DepartmentDocument(unit=DEPARTMENT.model_copy(update={"units": units}), gone=gone)


@kept
def office() -> None:
    put_in_force(OFFICE, at=on(2010))


@kept
def old(office: None) -> None:
    """The department since 2014."""
    put_in_force(department(), at=on(2014))


def search(reader: Reader, words: str) -> Page:
    return reader.read(f"/szukaj/?q={quote(words)}")


def symbols(page: Page) -> list[str]:
    return [element.attributes["data-symbol"] for element in page.all("li") if "data-kind" in element.attributes]


class TestAWholeMark:
    def test_of_a_unit_that_is_called_so_still(self, old: None, reader: Reader) -> None:
        page = search(reader, "znak: pri-t 0421 7 2014 ab")

        assert (
            "Znak PRI-T.0421.7.2014.AB: w 2014 r. symbolem PRI-T oznaczał pisma Oddział Targów (Departament Próby). "
            "Dziś nazywa się tak samo i ma ten sam symbol: Oddział Targów." in page.words
        )
        assert "Źródło: wydanie 1 strony „Departament Próby”, obowiązujące od 1.01.2014." in page.words
        assert symbols(page) == ["PRI-T"]
        assert {"/departament-proby/pri-t/", "/departament-proby/wydania/1/"} <= set(page.links)
        assert page.one("p", id="Ile") and page.one("ol", id="wyniki")

    def test_of_a_post_below_the_unit(self, old: None, reader: Reader) -> None:
        assert "Znak PRI-B.0421.7.2014: w 2014 r. symbolem PRI oznaczał" in search(reader, "PRI-B.0421.7.2014").words

    def test_of_a_unit_that_is_called_otherwise_now(self, old: None, reader: Reader) -> None:
        """Its result stands first, though the symbol of the mark is nobody's now."""
        put_in_force(with_units(BRAND), at=on(2020))
        page = search(reader, "PRI.0421.7.2014")

        assert "symbolem PRI oznaczał pisma Wydział Promocji" in page.words
        assert "Dziś nazywa się Wydział Marki, symbol PRM." in page.words
        assert symbols(page) == ["PRM"]
        assert {"/departament-proby/prm/", "tel:+48426633602"} <= set(page.links)

    def test_of_a_unit_whose_symbol_another_one_has_now(self, old: None, reader: Reader) -> None:
        put_in_force(with_units(BRAND, OFFICE_FOR_FAIRS), at=on(2020))
        page = search(reader, "PRI.0421.7.2014")

        assert "Dziś symbol PRI ma inna komórka: Biuro Targów." in page.words
        assert symbols(page) == ["PRM", "PRI"]

    def test_of_a_symbol_that_changed_hands(self, old: None, reader: Reader) -> None:
        put_in_force(with_units(BRAND, OFFICE_FOR_FAIRS), at=on(2014, 6))
        page = search(reader, "PRI.0421.7.2014")

        assert "w 2014 r. symbol PRI przeszedł do innej komórki. Oznaczały nim pisma:" in page.words
        assert "do 31.05.2014: Wydział Promocji (Departament Próby). Dziś nazywa się Wydział Marki" in page.words
        assert "od 1.06.2014: Biuro Targów (Departament Próby)." in page.words
        assert symbols(page) == ["PRM", "PRI"]

    def test_of_a_unit_that_was_merged(self, old: None, reader: Reader) -> None:
        gone = Gone(key="promo", how="merged", successors=("fairs",))
        put_in_force(with_units(OFFICE_FOR_FAIRS.model_copy(update={"symbol": "BT"}), gone=(gone,)), at=on(2020))
        page = search(reader, "PRI.0421.7.2014")

        assert "Dziś tej komórki nie ma (połączono z inną komórką). Zastąpiła ją: Biuro Targów." in page.words
        assert symbols(page) == ["BT"]

    def test_of_a_unit_that_was_renamed_by_making_it_anew(self, old: None, reader: Reader) -> None:
        gone = Gone(key="promo", how="renamed", successors=("fairs",))
        put_in_force(with_units(OFFICE_FOR_FAIRS, gone=(gone,)), at=on(2020))

        assert "Dziś nazywa się Biuro Targów, symbol ma ten sam." in search(reader, "PRI.0421.7.2014").words

    def test_of_a_unit_that_was_closed(self, old: None, reader: Reader) -> None:
        put_in_force(with_units(DESK, gone=(Gone(key="promo", how="closed"),)), at=on(2020))
        page = search(reader, "PRI.0421.7.2014")

        assert "Dziś tej komórki nie ma w tym biuletynie (zlikwidowano)." in page.words
        assert symbols(page) == []
        assert "Kontakt z urzędem" in page.said("h2")

    def test_of_a_unit_that_moved(self, old: None, reader: Reader) -> None:
        other = DEPARTMENT.model_copy(
            update={"key": "cult", "name": "Kultura", "slug": "kultura", "units": (PROMOTION,)}
        )
        put_in_force(department(other), at=on(2020))
        put_in_force(with_units(DESK), at=on(2020))
        page = search(reader, "PRI.0421.7.2014")

        assert "ma ten sam symbol: Wydział Promocji; należy teraz do: Kultura." in page.words
        assert "/kultura/pri/" in page.links

    def test_of_a_year_before_all_editions(self, office: None, reader: Reader) -> None:
        put_in_force(department(), at=on(2020, 9, 3))
        page = search(reader, "PRI.0421.7.2014")

        assert (
            "Znak PRI.0421.7.2014: symbolem PRI oznaczał pisma Wydział Promocji (Departament Próby). Dziś nazywa się"
            in page.words
        )
        assert "Najstarszy stan w tym portalu jest z 3.09.2020, więc nie wiemy, kto używał symbolu PRI" in page.words
        assert "w 2014 r.; podajemy, kto używał go w tym najstarszym stanie." in page.words
        assert symbols(page) == ["PRI"]

    def test_of_a_year_before_the_department_and_its_symbol(self, office: None, reader: Reader) -> None:
        other = DEPARTMENT.model_copy(update={"key": "cult", "name": "Kultura", "slug": "kultura", "units": ()})
        put_in_force(department(other), at=on(2010))
        put_in_force(with_units(DESK), at=on(2020, 9, 3))
        put_in_force(department(), at=on(2021))
        page = search(reader, "PRI.0421.7.2014")

        assert "Najstarszy stan departamentu „Departament Próby” w tym portalu jest z 3.09.2020" in page.words
        assert "w 2014 r.; podajemy, kto używał go w najstarszym stanie, w którym on jest: z 1.01.2021." in page.words

    def test_of_a_year_in_which_nobody_bore_it(self, old: None, reader: Reader) -> None:
        put_in_force(with_units(DESK), at=on(2016))
        page = search(reader, "PRI.0421.7.2018")

        assert "w stanach z 2018 r., które pokazuje ten portal, żadna komórka nie ma symbolu PRI." in page.words
        assert "od 1.01.2014 do 31.12.2015: Wydział Promocji (Departament Próby)." in page.words

    @time_machine.travel(on(2026, 6, 15), tick=False)
    def test_of_a_year_to_come(self, old: None, reader: Reader) -> None:
        put_in_force(with_units(BRAND, OFFICE_FOR_FAIRS), at=on(2026), in_force_from=on(2026, 12))
        page = search(reader, "PRI.0421.7.2031")

        assert "rok 2031 jeszcze się nie zaczął, więc sprawdź, czy nie ma w nim pomyłki." in page.words
        assert "Symbolem PRI oznacza pisma Wydział Promocji." in page.words
        assert "Od 1.12.2026 symbolem PRI ma oznaczać pisma Biuro Targów" in page.words
        assert "wydanie zaplanowane" in page.words
        assert symbols(page) == ["PRI"]
        assert "wydanie zaplanowane" in search(reader, "PRI.0421.7.2026").words
        assert "zaplanowane" not in search(reader, "PRI.0421.7.2025").words

    @time_machine.travel(on(2026, 6, 15), tick=False)
    def test_of_a_symbol_that_is_only_planned(self, office: None, reader: Reader) -> None:
        put_in_force(with_units(DESK), at=on(2014))
        put_in_force(with_units(DESK, OFFICE_FOR_FAIRS), at=on(2026), in_force_from=on(2026, 12))
        page = search(reader, "PRI.0421.7.2026")

        assert "Symbolem PRI nikt jeszcze nie oznacza pism. Od 1.12.2026 symbolem PRI ma oznaczać pisma" in page.words

    def test_that_no_unit_ever_had(self, old: None, reader: Reader) -> None:
        page = search(reader, "PRX.0421.7.2014")

        assert "Brak wyników: symbolu PRX nie ma żadna komórka ani dziś, ani w starszych stanach" in page.words
        assert "Podobne symbole: PRI" in page.words
        assert "/szukaj/?q=PRI" in page.links
        assert "Menu przedmiotowe" in page.said("h2")

    def test_that_only_a_withdrawn_edition_had(self, office: None, reader: Reader) -> None:
        put_in_force(with_units(DESK), at=on(2013))
        withdraw(put_in_force(department(), at=on(2014)))
        put_in_force(with_units(DESK), at=on(2016))
        page = search(reader, "PRI.0421.7.2014")

        assert "symbolu PRI nie ma" in page.words
        assert "Promocji" not in page.words


class TestLess:
    @pytest.mark.parametrize(
        ("typed", "missing"),
        [("PRI.0421", "numeru sprawy i roku"), ("PRI.0421.7", "roku"), ("PRI.0421.2014", "numeru sprawy")],
    )
    def test_half_a_mark(self, old: None, reader: Reader, typed: str, missing: str) -> None:
        page = search(reader, typed)

        assert f"To nie jest cały znak: brakuje {missing}." in page.words
        assert ("Symbol może w różnych latach należeć do różnych komórek" in page.words) == ("roku" in missing)
        assert symbols(page) == ["PRI"]

    def test_what_is_glued(self, old: None, reader: Reader) -> None:
        page = search(reader, "pri04217 2014")

        assert "Znak pri04217 2014: w 2014 r. symbolem PRI oznaczał pisma Wydział Promocji" in page.words
        assert "Klasy i numeru sprawy nie umiemy odczytać." in page.words

    def test_a_symbol(self, old: None, reader: Reader) -> None:
        put_in_force(with_units(BRAND, OFFICE_FOR_FAIRS), at=on(2020))
        page = search(reader, "pri")

        assert "Symbolem PRI oznacza pisma Biuro Targów." in page.words
        assert "Wcześniej, do 31.12.2019, oznaczał nim pisma Wydział Promocji (Departament Próby). Dziś" in page.words
        assert symbols(page)[0] == "PRI"

    def test_a_symbol_of_the_past(self, old: None, reader: Reader) -> None:
        put_in_force(with_units(BRAND), at=on(2020))
        page = search(reader, "PRI")

        assert (
            "Symbolem PRI nikt dziś nie oznacza pism. Ostatnio, do 31.12.2019, oznaczał nim pisma Wydział Promocji"
            in page.words
        )
        assert symbols(page)[0] == "PRM"

    def test_a_word_is_no_symbol(self, old: None, reader: Reader) -> None:
        assert "Brak wyników dla zapytania „jednorożec”." in search(reader, "jednorożec").words

    @pytest.mark.parametrize("typed", ["TARGI", "PRÓBY", "PRI-X"])
    def test_nor_is_one_in_capitals_that_finds_something(self, old: None, reader: Reader, typed: str) -> None:
        page = search(reader, typed)

        assert "symbolu" not in page.words.partition("Wykonuje")[0]
        assert "oznacza pisma" not in page.words
        assert symbols(page)

    def test_a_symbol_in_capitals_that_nobody_had(self, old: None, reader: Reader) -> None:
        assert "symbolu PRU nie ma żadna komórka" in search(reader, "PRU").words

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ("12.05.2014", "„12.05.2014” to data, a nie znak sprawy. Znak ma postać: symbol komórki"),
            ("ABC/123/77/2011", "„ABC/123/77/2011” nie jest znakiem sprawy: jego części oddziela się kropkami."),
            ("0421.7.2014", "„0421.7.2014” nie jest całym znakiem sprawy: na początku brakuje symbolu komórki."),
            ("PRI.0421.7.2014.1", "„PRI.0421.7.2014.1” nie jest znakiem sprawy: po roku mogą stać już tylko inicjały."),
            ("22 123 45 67", "„22 123 45 67” wygląda na numer telefonu, a nie na znak sprawy."),
            ("300,50 PLN", "„300,50 PLN” to kwota, a nie znak sprawy."),
            ("Dz.U. 2014 poz. 7777", "to przepis, a nie znak sprawy."),
        ],
    )
    def test_what_is_no_mark(self, old: None, reader: Reader, typed: str, said: str) -> None:
        assert said in search(reader, typed).words

    def test_a_day_leads_to_nothing_that_has_the_same_digits(self, old: None, reader: Reader) -> None:
        assert symbols(search(reader, "3")) != []
        assert symbols(search(reader, "3.2.2014")) == []


def test_verbs_agree_with_the_kind_of_unit(office: None, reader: Reader) -> None:
    for number, (kind, verb) in enumerate(
        (("biuro", "oznaczało"), ("kancelaria", "oznaczała"), ("samodzielne-stanowiska", "oznaczały")), 1
    ):
        put_in_force(with_units(OFFICE_FOR_FAIRS.model_copy(update={"kind": kind})), at=on(2010 + number))
        assert f"symbolem PRI {verb} pisma Biuro Targów" in search(reader, f"PRI.0421.7.{2010 + number}").words


def test_nothing_typed_into_a_mark_is_markup(old: None, reader: Reader) -> None:
    page = search(reader, "PRI-<b>x</b>.0421.7.2014 & ABC.123.7.2014")

    assert "x" not in page.said("b")
    assert "<b>x</b>" in page.words
