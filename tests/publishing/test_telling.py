"""Differences are told in plain Polish, unit by unit."""

from datetime import date
from typing import Any

import pytest

from contacts.models import Channel as ChannelRow
from orgchart import kinds
from orgchart.models import Gone as GoneRow
from orgchart.models import Officer as OfficerRow
from publishing import grammar
from publishing.differences import FOLLOWING, compare, things
from publishing.document import Channel, DepartmentDocument, Document, Duty, Gone, Holder, Officer, Post, Unit
from publishing.emails import INSTEAD
from publishing.telling import FACTS, Chapter, Told, tell, without_addresses
from publishing.words import Piece
from tests.growth import LINEAR, growth
from tests.publishing.documents import DEPARTMENT, OFFICE, Editor


def told(new: Document, old: Document = DEPARTMENT) -> list[str]:
    chapters = tell(old, new, compare(old, new))
    return [f"{chapter.title}: {act.sentence}" for chapter in chapters for act in chapter.told]


def edited() -> Editor:
    return Editor(DEPARTMENT)


TEAM = Unit(key="team", kind="zespol", name="Zespół", slug="zespol", duties=(Duty(key="n", number="1", text="N"),))
OTHER_POST = Post(key="deputy", function="Zastępca", holders=(Holder(key="h8", person="Jan Drugi"),))
NEW_HOLDER = Holder(key="h9", person="Anna Nowa", since=date(2027, 1, 1))
ACTING = Holder(key="h7", person="Ewa Trzecia", acting=True)
WEBSITE = Channel(key="web", kind="www", value="urzad.example")


def became(key: str, how: Any, *successors: str) -> Gone:
    return Gone(key=key, how=how, successors=successors)


ACTS = [
    (
        edited().change("one", symbol="PWI", slug="pwi"),
        "Wydział Promocji (PWI): Zmieniono symbol wydziału: wcześniej PRI, teraz PWI.",
    ),
    (
        edited().change("two", symbol="MAR"),
        "Referat Marki (MAR): Zmieniono symbol referatu: wcześniej brak, teraz MAR.",
    ),
    (edited().change("two", kind="biuro"), "Referat Marki: Zmieniono rodzaj: wcześniej referat, teraz biuro."),
    (edited().change("two", slug="inny"), "Referat Marki: Referat – adres strony:"),
    (edited().change("two", heading="Inny", worded=True), "Referat Marki: Referat – nagłówek:"),
    (edited().change("two", handling="x"), "Referat Marki: Referat – przyjmowanie i załatwianie spraw:"),
    (edited().change("two", registers="x"), "Referat Marki: Referat – rejestry, ewidencje i archiwa:"),
    (
        edited().move("two", "dept", "units", 0),
        "Referat Marki: Zmieniono kolejność: referat (wcześniej II, teraz I).",
    ),
    (edited().change("p1", text="x"), "Wydział Promocji (PRI): Punkt 1 zadania 1 – brzmienie:"),
    (edited().change("d2", legal_basis="art. 1"), "Wydział Promocji (PRI): Zadanie 2 – podstawa prawna:"),
    (
        edited().change("p2", number="b", labelled=True),
        "Wydział Promocji (PRI): Zmieniono numer: punkt 2 zadania 1, teraz b.",
    ),
    (edited().insert("dept", "posts", 1, OTHER_POST), "Departament Próby: Utworzono stanowisko „Zastępca”."),
    (edited().remove("head"), "Departament Próby: Zniesiono stanowisko „Dyrektor”."),
    (
        edited().move("head", "one", "posts", 0),
        "Wydział Promocji (PRI): Przeniesiono stanowisko „Dyrektor”. Wcześniej: Departament Próby.",
    ),
    (
        edited().change("head", holders=(NEW_HOLDER,)),
        "Departament Próby: Stanowisko „Dyrektor”: wcześniej Maciej Łaski, teraz Anna Nowa od 01.01.2027.",
    ),
    (
        edited().change("head", holders=(ACTING,)),
        "Departament Próby: Stanowisko „Dyrektor”: wcześniej Maciej Łaski, teraz p.o. Ewa Trzecia.",
    ),
    (
        edited().change("head", function="Szef"),
        "Departament Próby: Zmieniono nazwę stanowiska „Dyrektor” na „Szef”.",
    ),
    (edited().change("head", competence="x"), "Departament Próby: Stanowisko „Dyrektor” – kompetencje:"),
    (edited().insert("box", "channels", 1, WEBSITE), "Departament Próby: Dodano: stronę WWW (Kontakt)."),
    (edited().remove("tel"), "Departament Próby: Usunięto: telefon (Kontakt)."),
    (
        edited().change("tel", kind="faks"),
        "Departament Próby: Zmieniono rodzaj (Kontakt): wcześniej telefon, teraz faks.",
    ),
    (
        edited().change("two-box", title="Biuro"),
        "Referat Marki: Zmieniono tytuł kontaktu „Sekretariat” na „Biuro”.",
    ),
    (edited().change("two-box", room="12"), "Referat Marki: Kontakt „Sekretariat” – pokój:"),
    (edited().remove("two-box"), "Referat Marki: Usunięto: kontakt „Sekretariat”."),
    (
        edited().remove("d3").tell_gone(became("d3", "renamed", "d4")),
        "Wydział Promocji (PRI): Usunięto: zadanie 3. Zastąpiono przez: Referat Marki, zadanie 1.",
    ),
    (
        edited().remove("d3").tell_gone(became("d3", "closed")),
        "Wydział Promocji (PRI): Usunięto: zadanie 3. Nic tego nie zastąpiło.",
    ),
    (
        edited().remove("one-a").tell_gone(became("one-a", "split", "two", "elsewhere")),
        "Oddział Targów: Zlikwidowano oddział. Podzielono na: Referat Marki; w innym departamencie.",
    ),
    (edited().remove("d3").tell_gone(became("d3", "")), "Wydział Promocji (PRI): Usunięto: zadanie 3."),
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
    (
        edited().change("d2", number="1a", labelled=True),
        "Wydział Promocji (PRI): Zmieniono numer: zadanie 2, teraz 1a.",
    ),
    (edited().insert("dept", "units", 2, TEAM), "Zespół: Utworzono zespół (a z nim zadania: 1)."),
    (
        edited().remove("one"),
        "Wydział Promocji (PRI): Zlikwidowano wydział (a z nim komórki podległe: 1, zadania: 3).",
    ),
    (
        edited().move("one-a", "two", "units", 0),
        "Oddział Targów: Przeniesiono oddział. Wcześniej: Wydział Promocji (PRI).",
    ),
    (edited().change("two", name="Referat Reklamy"), "Referat Reklamy: Zmieniono nazwę referatu:"),
    (
        edited().change("dept", intro="Do zadań:"),
        "Departament Próby: Departament – wstęp do zadań:",
    ),
    (
        edited().change("head", holders=()),
        "Departament Próby: Stanowisko „Dyrektor”: wcześniej Maciej Łaski, teraz wakat.",
    ),
    (edited().change("tel", value="42 1"), "Departament Próby: Zmieniono telefon (Kontakt):"),
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


def test_an_answer_that_came_later_is_told_by_itself() -> None:
    old = edited().tell_gone(became("x", ""), became("y", "closed")).document
    new = edited().tell_gone(became("x", "merged", "two"), became("y", "closed")).document

    assert told(new, old) == [
        "Departament Próby: Wskazano, co zastąpiło usunięte wcześniej zadania lub komórki. Połączono z: Referat Marki."
    ]
    assert told(old, new)[0].endswith("Cofnięto wcześniejszą odpowiedź.")


def test_the_order_of_departments_is_told_and_a_new_one_is_not() -> None:
    two = OFFICE.model_copy(update={"departments": ("a", "b")})

    assert told(OFFICE.model_copy(update={"departments": ("b", "a")}), two) == [
        "Urząd Próbny: Zmieniono kolejność departamentów."
    ]
    assert told(OFFICE.model_copy(update={"departments": ("a", "c", "b")}), two) == []


def test_every_kind_of_unit_and_channel_has_its_grammar() -> None:
    assert grammar.KINDS.keys() == kinds.KINDS.keys()
    assert grammar.CHANNELS.keys() == set(ChannelRow.Kind.values)
    assert grammar.ROLES.keys() == set(OfficerRow.Role.values)
    assert grammar.FATES.keys() | {"", "closed"} == {*GoneRow.How.values, ""}


def test_words_that_came_or_went_are_shown() -> None:
    new = edited().remove("d2").document
    ((act,),) = (chapter.told for chapter in tell(DEPARTMENT, new, compare(DEPARTMENT, new)))

    assert act.pieces == (Piece("del", "Zadanie d2;"),)


def test_the_office_is_told_too() -> None:
    new = OFFICE.model_copy(update={"seat": "ul. Nowa 2", "officers": (Officer(role="iod", name="Jan"),)})

    assert told(new, OFFICE) == ["Urząd Próbny: Urząd – siedziba:", "Urząd Próbny: Urząd – osoby wyznaczone:"]


def hidden(size: int) -> tuple[Told, str]:
    long = "a" * size
    told = Told(f"Zmieniono <jan@urzad.example> {long}", (Piece("ins", "b,anna@urzad.example "), Piece("", long)))
    ((found,),) = [chapter.told for chapter in without_addresses([Chapter("Urząd", (told,))])]
    return found, long


def test_addresses_are_hidden_and_a_long_word_takes_time_in_proportion() -> None:
    found, long = hidden(100_000)

    assert found == Told(f"Zmieniono <{INSTEAD}> {long}", (Piece("ins", f"b,{INSTEAD} "), Piece("", long)))
    assert growth(hidden, 50_000) < LINEAR


def test_every_fact_has_a_name() -> None:
    facts = {name for content in (DEPARTMENT, OFFICE) for thing in things(content).values() for name in thing.said}

    assert isinstance(DEPARTMENT, DepartmentDocument)
    assert facts - FACTS.keys() <= FOLLOWING
