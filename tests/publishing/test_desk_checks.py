"""«Do sprawdzenia» on the desk: what is listed, what the buttons do, and what they refuse."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from contacts.models import Channel, Contact
from orgchart.models import Office, Unit
from orgchart.rights import AUDITOR, EDITOR, PUBLISHER
from orgchart.services import add_unit, remove_unit
from publishing.admin.unchecked import AT_ONCE
from publishing.models import Check, Edition
from publishing.services import Grounds, Statement, publish_edition, withdraw_editions
from tests.bip.pages.reader import Page
from tests.cast import once_but
from tests.publishing.desk import body, client_of, desk_of
from tests.publishing.people import account
from tests.publishing.small_office import STATEMENT
from tests.worlds import kept

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(days=300)
FRESH = "ktoś sprawdził albo zmienił w ostatnim półroczu"


def said() -> Statement:
    return replace(STATEMENT, prepared_on=timezone.localdate())


@kept
def published(office: Office, department: Unit) -> Unit:
    """Published long ago."""
    with time_machine.travel(timezone.now() - LONG_AGO):
        publish_edition(office, said())
        publish_edition(department, said())
    return department


@pytest.fixture
def box(published: Unit) -> Contact:
    return Contact.objects.get(unit=published)


def desk(client: Client, key: str) -> Page:
    answer = client.get(desk_of(key))
    assert answer.status_code == 200
    return Page(body(answer))


def listed(page: Page) -> list[str]:
    return list(dict.fromkeys(title for title in page.said("h3") if title in TITLES))


TITLES = [
    "Departament Próby",
    "Kontakt",
    "Wydział Promocji (PRI)",
    "Oddział Targów (PRI-T)",
    "Samodzielne Stanowiska ds. Rozliczeń (PRII)",
    "Biuro Podawcze",
]


def marks(page: Page) -> dict[str, str]:
    """What each button sends, by the key."""
    sent = [element.attributes["value"] for element in page.all("button", name="one")]
    return {mark.partition(":")[0]: mark for mark in sent}


def press(client: Client, key: str, **sent: Any) -> Any:
    return client.post(desk_of(key, "check"), sent, follow=True)


def test_it_says_what_readers_see_now(published: Unit, box: Contact, anna: User) -> None:
    Contact.objects.filter(pk=box.pk).update(title="Inny tytuł", room="99")  # nobody outside sees that
    page = desk(client_of(anna), published.key)
    assert listed(page) == TITLES[:-1]
    words = page.words
    assert "fax 42 663 36 02" in words
    assert "Dyrektor Maciej Łaski Zastępca Dyrektora wakat" in words
    assert "Zadania (2)" in words
    assert "Nikt tego jeszcze nie sprawdzał. Tak brzmi od" in words
    section = page.one("section", aria_labelledby="do-sprawdzenia").text
    assert "42 663 36 02" in section and "Inny tytuł" not in section and "99" not in section
    assert f"/admin/contacts/contact/{box.pk}/change/" in page.links
    assert f"/admin/orgchart/unit/{published.pk}/change/" in page.links
    assert "Wszystkie nadal aktualne (5)" in words
    assert listed(desk(client_of(anna), "office")) == ["Biuro Podawcze"]


def test_one_click(published: Unit, box: Contact, anna: User) -> None:
    client = client_of(anna)
    sent = marks(desk(client, published.key))[box.key]
    answer = press(client, published.key, one=sent)
    assert answer.redirect_chain == [(f"{desk_of(published.key)}#do-sprawdzenia", 302)]
    page = Page(body(answer))
    today = timezone.localdate()
    assert f"Nadal aktualne: „Kontakt”. Czytelnicy widzą już: „Sprawdzono {today.day}.{today:%m.%Y}”." in page.words
    assert listed(page) == [title for title in TITLES[:-1] if title != "Kontakt"]
    row = Check.objects.get()
    assert (row.key, row.day, row.by) == (box.key, today, anna)
    assert Edition.objects.count() == 2
    again = press(client, published.key, one=sent)
    assert "Dziś już to sprawdzono, więc nic się nie zmieniło." in body(again)
    assert Check.objects.count() == 1


def test_all_that_was_read(published: Unit, anna: User) -> None:
    client = client_of(anna)
    page = desk(client, published.key)
    shown = [element.attributes["value"] for element in page.all("input", name="shown")]
    assert set(shown) == set(marks(page).values())
    answer = press(client, published.key, shown=shown)
    assert "Nadal aktualne: 4 komórki i 1 kontakt." in body(answer)
    assert FRESH in body(answer)
    assert Check.objects.count() == 5


def test_half_a_year_later_it_says_who_checked_it_last(published: Unit, box: Contact, ewa: User, anna: User) -> None:
    client = client_of(ewa)
    press(client, published.key, one=marks(desk(client, published.key))[box.key])
    day = timezone.localdate()
    with time_machine.travel(timezone.now() + LONG_AGO):
        words = desk(client_of(anna), published.key).words
    assert f"Ostatnio sprawdzono {day.day}.{day:%m.%Y}, Ewa Wydawca." in words


def test_what_changed_meanwhile_is_shown_again(published: Unit, box: Contact, anna: User) -> None:
    client = client_of(anna)
    page = desk(client, published.key)
    Channel.objects.filter(contact=box).update(value="42 663 36 99")
    publish_edition(published, STATEMENT)
    answer = press(client, published.key, shown=list(marks(page).values()))
    assert "Nie wykonano" in body(answer)
    assert "„Kontakt” brzmi już inaczej, niż było pokazane." in body(answer)
    assert listed(Page(body(answer))) == [title for title in TITLES[:-1] if title != "Kontakt"]
    assert not Check.objects.exists()


@pytest.mark.once
@pytest.mark.parametrize("sent", [{}, {"one": ""}, {"one": "x"}, {"shown": ["", ":", "a:b:c"]}])
def test_what_no_button_sends(published: Unit, anna: User, sent: dict[str, Any]) -> None:
    answer = press(client_of(anna), published.key, **sent)
    assert (answer.status_code, "Nie wykonano" in body(answer)) == (200, True)
    assert not Check.objects.exists()


WHO = {
    "publisher": (True, [title != "" for title in TITLES[:-1]]),
    "editor of a unit": (True, [False, False, True, True, False]),
    "auditor": (False, [False] * 5),
}


@pytest.mark.parametrize("who", once_but("editor of a unit", of=WHO))
def test_buttons_are_for_those_who_edit_or_publish_there(published: Unit, box: Contact, who: str) -> None:
    unit = Unit.objects.get(symbol="PRI")
    user = {
        "publisher": lambda: account("wydawca", PUBLISHER, published),
        "editor of a unit": lambda: account("wydzialu", EDITOR, unit),
        "auditor": lambda: account("audytor", AUDITOR),
    }[who]()
    client, (may_some, may) = client_of(user), WHO[who]
    page = desk(client, published.key)
    assert set(listed(page)) == set(TITLES[:-1])
    assert len(marks(page)) == sum(may)
    assert page.words.count("Sprawdza to ktoś, komu powierzono") == 5 - sum(may)
    assert listed(page)[: sum(may)] == [title for title, is_his in zip(TITLES, may, strict=False) if is_his]
    everything = marks(desk(client_of(account("cala", EDITOR)), published.key))
    answers = {key: press(client, published.key, one=mark).status_code for key, mark in everything.items()}
    assert sorted(answers.values()) == [200] * sum(may) + [403] * (5 - sum(may))
    assert may_some == Check.objects.exists()


def test_so_many_at_once_and_the_others_afterwards(published: Unit, anna: User) -> None:
    address, client = desk_of(published.key), client_of(anna)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    few = asked()
    with time_machine.travel(timezone.now() - LONG_AGO + timedelta(days=1)):
        for number in range(AT_ONCE):
            add_unit(parent=published, name=f"Zespół {number}")
        publish_edition(published, said())
    page = desk(client, published.key)
    assert len(marks(page)) == AT_ONCE
    assert f"Pokazano {AT_ONCE} z {AT_ONCE + 5}." in page.words
    assert asked() == few
    assert f"Do sprawdzenia: {AT_ONCE + 5}" in body(client.get("/admin/biurko/"))
    page = Page(body(press(client, published.key, shown=list(marks(page).values()))))
    assert len(marks(page)) == 5
    assert "Pokazano" not in page.words


def test_nothing_is_due(office: Office, department: Unit, anna: User) -> None:
    unpublished = "Sprawdza się to, co widzą czytelnicy, a tej strony teraz nikt nie widzi."
    assert unpublished in desk(client_of(anna), department.key).words
    publish_edition(department, STATEMENT)
    page = desk(client_of(anna), department.key)
    assert FRESH in page.words and "Nadal aktualne" not in page.words
    withdraw_editions(("department", department.key), grounds=Grounds("Błąd.", "art. 5", "Dyrektor"), by=anna)
    assert unpublished in desk(client_of(anna), department.key).words
    assert "Do sprawdzenia:" not in body(client_of(anna).get("/admin/biurko/"))


def test_what_left_the_working_copy_has_no_place_to_be_mended(published: Unit, box: Contact, anna: User) -> None:
    remove_unit(Unit.objects.get(symbol="PRII"))
    box.delete()
    page = desk(client_of(anna), published.key)
    assert page.words.count("W wersji roboczej już tego nie ma") == 2
    assert set(listed(page)) == set(TITLES[:-1])


@pytest.mark.once
def test_what_was_typed_is_no_markup(published: Unit, anna: User) -> None:
    with time_machine.travel(timezone.now() - LONG_AGO + timedelta(days=1)):
        Contact.objects.update(title="<script>alert(1)</script>", address="<b>")
        publish_edition(published, said())
    page = body(client_of(anna).get(desk_of(published.key)))
    assert "<script>alert" not in page and "<b></dd>" not in page
