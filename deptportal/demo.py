"""The sample office: what the sample department's text does not tell and the law needs, as marked examples."""

import secrets
from dataclasses import dataclass, replace
from typing import Final

from django.contrib.auth.models import Group, User
from django.db import transaction
from django.utils import timezone

from contacts.models import Channel, Contact
from orgchart import rights
from orgchart.models import OFFICE_ID, Department, Grant, Office, Officer
from pages.models import Declaration, Page
from pages.services import create_statutory_pages
from publishing.models import Edition
from publishing.services import Statement, publish_edition
from regulation.samples import SAMPLE
from regulation.services import import_regulation
from search.services.thesaurus import load_starter

ACCOUNTS: Final = {
    "redaktor": rights.EDITOR,
    "wydawca": rights.PUBLISHER,
    "administrator": rights.ADMINISTRATOR,
    "audytor": rights.AUDITOR,
}
OFFICE: Final = {
    "name": "Urząd Marszałkowski Województwa Łódzkiego",
    "seat": "al. Piłsudskiego 8\n90-051 Łódź",
    "website": "https://www.lodzkie.pl/",
}
OFFICERS: Final[tuple[dict[str, str], ...]] = (
    {"role": Officer.Role.EDITOR, "name": "Anna Przykładowa (przykład)", "email": "redakcja@urzad.example"},
    {"role": Officer.Role.INSPECTOR, "name": "Jan Przykładowy (przykład)", "email": "iod@urzad.example"},
    {"role": Officer.Role.COORDINATOR, "name": "Ewa Przykładowa (przykład)", "email": "dostepnosc@urzad.example"},
)
EXAMPLE_EMAIL: Final = "biuro.podawcze@urzad.example"
STATEMENT: Final = Statement(
    prepared_by="Dyrektor departamentu (przykład)",
    responsible="Maciej Łaski, Dyrektor (przykład)",
    published_by="Redakcja BIP (przykład)",
    reason="Pierwsze wydanie: przeniesienie treści z dotychczasowej strony BIP.",
    legal_basis="Regulamin organizacyjny urzędu (przykład)",
)
OF_OFFICE: Final = replace(
    STATEMENT,
    prepared_by="Anna Przykładowa (przykład)",
    responsible="Redakcja BIP (przykład)",
    reason="Pierwsze wydanie: dane urzędu i kontakty wspólne.",
    legal_basis="",
)

OF_PAGES: Final = replace(
    OF_OFFICE, reason="Pierwsze wydanie strony; miejsca, które zna tylko urząd, są zaznaczone.", legal_basis=""
)
DECLARATION: Final = {
    "status": Declaration.Status.PARTIAL,
    "inaccessible": "Zakres działalności nie ma jeszcze filmu w polskim języku migowym.",
    "contact": "Ewa Przykładowa (przykład)",
    "email": "dostepnosc@urzad.example",
    "phone": "42 663 30 00",
}


@dataclass(frozen=True)
class Account:
    """A demo account with its password, which is stored nowhere but as a hash."""

    username: str
    password: str
    role: str


def is_empty() -> bool:
    return not (Office.objects.exists() or Department.objects.exists() or Edition.objects.exists())


def taken_names() -> list[str]:
    """Names of demo accounts that somebody else's account bears already."""
    taken = User.objects.filter(username__in=ACCOUNTS)
    return list(taken.order_by("username").values_list("username", flat=True))


@transaction.atomic
def load() -> list[Account]:
    """Make the sample office, import its department through the importer, publish both; returns the new accounts."""
    office = Office.objects.create(pk=OFFICE_ID, **OFFICE)
    for position, officer in enumerate(OFFICERS, start=1):
        Officer.objects.create(office=office, position=position, phone="42 663 30 00", fax="42 663 30 02", **officer)
    import_regulation(text=SAMPLE.read_text(encoding="utf-8"))
    _fill_in_example_addresses()
    load_starter()
    pages = _make_pages()
    publish_edition(office, OF_OFFICE)
    for department in Department.objects.order_by("position"):
        publish_edition(department, STATEMENT)
    for page in pages:
        publish_edition(page, OF_PAGES)
    return [_account(username, role) for username, role in ACCOUNTS.items()]


def _make_pages() -> list[Page]:
    """The statutory pages with their starting texts, and a statement of accessibility."""
    today = timezone.localdate()
    facts = {"site_published_on": today, "site_updated_on": today, "prepared_on": today}
    return create_statutory_pages(today, declaration=DECLARATION | facts)


def _fill_in_example_addresses() -> None:
    """One e-mail address, so that «Pokaż adres» can be tried; the department's stays unknown, as in its text."""
    for contact in Contact.objects.of_office():
        contact.channels.filter(kind=Channel.Kind.EMAIL, value="").update(value=EXAMPLE_EMAIL)


def _account(username: str, role: str) -> Account:
    """An account in a role; the whole office was given to it, except where its role needs no part of its own."""
    password = secrets.token_urlsafe(12)
    user = User.objects.create_user(username, password=password, is_staff=True, first_name=role, last_name="(przykład)")
    user.groups.add(Group.objects.get(name=role))
    if role in {rights.EDITOR, rights.PUBLISHER}:
        Grant.objects.create(user=user, unit=None)
    return Account(username, password, role)
