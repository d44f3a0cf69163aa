"""The tree of units: read, searched, and moved by mouse, by buttons and by a small page."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse

from journal.models import Entry
from orgchart.admin.moves import CHANGED_MEANWHILE, tree_state
from orgchart.management.commands.check_tree import faults_now
from orgchart.models import Unit
from orgchart.services import add_unit, move_unit, remove_unit
from tests.filled import fields_of, load
from tests.orgchart.test_moves import outline

pytestmark = [pytest.mark.django_db, pytest.mark.once]
LIST = reverse("admin:orgchart_unit_changelist")


def unit_of(symbol: str) -> Unit:
    return Unit.objects.get(symbol=symbol)


def move_page(unit: Unit) -> str:
    return reverse("admin:orgchart_unit_move", args=[unit.pk])


class TestList:
    def test_rows_show_symbol_name_kind_and_number_of_duties(self, editor: Client, unit: Unit) -> None:
        page = editor.get(LIST).content.decode()
        row = page.split("Wydział Promocji</span>")[1].split("</tr>")[0]
        assert ">PRI<" in row
        assert ">wydział<" in row
        assert 'field-duty_count">3<' in row
        assert f"?parent={unit.pk}" in row

    def test_indentation_is_a_class(self, editor: Client, department: Unit) -> None:
        page = editor.get(LIST).content.decode()
        assert '<span class="unit level-2">Oddział Targów</span>' in page
        assert "style=" not in page

    @pytest.mark.parametrize("words", ["łódzka", "LODZKA ziemia", "prii"])
    def test_search_minds_neither_case_nor_diacritics(self, editor: Client, department: Unit, words: str) -> None:
        page = editor.get(LIST, {"q": words}).content.decode()
        assert "Referat „Ziemia Łódzka”" in page
        assert "Oddział Targów" not in page

    def test_a_search_for_very_many_words_is_answered(self, editor: Client, department: Unit) -> None:
        answer = editor.get(LIST, {"q": "targów " * 2_000})
        assert answer.status_code == 200
        assert "Oddział Targów" in answer.content.decode()

    @pytest.mark.parametrize(
        ("name", "sentence"),
        [
            ("orgchart_unit", "Nie ma jeszcze żadnego departamentu."),
            ("orgchart_post", "Nie ma jeszcze żadnego stanowiska."),
            ("contacts_contact", "Nie ma jeszcze żadnego kontaktu."),
            ("tasks_duty", "Nie ma jeszcze żadnych zadań."),
        ],
    )
    def test_an_empty_list_says_what_to_do(self, editor: Client, name: str, sentence: str) -> None:
        assert sentence in editor.get(reverse(f"admin:{name}_changelist")).content.decode()


class TestSteps:
    def step(self, editor: Client, direction: str, unit: Unit, loaded: str | None = None) -> Any:
        return editor.post(LIST, {"step": f"{direction}:{unit.pk}", "loaded": loaded or tree_state()})

    def test_up_and_down(self, editor: Client, department: Unit) -> None:
        answer = self.step(editor, "up", unit_of("PRII"))
        assert outline() == ["Departament Próby", ".PRII", ".PRI", "..PRI-T"]
        assert answer["Location"] == f"{LIST}#up-{unit_of('PRII').pk}"
        self.step(editor, "down", unit_of("PRII"))
        assert outline() == ["Departament Próby", ".PRI", "..PRI-T", ".PRII"]
        assert not LogEntry.objects.exists()  # the journal has it
        moved = Entry.objects.filter(act="zmieniono", after__contains="kolejność")
        assert {entry.key for entry in moved} == {unit_of("PRII").key}
        assert len(moved) == 2

    def test_at_the_end_there_is_no_room(self, editor: Client, department: Unit) -> None:
        self.step(editor, "down", unit_of("PRII"))
        assert "Dalej w dół nie ma już miejsca" in editor.get(LIST).content.decode()

    def test_somebody_elses_move_is_shown_first(self, editor: Client, department: Unit) -> None:
        seen = tree_state()
        add_unit(parent=department, name="Biuro", symbol="B", index=0)
        answer = self.step(editor, "up", unit_of("PRII"), seen)
        assert outline()[-1] == ".PRII"
        page = editor.get(answer["Location"]).content.decode()
        assert CHANGED_MEANWHILE in page
        assert "<td>2</td>" in page
        assert "<td>3</td>" in page
        assert editor.post(move_page(unit_of("PRII")), fields_of(page)).status_code == 302
        assert outline() == ["Departament Próby", ".B", ".PRII", ".PRI", "..PRI-T"]

    @pytest.mark.parametrize("step", ["sideways:1", ""])
    def test_nonsense_is_not_found(self, editor: Client, department: Unit, step: str) -> None:
        assert editor.post(LIST, {"step": step, "loaded": tree_state()}).status_code == 404

    @pytest.mark.parametrize("step", ["up:999999", "up", "up:x", f"up:{'9' * 5000}"])
    def test_a_unit_that_is_gone_is_told(self, editor: Client, department: Unit, step: str) -> None:
        page = editor.post(LIST, {"step": step, "loaded": tree_state()}, follow=True)
        assert page.status_code == 200
        assert "ktoś to w tym czasie usunął" in page.content.decode()


class TestDrops:
    def drop(self, editor: Client, unit: Unit, target: Unit, position: str, **more: str) -> Any:
        fields = {"cmd": "move_node", "cut_item": unit.pk, "pasted_on": target.pk, "position": position}
        return editor.post(LIST, {**fields, "loaded": tree_state(), **more})

    @pytest.mark.parametrize(
        ("moved", "position", "target", "wanted"),
        [
            ("PRII", "left", "PRI", [".PRII", ".PRI", "..PRI-T"]),
            ("PRI", "right", "PRII", [".PRII", ".PRI", "..PRI-T"]),
            ("PRII", "left", "PRI-T", [".PRI", "..PRII", "..PRI-T"]),
            ("PRII", "last-child", "PRI-T", [".PRI", "..PRI-T", "...PRII"]),
        ],
    )
    def test_a_unit_lands_where_it_is_dropped(
        self, editor: Client, department: Unit, moved: str, position: str, target: str, wanted: list[str]
    ) -> None:
        assert self.drop(editor, unit_of(moved), unit_of(target), position).status_code == 200
        assert outline() == ["Departament Próby", *wanted]
        assert faults_now() == []
        assert "Przeniesiono: " in editor.get(LIST).content.decode()

    def test_an_impossible_drop_is_told(self, editor: Client, department: Unit) -> None:
        assert self.drop(editor, unit_of("PRI"), unit_of("PRI-T"), "last-child").status_code == 400
        assert "nie może należeć do samej siebie" in editor.get(LIST).content.decode()

    @pytest.mark.parametrize(
        ("position", "sentence"),
        [("left", "na nią samą"), ("right", "na nią samą"), ("last-child", "nie może należeć do samej siebie")],
    )
    def test_a_drop_on_itself_is_told(self, editor: Client, department: Unit, position: str, sentence: str) -> None:
        assert self.drop(editor, unit_of("PRI"), unit_of("PRI"), position).status_code == 400
        assert sentence in editor.get(LIST).content.decode()
        assert outline() == ["Departament Próby", ".PRI", "..PRI-T", ".PRII"]

    def test_the_office_is_locked_before_anything_is_read(
        self, editor: Client, department: Unit, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Else the target could go between its being read and its being used."""
        target = unit_of("PRI-T")

        def remove_meanwhile(request: HttpRequest) -> None:
            monkeypatch.undo()
            remove_unit(target)

        monkeypatch.setattr("orgchart.admin.units.lock_office_for", remove_meanwhile)
        assert self.drop(editor, unit_of("PRII"), target, "left").status_code == 404
        assert "Tej komórki już nie ma" in editor.get(LIST).content.decode()

    def test_a_drop_beside_a_department_is_told(self, editor: Client, department: Unit) -> None:
        assert self.drop(editor, unit_of("PRI"), department, "left").status_code == 400
        assert "nie jest departamentem" in editor.get(LIST).content.decode()

    def test_a_changed_tree_is_told_with_a_way_to_repeat(self, editor: Client, department: Unit) -> None:
        seen = tree_state()
        move_unit(unit_of("PRI-T"), parent=department)
        assert self.drop(editor, unit_of("PRII"), unit_of("PRI"), "left", loaded=seen).status_code == 409
        page = editor.get(LIST).content.decode()
        assert CHANGED_MEANWHILE in page
        assert f"{move_page(unit_of('PRII'))}?parent={department.pk}&amp;place=1&amp;zmieniono=tak" in page

    def test_a_unit_that_is_gone(self, editor: Client, department: Unit) -> None:
        answer = editor.post(
            LIST, {"cmd": "move_node", "cut_item": "987", "pasted_on": department.pk, "position": "left"}
        )
        assert answer.status_code == 404
        assert "Tej komórki już nie ma" in editor.get(LIST).content.decode()

    @pytest.mark.parametrize("position", ["", "first-child"])
    def test_nonsense(self, editor: Client, department: Unit, position: str) -> None:
        assert self.drop(editor, unit_of("PRI"), unit_of("PRII"), position).status_code == 404

    def test_only_post_moves(self, editor: Client, department: Unit) -> None:
        editor.get(LIST, {"cmd": "move_node", "cut_item": "1", "pasted_on": "2", "step": "up:3"})
        assert outline() == ["Departament Próby", ".PRI", "..PRI-T", ".PRII"]

    def test_no_move_without_the_csrf_token(self, editor: Client, department: Unit) -> None:
        strict = Client(enforce_csrf_checks=True)
        strict.cookies = editor.cookies
        assert self.drop(strict, unit_of("PRI"), unit_of("PRII"), "right").status_code == 403
        assert strict.post(move_page(unit_of("PRI")), {"place": "1"}).status_code == 403


class TestMovePage:
    def test_to_another_parent_and_place(self, editor: Client, department: Unit) -> None:
        fields = load(editor, move_page(unit_of("PRII")))
        assert (fields["parent"], fields["place"]) == (str(department.pk), "2")
        answer = editor.post(move_page(unit_of("PRII")), fields | {"parent": str(unit_of("PRI").pk), "place": ""})
        assert answer.status_code == 302
        assert outline() == ["Departament Próby", ".PRI", "..PRI-T", "..PRII"]

    def test_a_department_has_a_place_only(self, editor: Client, department: Unit) -> None:
        second = add_unit(parent=None, name="Departament Drugi")
        fields = load(editor, move_page(second))
        assert "parent" not in fields
        editor.post(move_page(second), fields | {"place": "1"})
        assert outline()[0] == "Departament Drugi"

    def test_itself_and_what_is_below_are_not_offered(self, editor: Client, department: Unit) -> None:
        page = editor.get(move_page(unit_of("PRI"))).content.decode()
        assert "Oddział Targów" not in page
        assert "Referat „Ziemia Łódzka”" in page

    @pytest.mark.parametrize(("place", "sentence"), [("0", "1"), ("x", "liczbę"), ("", "")])
    def test_a_place_is_a_number_from_one(self, editor: Client, department: Unit, place: str, sentence: str) -> None:
        fields = load(editor, move_page(unit_of("PRI"))) | {"place": place}
        answer = editor.post(move_page(unit_of("PRI")), fields)
        assert answer.status_code == (302 if not place else 200)

    def test_a_changed_tree_shows_both_and_can_be_repeated(self, editor: Client, department: Unit) -> None:
        fields = load(editor, move_page(unit_of("PRII")))
        add_unit(parent=department, name="Biuro", symbol="B", index=0)
        page = editor.post(move_page(unit_of("PRII")), fields | {"place": "1"}).content.decode()
        assert CHANGED_MEANWHILE in page
        assert "Zapisane teraz" in page
        assert fields_of(page)["place"] == "1"
        assert editor.post(move_page(unit_of("PRII")), fields_of(page)).status_code == 302
        assert outline()[1] == ".PRII"

    def test_a_mistake_does_not_hide_that_the_tree_has_changed(self, editor: Client, department: Unit) -> None:
        address = move_page(unit_of("PRII"))
        fields = load(editor, address)
        add_unit(parent=department, name="Biuro", symbol="B", index=0)
        page = editor.post(address, fields | {"place": "0"}).content.decode()
        page = editor.post(address, fields_of(page) | {"place": "1"}).content.decode()
        assert CHANGED_MEANWHILE in page
        assert editor.post(address, fields_of(page)).status_code == 302

    def test_a_unit_that_is_gone(self, editor: Client, department: Unit) -> None:
        address = move_page(unit_of("PRII"))
        remove_unit(unit_of("PRII"))
        assert "Tej komórki już nie ma" in editor.get(address, follow=True).content.decode()
