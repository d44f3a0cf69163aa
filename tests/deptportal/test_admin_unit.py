"""The page of a unit: its own facts, and its duties as one list."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from orgchart.models import Unit
from tasks.models import Duty
from tests.filled import load, row_of
from tests.small_tree import outline

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def address(unit: Unit) -> str:
    return reverse("admin:orgchart_unit_change", args=[unit.pk])


def save(editor: Client, unit: Unit, fields: dict[str, Any]) -> str:
    """Post the form; the sentence about its success, or the page with the errors."""
    return editor.post(address(unit), fields, follow=True).content.decode()


@pytest.fixture
def form(editor: Client, unit: Unit) -> dict[str, str]:
    return load(editor, address(unit))


def add(form: dict[str, str], **values: str) -> None:
    """Fill a new row, as a script or a blank row lets one."""
    index = int(form["duties-TOTAL_FORMS"])
    form["duties-TOTAL_FORMS"] = str(index + 1)
    form.update({f"duties-{index}-{name}": value for name, value in values.items()})


def test_saving_what_was_loaded_changes_nothing(editor: Client, unit: Unit, form: dict[str, str]) -> None:
    before = list(Duty.objects.order_by("pk").values())
    assert "Zapisano: <a" in save(editor, unit, form)
    assert list(Duty.objects.order_by("pk").values()) == before


def test_facts_are_changed(editor: Client, unit: Unit, form: dict[str, str]) -> None:
    save(editor, unit, form | {"name": "Wydział Marki", "intro": "Do zadań należy:\r\n", "symbol": "WM"})
    unit.refresh_from_db()
    assert (unit.name, unit.intro, unit.slug) == ("Wydział Marki", "Do zadań należy:", "wm")


def test_numbers_are_shown_and_derived(editor: Client, unit: Unit) -> None:
    page = editor.get(address(unit)).content.decode()
    shown = [part.split("</span>")[0] for part in page.split("data-number>")[1:]]
    assert shown[:5] == ["1.", "1)", "2)", "2.", "3."]


def test_a_duty_is_inserted_in_the_middle(editor: Client, unit: Unit, form: dict[str, str]) -> None:
    keys = set(unit.duties.values_list("key", flat=True))
    add(form, text="Nowe;", place="4")
    save(editor, unit, form)
    assert outline(unit) == ["Nadzór;", "- plany;", "- wnioski;", "Nowe;", "Promocja;", "Współpraca."]
    assert keys < set(unit.duties.values_list("key", flat=True))


def test_a_duty_moves_with_its_points(editor: Client, unit: Unit, form: dict[str, str]) -> None:
    save(editor, unit, form | {"duties-0-place": "5"})
    assert outline(unit) == ["Promocja;", "Współpraca.", "Nadzór;", "- plany;", "- wnioski;"]


def test_the_order_of_the_page_counts_when_its_script_kept_it(editor: Client, unit: Unit, form: dict[str, str]) -> None:
    places = {f"duties-{index}-place": place for index, place in enumerate("53412")}
    save(editor, unit, form | places | {"duties-arranged": "1"})
    assert outline(unit) == ["Promocja;", "Współpraca.", "- plany;", "- wnioski;", "Nadzór;"]


def test_a_point_becomes_a_duty_and_a_duty_a_point(editor: Client, unit: Unit, form: dict[str, str]) -> None:
    del form["duties-1-point"]
    save(editor, unit, form | {"duties-3-point": "on"})
    assert outline(unit) == ["Nadzór;", "plany;", "- wnioski;", "- Promocja;", "Współpraca."]


def test_a_duty_is_removed_with_its_points(editor: Client, unit: Unit, form: dict[str, str]) -> None:
    save(editor, unit, form | {f"duties-{index}-DELETE": "on" for index in (0, 1, 2)})
    assert outline(unit) == ["Promocja;", "Współpraca."]


def test_keys_survive_everything(editor: Client, unit: Unit, form: dict[str, str]) -> None:
    keys = dict(unit.duties.values_list("key", "text"))
    save(editor, unit, form | {"duties-3-place": "1", "duties-1-place": "5", "name": "Inna nazwa"})
    assert dict(unit.duties.values_list("key", "text")) == keys


def test_blank_new_rows_are_ignored(editor: Client, unit: Unit, form: dict[str, str]) -> None:
    add(form, text="", place="2", point="on")
    assert "Zapisano" in save(editor, unit, form)
    assert len(outline(unit)) == 5


def names_of_rows(page: str) -> list[str]:
    return re.findall(r'role="group" aria-label="([^"]*)"', page.partition("<template")[0])


def test_every_row_is_a_group_with_a_name(editor: Client, unit: Unit, form: dict[str, str]) -> None:
    names = ["Zadanie 1", "Zadanie 1, punkt 1", "Zadanie 1, punkt 2", "Zadanie 2", "Zadanie 3"]
    blank = ["Nowy wiersz", "Nowy wiersz"]
    assert names_of_rows(editor.get(address(unit)).content.decode()) == [*names, *blank]
    page = save(editor, unit, form | {"duties-2-DELETE": "on", "duties-3-DELETE": "on", "name": ""})
    names[2:] = ["Punkt do usunięcia", "Zadanie do usunięcia", "Zadanie 2"]
    assert names_of_rows(page) == [*names, *blank]


@pytest.mark.parametrize("name", ["text", "label", "legal_basis", "place"])
def test_a_wrong_field_refers_to_its_error(editor: Client, unit: Unit, form: dict[str, str], name: str) -> None:
    wrong = {"text": "", "label": "7 a.", "legal_basis": "x" * 501, "place": "0"}
    page = save(editor, unit, form | {f"duties-1-{name}": wrong[name]})
    [field] = re.findall(rf'<[^>]* name="duties-1-{name}"[^>]*>', page)
    assert 'aria-invalid="true"' in field
    assert f'aria-describedby="id_duties-1-{name}_error"' in field
    assert f'id="id_duties-1-{name}_error"' in page


class TestErrors:
    def test_they_stand_beside_their_row_and_what_was_typed_stays(
        self, editor: Client, unit: Unit, form: dict[str, str]
    ) -> None:
        wrong = row_of(form, "Promocja;")
        add(form, text="Zupełnie nowe", place="2")
        page = save(editor, unit, form | {f"{wrong}-text": " ", f"{wrong}-label": "7 a.", "name": "Inna nazwa"})
        row = page.split(f'name="{wrong}-key"')[1].split("</li>\n")[0]
        assert "To pole jest wymagane" in row
        assert "Oznaczenie to litery i cyfry" in row
        assert "Zupełnie nowe" in page
        assert "Inna nazwa" in page
        assert outline(unit)[3] == "Promocja;"

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"duties-0-point": "on"}, "Pierwszy na liście musi być zadaniem"),
            ({"duties-0-DELETE": "on"}, "Zadanie nad tym punktem ma być usunięte"),
            ({"duties-0-place": "abc"}, "Kolejność to liczba od 1 w górę."),
            ({"duties-0-place": "0"}, "Kolejność to liczba od 1 w górę."),
        ],
    )
    def test_of_places(
        self, editor: Client, unit: Unit, form: dict[str, str], changes: dict[str, str], sentence: str
    ) -> None:
        before = outline(unit)
        assert sentence in save(editor, unit, form | changes)
        assert outline(unit) == before

    def test_a_symbol_of_another_unit(self, editor: Client, unit: Unit, form: dict[str, str]) -> None:
        page = save(editor, unit, form | {"symbol": "prii"})
        assert page.count("Ten symbol ma już komórka „Referat „Ziemia Łódzka””.") == 1

    def test_a_reserved_address(self, editor: Client, unit: Unit, form: dict[str, str]) -> None:
        assert "jest zajęty przez stałą stronę" in save(editor, unit, form | {"slug": "szukaj"})

    def test_a_unit_below_is_no_department(self, editor: Client, unit: Unit, form: dict[str, str]) -> None:
        assert "Departament nie należy do innej jednostki" in save(editor, unit, form | {"kind": "departament"})

    def test_nothing_is_saved_when_a_later_part_fails(
        self, editor: Client, unit: Unit, form: dict[str, str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*args: Any) -> None:
            raise RuntimeError

        monkeypatch.setattr("tasks.rows.arrange_duties", fail)
        with pytest.raises(RuntimeError):
            save(editor, unit, form | {"name": "Inna nazwa"})
        unit.refresh_from_db()
        assert unit.name == "Wydział Promocji"


class TestAdding:
    def test_below_another(self, editor: Client, unit: Unit) -> None:
        page = f"{reverse('admin:orgchart_unit_add')}?parent={unit.pk}"
        fields = load(editor, page)
        assert fields["parent"] == str(unit.pk)
        add(fields, text="Pierwsze.", place="1")
        editor.post(page, fields | {"name": "Zespół Druku", "symbol": "ZD"})
        new = Unit.objects.get(symbol="ZD")
        assert (new.parent_id, new.kind, new.slug, new.level) == (unit.pk, "zespol", "zd", 2)
        assert outline(new) == ["Pierwsze."]

    def test_a_department(self, editor: Client) -> None:
        page = reverse("admin:orgchart_unit_add")
        editor.post(page, load(editor, page) | {"name": "Departament Drugi"})
        new = Unit.objects.get()
        assert (new.kind, new.path) == ("departament", "/departament-drugi/")

    def test_a_department_below_a_unit_is_refused(self, editor: Client, unit: Unit) -> None:
        page = f"{reverse('admin:orgchart_unit_add')}?parent={unit.pk}"
        fields = load(editor, page) | {"name": "Departament Drugi", "kind": "departament"}
        assert "Departament nie należy do innej jednostki" in editor.post(page, fields).content.decode()
