"""A page goes the road of departments and the office: published, told, traced, restored, approved by four eyes."""

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from orgchart.models import Office, Unit
from orgchart.rights import ADMINISTRATOR, EDITOR, PUBLISHER
from pages.models import Declaration, Page
from publishing import reading
from publishing.differences import Act, apply, compare
from publishing.document import PageDocument
from publishing.minor import is_minor
from publishing.models import Edition, Trace
from publishing.rights import desks_of, may_propose, may_publish
from publishing.services import PublicationRefused, RoadRefused, publish_edition
from publishing.services.editions import changes_since_in_force
from publishing.services.restoring import preview_restoration, restore_edition
from publishing.services.road import approve_and_publish
from publishing.snapshot import build_page
from tests.cast import WHOLE_OFFICE, account
from tests.factories import DeclarationFactory, PageFactory
from tests.publishing.people import codes, submitted
from tests.publishing.small_office import STATEMENT

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(office: Office) -> Page:
    publish_edition(office, STATEMENT)
    return PageFactory.create(title="Ponowne wykorzystywanie", slug="ponowne", body="## Zasady\n\nWolno.")


@pytest.fixture
def by(db: None) -> User:
    return account("administratorka", ADMINISTRATOR)


def sentences(page: Page) -> list[str]:
    return [told.sentence for chapter in changes_since_in_force(page) for told in chapter.told]


def test_it_is_published(page: Page) -> None:
    edition = publish_edition(page, STATEMENT)
    place = reading.at_address("ponowne", timezone.now())

    assert (edition.subject, edition.key, edition.slug) == ("page", page.key, "ponowne")
    assert place.page
    assert place.page.document == build_page(page)
    assert [each.title for each in place.office.listed] == ["Ponowne wykorzystywanie"]


def test_nothing_of_it_is_public_before(page: Page) -> None:
    assert reading.at_address("ponowne", timezone.now()).page is None


def test_a_change_is_told_word_by_word(page: Page) -> None:
    publish_edition(page, STATEMENT)
    page.body = "## Zasady\n\nWolno każdemu."
    page.save()
    ((told,),) = [chapter.told for chapter in changes_since_in_force(page)]

    assert told.sentence == "Strona – treść:"
    assert [(piece.how, piece.text.strip()) for piece in told.pieces if piece.how] == [
        ("del", "Wolno."),
        ("ins", "Wolno każdemu."),
    ]


def test_a_statement_is_told_fact_by_fact(page: Page) -> None:
    stated = DeclarationFactory.create()
    publish_edition(stated.page, STATEMENT)
    stated.status, stated.inaccessible, stated.reviewed_on = "zgodna", "", date(2026, 5, 6)
    stated.save()

    assert sentences(stated.page) == [
        "Strona – stan dostępności:",
        "Strona – niedostępne treści:",
        "Strona – data przeglądu:",
    ]


def test_differences_make_the_new_document_of_the_old(page: Page) -> None:
    stated = DeclarationFactory.create()
    old = build_page(stated.page)
    new = old.model_copy(update={"title": "Inaczej", "declaration": None})
    found = compare(old, new)

    assert apply(old, found) == new
    assert apply(new, compare(new, old)) == old
    assert {act.act for act in found.acts} == {Act.CHANGED}


def test_a_comma_is_a_minor_correction() -> None:
    old = PageDocument(key="a", kind="other", title="A", slug="a", body="Ala ma kota")

    assert is_minor(old, old.model_copy(update={"body": "Ala ma kota."}))
    assert not is_minor(old, old.model_copy(update={"film": "https://film.example/"}))


def test_its_trace_begins_anew_with_its_words(page: Page) -> None:
    publish_edition(page, STATEMENT)
    Page.objects.filter(pk=page.pk).update(body="Inne.")
    publish_edition(page, STATEMENT)

    rows = Trace.objects.filter(key=page.key).order_by("first_number")
    assert list(rows.values_list("kind", "slug", "first_number", "last_number")) == [
        ("page", "ponowne", 1, 1),
        ("page", "ponowne", 2, None),
    ]


def test_its_address_is_nobody_else_s(page: Page, department: Unit) -> None:
    publish_edition(department, STATEMENT)
    Page.objects.filter(pk=page.pk).update(slug=department.slug)

    with pytest.raises(PublicationRefused) as refusal:
        publish_edition(page, STATEMENT)
    assert codes(refusal) == ["address-in-use"]


def test_the_office_orders_the_menu(page: Page, office: Office) -> None:
    other = PageFactory.create(title="Archiwum", slug="archiwum", position=page.position + 5)
    for each in (page, other):
        publish_edition(each, STATEMENT)
    assert menu() == ["Archiwum", "Ponowne wykorzystywanie"]  # the office said nothing yet: by the alphabet

    edition = publish_edition(office, STATEMENT)
    assert menu() == ["Ponowne wykorzystywanie", "Archiwum"]
    assert edition.subject == Edition.Subject.OFFICE


def menu() -> list[str]:
    return [each.title for each in reading.office(timezone.now()).listed]


class TestRestoring:
    def test_the_working_copy_says_again_what_the_edition_says(self, page: Page, by: User) -> None:
        stated = DeclarationFactory.create()
        edition = publish_edition(stated.page, STATEMENT)
        Page.objects.filter(pk=stated.page.pk).update(body="Inaczej.")
        Declaration.objects.update(contact="Ktoś inny", shortcuts="Alt+1")

        told = preview_restoration(edition)
        assert restore_edition(edition, by=by) == told
        assert len(told[0].told) == 3
        assert build_page(Page.objects.get(pk=stated.page.pk)) == reading.document_of(edition)
        assert preview_restoration(edition) == []

    def test_one_that_was_removed_comes_back(self, page: Page, by: User) -> None:
        edition = publish_edition(page, STATEMENT)
        page.delete()

        assert [t.sentence for c in restore_edition(edition, by=by) for t in c.told] == [
            "Przywrócono całą stronę „Ponowne wykorzystywanie”."
        ]
        assert build_page(Page.objects.get()) == reading.document_of(edition)


class TestRoad:
    def test_who_wrote_it_does_not_approve_it(self, page: Page) -> None:
        author = account("autorka", EDITOR, PUBLISHER, of=(WHOLE_OFFICE,))
        proposal = submitted(page, by=author)

        with pytest.raises(RoadRefused) as refusal:
            approve_and_publish(proposal, by=author)
        assert "touched-by-approver" in codes(refusal)
        (edition,) = approve_and_publish(proposal, by=account("druga", PUBLISHER, of=(WHOLE_OFFICE,)))
        assert edition.subject == Edition.Subject.PAGE

    def test_pages_belong_to_the_whole_office(self, page: Page, department: Unit) -> None:
        whole = account("cala", EDITOR, PUBLISHER, of=(WHOLE_OFFICE,))
        part = account("czesc", EDITOR, PUBLISHER, of=(department,))

        assert (may_propose(whole, page), may_publish(whole, page)) == (True, True)
        assert (may_propose(part, page), may_publish(part, page)) == (False, False)
        assert page in desks_of(whole)
        assert page not in desks_of(part)
