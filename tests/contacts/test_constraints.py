"""Rules about contacts that the database keeps."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from contacts.models import Channel, Contact
from orgchart.models import Unit
from tests.factories import ChannelFactory, ContactFactory

pytestmark = pytest.mark.django_db


def refused(write: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        write()


def test_contacts_of_a_unit_do_not_share_a_place(unit: Unit) -> None:
    ContactFactory.create(unit=unit, position=1)
    refused(lambda: Contact.objects.bulk_create([Contact(unit=unit, title="x", position=1)]))


def test_common_contacts_do_not_share_a_place() -> None:
    ContactFactory.create(position=1)
    refused(lambda: Contact.objects.bulk_create([Contact(title="x", position=1)]))


def test_channels_do_not_share_a_place() -> None:
    contact = ChannelFactory.create(position=1).contact
    refused(lambda: Channel.objects.bulk_create([Channel(contact=contact, kind="faks", position=1)]))


@pytest.mark.parametrize(
    "value",
    ["AE:PL-1", "AE:PL-12345-67890-abcde-12", "x", "AE:PL-١٢٣٤٥-67890-ABCDE-12", "AE:PL-12345-67890-ABCDE-12\n"],
)
def test_an_e_delivery_address_has_its_form(value: str) -> None:
    channel = ChannelFactory.create(kind="e-doreczenia", value="")
    channel.value = value
    with pytest.raises(ValidationError, match="AE:PL-12345-67890-ABCDE-12"):
        channel.full_clean()
    refused(lambda: Channel.objects.filter(pk=channel.pk).update(value=value))


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("www", "www.urzad.example"),
        ("www", "https://urzad.example/kontakt"),
        ("telefon", "42 663 36 00 wew. 12"),
        ("faks", "42 663 36 00/01"),
    ],
)
def test_ordinary_values_are_accepted(kind: str, value: str) -> None:
    ChannelFactory.build(contact=ContactFactory.create(), kind=kind, value=value).full_clean()


def test_a_website_is_no_sentence() -> None:
    with pytest.raises(ValidationError, match="adres strony"):
        ChannelFactory.build(contact=ContactFactory.create(), kind="www", value="w budowie").full_clean()


@pytest.mark.parametrize("value", ["AE:PL-12345-67890-ABCDE-12", ""])
def test_a_right_or_unknown_e_delivery_address_is_kept(value: str) -> None:
    channel = ChannelFactory.build(contact=ContactFactory.create(), kind="e-doreczenia", value=value)
    channel.full_clean()
    channel.save()
