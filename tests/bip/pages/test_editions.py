"""An edition at its own address: as it was, what it is now, and how any two differ."""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection

from publishing.canonical import digest
from publishing.models import Attachment, Edition, EditionBody, RedactedLink, Redaction
from tests.bip.pages.reader import Reader
from tests.bip.pages.record import DESK, OFFICE, PROMOTION, PUBLISHED, department, put_in_force, soon
from tests.publishing.unlocked import unlocked

HOME = "/departament-proby/"
LATER = PUBLISHED + timedelta(days=30)
PDF = b"%PDF-1.7 uchwala"


def test_a_past_one_says_until_when_it_was(portal: None, reader: Reader) -> None:
    put_in_force(department(intro="Nowy wstęp."), at=LATER)
    page = reader.read(f"{HOME}wydania/1/")

    assert page.said("h1") == ["Departament Próby"]
    assert "Do zadań należą sprawy w szczególności:" in page.words
    assert "To jest stan z 2.03.2026 10:30, nie obowiązuje od 1.04.2026 11:30." in page.words
    assert HOME in page.links
    assert "Wydanie 1" in page.words
    assert Edition.objects.get(key="dept", number=1).digest in page.words
    assert "Adres tej strony http://testserver/departament-proby/wydania/1/" in page.words


def test_the_one_in_force_says_so(portal: None, reader: Reader) -> None:
    assert "To jest wydanie 1. Obowiązuje od 2.03.2026 10:30." in reader.read(f"{HOME}wydania/1/").words


def test_a_planned_one_says_from_when_it_will_be(portal: None, reader: Reader) -> None:
    put_in_force(department(intro="Przyszły wstęp."), in_force_from=datetime(2036, 1, 1, tzinfo=UTC))
    page = reader.read(f"{HOME}wydania/2/")

    assert "To jest wydanie zaplanowane, nr 2. Zacznie obowiązywać 1.01.2036 01:00." in page.words
    assert "Przyszły wstęp." in page.words


def test_one_that_never_was_in_force_says_so(portal: None, reader: Reader) -> None:
    day = soon()
    put_in_force(department(intro="Plan."), in_force_from=day)
    put_in_force(department(intro="Lepszy plan."), in_force_from=day)

    assert "które nigdy nie obowiązywało" in reader.read(f"{HOME}wydania/2/").words
    assert "zaplanowane" in reader.read(f"{HOME}wydania/3/").words
    with time_machine.travel(day + timedelta(days=1), tick=False):
        assert "które nigdy nie obowiązywało" in reader.read(f"{HOME}wydania/2/").words
        assert "Obowiązuje od" in reader.read(f"{HOME}wydania/3/").words


def test_one_that_was_dated_back_says_so_even_where_readers_never_saw_it_in_force(portal: None, reader: Reader) -> None:
    """A correction of a time that was over when it was published: what it says held then."""
    put_in_force(department(intro="Kwietniowy."), at=LATER)
    put_in_force(
        department(intro="Sprostowany."), at=LATER + timedelta(days=9), in_force_from=LATER - timedelta(days=9)
    )
    page, day = reader.read(f"{HOME}wydania/3/"), reader.read(f"{HOME}stan-na/2026-03-25/")

    assert "To jest stan z 23.03.2026 10:30, nie obowiązuje od 1.04.2026 11:30. Wydanie 3." in page.words
    assert "Wydanie 3 opublikowano 10.04.2026 11:30, z mocą wsteczną." in page.words
    assert "To jest stan na 25.03.2026, nie obowiązuje od 1.04.2026 11:30. Wydanie 3." in day.words
    assert "Tego dnia w BIP było widać co innego: wydanie 1." in day.words


def test_a_kept_page_ends_with_the_planned_moment(portal: None, reader: Reader) -> None:
    put_in_force(department(intro="Nowy."), in_force_from=soon())
    assert "To jest wydanie 1." in reader.read(f"{HOME}wydania/1/").words
    with time_machine.travel(soon() + timedelta(days=1), tick=False):
        assert "nie obowiązuje od" in reader.read(f"{HOME}wydania/1/").words


def test_it_has_the_contacts_of_its_time(portal: None, reader: Reader) -> None:
    box = OFFICE.contacts[0].model_copy(update={"title": "Nowe Biuro"})
    put_in_force(OFFICE.model_copy(update={"contacts": (box,)}), at=LATER)
    put_in_force(department(intro="Nowy."), at=LATER + timedelta(days=1))

    assert "Biuro Podawcze" in reader.read(f"{HOME}wydania/1/").words
    assert "Nowe Biuro" in reader.read(f"{HOME}wydania/2/").words


def test_its_links_stay_in_it(portal: None, reader: Reader) -> None:
    put_in_force(department(units=(DESK,)), at=LATER)
    page = reader.read(f"{HOME}wydania/1/")

    assert f"{HOME}wydania/1/pri/" in page.links
    assert "#zadanie-d-two" in page.links
    assert not [link for link in page.links if link.startswith(("/zadanie/", "/kontakt/"))]
    assert not page.main.all("form")
    assert f"{HOME}pri/" not in page.links
    unit = reader.read(f"{HOME}wydania/1/pri/")
    assert unit.said("h1") == ["Wydział Promocji"]
    assert f"{HOME}wydania/1/pri-t/" in unit.links
    assert f"{HOME}wydania/1/" in unit.links


def test_an_edition_of_the_office_is_shown_too(portal: None, reader: Reader) -> None:
    put_in_force(OFFICE.model_copy(update={"seat": "Nowa siedziba"}), at=LATER)
    page = reader.read("/wydania/1/")

    assert "ul. Prosta 1" in page.words
    assert "nie obowiązuje od 1.04.2026 11:30" in page.words
    assert "e-mail: w paczce wydania" in page.words
    assert "Redaktor BIP Anna Redaktor, tel. 42 663 30 00" in page.words


def test_what_it_changed(portal: None, reader: Reader) -> None:
    put_in_force(department(intro="Nowy wstęp."), at=LATER, reason="Bo tak.")
    page = reader.read(f"{HOME}wydania/2/zmiany/")

    assert page.said("h1") == ["Co zmienia wydanie 2"]
    assert "Różnice wobec wydania 1" in page.said("h2")
    assert "[usunięto: Do zadań należą sprawy w szczególności:][dodano: Nowy wstęp.]" in page.words
    assert "Powód Bo tak." in page.words
    assert "To pierwsze wydanie" in reader.read(f"{HOME}wydania/1/zmiany/").words


def test_any_two_are_compared_in_either_direction(portal: None, reader: Reader) -> None:
    put_in_force(department(intro="Drugi."), at=LATER)
    put_in_force(department(intro="Trzeci."), at=LATER + timedelta(days=1))
    page = reader.read(f"{HOME}wydania/3/zmiany/?wzgledem=1")
    back = reader.read(f"{HOME}wydania/1/zmiany/?wzgledem=3")

    assert page.said("h1") == ["Wydanie 3 wobec wydania 1"]
    assert page.said("title")[0].startswith("Zmiany wobec wydania 1 – Wydanie 3 – Departament Próby")
    assert "[dodano: Trzeci.]" in page.words
    assert "[usunięto: Trzeci.]" in back.words
    assert page.one("input", name="wzgledem").attributes["value"] == "1"
    assert "Czytelnik widzi w obu wydaniach to samo." in reader.read(f"{HOME}wydania/2/zmiany/?wzgledem=2").words


def test_a_wrong_number_to_compare_with_is_told(portal: None, reader: Reader) -> None:
    page = reader.read(f"{HOME}wydania/1/zmiany/?wzgledem=siedem", status=404)

    assert "Nie ma wydania „siedem”. Wydania mają numery od 1 do 1." in page.words
    assert f"{HOME}wydania/1/zmiany/" in page.links


@pytest.fixture
def with_file(portal: None) -> None:
    digest_of_file = hashlib.sha256(PDF).hexdigest()
    Attachment.objects.create(name="uchwala.pdf", digest=digest_of_file, content=PDF, size=len(PDF))
    put_in_force(
        department(intro="Z plikiem."), at=LATER, legal_basis_file="uchwala.pdf", legal_basis_digest=digest_of_file
    )


@pytest.mark.usefixtures("with_file")
def test_the_file_of_the_legal_basis_is_there_to_be_saved(reader: Reader) -> None:
    address = f"{HOME}wydania/2/podstawa/"
    answer = reader.get(address)

    assert answer.content == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="podstawa-prawna-wydanie-2.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    for path in (HOME, f"{HOME}wydania/2/", f"{HOME}rejestr-zmian/", f"{HOME}wydania/2/zmiany/"):
        assert address in reader.read(path).links, path


def redact(edition: Edition) -> None:
    """As the gate in the database admits it: first the link with the new digest, then the body."""
    redaction = Redaction(
        scope="imię i nazwisko jednej osoby",
        reason="Sprzeciw osoby.",
        legal_basis="art. 17 RODO",
        decided_by="Inspektor Ochrony Danych",
        done_by="Ewa Wydawca",
    )
    redaction.save()
    body = edition.body
    content = body.content.replace("Maciej Łaski", "[dane usunięto]")
    new = digest(salt=bytes(body.salt), metadata=body.metadata, content=content)
    RedactedLink(redaction=redaction, edition=edition, digest=new).save()
    with unlocked(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE publishing_editionbody SET content = %s, redacted_digest = %s WHERE edition_id = %s",
            [content, new, edition.pk],
        )
    assert EditionBody.objects.get(pk=edition.pk).redacted_digest == new


def test_a_redacted_one_says_what_is_missing_and_why(portal: None, reader: Reader) -> None:
    redact(Edition.objects.get(key="dept"))
    page = reader.read(f"{HOME}wydania/1/")

    assert "Z treści tego wydania usunięto dane osobowe" in page.words
    assert "Zakres imię i nazwisko jednej osoby Powód Sprzeciw osoby. Podstawa prawna art. 17 RODO" in page.words
    assert "Kto zdecydował Inspektor Ochrony Danych" in page.words
    assert "[dane usunięto]" in page.words
    assert "usunięto dane osobowe" in reader.read(f"{HOME}rejestr-zmian/").said("span")
    assert PROMOTION.name in page.words
