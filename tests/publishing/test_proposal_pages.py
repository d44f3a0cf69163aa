"""The page of a proposal: who sees it, who takes which step, and that nothing typed is lost on the way."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client

from journal.models import Entry
from orgchart.models import Unit
from orgchart.rights import ADMINISTRATOR, EDITOR
from orgchart.services import add_unit, change_unit
from publishing.admin.acts import STEPS
from publishing.models import Edition, PreviewLink, Proposal, Remark
from publishing.services import approve_proposal, publish_edition
from tests.cast import editor_of, once_but, publisher_of
from tests.filled import load
from tests.publishing.desk import Changed, body, client_of, page_of, read_page, state_of, step_of, take
from tests.publishing.people import account, touched
from tests.publishing.small_office import STATEMENT

pytestmark = pytest.mark.django_db
LIST = "/admin/publishing/proposal/"


# Who may

SIGN_IN, FORBIDDEN, SHOWN, GOES_ON, NOT_SO = 302, 403, 200, 302, 405
WHO = ("visitor", "powerless", "foreign_editor", "own_editor", "own_publisher", "auditor", "administrator")
# Of a submitted proposal, whose author is somebody else. A step that its state does not allow is told of with 200.
POSTED = {
    "zloz": (SHOWN, SHOWN, SHOWN, SHOWN),  # an empty statement; the form comes back
    "odswiez": (FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN),
    "wycofaj": (FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN),
    "odnow": (SHOWN, FORBIDDEN, FORBIDDEN, SHOWN),
    "zatwierdz": (FORBIDDEN, SHOWN, FORBIDDEN, SHOWN),  # without what they saw: they are told to look again
    "opublikuj": (FORBIDDEN, SHOWN, FORBIDDEN, SHOWN),
    "zatwierdz-i-opublikuj": (FORBIDDEN, SHOWN, FORBIDDEN, SHOWN),
    "odrzuc": (SHOWN, SHOWN, SHOWN, SHOWN),  # without a comment
    "kontrasygnuj": (FORBIDDEN, SHOWN, FORBIDDEN, SHOWN),
    "dolacz": (SHOWN, SHOWN, SHOWN, SHOWN),  # nothing was chosen
    "wyjmij": (SHOWN, SHOWN, SHOWN, SHOWN),
    "zapros": (SHOWN, SHOWN, FORBIDDEN, SHOWN),
    "uniewaznij": (404, 404, FORBIDDEN, 404),
    "uwaga": (SHOWN, SHOWN, FORBIDDEN, SHOWN),
}
TABLE: list[tuple[Any, ...]] = [
    ("list", "get", SIGN_IN, FORBIDDEN, SHOWN, SHOWN, SHOWN, SHOWN, SHOWN),
    ("list", "post", SIGN_IN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN),
    ("page", "get", SIGN_IN, FORBIDDEN, FORBIDDEN, SHOWN, SHOWN, SHOWN, SHOWN),
    ("page", "post", SIGN_IN, NOT_SO, NOT_SO, NOT_SO, NOT_SO, NOT_SO, NOT_SO),
    ("plik", "get", SIGN_IN, FORBIDDEN, FORBIDDEN, 404, 404, 404, 404),
    ("plik", "post", SIGN_IN, NOT_SO, NOT_SO, NOT_SO, NOT_SO, NOT_SO, NOT_SO),
    ("nie-ma", "post", SIGN_IN, 404, 404, 404, 404, 404, 404),
    *((name, "get", SIGN_IN, *[NOT_SO] * 6) for name in POSTED),
    *((name, "post", SIGN_IN, FORBIDDEN, FORBIDDEN, *statuses) for name, statuses in POSTED.items()),
]


@pytest.mark.parametrize("who", once_but("administrator", of=WHO))
def test_who_may(somebody: Callable[[str], Client], proposal: Proposal, who: str) -> None:
    client = somebody(who)
    for name, method, *statuses in TABLE:
        address = {"list": LIST, "page": page_of(proposal)}.get(name) or step_of(proposal, name)
        answer = getattr(client, method)(address)
        assert answer.status_code == statuses[WHO.index(who)], (name, method, body(answer)[-3000:])
        if who == "visitor":
            assert answer["Location"].startswith("/admin/login/")
    assert state_of(proposal) == Proposal.State.SUBMITTED
    assert not PreviewLink.objects.exists()
    assert not Remark.objects.exists()


def test_every_step_stands_in_the_table() -> None:
    assert set(STEPS) == set(POSTED)


@pytest.mark.once
def test_a_forged_step_is_refused(proposal: Proposal, ewa: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(ewa)
    for name in STEPS:
        assert client.post(step_of(proposal, name), {"comment": "Nie."}).status_code == 403, name
        assert state_of(proposal) == Proposal.State.SUBMITTED, name


def test_the_list_holds_only_what_somebody_sees(proposal: Proposal) -> None:
    department = Unit.objects.get(name="Departament Próby")
    culture = add_unit(parent=None, name="Departament Kultury")
    assert "1. Departament Próby" in body(publisher_of(department).get(LIST)).replace(f"{proposal.pk}. ", "1. ")
    assert "Departament Próby" not in body(editor_of(culture).get(LIST))


@pytest.mark.once
def test_the_list_is_filtered(proposal: Proposal, ewa: User) -> None:
    client = client_of(ewa)
    assert "Departament Próby" in body(client.get(LIST, {"state__exact": "submitted"}))
    assert "Departament Próby" not in body(client.get(LIST, {"state__exact": "rejected"}))
    assert "Departament Próby" in body(client.get(LIST, {"q": "próby"}))


# The road


def test_the_whole_road(draft: Proposal, anna: User, ewa: User) -> None:
    page = read_page(anna, draft)
    assert "Departament Próby: Departament – wstęp do zadań." in page  # the reason, prefilled
    assert 'value="Maciej Łaski"' in page
    assert "Czas polski (Europe/Warsaw)" in page
    answer = take(client_of(anna), draft, "zloz", reason="Nowy regulamin.")
    assert answer["Location"] == page_of(draft)
    assert state_of(draft) == Proposal.State.SUBMITTED
    page = read_page(ewa, draft)
    assert "Nowy regulamin." in page
    take(client_of(ewa), draft, "zatwierdz")
    assert state_of(draft) == Proposal.State.APPROVED
    done = take(client_of(ewa), draft, "opublikuj")
    assert "Opublikowano: Departament Próby, wydanie 2." in body(client_of(ewa).get(page_of(draft))) or done
    assert Edition.objects.get(number=2).part.proposal == draft
    page = read_page(anna, draft)
    for act in ("zamrożono szkic", "złożono projekt", "zatwierdzono projekt", "opublikowano projekt"):
        assert act in page


def test_approval_and_publication_in_one(proposal: Proposal, ewa: User) -> None:
    take(client_of(ewa), proposal, "zatwierdz-i-opublikuj")
    assert state_of(proposal) == Proposal.State.PUBLISHED


def test_whoever_must_act_next_is_written_to(
    draft: Proposal, anna: User, ewa: User, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        take(client_of(anna), draft, "zloz", reason="Nowy regulamin.")
    assert [message.to for message in mail.outbox] == [["ewa@urzad.example"]]


def test_whoever_touched_it_is_told_so_and_cannot_approve(changed: Changed, anna: User) -> None:
    boss = account("szefowa", ADMINISTRATOR)
    touched(boss, changed.department.key, title="Departament Próby")
    proposal = changed.submitted(anna)
    page = read_page(boss, proposal)
    assert "z tego konta zmieniono: „Departament Próby”" in page
    assert '<button class="button" disabled aria-describedby="dlaczego-nie">Zatwierdź</button>' in page
    assert 'formaction="' not in page
    assert "Przejdź tam" not in page  # it would lead to this very page
    refused = body(take(client_of(boss), proposal, "zatwierdz"))
    assert "Nie wykonano" in refused
    assert state_of(proposal) == Proposal.State.SUBMITTED
    assert Entry.objects.filter(kind=Entry.Kind.REFUSAL, actor_id=boss.pk).exists()


@pytest.mark.once
def test_a_rejection_takes_a_comment(proposal: Proposal, anna: User, ewa: User) -> None:
    page = body(take(client_of(ewa), proposal, "odrzuc", comment=" "))
    assert "To pole jest wymagane." in page
    assert "<details open>" in page
    take(client_of(ewa), proposal, "odrzuc", comment="Brakuje uchwały.")
    assert state_of(proposal) == Proposal.State.REJECTED
    assert "Brakuje uchwały." in read_page(anna, proposal)


@pytest.mark.once
def test_its_author_withdraws_it_and_renews_it(proposal: Proposal, anna: User) -> None:
    take(client_of(anna), proposal, "wycofaj")
    assert state_of(proposal) == Proposal.State.WITHDRAWN
    take(client_of(anna), proposal, "odnow")
    assert Proposal.objects.latest("pk").state == Proposal.State.DRAFT


def test_what_was_not_seen_is_not_approved(proposal: Proposal, ewa: User) -> None:
    fields = load(client_of(ewa), page_of(proposal))
    Proposal.objects.filter(pk=proposal.pk).update(reason="Inny powód.")
    page = body(client_of(ewa).post(step_of(proposal, "zatwierdz"), fields))
    assert "Projekt zmienił się, odkąd go otwarto." in page
    for seen in ("", "cokolwiek"):
        client_of(ewa).post(step_of(proposal, "zatwierdz"), {**fields, "seen": seen})
    assert state_of(proposal) == Proposal.State.SUBMITTED


# Packages, renewal


def test_a_package_grows_and_shrinks(proposal: Proposal, anna: User, ewa: User) -> None:
    culture = add_unit(parent=None, name="Departament Kultury")
    approve_proposal(proposal, by=ewa)
    page = body(client_of(anna).post(step_of(proposal, "dolacz"), {"subject_key": culture.key}, follow=True))
    assert "Dołączono do pakietu: Departament Kultury." in page
    assert state_of(proposal) == Proposal.State.SUBMITTED
    assert "Części pakietu: 2" in page
    part = proposal.parts.get(key=culture.key)
    page = body(client_of(anna).post(step_of(proposal, "wyjmij"), {"part": part.pk}, follow=True))
    assert "Wyjęto z pakietu: Departament Kultury." in page
    assert proposal.parts.count() == 1


@pytest.mark.once
def test_only_what_was_given_joins_a_package(proposal: Proposal, anna: User) -> None:
    department = Unit.objects.get(name="Departament Próby")
    culture = add_unit(parent=None, name="Departament Kultury")
    own = account("jan", EDITOR, department)
    page = body(client_of(own).post(step_of(proposal, "dolacz"), {"subject_key": culture.key}))
    assert "Tej części nie można dołączyć" in page
    assert proposal.parts.count() == 1


@pytest.mark.once
def test_a_part_of_another_proposal_is_not_taken_out(proposal: Proposal, changed: Changed, anna: User) -> None:
    other = changed.draft(account("jan", EDITOR))
    page = body(client_of(anna).post(step_of(proposal, "wyjmij"), {"part": other.parts.get().pk}))
    assert "Tej części już nie ma w pakiecie." in page
    assert other.parts.count() == 1


def test_an_overtaken_one_shows_three_differences(proposal: Proposal, changed: Changed, anna: User) -> None:
    unit = Unit.objects.get(symbol="PRI")
    change_unit(unit, intro="Ważne:")
    publish_edition(changed.department, STATEMENT)
    change_unit(unit, intro="Najważniejsze:")
    assert state_of(proposal) == Proposal.State.OVERTAKEN
    page = read_page(anna, proposal)
    for heading in ("Co zmieniło wydanie 2", "Co miał zmienić ten projekt", "Co zmieni po odnowieniu"):
        assert f"<h4>{heading}</h4>" in page
    take(client_of(anna), proposal, "odnow")
    assert state_of(proposal) == Proposal.State.DRAFT
