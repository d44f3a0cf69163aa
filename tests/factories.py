"""Rows of the working copy. Units are made by the service, for only it numbers the tree."""

from collections.abc import Callable
from datetime import date
from typing import Any

from factory.base import Factory
from factory.declarations import Sequence, SubFactory
from factory.django import DjangoModelFactory

from contacts.models import Channel, Contact
from orgchart.models import OFFICE_ID, Appointment, Office, Officer, Post, Unit
from orgchart.services import add_unit
from pages.models import Declaration, Page


def numbered(of: Callable[[int], Any] = lambda number: number) -> Any:
    """1, 2, … or what is made of them."""
    return Sequence(lambda n: of(n + 1))


def made_by(factory: type[Factory[Any]]) -> Any:
    return SubFactory(factory)


class OfficeFactory(DjangoModelFactory[Office]):
    class Meta:
        model = Office

    pk = OFFICE_ID
    name = "Urząd Próbny"
    seat = "ul. Prosta 1\n00-001 Łódź"
    website = "https://urzad.example/"


class OfficerFactory(DjangoModelFactory[Officer]):
    class Meta:
        model = Officer

    role = Officer.Role.EDITOR
    name = "Anna Redaktor"
    position = numbered()


class UnitFactory(Factory[Unit]):
    class Meta:
        model = Unit

    name = numbered("Wydział {}".format)
    parent = None

    @classmethod
    def _create(cls, model_class: type[Unit], *args: Any, **kwargs: Any) -> Unit:
        return add_unit(**kwargs)


class PostFactory(DjangoModelFactory[Post]):
    class Meta:
        model = Post

    unit = made_by(UnitFactory)
    function = "Dyrektor"
    position = numbered()


class AppointmentFactory(DjangoModelFactory[Appointment]):
    class Meta:
        model = Appointment

    post = made_by(PostFactory)
    person = "Maciej Łaski"


class ContactFactory(DjangoModelFactory[Contact]):
    class Meta:
        model = Contact

    title = "Sekretariat"
    position = numbered()


class ChannelFactory(DjangoModelFactory[Channel]):
    class Meta:
        model = Channel

    contact = made_by(ContactFactory)
    kind = Channel.Kind.PHONE
    value = "42 663 36 00"
    position = numbered()


class PageFactory(DjangoModelFactory[Page]):
    class Meta:
        model = Page

    title = numbered("Strona {}".format)
    slug = numbered("strona-{}".format)
    position = numbered()


class DeclarationFactory(DjangoModelFactory[Declaration]):
    class Meta:
        model = Declaration

    page: Any = SubFactory(
        PageFactory, kind="declaration", title="Deklaracja dostępności", slug="deklaracja-dostepnosci"
    )
    site_published_on = date(2026, 1, 2)
    site_updated_on = date(2026, 3, 4)
    status = Declaration.Status.PARTIAL
    inaccessible = "Skany uchwał sprzed roku 2020.\nFilmy bez audiodeskrypcji."
    prepared_on = date(2026, 3, 5)
    contact = "Ewa Dostępna"
    email = "dostepnosc@urzad.example"
    phone = "42 663 30 00"
    architecture = "Wejście jest płaskie."
    communication = "W urzędzie jest tłumacz języka migowego."
