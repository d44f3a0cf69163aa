"""What stands in the way of a publication: of its statement, its moment, its address, and of making its document."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from django.db.models import Min
from django.urls import reverse
from django.utils import timezone

from contacts.models import Channel, Contact, channel_problem
from orgchart import kinds
from orgchart.models import OFFICE_ID, Office, Unit
from orgchart.services import ids_below, lost_units
from pages.models import Page
from publishing.models import Edition
from publishing.obstacles.obstacle import Obstacle, Severity, admin_address
from publishing.obstacles.pages import obstacles_of_page
from publishing.reading import OFFICE_KEY

FIRST_BIP: Final = datetime(2002, 1, 1, tzinfo=UTC)  # the act that made the BIP came into force that day
LONGEST_PLAN: Final = timedelta(days=3653)  # ten years


def address_of_subject(subject: Office | Unit | Page) -> str:
    """Where the subject's own facts are edited."""
    if isinstance(subject, Page):
        return admin_address("pages_page_change", subject.pk)
    if isinstance(subject, Office):
        return admin_address("orgchart_office_change", OFFICE_ID)
    return admin_address("orgchart_unit_change", subject.pk)


@dataclass(frozen=True)
class Asked:
    """Something that has to be told, and which line of the law asks for it."""

    what: str
    law: str


def obstacles_of_statement(said: Mapping[Asked, str]) -> Iterator[Obstacle]:
    for asked, answer in said.items():
        if not answer.strip():
            text = f"Podaj, {asked.what}." if asked.what.startswith("kto") else f"Podaj {asked.what}."
            yield Obstacle("statement-incomplete", text, law=asked.law)


def obstacles_of_moment(in_force_from: datetime, now: datetime) -> Iterator[Obstacle]:
    """To be asked first: of a moment at the edge of the calendar, no other question can be asked at all."""
    if in_force_from < FIRST_BIP:
        yield Obstacle("in-force-out-of-bounds", "Tak dawno żadne wydanie nie mogło obowiązywać.")
    if in_force_from > now + LONGEST_PLAN:
        yield Obstacle("in-force-out-of-bounds", "Wydanie można zaplanować najwyżej na dziesięć lat naprzód.")


def obstacles_of_preparation(prepared_on: date, now: datetime) -> Iterator[Obstacle]:
    if prepared_on > timezone.localdate(now):
        text = "Data wytworzenia nie może być późniejsza niż dzisiejsza."
        yield Obstacle("prepared-in-the-future", text, law="M4")


def obstacles_of_dates(
    kind: str, key: str, *, is_correction: bool, in_force_from: datetime, now: datetime
) -> Iterator[Obstacle]:
    """Of the subject (kind, key): from when on an edition may be in force, and what is planned for later."""
    editions = Edition.objects.of(kind, key)
    in_force = editions.in_force(now).first()
    if in_force and not is_correction and in_force_from < in_force.in_force_from:
        yield Obstacle(
            "dated-before-in-force",
            "Wydanie nie może obowiązywać od chwili wcześniejszej niż ta, "
            f"od której obowiązuje wydanie {in_force.number}. Wcześniejszą może mieć tylko sprostowanie.",
            law="M6",
        )
    first = editions.aggregate(first=Min("in_force_from"))["first"] if is_correction else None
    if first and in_force_from < first:
        text = f"Sprostowanie nie może obowiązywać od chwili sprzed pierwszego wydania ({told_moment(first)})."
        yield Obstacle("dated-before-first", text, law="M6")
    for plan in editions.planned(max(now, in_force_from)).order_by("in_force_from", "number"):
        yield Obstacle(
            "plan-left-behind",
            f"Wydanie {plan.number} („{plan.title}”), zaplanowane od {told_moment(plan.in_force_from)}, powstało "
            "wcześniej i tego dnia cofnie te zmiany. Po publikacji odnów plan.",
            Severity.WARNS,
            admin_address("publishing_edition_change", plan.pk),
        )


def told_moment(at: datetime) -> str:
    """As people read it, in Poland."""
    return f"{timezone.localtime(at):%d.%m.%Y %H:%M}"


def obstacles_of_structure(subject: Office | Unit | Page) -> Iterator[Obstacle]:
    """The office is not described, or the tree was broken by hand, or the subject is no department."""
    if not Office.objects.exists():
        yield missing_office()
    if not isinstance(subject, Unit):
        return
    if subject.parent_id is not None:
        text = f"„{subject.name}” nie jest departamentem. Publikuje się cały departament."
        yield Obstacle("not-a-department", text, link=address_of_subject(subject))
    if lost_units():
        yield broken_tree()
    units = Unit.objects.filter(pk__in=ids_below(subject.pk))
    yield from map(unknown_kind, units.exclude(kind__in=kinds.KINDS))
    symbols = Unit.objects.exclude(symbol="").values_list("pk", "symbol").order_by()
    yield from map(doubled_symbol, units.filter(pk__in=with_doubled_symbols(symbols)))


def missing_office() -> Obstacle:
    text = "Najpierw opisz urząd: nazwę, siedzibę i stronę internetową."
    return Obstacle("office-missing", text, link=admin_address("orgchart_office_add"), law="M1")


def broken_tree() -> Obstacle:
    text = "Drzewo komórek jest uszkodzone. Administrator naprawi je poleceniem „manage.py check_tree”."
    return Obstacle("tree-broken", text, link=admin_address("orgchart_unit_changelist"), law="D1")


def unknown_kind(unit: Unit) -> Obstacle:
    text = f"Komórka „{unit.name}” ma nieznany rodzaj „{unit.kind}”. Wybierz rodzaj z listy."
    return Obstacle("kind-unknown", text, link=address_of_subject(unit), law="D1")


def doubled_symbol(unit: Unit) -> Obstacle:
    text = f"Symbol „{unit.symbol}” komórki „{unit.name}” ma też inna komórka. Zmień jeden z nich."
    return Obstacle("symbol-doubled", text, link=address_of_subject(unit), law="D5")


def with_doubled_symbols(symbols: Iterable[tuple[int, str]]) -> list[int]:
    """As they are written: whoever wrote a symbol by hand left the column that knows no case as it was."""
    found = [(pk, symbol.casefold()) for pk, symbol in symbols if symbol]
    times = Counter(symbol for _, symbol in found)
    return [pk for pk, symbol in found if times[symbol] > 1]


def unpublished_office() -> Obstacle:
    text = "Urząd nie ma jeszcze obowiązującego wydania. Dopóki go nie ma, czytelnicy nie zobaczą żadnej strony."
    return Obstacle("office-unpublished", text, Severity.WARNS, reverse("desk:subject", args=[OFFICE_KEY]), "M1")


def obstacles_of_address(
    key: str, slug: str, in_force_from: datetime, *, besides: Collection[str] = ()
) -> Iterator[Obstacle]:
    """Another department or page would bear the address in public at that moment, or is announced to bear it later.

    `besides` are the keys of those that get theirs anew in the same act.
    """
    others = Edition.objects.exclude(subject=Edition.Subject.OFFICE).filter(slug=slug).exclude(key__in=[key, *besides])
    moments = [in_force_from, *others.planned(in_force_from).values_list("in_force_from", flat=True)]
    bearers = (others.filter(pk__in=Edition.objects.in_force(moment)).first() for moment in moments)
    bearer = next((edition for edition in bearers if edition), None)
    if bearer:
        own = Unit.objects.filter(key=key).first() or Page.objects.filter(key=key).first()
        yield Obstacle(
            "address-in-use",
            f"Pod adresem „{slug}” opublikowano „{bearer.title}”. "
            "Zmień adres albo najpierw opublikuj tamtą stronę pod nowym.",
            link=address_of_subject(own) if own else "",
        )


def obstacles_of_channels(subject: Office | Unit | Page) -> Iterator[Obstacle]:
    """Values that forms would refuse, but that came to the database some other way."""
    if isinstance(subject, Page):
        return
    units = ids_below(subject.pk) if isinstance(subject, Unit) else None
    contacts = Contact.objects.filter(unit__in=units) if units else Contact.objects.of_office()
    yield from wrong_channels(Channel.objects.filter(contact__in=contacts).exclude(value="").select_related("contact"))


def wrong_channels(channels: Iterable[Channel]) -> Iterator[Obstacle]:
    for channel in channels:
        problem = channel_problem(channel.kind, channel.value)
        if problem:
            text = f"Kontakt „{channel.contact}”, „{channel.value}”: {problem}"
            link = admin_address("contacts_contact_change", channel.contact_id)
            yield Obstacle("channel-wrong", text, link=link, law="D6")


def obstacles_before_building(subject: Office | Unit | Page) -> list[Obstacle]:
    """What stands in the way of making any document of the working copy: to be asked before it is tried."""
    of_page = obstacles_of_page(subject) if isinstance(subject, Page) else ()
    return [*obstacles_of_structure(subject), *obstacles_of_channels(subject), *of_page]


def obstacles_of_content(content: str, before: str) -> Iterator[Obstacle]:
    """Both in canonical form; `before` is what readers would see otherwise, empty when that is nothing."""
    if content == before:
        yield Obstacle("nothing-changed", "Bez tego wydania czytelnicy zobaczą to samo, więc nie ma czego publikować.")
