"""The office and the people of the table in `docs/rights.md`."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.models import AnonymousUser, User
from django.utils import timezone

from contacts.models import Contact
from orgchart.models import Deputy, Office, Post, Unit
from orgchart.rights import ADMINISTRATOR, AUDITOR, EDITOR, PUBLISHER, Account
from pages.models import Declaration, Page
from search.models import Synonym
from tasks.models import Duty
from tasks.services import DutyRow, arrange_duties
from tests.cast import WHOLE_OFFICE, account
from tests.factories import ContactFactory, DeclarationFactory, OfficeFactory, PageFactory, PostFactory, UnitFactory


@dataclass(frozen=True)
class Place:
    """Departments A and B; A1, with a unit of its own, and A2 in A; one unit in B."""

    office: Office
    a: Unit
    a1: Unit
    a1_unit: Unit
    a2: Unit
    b: Unit
    b_unit: Unit
    duty: Duty
    post: Post
    contact: Contact
    common: Contact
    page: Page
    statement: Declaration
    synonym: Synonym


def build() -> Place:
    a, b = UnitFactory.create(name="Departament A"), UnitFactory.create(name="Departament B")
    a1 = UnitFactory.create(parent=a, name="Wydział A1", symbol="A1")
    a2 = UnitFactory.create(parent=a, name="Wydział A2", symbol="A2")
    a1_unit = UnitFactory.create(parent=a1, name="Oddział A1a", symbol="A1a")
    b_unit = UnitFactory.create(parent=b, name="Wydział B1", symbol="B1")
    duty, _ = arrange_duties(a1, [DutyRow("Nadzór;", points=(DutyRow("plany;"),)), DutyRow("Promocja.")])
    post = PostFactory.create(unit=a1, position=1)
    contact, common = ContactFactory.create(unit=a1, position=1), ContactFactory.create(position=1)
    page = PageFactory.create(position=1)
    office, statement = OfficeFactory.create(), DeclarationFactory.create(page__position=2)
    synonym = Synonym.objects.create(said="gazeta", written="czasopismo")
    return Place(office, a, a1, a1_unit, a2, b, b_unit, duty, post, contact, common, page, statement, synonym)


def people(place: Place) -> dict[str, Account]:
    """Everybody by what he is called in the table."""
    today, day = timezone.localdate(), timedelta(days=1)
    publisher = account("wydawca-a", PUBLISHER, of=(place.a,))
    deputy = account("zastepca", EDITOR, of=(place.b,))
    was_deputy = account("byly-zastepca", EDITOR, of=(place.b,))
    Deputy.objects.create(principal=publisher, deputy=deputy, since=today, until=today)
    Deputy.objects.create(principal=publisher, deputy=was_deputy, since=today - 3 * day, until=today - day)
    return {
        "visitor": AnonymousUser(),
        "closed": account("zamkniete", *[EDITOR, ADMINISTRATOR], of=(WHOLE_OFFICE,), is_active=False),
        "no role": account("bez-roli", of=(WHOLE_OFFICE,)),
        "editor of A": account("redaktor-a", EDITOR, of=(place.a,)),
        "editor of A1": account("redaktor-a1", EDITOR, of=(place.a1,)),
        "editor": account("redaktor", EDITOR, of=(WHOLE_OFFICE,)),
        "publisher of A": publisher,
        "publisher": account("wydawca", PUBLISHER, of=(WHOLE_OFFICE,)),
        "deputy": deputy,
        "was deputy": was_deputy,
        "administrator": account("administrator", ADMINISTRATOR),
        "auditor": account("audytor", AUDITOR),
        "superuser": User.objects.create_superuser("korzen", password="x"),
    }
