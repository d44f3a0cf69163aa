"""A small office with one department, made by the services that editors use."""

from datetime import date

from contacts.models import Channel, Contact
from orgchart.models import OFFICE_ID, Appointment, Office, Officer, Post, Unit
from orgchart.services import add_unit
from publishing.services import Statement
from tasks.services import DutyRow, arrange_duties

STATEMENT = Statement(
    prepared_by="Anna Redaktor", responsible="Maciej Łaski", published_by="Ewa Wydawca", reason="Zmiana zadań."
)


def make_office() -> Office:
    office = Office.objects.create(
        pk=OFFICE_ID, name="Urząd Próbny", seat="ul. Prosta 1\n00-001 Łódź", website="https://urzad.example/"
    )
    Officer.objects.create(office=office, role=Officer.Role.EDITOR, name="Anna Redaktor", phone="42 663 30 00")
    contact = Contact.objects.create(title="Biuro Podawcze")
    Channel.objects.create(contact=contact, kind=Channel.Kind.PHONE, value="(42) 663 33 80", position=1)
    Channel.objects.create(contact=contact, kind=Channel.Kind.EMAIL, value="", position=2)
    return office


def make_department() -> Unit:
    root = add_unit(parent=None, name="Departament Próby", intro="Do zadań należą:")
    promotion = add_unit(parent=root, name="Wydział Promocji", symbol="PRI")
    add_unit(parent=promotion, name="Oddział Targów", symbol="PRI-T")
    add_unit(parent=root, name="Samodzielne Stanowiska ds. Rozliczeń", symbol="PRII")
    director = Post.objects.create(unit=root, function="Dyrektor")
    Appointment.objects.create(post=director, person="Maciej Łaski", since=date(2020, 1, 1))
    Post.objects.create(unit=root, function="Zastępca Dyrektora", position=2)
    arrange_duties(
        promotion, [DutyRow("Nadzór;", points=(DutyRow("plany;"), DutyRow("wnioski;"))), DutyRow("Promocja.")]
    )
    contact = Contact.objects.create(unit=root, title="Kontakt")
    Channel.objects.create(contact=contact, kind=Channel.Kind.FAX, value="42 663 36 02")
    return root
