"""What stands in the way of a publication: a list of reasons instead of a yes or no."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from django.utils import timezone

from contacts.models import Channel, Contact, channel_problem
from orgchart.models import Office, Unit
from orgchart.services import ids_below, lost_units
from publishing.models import Edition

FIRST_BIP: Final = datetime(2002, 1, 1, tzinfo=UTC)  # the act that made the BIP came into force that day
LONGEST_PLAN: Final = timedelta(days=3653)  # ten years


@dataclass(frozen=True)
class Obstacle:
    """`code` is stable and named in docs/editions.md; `text` tells the person what to do."""

    code: str
    text: str


def obstacles_of_statement(said: Mapping[str, str]) -> Iterator[Obstacle]:
    """`said` maps what has to be told («powód zmiany») to what was."""
    for what, answer in said.items():
        if not answer.strip():
            yield Obstacle("statement-incomplete", f"Podaj, {what}." if what.startswith("kto") else f"Podaj {what}.")


def obstacles_of_moment(in_force_from: datetime, now: datetime) -> Iterator[Obstacle]:
    """To be asked first: of a moment at the edge of the calendar, no other question can be asked at all."""
    if in_force_from < FIRST_BIP:
        yield Obstacle("in-force-out-of-bounds", "Tak dawno żadne wydanie nie mogło obowiązywać.")
    if in_force_from > now + LONGEST_PLAN:
        yield Obstacle("in-force-out-of-bounds", "Wydanie można zaplanować najwyżej na dziesięć lat naprzód.")


def obstacles_of_dates(
    *, prepared_on: date, in_force_from: datetime, now: datetime, in_force: Edition | None
) -> Iterator[Obstacle]:
    if prepared_on > timezone.localdate(now):
        yield Obstacle("prepared-in-the-future", "Data wytworzenia nie może być późniejsza niż dzisiejsza.")
    if in_force and in_force_from < in_force.in_force_from:
        yield Obstacle(
            "dated-before-in-force",
            "Wydanie nie może obowiązywać od chwili wcześniejszej niż ta, "
            f"od której obowiązuje wydanie {in_force.number}.",
        )


def obstacles_of_structure(subject: Office | Unit, in_force_from: datetime) -> Iterator[Obstacle]:
    """The office is not described, or the tree was broken by hand, or the subject is no department."""
    if not Office.objects.exists():
        yield Obstacle("office-missing", "Najpierw opisz urząd: nazwę, siedzibę i stronę internetową.")
    if isinstance(subject, Office):
        return
    if subject.parent_id is not None:
        yield Obstacle("not-a-department", f"„{subject.name}” nie jest departamentem. Publikuje się cały departament.")
    yield from _obstacles_of_address(subject, in_force_from)
    if lost_units():
        yield Obstacle(
            "tree-broken", "Drzewo komórek jest uszkodzone. Administrator naprawi je poleceniem „manage.py check_tree”."
        )


def _obstacles_of_address(department: Unit, in_force_from: datetime) -> Iterator[Obstacle]:
    """Another department would bear this address in public at that moment, or is announced to bear it later."""
    others = Edition.objects.filter(subject=Edition.Subject.DEPARTMENT, slug=department.slug).exclude(
        key=department.key
    )
    moments = [in_force_from, *others.planned(in_force_from).values_list("in_force_from", flat=True)]
    bearers = (others.filter(pk__in=Edition.objects.in_force(moment)).first() for moment in moments)
    bearer = next((edition for edition in bearers if edition), None)
    if bearer:
        yield Obstacle(
            "address-in-use",
            f"Pod adresem „{department.slug}” opublikowano „{bearer.title}”. "
            "Zmień adres albo najpierw opublikuj tamten departament pod nowym.",
        )


def obstacles_of_channels(subject: Office | Unit) -> Iterator[Obstacle]:
    """Values that forms would refuse, but that came to the database some other way."""
    units = ids_below(subject.pk) if isinstance(subject, Unit) else None
    contacts = Contact.objects.filter(unit__in=units) if units else Contact.objects.of_office()
    for channel in Channel.objects.filter(contact__in=contacts).exclude(value="").select_related("contact"):
        problem = channel_problem(channel.kind, channel.value)
        if problem:
            yield Obstacle("channel-wrong", f"Kontakt „{channel.contact}”, „{channel.value}”: {problem}")


def obstacles_of_content(content: str, before: str) -> Iterator[Obstacle]:
    """Both in canonical form; `before` is what readers would see otherwise, empty when that is nothing."""
    if content == before:
        yield Obstacle("nothing-changed", "Bez tego wydania czytelnicy zobaczą to samo, więc nie ma czego publikować.")
