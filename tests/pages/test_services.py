"""Statutory pages come about once, in order; pages are moved and removed without gaps."""

from datetime import date
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone

from journal.models import Entry
from orgchart.models import Office
from pages import kinds
from pages.models import Declaration, Page, a_year_after
from pages.services import (
    StatutoryPage,
    create_page,
    create_statutory_pages,
    move_page,
    remove_page,
)
from tests.factories import UnitFactory
from tests.pages.statement import STATED

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 24)


def order() -> list[tuple[int, str]]:
    return list(Page.objects.order_by("position").values_list("position", "slug"))


def test_the_statutory_pages_are_made_once_in_their_order(office: Office) -> None:
    made = create_statutory_pages(DAY)
    assert order() == [(place, kind.slug) for place, kind in enumerate(kinds.STATUTORY.values(), start=1)]
    assert [page.kind for page in made] == list(kinds.STATUTORY)
    assert {page.review_on for page in made} == {date(2027, 11, 24)}
    assert create_statutory_pages(DAY) == []


def test_what_is_there_stays_and_what_is_missing_comes_last(statutory: list[Page]) -> None:
    Page.objects.filter(kind="reuse").delete()
    kept = Page.objects.get(kind="privacy")
    Page.objects.filter(pk=kept.pk).update(body="Własny tekst.")
    create_page(title="Nabór")
    assert [page.kind for page in create_statutory_pages(DAY)] == ["reuse"]
    assert order()[-1][1] == "ponowne-wykorzystywanie"
    assert Page.objects.get(pk=kept.pk).body == "Własny tekst."


def test_every_statutory_page_but_the_statement_begins_with_a_text(statutory: list[Page]) -> None:
    assert [page.kind for page in statutory if not page.body] == [kinds.DECLARATION]
    easy = [(page.kind, page.told_on) for page in statutory if page.easy_text]
    assert easy == [(kinds.ACCESSIBILITY, timezone.localdate())]


def test_the_statement_is_made_when_its_facts_are_given(office: Office) -> None:
    create_statutory_pages(DAY)
    assert not Declaration.objects.exists()
    assert create_statutory_pages(DAY, declaration=STATED) == []
    create_statutory_pages(DAY, declaration=STATED | {"contact": "Ktoś inny"})
    assert Declaration.objects.get().contact == "Anna Nowa"
    assert Declaration.objects.get().information and "Prostej" in Declaration.objects.get().architecture
    assert Declaration.objects.get().page.kind == kinds.DECLARATION


def test_a_statement_that_cannot_be_makes_nothing(office: Office) -> None:
    with pytest.raises(ValidationError) as error:
        create_statutory_pages(DAY, declaration=STATED | {"phone": "brak", "inaccessible": ""})
    assert set(error.value.message_dict) == {"phone", "inaccessible"}
    assert not Page.objects.exists()


@pytest.mark.once
def test_a_year_after() -> None:
    assert a_year_after(date(2028, 2, 29)) == date(2029, 2, 28)
    assert a_year_after(date(2027, 2, 28)) == date(2028, 2, 28)


def test_a_page_moves_in_the_menu(statutory: list[Page]) -> None:
    last = create_page(title="Nabór")
    assert move_page(last, by=-1)
    assert [slug for _, slug in order()[-2:]] == ["nabor", "deklaracja-dostepnosci"]
    assert [place for place, _ in order()] == list(range(1, 9))
    assert not move_page(Page.objects.get(slug="redakcja"), by=-1)
    assert not move_page(Page.objects.get(slug="deklaracja-dostepnosci"), by=1)


@pytest.mark.parametrize(("slug", "by"), [("instrukcja", -1), ("redakcja", 1)])
def test_a_move_is_told_of_the_page_that_was_moved(statutory: list[Page], slug: str, by: int) -> None:
    """Both end in the same order."""
    before = set(Entry.objects.values_list("pk", flat=True))
    page = Page.objects.get(slug=slug)
    assert move_page(page, by=by)
    assert list(Entry.objects.exclude(pk__in=before).values_list("title", flat=True)) == [page.title]


def test_a_page_is_removed_without_a_gap(statutory: list[Page]) -> None:
    first, second = create_page(title="Nabór"), create_page(title="Mapa dojazdu")
    remove_page(first)
    assert order()[-1] == (8, "mapa-dojazdu")
    second.refresh_from_db()
    assert not move_page(first, by=1)


@pytest.mark.parametrize("kind", ["editorial", "declaration"])
def test_what_the_law_asks_for_is_not_removed(statutory: list[Page], kind: str) -> None:
    with pytest.raises(StatutoryPage):
        remove_page(Page.objects.get(kind=kind))
    assert Page.objects.count() == len(kinds.STATUTORY)


@pytest.mark.parametrize(
    ("title", "slug", "sentence"),
    [
        ("Nabór", "redakcja", "zajęty przez stałą stronę portalu"),
        ("Departament Próby", "", "Ten adres ma już departament."),
        ("Nabór", "Nabor", "z małych liter"),
        ("„…”", "", "Wpisz go."),
    ],
)
def test_an_address_that_cannot_be(office: Office, title: str, slug: str, sentence: str) -> None:
    UnitFactory.create(name="Departament Próby")
    with pytest.raises(ValidationError) as error:
        create_page(title=title, slug=slug)
    assert sentence in str(error.value.message_dict["slug"])


def test_the_command_tells_what_it_made_and_is_repeated(office: Office) -> None:
    told, again = StringIO(), StringIO()
    call_command("create_pages", stdout=told)
    call_command("create_pages", stdout=again)
    assert "Utworzono stronę „Ponowne wykorzystywanie”: /ponowne-wykorzystywanie/" in told.getvalue()
    assert again.getvalue() == "Wszystkie wymagane strony już są.\n"
    assert Page.objects.count() == len(kinds.STATUTORY)
