"""Differences are told in plain Polish, unit by unit."""

from datetime import date

import pytest

from publishing.differences import FOLLOWING, compare, things
from publishing.document import DepartmentDocument, Document, Duty, Holder, Officer, Unit
from publishing.telling import FACTS, Piece, tell, word_by_word
from tests.publishing.documents import DEPARTMENT, OFFICE, Editor


def told(new: Document, old: Document = DEPARTMENT) -> list[str]:
    chapters = tell(old, new, compare(old, new))
    return [f"{chapter.title}: {act.sentence}" for chapter in chapters for act in chapter.told]


def edited() -> Editor:
    return Editor(DEPARTMENT)


TEAM = Unit(key="team", kind="zespol", name="Zespół", slug="zespol", duties=(Duty(key="n", number="1", text="N"),))
ACTS = [
    (
        edited().insert("one", "duties", 0, Duty(key="new", number="1", text="Nowe;")),
        "Wydział Promocji (PRI): Dodano: zadanie 1.",
    ),
    (edited().remove("d2"), "Wydział Promocji (PRI): Usunięto: zadanie 2."),
    (edited().remove("p1"), "Wydział Promocji (PRI): Usunięto: punkt 1 zadania 1."),
    (
        edited().move("d2", "two", "duties", 0),
        "Referat Marki: Przeniesiono: zadanie 1. Wcześniej: Wydział Promocji (PRI), zadanie 2.",
    ),
    (
        edited().demote("d2", "d1"),
        "Wydział Promocji (PRI): Przeniesiono: punkt 1 zadania 1. Wcześniej: Wydział Promocji (PRI), zadanie 2.",
    ),
    (
        edited().move("d5", "two", "duties", 0),
        "Referat Marki: Zmieniono kolejność: zadanie 1 (wcześniej zadanie 3).",
    ),
    (edited().change("d2", text="Inaczej;"), "Wydział Promocji (PRI): Zadanie 2 – brzmienie:"),
    (edited().change("d2", number="1a", labelled=True), "Wydział Promocji (PRI): Zadanie 2 – numer:"),
    (edited().insert("dept", "units", 2, TEAM), "Zespół: Dodano: komórka (a z nią zadania: 1)."),
    (
        edited().remove("one"),
        "Wydział Promocji (PRI): Usunięto: komórka (a z nią komórki podległe: 1, zadania: 3).",
    ),
    (
        edited().move("one-a", "two", "units", 0),
        "Oddział Targów: Przeniesiono: komórka. Wcześniej: Wydział Promocji (PRI).",
    ),
    (edited().change("two", name="Referat Reklamy"), "Referat Reklamy: Komórka – nazwa:"),
    (
        edited().change("dept", intro="Do zadań:"),
        "Departament Próby: Departament – wstęp do zadań:",
    ),
    (edited().change("head", holders=()), "Departament Próby: Stanowisko „Dyrektor” – kto zajmuje stanowisko:"),
    (edited().change("tel", value="42 1"), "Departament Próby: Telefon (Kontakt) – wartość:"),
    (
        edited().move("two-box", "one", "contacts", 0),
        "Wydział Promocji (PRI): Przeniesiono: kontakt „Sekretariat”. Wcześniej: Referat Marki.",
    ),
]


@pytest.mark.parametrize(("editor", "sentence"), ACTS, ids=[sentence for _, sentence in ACTS])
def test_an_act_is_one_sentence(editor: Editor, sentence: str) -> None:
    assert told(editor.document) == [sentence]


def test_a_former_place_is_told_by_its_former_numbers() -> None:
    editor = edited().insert("one", "duties", 0, Duty(key="new", number="1", text="N;")).move("p1", "d3", "points", 0)

    assert told(editor.document)[1] == (
        "Wydział Promocji (PRI): Przeniesiono: punkt 1 zadania 4. Wcześniej: Wydział Promocji (PRI), punkt 1 zadania 1."
    )


def test_a_former_number_is_told_of_a_row_that_changed_its_place() -> None:
    editor = edited().insert("one", "duties", 0, Duty(key="new", number="1", text="N;")).move("p2", "d1", "points", 0)

    assert told(editor.document)[1] == (
        "Wydział Promocji (PRI): Zmieniono kolejność: punkt 1 zadania 2 (wcześniej punkt 2 zadania 1)."
    )


def test_acts_stand_under_their_units_in_the_order_of_the_document() -> None:
    editor = edited().change("d4", text="x").change("d1", text="x").remove("one-a").change("dept", intro="x")
    titles = [chapter.title for chapter in tell(DEPARTMENT, editor.document, compare(DEPARTMENT, editor.document))]

    assert titles == ["Departament Próby", "Wydział Promocji (PRI)", "Referat Marki", "Oddział Targów"]


def test_a_post_is_told_by_its_people() -> None:
    holders = (Holder(key="h9", person="Anna Nowa", acting=True, since=date(2027, 1, 1)),)
    new = edited().change("head", holders=holders).document
    ((act,),) = (chapter.told for chapter in tell(DEPARTMENT, new, compare(DEPARTMENT, new)))

    assert act.pieces == (Piece("del", "Maciej Łaski"), Piece("ins", "p.o. Anna Nowa od 01.01.2027"))


def test_words_that_came_or_went_are_shown() -> None:
    new = edited().remove("d2").document
    ((act,),) = (chapter.told for chapter in tell(DEPARTMENT, new, compare(DEPARTMENT, new)))

    assert act.pieces == (Piece("del", "Zadanie d2;"),)


def test_the_office_is_told_too() -> None:
    new = OFFICE.model_copy(update={"seat": "ul. Nowa 2", "officers": (Officer(role="iod", name="Jan"),)})

    assert told(new, OFFICE) == ["Urząd Próbny: Urząd – siedziba:", "Urząd Próbny: Urząd – osoby wyznaczone:"]


def test_word_by_word() -> None:
    assert word_by_word("Nadzór nad planami;", "Stały nadzór nad planami i budżetem;") == (
        Piece("del", "Nadzór "),
        Piece("ins", "Stały nadzór "),
        Piece("", "nad "),
        Piece("del", "planami;"),
        Piece("ins", "planami i budżetem;"),
    )
    assert word_by_word("", "x") == (Piece("ins", "x"),)
    assert word_by_word("x", "x") == (Piece("", "x"),)


def test_every_fact_has_a_name() -> None:
    facts = {name for content in (DEPARTMENT, OFFICE) for thing in things(content).values() for name in thing.said}

    assert isinstance(DEPARTMENT, DepartmentDocument)
    assert facts - FACTS.keys() <= FOLLOWING
