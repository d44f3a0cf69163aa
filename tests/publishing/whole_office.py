"""The small office with everything that the law asks for, published."""

from typing import Final

from django.utils import timezone

from contacts.models import Channel, Contact
from orgchart.models import Appointment, Office, Officer, Post, Unit
from pages.kinds import ACCESSIBILITY, DECLARATION, STATUTORY
from pages.models import Declaration, Page
from publishing.models import Edition
from publishing.services import publish_edition
from tasks.services import DutyRow, arrange_duties
from tests.publishing.small_office import STATEMENT

ADDRESS: Final = "AE:PL-12345-67890-ABCDE-12"


def put_in_force(page: Page) -> None:
    now = timezone.now()
    facts = {"subject": Edition.Subject.PAGE, "key": page.key, "title": page.title, "slug": page.slug}
    Edition.objects.create(**facts, number=1, digest=page.key, published_at=now, in_force_from=now)


def add_pages() -> None:
    for position, kind in enumerate(STATUTORY.values(), 1):
        page = Page.objects.create(kind=kind.code, title=kind.title, slug=kind.slug, position=position, body="Treść.")
        put_in_force(page)
    Page.objects.filter(kind=ACCESSIBILITY).update(easy_text="Pomagamy.", film="https://film.example/1")
    today = timezone.localdate()
    Declaration.objects.create(
        page=Page.objects.get(kind=DECLARATION),
        **dict.fromkeys(("site_published_on", "site_updated_on", "prepared_on"), today),
        status="zgodna",
        contact="Ewa",
        email="ewa@urzad.example",
        phone="42 663 30 00",
        architecture="Podjazd.",
        communication="Tłumacz.",
    )


def make_whole(office: Office, department: Unit) -> Unit:
    """The same office and department, with all that they lack."""
    Officer.objects.all().delete()
    for position, role in enumerate(Officer.Role, 1):
        reached = {"phone": "42 663 30 00", "fax": "42 663 30 02", "email": f"{role}@urzad.example"}
        Officer.objects.create(office=office, role=role, name=role.label, position=position, **reached)
    Appointment.objects.create(post=Post.objects.get(function="Zastępca Dyrektora"), person="Dorota Pisarska")
    for symbol in ("PRI-T", "PRII"):
        arrange_duties(Unit.objects.get(symbol=symbol), [DutyRow("Rozliczenia.")])
    Unit.objects.filter(symbol="PRI").update(handling="W kolejności wpływu.", registers="Rejestr umów")
    contact = Contact.objects.get(unit=department)
    Channel.objects.create(contact=contact, kind=Channel.Kind.E_DELIVERY, value=ADDRESS, position=2)
    publish_edition(office, STATEMENT)
    publish_edition(department, STATEMENT)
    add_pages()
    return department
