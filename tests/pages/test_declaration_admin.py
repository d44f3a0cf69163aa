"""The statement of accessibility as a form: what is wrong stands at its field, and nothing that was typed is lost."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from journal.models import Entry
from orgchart.conflicts import CHANGED_MEANWHILE
from orgchart.models import Officer
from pages.models import LONGEST, Declaration, Page
from tests.filled import fields_of, load
from tests.pages.statement import STATED

pytestmark = pytest.mark.django_db
LIST = reverse("admin:pages_declaration_changelist")
ADD = reverse("admin:pages_declaration_add")
TYPED: dict[str, str] = {name: str(value) for name, value in STATED.items() if value is not None}
TOMORROW = f"{timezone.localdate() + timedelta(days=2)}"  # in every zone


def address(stored: Declaration) -> str:
    return reverse("admin:pages_declaration_change", args=[stored.pk])


@pytest.fixture
def stored(statutory: list[Page]) -> Declaration:
    return Declaration.objects.create(page=Page.objects.get(kind="declaration"), **STATED)


def error_at(page: str, field: str) -> str:
    return page.partition(f'class="form-row errors field-{field}"')[2].partition("</ul>")[0]


def test_it_is_filled_in_once_and_names_the_coordinator(editor: Client, statutory: list[Page]) -> None:
    assert editor.get(LIST)["Location"] == ADD
    fields = load(editor, ADD)
    assert (fields["contact"], fields["phone"], fields["method"]) == ("Anna Nowa", "42 663 30 01", "samoocena")
    assert "[uzupełnij:" in fields["architecture"]
    assert editor.post(ADD, fields | TYPED | {"contact": "Jan Inny"}).status_code == 302
    made = Declaration.objects.get()
    assert (made.page.kind, made.contact, made.prepared_on) == ("declaration", "Jan Inny", STATED["prepared_on"])
    assert editor.get(LIST)["Location"] == editor.get(ADD, follow=True).redirect_chain[-1][0] == address(made)
    assert editor.post(reverse("admin:pages_declaration_delete", args=[made.pk]), {"post": "yes"}).status_code == 403


def test_the_first_coordinator_is_named_and_none_is_made_up(editor: Client, statutory: list[Page]) -> None:
    Officer.objects.update(role=Officer.Role.INSPECTOR)
    assert load(editor, ADD)["contact"] == ""


@pytest.mark.once
def test_without_its_page_it_leads_to_the_list(editor: Client) -> None:
    shown = editor.get(LIST, follow=True)
    assert shown.redirect_chain[-1][0] == reverse("admin:pages_page_changelist")
    assert "Najpierw utwórz brakujące strony" in shown.content.decode()
    assert editor.get(ADD)["Location"] == LIST
    assert "Najpierw utwórz brakujące strony" in editor.post(ADD, TYPED).content.decode()


@pytest.mark.once
def test_its_parts_bear_the_headings_of_the_law(editor: Client, stored: Declaration) -> None:
    page = editor.get(address(stored)).content.decode()
    parts = [
        "Stan dostępności cyfrowej",
        "Niedostępne treści",
        "Przygotowanie deklaracji dostępności i jej aktualizacja",
        "Udogodnienia, ograniczenia i inne informacje",
        "Skróty klawiszowe",
        "Informacje zwrotne i dane kontaktowe",
        "Aplikacje mobilne",
        "Dostępność architektoniczna",
        "Dostępność komunikacyjno-informacyjna",
    ]
    places = [page.find(f'class="fieldset-heading">{part}</h2>') for part in parts]
    assert -1 not in places and places == sorted(places)
    names = {field.name for field in Declaration._meta.concrete_fields} - {"id", "page"}
    assert set(fields_of(page)) == names | {"loaded"}
    assert page.count('type="date"') == 4


# what is typed, and what is said at which field
WRONG: list[dict[str, tuple[str, str]]] = [
    {
        "site_published_on": (TOMORROW, "Ta data jest w przyszłości."),
        "site_updated_on": ("2026-03-02", "wcześniejsza niż publikacja strony"),
        "reviewed_on": (TOMORROW, "Ta data jest w przyszłości."),
        "prepared_on": ("0026-01-20", "Sprawdź rok."),
        "status": ("", "wymagane"),
        "phone": ("42 6", "niewłaściwą liczbę cyfr"),
        "email": ("dostepnosc", "pełny adres e-mail"),
        "architecture_url": ("javascript:alert(1)", "pełny adres strony"),
        "architecture": ("[x](javascript:alert(1))", "nie może prowadzić"),
        "communication": ("od \u202eprawej", "niewidoczny znak (U+202E"),
        "information": ("zero\x00", "niewidoczny znak"),
        "excluded": ("a" * (LONGEST + 1), f"najwyżej {LONGEST} znaków"),
    },
    {
        "site_updated_on": ("2025-12-31", "wcześniejsza niż publikacja strony"),
        "reviewed_on": ("2026-01-19", "wcześniejszy niż sporządzenie"),
        "inaccessible": (" ", "wypisz, co jest niedostępne"),
        "phone": ("brak", "to nie numer telefonu"),
        "contact": ("", "wymagane"),
    },
    {
        "inaccessible": ("skany (pisz: anna@urzad.example)", "Usuń stąd adres e-mail"),
        "contact": ("Anna Nowa, anna@urzad.example", "Usuń stąd adres e-mail"),
        "architecture_url": ("https://anna@urzad.example/", "Usuń stąd adres e-mail"),
    },
]
STATES = [
    ("zgodna", "skany", "Strona zgodna nie ma niedostępnych treści."),
    ("niezgodna", "", "wypisz, co jest niedostępne"),
]


def attempt(client: Client, stored: Declaration, typed: dict[str, str]) -> str:
    """The page that comes back, with all that was typed; nothing is stored."""
    before, entries = Declaration.objects.values().get(), Entry.objects.count()
    sent = load(client, address(stored)) | {"shortcuts": "Alt + 1: menu"} | typed
    answer = client.post(address(stored), sent)
    page: str = answer.content.decode()
    assert answer.status_code == 200
    assert fields_of(page) == sent
    assert Declaration.objects.values().get() == before and Entry.objects.count() == entries
    return page


@pytest.mark.parametrize("wrong", WRONG, ids=["first", "second", "e-mail"])
def test_what_cannot_be_stands_at_its_field(
    editor: Client, stored: Declaration, wrong: dict[str, tuple[str, str]]
) -> None:
    page = attempt(editor, stored, {name: typed for name, (typed, _) in wrong.items()})
    silent = {name: said for name, (_, said) in wrong.items() if said not in error_at(page, name)}
    assert silent == {}
    assert page.count('class="form-row errors ') == len(wrong)


@pytest.mark.parametrize(("status", "inaccessible", "sentence"), STATES)
def test_the_state_demands_its_list(
    editor: Client, stored: Declaration, status: str, inaccessible: str, sentence: str
) -> None:
    page = attempt(editor, stored, {"status": status, "inaccessible": inaccessible, "method": "zewnetrzna"})
    assert sentence in error_at(page, "inaccessible")
    assert "kto przeprowadził badanie" in error_at(page, "assessor")


def test_a_second_editor_sees_both_versions(editor: Client, second_editor: Client, stored: Declaration) -> None:
    mine = load(editor, address(stored)) | {"phone": "42 663 30 02"}
    theirs = load(second_editor, address(stored)) | {"phone": "42 663 30 03"}
    assert second_editor.post(address(stored), theirs).status_code == 302
    stopped = editor.post(address(stored), mine).content.decode()
    assert CHANGED_MEANWHILE in stopped and "42 663 30 03" in stopped
    assert editor.post(address(stored), fields_of(stopped)).status_code == 302
    assert Declaration.objects.get().phone == "42 663 30 02"


def test_who_fills_it_in_as_the_second_loses_nothing(editor: Client, statutory: list[Page]) -> None:
    fields = load(editor, ADD) | TYPED | {"contact": "Moja wersja"}
    Declaration.objects.create(page=Page.objects.get(kind="declaration"), **STATED)
    answer = editor.post(ADD, fields)
    page = answer.content.decode()
    assert answer.status_code == 200 and "Ktoś inny wypełnił w tym czasie deklarację." in page
    assert fields_of(page)["contact"] == "Moja wersja"
    assert Declaration.objects.get().contact == "Anna Nowa"


def test_weak_texts_are_told_after_saving(editor: Client, stored: Declaration) -> None:
    fields = load(editor, address(stored)) | {"architecture": "[uzupełnij: winda]"}
    done = editor.post(address(stored), fields, follow=True).content.decode()
    assert "Dostępność architektoniczna. Wiersz 1: do uzupełnienia: winda." in done
