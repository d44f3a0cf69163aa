"""On the admin's front page, whoever edits pages is told which of them are due for a review."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from orgchart.rights import EDITOR
from pages.attention import attention
from pages.models import Declaration, Page
from tests.cast import WHOLE_OFFICE, account
from tests.factories import DeclarationFactory, UnitFactory

pytestmark = pytest.mark.django_db


def review(kind: str, day: date) -> None:
    Page.objects.filter(kind=kind).update(review_on=day)


def test_reviews_that_are_due_are_told_to_editors_of_the_whole_office(statutory: list[Page], editor: Client) -> None:
    chief, other = account("ala", EDITOR, of=(WHOLE_OFFICE,)), account("ola", EDITOR, of=(UnitFactory.create(),))
    yesterday = timezone.localdate() - timedelta(days=1)
    review("reuse", timezone.localdate())
    assert attention(chief) == []

    review("reuse", yesterday)
    (told,) = attention(chief)
    assert told.text == f"Strona do przejrzenia: „Ponowne wykorzystywanie” (do {yesterday:%d.%m.%Y})."
    assert told.link == reverse("admin:pages_page_change", args=[Page.objects.get(kind="reuse").pk])
    assert attention(other) == []

    for kind in ("editorial", "privacy", "instruction"):
        review(kind, yesterday - timedelta(days=1))
    (told,) = attention(chief)
    assert told.text == (
        "Strony do przejrzenia: „Redakcja BIP”, „Instrukcja korzystania z BIP”, „Ochrona danych osobowych” i jeszcze 1."
    )
    assert told.link == reverse("admin:pages_page_changelist")
    assert "i jeszcze 1." in editor.get(reverse("admin:index")).content.decode()


def test_the_statement_is_reviewed_every_year() -> None:
    chief = account("ala", EDITOR, of=(WHOLE_OFFICE,))
    today = timezone.localdate()
    stated = DeclarationFactory.create(prepared_on=today - timedelta(days=363))
    assert attention(chief) == []
    Declaration.objects.update(prepared_on=today - timedelta(days=367))
    (told,) = attention(chief)
    assert "a przegląda się ją co roku" in told.text
    assert told.link == reverse("admin:pages_declaration_change", args=[stated.pk])
