"""Contact boxes and their channels, as editors write them."""

import re
from typing import Final, Self

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db import models
from django.db.models import Q

from contacts.websites import link
from orgchart.keys import KeyField
from orgchart.models import Unit
from orgchart.phones import dialled
from orgchart.search import FoldedField, SearchableQuerySet

E_DELIVERY: Final = re.compile(r"AE:PL-[0-9]{5}-[0-9]{5}-[A-Z]{5}-[0-9]{2}")


class ChannelQuerySet(SearchableQuerySet["Channel"]):
    """Named, so that the type of the manager is known."""


class ContactQuerySet(SearchableQuerySet["Contact"]):
    symbol_of = "unit__caseless_symbol"
    parts = "channels"

    def of_office(self) -> Self:
        """The boxes that all departments share."""
        return self.filter(unit=None)


class Contact(models.Model):
    """A box with ways to reach a unit, or the office itself when `unit` is empty («Biuro Podawcze»)."""

    key = KeyField()
    unit = models.ForeignKey(
        Unit,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="contacts",
        verbose_name="komórka",
        help_text="Puste: kontakt wspólny całego urzędu, widoczny na stronach wszystkich departamentów.",
    )
    title = models.CharField("tytuł", max_length=300)
    address = models.TextField("adres", blank=True, help_text="Ulica, kod i miejscowość, każde w osobnym wierszu.")
    room = models.CharField("pokój", max_length=100, blank=True)
    opening_hours = models.TextField("godziny przyjęć", blank=True)
    position = models.PositiveIntegerField("kolejność", default=1)
    searchable = FoldedField(of=["title", "address", "room"])

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = "kontakt"
        verbose_name_plural = "kontakty"
        ordering = ["unit", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "position"],
                name="contact_order_has_no_doubles",
                violation_error_message="Dwa kontakty tej komórki mają tę samą kolejność.",
            ),
            models.UniqueConstraint(
                fields=["position"],
                condition=Q(unit=None),
                name="common_contact_order_has_no_doubles",
                violation_error_message="Dwa kontakty wspólne mają tę samą kolejność.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Channel(models.Model):
    """One way to reach somebody. An empty value is one that is known to exist, but not yet filled in."""

    class Kind(models.TextChoices):
        PHONE = "telefon", "telefon"
        FAX = "faks", "faks"
        MOBILE = "komorka", "telefon komórkowy"
        EMAIL = "e-mail", "e-mail"
        E_DELIVERY = "e-doreczenia", "e-Doręczenia"
        EPUAP = "epuap", "ePUAP"
        WEBSITE = "www", "WWW"

    TELEPHONES: Final = frozenset({Kind.PHONE, Kind.FAX, Kind.MOBILE})

    key = KeyField()
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="channels", verbose_name="kontakt")
    kind = models.CharField("rodzaj", max_length=20, choices=Kind)
    value = models.CharField(
        "wartość", max_length=300, blank=True, help_text="Tak, jak ma wyglądać na stronie, np. „42 663 36 00”."
    )
    position = models.PositiveIntegerField("kolejność", default=1)
    searchable = FoldedField(of=["value"])

    objects = ChannelQuerySet.as_manager()

    class Meta:
        verbose_name = "kanał kontaktu"
        verbose_name_plural = "kanały kontaktu"
        ordering = ["contact", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["contact", "position"],
                name="channel_order_has_no_doubles",
                violation_error_message="Dwa kanały kontaktu mają tę samą kolejność.",
            ),
            models.CheckConstraint(
                condition=~Q(kind="e-doreczenia") | Q(value="") | Q(value__regex=rf"^{E_DELIVERY.pattern}\Z"),
                name="e_delivery_address_has_its_form",
                violation_error_message="Adres do e-Doręczeń ma postać AE:PL-12345-67890-ABCDE-12.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.value or 'do uzupełnienia'}"

    def clean(self) -> None:
        super().clean()
        problem = channel_problem(self.kind, self.value) if self.value else ""
        if problem:
            raise ValidationError({"value": problem})


def channel_problem(kind: str, value: str) -> str:
    """What is wrong with the value of a channel of this kind, as a sentence for the editor; empty when nothing is."""
    try:
        if kind in Channel.TELEPHONES:
            dialled(value)
        elif kind == Channel.Kind.EMAIL:
            validate_email(value)
        elif kind == Channel.Kind.WEBSITE:
            URLValidator(schemes=["http", "https"])(link(value))
        elif kind == Channel.Kind.E_DELIVERY and not E_DELIVERY.fullmatch(value):
            return "Adres do e-Doręczeń ma postać AE:PL-12345-67890-ABCDE-12."
        elif kind == Channel.Kind.EPUAP and not re.fullmatch(r"/[\w.-]+/[\w.-]+", value):
            return "Adres skrytki ePUAP ma postać /identyfikator/skrytka."
    except ValidationError as error:
        return str(error.messages[0])
    except ValueError as error:
        return f"{error}."
    return ""
