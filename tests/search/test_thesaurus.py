"""Other words: how they are typed, what editors begin with, and how workers learn of them."""

from collections import Counter
from io import StringIO

import pytest
from django.core.management import call_command

from journal.models import Entry
from search.expressions import GENERAL, compared, expressions, problem
from search.models import IndexState, Synonym
from search.services.thesaurus import load_starter
from search.stamps import touch
from search.thesaurus import STARTER, Group, groups, said_in, starter
from search.words import folded

LETTERS = set("aąbcćdeęfghijklłmnńoóprsśtuvwxyzźż")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("gazeta; dziennik\nczasopismo", ["gazeta", "dziennik", "czasopismo"]),
        ("  gazeta  codzienna ;; \r\n ; dziennik ", ["gazeta codzienna", "dziennik"]),
        ("Gazeta; gazeta; GAZETA; e-promocja; ePromocja; ksiazka; książka", ["Gazeta", "e-promocja", "ksiazka"]),
        ("gaze\u00adta; dzien\u0000nik; ksia\u0328z\u0307ka", ["gazeta", "dzien nik", "książka"]),
        (" ;\n; ", []),
    ],
)
def test_what_was_typed_is_parted_and_tidied(typed: str, read: list[str]) -> None:
    assert expressions(typed) == read


@pytest.mark.parametrize("expression", ["gazeta", "PR", "L4", "środki masowego przekazu", "ePromocja", "dział"])
def test_an_expression_that_can_be_found(expression: str) -> None:
    assert problem(expression) == ""


@pytest.mark.parametrize(
    ("expression", "says"),
    [
        ("gazeta, dziennik", "nie przecinkiem"),
        ("x", "za krótkie"),
        ("—", "za krótkie"),
        ("jeden dwa trzy cztery pięć", "najwyżej 4 słowa"),
        ("a" * 81, "najwyżej 80 znaków"),
        ("sprawa", "zbyt ogólne"),
        ("w sprawie", "zbyt ogólne"),
        ("Urząd", "zbyt ogólne"),
    ],
)
def test_an_expression_that_cannot_be_kept(expression: str, says: str) -> None:
    assert says in problem(expression)


class TestStarter:
    def test_it_is_large_and_well_formed(self) -> None:
        lines = STARTER.read_text(encoding="utf-8").splitlines()
        assert len(lines) >= 150
        for line in lines:
            columns = line.split("\t")
            assert len(columns) == 2, line
            for column in columns:
                parts = column.split("; ")
                assert parts == expressions(column) and len(column) <= 1000, line
                assert [told for part in parts if (told := problem(part))] == [], line

    def test_nothing_is_said_twice(self) -> None:
        said = Counter(compared(expression) for group in starter() for expression in group.said)
        assert [expression for expression, times in said.items() if times > 1] == []

    def test_it_is_written_with_polish_letters_and_without_signs(self) -> None:
        letters = set(STARTER.read_text(encoding="utf-8").lower())
        assert letters - LETTERS <= set("-; \t\n0123456789qé")

    def test_what_the_issue_names_is_there(self) -> None:
        found = {
            compared(said): {compared(each) for each in group.written} for group in starter() for said in group.said
        }
        assert {"pismo", "czasopismo"} <= found["gazeta"]
        assert {"podroz sluzbowa", "wyjazd sluzbowy"} <= found["delegacja"]
        assert "dowod ksiegowy" in found["faktura"]
        assert "tlumaczenie" in found["tlumacz"] and "epromocja" in found["epromocja"]


def test_general_words_are_compared_as_they_stand_there() -> None:
    assert {word for word in GENERAL if folded(word) != word} == set()


@pytest.mark.django_db
class TestRows:
    def test_groups_are_read_as_they_were_typed(self) -> None:
        Synonym.objects.create(said="gazeta;\nPR", written="pismo; czasopismo")
        Synonym.objects.create(said="delegacja", written="wyjazd służbowy")
        assert groups() == (
            Group(("gazeta", "PR"), ("pismo", "czasopismo")),
            Group(("delegacja",), ("wyjazd służbowy",)),
        )
        first, second = Synonym.objects.order_by("pk").values_list("pk", flat=True)
        assert said_in() == {"gazeta": first, "pr": first, "delegacja": second}

    def test_the_starter_is_loaded_once(self) -> None:
        every = list(starter())
        mine = Synonym.objects.create(said=every[0].said[-1].upper(), written="moje")
        before = IndexState.objects.count()
        assert load_starter() == len(every) - 1
        assert load_starter() == 0
        assert Synonym.objects.count() == len(every) and set(groups()) >= set(every[1:])
        assert Synonym.objects.get(pk=mine.pk).written == "moje"
        assert before == 0 and IndexState.objects.get().stamp
        assert Entry.objects.filter(model="search.synonym", act="dodano").count() == len(every)

    def test_a_removed_group_comes_back_with_the_next_load_only_by_itself(self) -> None:
        load_starter()
        Synonym.objects.get(said__startswith="gazeta; ").delete()
        assert load_starter() == 1

    def test_the_command_says_what_it_did(self) -> None:
        told = StringIO()
        call_command("load_synonyms", stdout=told)
        call_command("load_synonyms", stdout=told)
        first, second = told.getvalue().splitlines()
        assert first.startswith(f"Dodano grup: {len(list(starter()))}.") and "już są" in second

    def test_each_touch_is_another_stamp_and_leaves_the_rest(self) -> None:
        touch()
        first = IndexState.objects.get()
        assert (first.version, first.analyser) == (0, "")
        IndexState.objects.update(version=5, analyser="x")
        touch()
        second = IndexState.objects.get()
        assert (second.version, second.analyser) == (5, "x") and second.stamp != first.stamp
