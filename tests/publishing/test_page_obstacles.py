"""What stands in the way of a page: its texts, the statement of accessibility, reviews that are due."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from orgchart.models import Office
from pages.models import LONGEST, Declaration, Page
from pages.services import create_page
from publishing.obstacles import (
    Obstacle,
    obstacles_before_building,
    warnings_of_page,
    warnings_of_page_document,
)
from publishing.services import PublicationRefused, RoadRefused, freeze_draft, publish_edition, submit_proposal
from publishing.subjects import build
from tests.factories import DeclarationFactory, PageFactory
from tests.publishing.desk import body, client_of, desk_of
from tests.publishing.people import REASON, codes
from tests.publishing.small_office import STATEMENT

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TODAY = date(2026, 11, 24)
Told = list[tuple[str, str]]


def page_of(kind: str = "reuse", **facts: Any) -> Page:
    return PageFactory.create(**{"kind": kind, "title": "Strona", "slug": "strona", "position": 1, **facts})


def told(found: list[Obstacle]) -> Told:
    return [(each.code, each.law) for each in found]


def warned(page: Page) -> Told:
    found = list(warnings_of_page(page, TODAY))
    assert not any(each.blocks for each in found)
    return told(found)


def text_of(found: Any) -> str:
    return " ".join(each.text for each in found)


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("Zobacz [stronę](javascript:alert(1)).", "Strona „Strona”, treść. Wiersz 1: odnośnik „stronę”"),
        ("od \u202eprawej", "U+202E"),
        ("a" * (LONGEST + 1), f"Tekst ma {LONGEST + 1} znaków"),
        ("\n\n".join(["anna@urzad.example"] * 7), "Oraz jeszcze: 2."),
    ],
    ids=["script", "right-to-left", "too long", "many"],
)
def test_a_text_that_no_form_takes_blocks(office: Office, body: str, sentence: str) -> None:
    page = page_of(body=body)
    found = obstacles_before_building(page)
    assert told(found) == [("page-text-wrong", "S4")] and found[0].blocks
    assert sentence in found[0].text
    assert found[0].link == reverse("admin:pages_page_change", args=[page.pk])
    with pytest.raises(PublicationRefused):
        publish_edition(page, STATEMENT)


@pytest.mark.parametrize("facts", [{"title": "Pisz: anna@urzad.example"}, {"film": "https://anna@urzad.example/"}])
def test_no_address_is_published_beside_the_text(office: Office, facts: dict[str, str]) -> None:
    found = obstacles_before_building(page_of(body="Tekst.", **facts))

    assert told(found) == [("page-text-wrong", "S4")] and found[0].blocks
    assert "jest tu adres e-mail" in found[0].text


def test_a_weak_text_and_places_to_fill_warn(office: Office) -> None:
    page = page_of(body="Kliknij [tutaj](https://urzad.example/).\n\n[uzupełnij: opłaty] i [uzupełnij]")
    assert obstacles_before_building(page) == []
    assert warned(page) == [("page-text-weak", "S4"), ("page-unfinished", "S4")]
    assert "Wiersz 1:" in text_of(warnings_of_page(page, TODAY))
    assert "uzupełnić: opłaty; (nie napisano, co)." in text_of(warnings_of_page(page, TODAY))
    assert list(warnings_of_page_document(build(page, TODAY))) == list(warnings_of_page(page, TODAY))  # type: ignore[arg-type]


def test_an_ordinary_page_needs_no_law(office: Office) -> None:
    page = create_page(title="Nabór", body="[uzupełnij: stanowiska]")
    assert warned(page) == [("page-unfinished", "")]


@pytest.mark.parametrize(("day", "codes"), [("2026-11-23", ["page-review-due"]), ("2026-11-24", []), (None, [])])
def test_a_review_is_due_the_day_after(office: Office, day: str | None, codes: list[str]) -> None:
    page = page_of(body="Treść.", review_on=date.fromisoformat(day) if day else None)
    assert [code for code, _ in warned(page)] == codes


def test_the_scope_of_activity_is_told_in_easy_words_and_signs(office: Office) -> None:
    page = page_of("accessibility", body="Treść.")
    assert warned(page) == [("easy-text-missing", "S7"), ("film-missing", "S7")]
    page.easy_text, page.film = "Urząd buduje drogi.", "https://film.example/"
    assert warned(page) == []
    assert warned(page_of("privacy", body="Treść.", position=2, slug="inna")) == []


class TestTheStatement:
    def test_its_page_is_nothing_without_it(self, office: Office) -> None:
        page = page_of("declaration")
        found = obstacles_before_building(page)
        assert told(found) == [("declaration-missing", "S5")] and found[0].blocks
        assert found[0].link == reverse("admin:pages_declaration_changelist")

    def test_one_that_is_right_is_published(self, office: Office) -> None:
        stated = DeclarationFactory.create()
        assert publish_edition(stated.page, STATEMENT).number == 1

    @pytest.mark.parametrize(
        ("facts", "sentence"),
        [
            ({"inaccessible": ""}, "Niedostępne treści: Przy tym stanie wypisz"),
            ({"phone": "brak"}, "Telefon: „brak” to nie numer telefonu."),
            ({"site_updated_on": date(2025, 1, 1)}, "nie może być wcześniejsza niż publikacja"),
            ({"email": "nikt"}, "E-mail:"),
            ({"contact": "Ewa, ewa@urzad.example"}, "Usuń stąd adres e-mail"),
        ],
        ids=lambda value: next(iter(value)) if isinstance(value, dict) else None,
    )
    def test_one_that_was_written_by_hand_blocks(self, office: Office, facts: dict[str, Any], sentence: str) -> None:
        stated = DeclarationFactory.create()
        Declaration.objects.update(**facts)
        found = obstacles_before_building(stated.page)
        assert told(found) == [("declaration-wrong", "S5")] and found[0].blocks
        assert sentence in found[0].text
        assert found[0].link == reverse("admin:pages_declaration_change", args=[stated.pk])

    def test_its_texts_are_read_as_those_of_a_page(self, office: Office) -> None:
        stated = DeclarationFactory.create(
            architecture="[uzupełnij: winda]", information="[tu](https://urzad.example/)"
        )
        assert warned(stated.page) == [("page-text-weak", "S5"), ("page-unfinished", "S5")]
        found = list(warnings_of_page(stated.page, TODAY))
        assert "dostępność architektoniczna: trzeba jeszcze uzupełnić: winda." in found[1].text
        assert {each.link for each in found} == {reverse("admin:pages_declaration_changelist")}
        Declaration.objects.update(
            architecture="x", information="", inaccessible="[uzupełnij: filmy]\n[uzupełnij: mapy]"
        )
        (unfinished,) = warnings_of_page(stated.page, TODAY)
        assert "niedostępne treści: trzeba jeszcze uzupełnić: filmy; mapy." in unfinished.text
        assert list(warnings_of_page_document(build(stated.page, TODAY))) == [unfinished]  # type: ignore[arg-type]
        Declaration.objects.update(communication="[x](javascript:alert(1))")
        assert told(obstacles_before_building(stated.page)) == [("page-text-wrong", "S5")]

    @pytest.mark.parametrize(
        ("reviewed", "codes"),
        [("2025-11-24", ["declaration-review-due"]), ("2025-11-25", []), (None, ["declaration-review-due"])],
    )
    def test_it_is_reviewed_every_year(self, office: Office, reviewed: str | None, codes: list[str]) -> None:
        day = date.fromisoformat(reviewed) if reviewed else None
        stated = DeclarationFactory.create(prepared_on=date(2025, 1, 2), reviewed_on=day)
        assert [code for code, _ in warned(stated.page)] == codes


def test_whoever_submits_a_page_knows_what_is_missing(office: Office, anna: User) -> None:
    page = page_of(body="[uzupełnij: opłaty]")
    draft = freeze_draft([page], by=anna)
    with pytest.raises(RoadRefused) as refused:
        submit_proposal(draft, REASON, by=anna)
    assert codes(refused) == ["page-unfinished"]
    submit_proposal(draft, REASON, by=anna, confirmed=["page-unfinished"])


def test_the_desk_of_a_page_tells_them(office: Office) -> None:
    page = page_of(body="[uzupełnij: opłaty]", review_on=date(2026, 1, 2))
    shown = body(client_of(User.objects.create_superuser("naczelny", password="x")).get(desk_of(page.key)))
    assert "trzeba jeszcze uzupełnić: opłaty." in shown and "należało przejrzeć do 02.01.2026" in shown
