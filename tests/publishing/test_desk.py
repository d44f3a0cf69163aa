"""«Biurko publikacji»: what it answers, who sees it, and what is done from there."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from orgchart.models import Gone, Office, Presence, Unit
from orgchart.removals import answer_gone
from orgchart.services import add_unit, change_unit
from publishing.models import Edition, Proposal, Withdrawal
from publishing.services import publish_edition
from tasks.models import Duty
from tasks.services import close_unit
from tests.cast import editor_of, once_but
from tests.filled import load
from tests.publishing.desk import CHANGED, FIRST, Changed, body, client_of, desk_of
from tests.publishing.small_office import STATEMENT

pytestmark = pytest.mark.django_db
LIST = "/admin/biurko/"


def read(user: User, address: str) -> str:
    answer = client_of(user).get(address)
    assert answer.status_code == 200
    return body(answer)


# Who may

SIGN_IN, FORBIDDEN, SHOWN, GOES_ON, NOT_SO = 302, 403, 200, 302, 405
WHO = ("visitor", "powerless", "foreign_editor", "own_editor", "own_publisher", "auditor", "administrator")
TABLE = [
    # address, method, visitor, powerless, editor elsewhere, editor here, publisher here, auditor, administrator
    ("index", "get", SIGN_IN, FORBIDDEN, SHOWN, SHOWN, SHOWN, SHOWN, SHOWN),
    ("index", "post", SIGN_IN, FORBIDDEN, NOT_SO, NOT_SO, NOT_SO, NOT_SO, NOT_SO),
    ("subject", "get", SIGN_IN, FORBIDDEN, FORBIDDEN, SHOWN, SHOWN, SHOWN, SHOWN),
    ("subject", "post", SIGN_IN, FORBIDDEN, FORBIDDEN, NOT_SO, NOT_SO, NOT_SO, NOT_SO),
    ("office", "get", SIGN_IN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN, SHOWN, SHOWN),
    ("prepare", "get", SIGN_IN, FORBIDDEN, FORBIDDEN, NOT_SO, NOT_SO, NOT_SO, NOT_SO),
    ("prepare", "post", SIGN_IN, FORBIDDEN, FORBIDDEN, GOES_ON, GOES_ON, FORBIDDEN, GOES_ON),
    ("discard", "get", SIGN_IN, FORBIDDEN, FORBIDDEN, SHOWN, FORBIDDEN, FORBIDDEN, SHOWN),
    ("discard", "post", SIGN_IN, FORBIDDEN, FORBIDDEN, SHOWN, FORBIDDEN, FORBIDDEN, SHOWN),
    ("urgent", "get", SIGN_IN, FORBIDDEN, FORBIDDEN, FORBIDDEN, SHOWN, FORBIDDEN, SHOWN),
    ("urgent", "post", SIGN_IN, FORBIDDEN, FORBIDDEN, FORBIDDEN, SHOWN, FORBIDDEN, SHOWN),
    ("check", "get", SIGN_IN, FORBIDDEN, FORBIDDEN, NOT_SO, NOT_SO, NOT_SO, NOT_SO),
    ("check", "post", SIGN_IN, FORBIDDEN, FORBIDDEN, SHOWN, SHOWN, FORBIDDEN, SHOWN),
    ("unknown", "get", SIGN_IN, 404, 404, 404, 404, 404, 404),
]


@pytest.mark.parametrize("who", once_but("administrator", of=WHO))
def test_who_may(somebody: Callable[[str], Client], changed: Changed, who: str) -> None:
    client = somebody(who)
    addresses = {"index": LIST, "office": desk_of("office"), "unknown": desk_of("nie-ma")}
    for name, method, *statuses in TABLE:
        answer = getattr(client, method)(addresses.get(name) or desk_of(changed.department.key, name))
        assert answer.status_code == statuses[WHO.index(who)], (name, method)
        if who == "visitor":
            assert answer["Location"].startswith("/admin/login/")
        if answer.status_code == NOT_SO:
            assert "wymaga naciśnięcia przycisku" in body(answer)
            assert answer["Allow"] == ("POST" if name in {"prepare", "check"} else "GET")
    assert Unit.objects.get(pk=changed.department.pk).intro == CHANGED
    assert Edition.objects.count() == 2


def test_every_address_of_the_desk_stands_in_the_table() -> None:
    from publishing.admin.addresses import urlpatterns  # noqa: PLC0415  # the admin must be ready

    assert {pattern.name for pattern in urlpatterns} <= {row[0] for row in TABLE}


@pytest.mark.once
def test_a_forged_request_is_refused(changed: Changed, anna: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(anna)
    for name in ("prepare", "check", "discard", "urgent"):
        assert client.post(desk_of(changed.department.key, name)).status_code == 403, name


# What it answers

QUESTIONS = [
    "Co jest teraz publiczne",
    "Co zmienia wersja robocza",
    "Co stoi na przeszkodzie",
    "Co czeka na zatwierdzenie albo na swój dzień",
    "Do sprawdzenia",
    "Co ostatnio opublikowano",
]


def test_it_answers_in_this_order(changed: Changed, anna: User) -> None:
    page = read(anna, desk_of(changed.department.key))
    places = [page.index(f">{question}</h2>") for question in QUESTIONS]
    assert places == sorted(places)
    assert "Wydanie 1</a>, obowiązuje od" in page
    assert "Opublikował: Ewa Wydawca" in page
    assert 'href="/departament-proby/"' in page
    assert "Departament – wstęp do zadań:" in page
    assert '<del><span class="aside">[usunięto: </span>' in page
    assert "Przygotuj projekt" in page


@pytest.mark.once
def test_nothing_is_published_yet(office: Office, department: Unit, anna: User) -> None:
    page = read(anna, desk_of(department.key))
    assert "Co dalej: uzupełnij" in page
    assert "Urząd nie ma jeszcze obowiązującego wydania" in page
    assert desk_of("office") in page
    assert "Jeszcze nic." in page
    assert "Przygotuj projekt" in page
    assert "jeszcze nie opublikowano" in read(anna, LIST).lower()


@pytest.mark.once
def test_nothing_changed(office: Office, anna: User) -> None:
    publish_edition(office, STATEMENT)
    page = read(anna, desk_of("office"))
    assert "Nie ma czego publikować." in page
    assert "Przygotuj projekt" not in page
    assert "Bez zmian w wersji roboczej" in read(anna, LIST)


@pytest.mark.once
def test_the_list_tells_the_state_in_a_line(changed: Changed, anna: User, ewa: User) -> None:
    proposal = changed.submitted(anna)
    page = read(anna, LIST)
    assert "Wersja robocza ma zmiany" in page
    assert f"Projekt {proposal.pk}</a>: złożony do zatwierdzenia" in page


@pytest.mark.once
def test_an_empty_office_says_how_to_begin(anna: User) -> None:
    assert "Od czego zacząć" in read(anna, LIST)


def test_a_broken_working_copy_is_an_obstacle_with_a_link(changed: Changed, anna: User) -> None:
    unit = Unit.objects.get(symbol="PRI")
    Unit.objects.filter(pk=unit.pk).update(kind="nieznany")
    page = read(anna, desk_of(changed.department.key))
    assert "ma nieznany rodzaj" in page
    assert f"/admin/orgchart/unit/{unit.pk}/change/" in page
    assert "Przygotuj projekt" not in page
    refused = client_of(anna).post(desk_of(changed.department.key, "prepare"))
    assert "Nie wykonano" in body(refused)
    assert "wymaga naprawy" in read(anna, LIST)
    assert not Proposal.objects.exists()


def test_a_cycle_in_the_tree_is_no_stack_trace(changed: Changed, anna: User) -> None:
    unit = Unit.objects.get(symbol="PRI")
    below = Unit.objects.get(symbol="PRI-T")
    Unit.objects.filter(pk=unit.pk).update(parent=below)
    assert "Drzewo komórek jest uszkodzone" in read(anna, desk_of(changed.department.key))


@pytest.mark.once
def test_it_tells_what_waits_and_who_must_act(changed: Changed, anna: User) -> None:
    proposal = changed.submitted(anna)
    page = read(anna, desk_of(changed.department.key))
    assert f'href="/admin/publishing/proposal/{proposal.pk}/"' in page
    assert "Czeka na zatwierdzenie przez wydawcę" in page
    assert "Inny projekt już czeka" in page


def test_it_tells_of_plans_and_of_those_left_behind(changed: Changed, anna: User) -> None:
    day = timezone.now() + timedelta(days=40)
    publish_edition(changed.department, STATEMENT.__class__(**{**vars(STATEMENT), "in_force_from": day}))
    page = read(anna, desk_of(changed.department.key))
    assert "jest już opublikowane i zacznie obowiązywać" in page
    publish_edition(change_unit(changed.department, intro="Inne sprawy:"), STATEMENT)
    page = read(anna, desk_of(changed.department.key))
    assert "Plan do odnowienia" in page
    assert "Plan do odnowienia" in read(anna, LIST)


@pytest.mark.once
def test_it_tells_of_a_withdrawal(changed: Changed, anna: User) -> None:
    facts = {"reason": "Błędne dane.", "legal_basis": "art. 1", "decided_by": "Dyrektor", "withdrawn_by": "ewa"}
    key = changed.department.key
    Withdrawal.objects.create(subject="department", key=key, title="D", first_number=1, last_number=1, **facts)
    page = read(anna, desk_of(key))
    assert "To wydanie wycofano" in page
    assert "Otwórz stronę publiczną" not in page
    assert f"wydanie 1 od {timezone.localdate():%d.%m.%Y}, wycofane" in read(anna, LIST).lower()


@pytest.mark.once
def test_it_asks_what_took_the_place_of_what_was_removed(changed: Changed, anna: User) -> None:
    address = desk_of(changed.department.key)
    close_unit(Unit.objects.get(symbol="PRII"))
    page = read(anna, address)
    assert "Powiedz, co zajęło tego miejsce" in page and 'href="/admin/orgchart/gone/"' in page
    for row in Gone.objects.all():
        answer_gone(row, how="closed", successors=[])
    assert "Powiedz, co zajęło tego miejsce" not in read(anna, address)


@pytest.mark.once
def test_it_tells_who_else_is_editing(changed: Changed, anna: User, ewa: User) -> None:
    Presence.objects.create(user=ewa, unit=changed.department, what="Wydział Promocji")
    assert "Ewa Wydawca: „Wydział Promocji”" in read(anna, desk_of(changed.department.key))
    assert "pracują tu też inni" not in read(ewa, desk_of(changed.department.key))


@pytest.mark.once
def test_what_was_typed_is_no_markup(changed: Changed, anna: User) -> None:
    change_unit(Unit.objects.get(symbol="PRI"), name="<script>alert(1)</script>")
    assert "<script>alert" not in read(anna, desk_of(changed.department.key))


def test_the_list_holds_only_what_somebody_sees(changed: Changed) -> None:
    culture = add_unit(parent=None, name="Departament Kultury")
    page = body(editor_of(culture).get(LIST))
    assert "Departament Kultury" in page
    assert "Departament Próby" not in page


def questions(user: User, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        read(user, address)
    return len(asked)


def test_a_large_department_costs_no_more_queries(changed: Changed, anna: User) -> None:
    address = desk_of(changed.department.key)
    few = questions(anna, address)
    for number in range(60):
        add_unit(parent=changed.department, name=f"Zespół {number}", symbol=f"Z{number}")
    publish_edition(changed.department, STATEMENT)
    Duty.objects.update(text="Inaczej.")
    assert questions(anna, address) == few <= 83


# What is done from there


def test_a_draft_is_prepared(changed: Changed, anna: User) -> None:
    answer = client_of(anna).post(desk_of(changed.department.key, "prepare"))
    proposal = Proposal.objects.get()
    assert answer["Location"] == f"/admin/publishing/proposal/{proposal.pk}/"
    assert (proposal.state, proposal.author) == (Proposal.State.DRAFT, anna)


class TestDiscarding:
    def test_differences_are_shown_first(self, changed: Changed, anna: User) -> None:
        address = desk_of(changed.department.key, "discard")
        client = client_of(anna)
        page = body(client.get(address))
        assert "zmian wszystkich osób" in page
        assert "[usunięto: </span>należą sprawy:" in page
        done = client.post(address, load(client, address), follow=True)
        assert "Wersja robocza jest znowu taka jak wydanie 1." in body(done)
        assert Unit.objects.get(pk=changed.department.pk).intro == FIRST

    def test_what_changed_meanwhile_is_shown_again(self, changed: Changed, anna: User) -> None:
        address = desk_of(changed.department.key, "discard")
        client = client_of(anna)
        seen = load(client, address)
        change_unit(Unit.objects.get(symbol="PRI"), intro="Ważne:")
        page = body(client.post(address, seen))
        assert "W tym czasie ktoś zmienił wersję roboczą" in page
        assert Unit.objects.get(symbol="PRI").intro == "Ważne:"

    def test_without_changes_there_is_nothing_to_discard(self, office: Office, anna: User) -> None:
        publish_edition(office, STATEMENT)
        assert "Nie ma czego odrzucać" in read(anna, desk_of("office", "discard"))

    def test_without_an_edition_there_is_nothing_to_go_back_to(self, department: Unit, anna: User) -> None:
        answer = client_of(anna).get(desk_of(department.key, "discard"))
        assert answer["Location"] == desk_of(department.key)


class TestUrgent:
    def test_it_is_published_and_a_countersignature_is_asked_for(self, changed: Changed, ewa: User) -> None:
        address = desk_of(changed.department.key, "urgent")
        client = client_of(ewa)
        answer = client.post(address, {**load(client, address), "reason": "Awaria telefonu."}, follow=True)
        assert "Opublikowano w trybie pilnym" in body(answer)
        edition = Edition.objects.latest("pk")
        assert (edition.number, edition.kind) == (2, Edition.Kind.EMERGENCY)
        assert Proposal.objects.uncountersigned().count() == 1
        assert "Kontrasygnata:" in read(ewa, desk_of(changed.department.key))

    def test_nothing_typed_is_lost(self, changed: Changed, ewa: User) -> None:
        address = desk_of(changed.department.key, "urgent")
        client = client_of(ewa)
        page = body(client.post(address, {**load(client, address), "reason": "", "legal_basis": "Uchwała 7"}))
        assert "To pole jest wymagane." in page
        assert "Uchwała 7" in page
        assert Edition.objects.count() == 2

    def test_a_warning_has_to_be_confirmed(self, changed: Changed, ewa: User) -> None:
        day = timezone.now() + timedelta(days=40)
        publish_edition(changed.department, STATEMENT.__class__(**{**vars(STATEMENT), "in_force_from": day}))
        address = desk_of(changed.department.key, "urgent")
        client = client_of(ewa)
        typed = {**load(client, address), "reason": "Awaria."}
        page = body(client.post(address, typed))
        assert "Wiem o tym:" in page
        assert 'value="plan-left-behind"' in page
        client.post(address, {**typed, "confirmed": ["plan-left-behind"]})
        assert Edition.objects.filter(kind=Edition.Kind.EMERGENCY).count() == 1
