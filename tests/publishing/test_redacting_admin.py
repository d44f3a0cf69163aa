"""Withdrawing and redacting in admin: who may, in two steps, and without the data in any address, session or record."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from orgchart.models import Appointment, Office, Post, Unit
from orgchart.rights import ADMINISTRATOR, AUDITOR, EDITOR, PUBLISHER
from orgchart.services import add_unit
from publishing.models import Edition, Redaction, Withdrawal
from publishing.phrases import REMOVED
from publishing.services.searching import find_traces
from publishing.verification import verify_editions
from tests.cast import account, once_but, signed_in
from tests.publishing.test_redacting import FORM, NAME, PHRASES, fill
from tests.undone import undone
from tests.worlds import kept

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SIGN_IN, SHOWN, GOES_ON, FORBIDDEN = 302, 200, 302, 403
WHOM = {"phrases": f"{NAME}\n{FORM}"}
WHY = {"scope": "imię i nazwisko", "reason": "Żądanie osoby.", "legal_basis": "art. 17 RODO", "decided_by": "IOD"}
GROUNDS = {"reason": "Błąd.", "legal_basis": "art. 5 ustawy", "decided_by": "Dyrektor"}
NUMBERS = {"first_number": "1", "last_number": "1"}


@kept
def editions(office: Office, department: Unit) -> list[Edition]:
    return fill(office, department, User.objects.create_user("autor"))


def withdraw() -> str:
    return reverse("admin:publishing_edition_withdraw", args=[Edition.objects.get(subject="department", number=1).pk])


def to(name: str) -> Callable[[], str]:
    return lambda: reverse(f"admin:publishing_{name}")


REDACT = to("redaction_redact")
PEOPLE: dict[str, Callable[[Unit], Client]] = {
    "visitor": lambda department: Client(),
    "powerless": lambda department: signed_in(account("stazysta")),
    "editor": lambda department: signed_in(account("redaktor", EDITOR, of=(None,))),
    "publisher": lambda department: signed_in(account("wydawca", PUBLISHER, of=(department,))),
    "publisher of another": lambda department: signed_in(account("inny", PUBLISHER, of=(_another(),))),
    "auditor": lambda department: signed_in(account("audytor", AUDITOR)),
    "administrator": lambda department: signed_in(account("administrator", ADMINISTRATOR)),
}


def _another() -> Unit:
    return add_unit(parent=None, name="Departament Inny")


# what is asked, what is posted (None: GET), and what each of PEOPLE gets, in their order
TABLE: list[tuple[str, Callable[[], str], dict[str, str] | None, list[int]]] = [
    ("the form of a withdrawal", withdraw, None, [302, 403, 403, 200, 403, 403, 200]),
    ("withdraw", withdraw, NUMBERS | GROUNDS, [302, 403, 403, 302, 403, 403, 302]),
    ("withdrawals", to("withdrawal_changelist"), None, [302, 403, 200, 200, 200, 200, 200]),
    ("a withdrawal of one's own", to("withdrawal_add"), {}, [302, 403, 403, 403, 403, 403, 403]),
    ("the form of a redaction", REDACT, None, [302, 403, 403, 403, 403, 403, 200]),
    ("look for somebody", REDACT, WHOM, [302, 403, 403, 403, 403, 403, 200]),
    ("redact", REDACT, WHOM | WHY | {"seen": "x"}, [302, 403, 403, 403, 403, 403, 200]),
    ("redactions", to("redaction_changelist"), None, [302, 403, 403, 403, 403, 200, 200]),
    ("a redaction of one's own", to("redaction_add"), {}, [302, 403, 403, 403, 403, 403, 403]),
]


@pytest.mark.parametrize("who", once_but("administrator", of=PEOPLE))
def test_who_may(editions: list[Edition], department: Unit, who: str) -> None:
    client = PEOPLE[who](department)
    for what, address, posted, statuses in TABLE:
        status = statuses[list(PEOPLE).index(who)]
        with undone():
            answer = client.get(address()) if posted is None else client.post(address(), posted)
            assert answer.status_code == status, what
            if who == "visitor":
                assert answer["Location"].startswith(reverse("admin:login"))
            is_withdrawn = what == "withdraw" and status == GOES_ON and who != "visitor"
            assert Withdrawal.objects.exists() is is_withdrawn, what
            assert not Redaction.objects.exists()


@pytest.fixture
def administrator(editions: list[Edition]) -> Client:
    return signed_in(account("administrator", ADMINISTRATOR))


def test_an_edition_leads_to_its_withdrawal(administrator: Client, editions: list[Edition]) -> None:
    page = administrator.get(reverse("admin:publishing_edition_change", args=[editions[1].pk])).content.decode()
    address = reverse("admin:publishing_edition_withdraw", args=[editions[1].pk])
    assert address in page
    form = administrator.get(address).content.decode()
    assert 'name="first_number" value="1"' in form
    answer = administrator.post(address, NUMBERS | GROUNDS, follow=True).content.decode()
    assert "Wycofano: Departament Próby, wydania 1–1." in answer
    assert Withdrawal.objects.get().reason == "Błąd."


def test_whoever_may_not_withdraw_is_not_led_there(editions: list[Edition]) -> None:
    auditor = signed_in(account("audytor", AUDITOR))
    page = auditor.get(reverse("admin:publishing_edition_change", args=[editions[1].pk])).content.decode()
    assert "Departament Próby" in page and "Wycofaj to wydanie" not in page


def test_a_refused_withdrawal_tells_why_and_keeps_what_was_typed(
    administrator: Client, editions: list[Edition]
) -> None:
    address = reverse("admin:publishing_edition_withdraw", args=[editions[1].pk])
    page = administrator.post(address, {"first_number": "1", "last_number": "9"} | GROUNDS).content.decode()
    assert "Podaj numery wydań od 1 do 2" in page and 'value="Dyrektor"' in page
    assert not Withdrawal.objects.exists()


def seen() -> dict[str, str]:
    return {"seen": find_traces(PHRASES).digest}


def test_the_whole_way(administrator: Client) -> None:
    found = administrator.post(REDACT(), WHOM).content.decode()
    assert "Krok 2 z 2" in found and f"<mark>{NAME}</mark>" in found
    assert "Treści wydań: " in found and "Dziennik: " in found
    assert f'name="seen" value="{find_traces(PHRASES).digest}"' in found
    result = administrator.post(REDACT(), WHOM | WHY | seen(), follow=True)
    page = result.content.decode()
    assert result.redirect_chain[0][0] == reverse(
        "admin:publishing_redaction_change", args=[Redaction.objects.get().pk]
    )
    assert "Departament Próby, wydanie 1; Departament Próby, wydanie 2" in page
    assert "Kopie zapasowe" in page and "sprawdź, czy nie zawiera tych danych" in page
    assert "erase_remnants" in page  # the test runs inside a transaction, where files cannot be written anew
    assert Appointment.objects.get().person == REMOVED
    assert verify_editions().is_sound


def test_the_phrases_stand_in_no_address_session_or_record(administrator: Client, caplog: Any) -> None:
    administrator.post(REDACT(), WHOM)
    administrator.post(REDACT(), WHOM | {**WHY, "scope": ""} | seen())
    administrator.post(REDACT(), WHOM | WHY | seen())
    page = administrator.get(reverse("admin:publishing_redaction_changelist"))
    assert not PHRASES.found(page.content.decode())
    assert not [session for session in Session.objects.all() if PHRASES.found(str(session.get_decoded()))]
    assert {place.table for place in find_traces(PHRASES).places} == {"publishing.attachment"}
    assert not PHRASES.found(caplog.text)


def test_the_page_with_the_data_is_kept_by_nobody(administrator: Client) -> None:
    assert "no-store" in administrator.post(REDACT(), WHOM)["Cache-Control"]


def test_what_came_meanwhile_is_shown_before_anything_is_removed(administrator: Client) -> None:
    before = seen()
    Appointment.objects.create(post=Post.objects.get(function="Zastępca Dyrektora"), person=FORM)
    page = administrator.post(REDACT(), WHOM | WHY | before).content.decode()
    assert "Obejrzyj wynik jeszcze raz" in page and "Żądanie osoby." in page
    assert not Redaction.objects.exists()
    assert seen()["seen"] in page
    assert administrator.post(REDACT(), WHOM | WHY | seen()).status_code == GOES_ON


def test_a_decision_that_repeats_the_data_is_refused(administrator: Client) -> None:
    page = administrator.post(REDACT(), WHOM | {**WHY, "scope": f"dane: {NAME}"} | seen()).content.decode()
    assert "nie powtarzaj w nim usuwanych danych" in page
    assert not Redaction.objects.exists()


def test_columns_bear_polish_names(administrator: Client) -> None:
    page = administrator.post(REDACT(), WHOM).content.decode()
    assert "pole wyszukiwania" in page and "searchable" not in page


@pytest.mark.parametrize("name", ["publishing_withdrawal", "publishing_redaction", "orgchart_gone", "orgchart_deputy"])
def test_an_empty_list_says_how_it_is_filled(administrator: Client, name: str) -> None:
    page = administrator.get(reverse(f"admin:{name}_changelist")).content.decode()
    assert 'class="empty-list"' in page


def test_one_word_needs_a_confirmation(administrator: Client) -> None:
    page = administrator.post(REDACT(), {"phrases": "Łąkowska"}).content.decode()
    assert "Krok 1 z 2" in page and "Potwierdź, że o to chodzi" in page
    assert "Krok 2 z 2" in administrator.post(REDACT(), {"phrases": "Łąkowska", "single": "on"}).content.decode()


def test_files_can_be_emptied(administrator: Client) -> None:
    (file,) = find_traces(PHRASES).files
    administrator.post(REDACT(), WHOM | WHY | seen() | {"files": str(file.pk)})
    file.refresh_from_db()
    assert file.size == 0


def test_nobody_posts_from_another_site(administrator: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = administrator.cookies
    assert strict.post(REDACT(), WHOM | WHY | seen()).status_code == FORBIDDEN
    assert strict.post(withdraw(), NUMBERS | GROUNDS).status_code == FORBIDDEN
    assert not Redaction.objects.exists() and not Withdrawal.objects.exists()


def test_a_get_changes_nothing(administrator: Client) -> None:
    administrator.get(REDACT(), WHOM | WHY | seen())
    administrator.get(withdraw(), NUMBERS | GROUNDS)
    assert not Redaction.objects.exists() and not Withdrawal.objects.exists()
