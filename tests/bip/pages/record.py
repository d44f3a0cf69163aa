"""A public record made by hand: documents put in force as editions, whatever the working copy can or cannot say."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone

from publishing.canonical import SALT_BYTES, canonical, digest
from publishing.document import (
    Channel,
    Contact,
    Declaration,
    DepartmentDocument,
    Document,
    Duty,
    Holder,
    Metadata,
    OfficeDocument,
    Officer,
    PageDocument,
    Point,
    Post,
    Unit,
)
from publishing.models import COPIED, VERSION_ID, Edition, EditionBody, PublicVersion, Withdrawal
from publishing.reading import OFFICE_KEY
from publishing.register import write_register
from publishing.trace import write_traces

EMAIL = "podawcze@urzad.example"
PUBLISHED = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)

COMMON = Contact(
    key="common",
    title="Biuro Podawcze",
    channels=(
        Channel(key="c-mail", kind="e-mail", value=EMAIL),
        Channel(key="c-phone", kind="telefon", value="(42) 663 33 80", link="tel:+48426633380"),
        Channel(key="c-mobile", kind="komorka", value="695 356 594", link="tel:+48695356594"),
        Channel(key="c-post", kind="e-doreczenia", value="AE:PL-12345-67890-ABCDE-12"),
    ),
)
OFFICE = OfficeDocument(
    name="Urząd Próbny",
    seat="ul. Prosta 1\n00-001 Łódź",
    website="https://urzad.example/",
    officers=(Officer(role="redaktor", name="Anna Redaktor", phone="42 663 30 00", email="redakcja@urzad.example"),),
    contacts=(COMMON,),
    departments=("dept",),
)
BOX = Contact(
    key="box",
    title="Kontakt - Departament Próby",
    address="al. Piłsudskiego 8\n90-051 Łódź",
    channels=(Channel(key="d-fax", kind="faks", value="42 663 36 02", link="tel:+48426633602"),),
)
STALLS = Unit(
    key="stalls",
    kind="oddzial",
    name="Oddział Targów",
    symbol="PRI-T",
    slug="pri-t",
    numeral="I.1",
    heading="Oddział Targów, który oznacza pisma symbolem PRI-T:",
    duties=(Duty(key="d-stalls", number="1", text="Targi."),),
)
PROMOTION = Unit(
    key="promo",
    kind="wydzial",
    name="Wydział Promocji",
    symbol="PRI",
    slug="pri",
    numeral="I",
    heading="Wydział Promocji, który oznacza pisma symbolem PRI:",
    duties=(
        Duty(
            key="d-one",
            number="1",
            text="Nadzór w zakresie:",
            points=(Point(key="p-one", number="1", text="planów;"), Point(key="p-two", number="2", text="wniosków;")),
        ),
        Duty(key="d-two", number="2", text="Promocja <b>& reklama</b>;"),
        Duty(key="d-own", number="2a", text="Wystawy;", labelled=True),
        Duty(key="d-three", number="3", text="Targi.", legal_basis="uchwała nr 7"),
    ),
    units=(STALLS,),
)
DESK = Unit(
    key="desk",
    kind="samodzielne-stanowisko",
    name="Samodzielne Stanowisko ds. Rozliczeń",
    slug="samodzielne-stanowisko-ds-rozliczen",
    numeral="II",
    heading="Samodzielne Stanowisko ds. Rozliczeń",
    posts=(Post(key="clerk", function="Główny Specjalista"),),
    contacts=(Contact(key="desk-box", title="Pokój rozliczeń", room="12"),),
)
DEPARTMENT = Unit(
    key="dept",
    kind="departament",
    name="Departament Próby",
    slug="departament-proby",
    heading="Departament Próby:",
    intro="Do zadań należą sprawy w szczególności:",
    handling="Sprawy przyjmujemy w pokoju 1.",
    registers="rejestr umów\nrejestr wyjazdów",
    posts=(
        Post(
            key="head", function="Dyrektor", competence="Kieruje.", holders=(Holder(key="h1", person="Maciej Łaski"),)
        ),
        Post(key="vice", function="Zastępca", holders=(Holder(key="h2", person="Dorota Pisarska", acting=True),)),
        Post(key="third", function="Sekretarz"),
    ),
    contacts=(BOX,),
    units=(PROMOTION, DESK),
)


def department(unit: Unit = DEPARTMENT, **changes: Any) -> DepartmentDocument:
    return DepartmentDocument(unit=unit.model_copy(update=changes), common_contacts=("common",))


INSTRUCTION = PageDocument(
    key="manual",
    kind="instruction",
    title="Instrukcja korzystania z BIP",
    slug="instrukcja",
    body="## Menu\n\nJest u góry.",
)
REUSE = PageDocument(
    key="reuse",
    kind="reuse",
    title="Ponowne wykorzystywanie",
    slug="ponowne-wykorzystywanie",
    body="## Zasady\n\nWolno.",
)
EDITORIAL = PageDocument(key="editors", kind="editorial", title="Redakcja BIP", slug="redakcja", body="Piszcie do nas.")
DECLARATION = PageDocument(
    key="a11y",
    kind="declaration",
    title="Deklaracja dostępności",
    slug="deklaracja-dostepnosci",
    declaration=Declaration(
        site_published_on=date(2026, 1, 2),
        site_updated_on=date(2026, 3, 4),
        status="czesciowo",
        inaccessible=("Skany uchwał sprzed roku 2020.", "Filmy bez audiodeskrypcji."),
        prepared_on=date(2026, 3, 5),
        contact="Ewa Dostępna",
        email="dostepnosc@urzad.example",
        phone="42 663 30 00",
        phone_link="tel:+48426633000",
        architecture="Wejście jest **płaskie**.",
        communication="W urzędzie jest tłumacz języka migowego.",
    ),
)


def put_in_force(
    content: Document, at: datetime = PUBLISHED, in_force_from: datetime | None = None, **said: Any
) -> Edition:
    """The next edition of the document's subject, published at that moment; `said`: more of its metadata."""
    if isinstance(content, OfficeDocument):
        subject, key, named, slug = Edition.Subject.OFFICE, OFFICE_KEY, content.name, ""
    elif isinstance(content, PageDocument):
        subject, key, named, slug = Edition.Subject.PAGE, content.key, content.title, content.slug
    else:
        unit = content.unit
        subject, key, named, slug = Edition.Subject.DEPARTMENT, unit.key, unit.name, unit.slug
    last = Edition.objects.of(subject, key).order_by("-number").first()
    facts: dict[str, Any] = {
        "prepared_by": "Jan Wytwórca",
        "prepared_on": date(2026, 2, 27),
        "responsible": "Maciej Łaski",
        "published_by": "Ewa Wydawca" if last is None else "Olga Następna",
        "reason": "Zmiana zadań.",
        "legal_basis": "Uchwała nr 5",
        "legal_basis_url": "https://urzad.example/uchwala-5",
    } | said
    metadata = Metadata(
        subject=subject.value,
        key=key,
        number=last.number + 1 if last else 1,
        previous_digest=last.digest if last else "",
        title=named,
        slug=slug,
        office=OFFICE.name,
        published_at=at,
        in_force_from=in_force_from or at,
        **facts,
    )
    texts = {"metadata": canonical(metadata), "content": canonical(content)}
    salt = bytes(SALT_BYTES)
    copied = {name: getattr(metadata, name) for name in COPIED}
    edition = Edition(sort_key=named, digest=digest(salt=salt, **texts), **copied)
    edition.save()
    EditionBody(edition=edition, salt=salt, **texts).save()
    write_traces(edition, content)
    write_register(edition, content)
    PublicVersion.objects.get_or_create(pk=VERSION_ID)
    PublicVersion.objects.update(number=F("number") + 1)
    return edition


def soon() -> datetime:
    return timezone.now() + timedelta(days=30)


def withdraw(edition: Edition, last: int | None = None) -> Withdrawal:
    """From that edition on, up to `last`, or it alone."""
    withdrawal = Withdrawal(
        subject=edition.subject,
        key=edition.key,
        title=edition.title,
        first_number=edition.number,
        last_number=last or edition.number,
        reason="Treść nie była jawna.",
        legal_basis="art. 5 ust. 1 ustawy",
        decided_by="Sekretarz Województwa",
        withdrawn_by="Ewa Wydawca",
    )
    withdrawal.save()
    PublicVersion.objects.update(number=F("number") + 1)
    return withdrawal
