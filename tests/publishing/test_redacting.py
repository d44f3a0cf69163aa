"""Redacting a person: found in every table, replaced through the gates, on record, and the chain stays sound."""

import json
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from contacts.models import Channel, Contact
from journal.models import Entry
from journal.services import record
from orgchart.models import Appointment, Gone, Office, Officer, Post, Unit
from orgchart.services import change_unit
from publishing.canonical import canonical, digest, wording_digest
from publishing.document import DepartmentDocument, Metadata
from publishing.models import (
    Attachment,
    Edition,
    EditionBody,
    PreviewLink,
    Proposal,
    ProposalPart,
    PublicVersion,
    RedactedLink,
    Redaction,
    RegisterEntry,
    Remark,
    Trace,
)
from publishing.phrases import REMOVED, Phrases
from publishing.services import Grounds, Statement, publish_edition, withdraw_editions
from publishing.services.redacting import Decision, FindingsChanged, RedactionRefused, redact
from publishing.services.searching import TABLES, How, find_traces
from publishing.verification import verify_editions
from tasks.models import Duty
from tests.factories import DeclarationFactory
from tests.publishing.people import codes
from tests.publishing.small_office import STATEMENT
from tests.search.index_rows import write_index, write_words
from tests.worlds import kept

pytestmark = pytest.mark.django_db
NAME, FORM = "Zofia Łąkowska", "Zofii Łąkowskiej"
PHRASES = Phrases.of(f"{NAME}\n{FORM}")
DECISION = Decision("imię i nazwisko byłej dyrektor", "Żądanie osoby.", "art. 17 ust. 1 RODO", "Inspektor danych")
BY_HAND = {How.BY_HAND, How.KEPT, How.UNKNOWN}


@kept
def by() -> User:
    return User.objects.create_user("adam", first_name="Adam", last_name="Administrator")


def fill(office: Office, department: Unit, author: User) -> list[Edition]:
    """She stands in every table that can name somebody, in one form or another."""
    said = Statement(**{**vars(STATEMENT), "responsible": NAME, "reason": f"Powołanie {FORM}."})
    Appointment.objects.update(person=NAME)
    Officer.objects.update(name=NAME)
    Office.objects.update(seat=f"Gabinet {FORM}\nŁódź")
    Post.objects.filter(unit=department, function="Dyrektor").update(competence=f"Zastępuje {FORM}.")
    Duty.objects.update(legal_basis=f"upoważnienie dla {FORM}")
    for duty in Duty.objects.all():
        duty.save()
    box = Contact.objects.get(unit=department)
    box.title = f"Sekretariat {FORM}"
    box.save()
    Channel.objects.create(contact=box, kind=Channel.Kind.EMAIL, value="zofia.lakowska@urzad.example", position=2)
    change_unit(department, intro=f"Kieruje\n{NAME.upper()}:")
    DeclarationFactory.create(contact=NAME, page__body=f"Sporządziła {NAME}.")
    editions = [publish_edition(office, said), publish_edition(department, said)]
    Appointment.objects.update(person="Jan Następca")
    editions.append(publish_edition(department, STATEMENT))
    Appointment.objects.update(person=NAME, searchable="zofia lakowska")
    Gone.objects.create(key="gone00000001", kind="duty", department_key=department.key, title=f"Zadanie {FORM}")
    file = Attachment.objects.create(name="zofia_lakowska.pdf", digest="a" * 64, content=NAME.encode("utf-16"), size=9)
    proposal = Proposal.objects.create(
        author=author, attachment=file, prepared_by=NAME, reason=f"Dla {FORM}", comment=NAME, legal_basis=FORM
    )
    body = editions[1].body
    ProposalPart.objects.create(
        proposal=proposal, subject="department", key=department.key, title="Departament", content=body.content
    )
    link = PreviewLink.objects.create(
        proposal=proposal, token_hash="b" * 64, for_whom=NAME, created_by=author, expires_at=timezone.now()
    )
    Remark.objects.create(proposal=proposal, link=link, author=NAME, text=f"Zdaniem {FORM} dobrze.")
    before = {"osoba": NAME, "dokument": json.dumps({"osoba": NAME}), "uwagi": f"Pani\u00a0{FORM}"}
    record(Entry.Kind.CHANGE, "zmieniono ręcznie", title=NAME, before=before, after={"osoba": "zofia\nłąkowska"})
    Entry.objects.create(kind=Entry.Kind.SIGN_IN, act="logowanie", actor=NAME, path="/admin/zofia-lakowska/")
    kind = ContentType.objects.get_for_model(Appointment)
    LogEntry.objects.create(
        user=author, content_type=kind, object_repr=NAME, action_flag=CHANGE, change_message=json.dumps([NAME])
    )
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session["message"] = f"Zmieniono: {NAME}"
    session.save()
    write_index(NAME, editions=40)
    write_words(NAME)
    return editions


@kept
def editions(office: Office, department: Unit, by: User) -> list[Edition]:
    return fill(office, department, by)


def redacted(by: User, **wishes: Any) -> Redaction:
    return redact(PHRASES, DECISION, by=by, seen=find_traces(PHRASES).digest, **wishes)


def test_she_is_found_in_every_table_that_names_her(editions: list[Edition]) -> None:
    tables = {place.table for place in find_traces(PHRASES).places}
    by_themselves = {table for table, how in TABLES.items() if how not in {*BY_HAND, How.REFUSED} and "." in table}
    wordless = {"publishing.trace", "search.indexstate", "search.indexededition"}
    one_word_a_row = {"search.indexword", "search.indexform"}
    expected = {table for table in by_themselves if not table.startswith("axes.")} - wordless - one_word_a_row
    assert {table for table in tables if "." in table} == expected


def test_she_is_replaced_and_nothing_of_her_is_found_any_more(editions: list[Edition], by: User) -> None:
    redaction = redacted(by)
    left = find_traces(PHRASES)
    assert [(place.table, place.how) for place in left.places] == [("publishing.attachment", How.BY_HAND)]
    assert {edition.pk for edition in editions} == set(RedactedLink.objects.values_list("edition", flat=True))
    assert (redaction.scope, redaction.done_by) == (DECISION.scope, "Adam Administrator")
    assert Appointment.objects.get().person == REMOVED
    assert Appointment.objects.get().searchable == "dane usunieto"
    assert Channel.objects.get(kind="e-mail", contact__unit__isnull=False).value == f"{REMOVED}@urzad.example"
    assert Attachment.objects.get().name == f"{REMOVED}.pdf"


def test_the_chain_stays_sound_and_names_the_links(editions: list[Edition], by: User, capsys: Any) -> None:
    before = [(edition.digest, edition.previous_digest) for edition in Edition.objects.order_by("pk")]
    redacted(by)
    assert [(edition.digest, edition.previous_digest) for edition in Edition.objects.order_by("pk")] == before
    result = verify_editions()
    assert result.is_sound and len(result.redacted) == 3
    call_command("verify_editions")
    assert "Departament Próby, ogniwo 1: zredagowane." in capsys.readouterr().out


def test_what_anybody_can_reckon_again_agrees(editions: list[Edition], by: User) -> None:
    """As whoever downloads a packet does it: the salt, the metadata, a line feed, the content."""
    redacted(by)
    for body in EditionBody.objects.select_related("edition"):
        found = digest(salt=bytes(body.salt), metadata=body.metadata, content=body.content)
        assert found == body.redacted_digest != body.edition.digest
        assert found == RedactedLink.objects.get(edition=body.pk).digest
        metadata = Metadata.model_validate_json(body.metadata)
        assert (canonical(metadata), metadata.previous_digest) == (body.metadata, body.edition.previous_digest)
    content = EditionBody.objects.get(pk=editions[1].pk).content
    assert canonical(DepartmentDocument.model_validate_json(content)) == content


def test_salts_and_derived_digests_are_destroyed(editions: list[Edition], by: User) -> None:
    salts = {body.pk: bytes(body.salt) for body in EditionBody.objects.all()}
    guess = wording_digest(NAME, "False")
    assert Trace.objects.filter(wording=guess).exists()
    redacted(by)
    assert not Trace.objects.filter(wording=guess).exists()
    assert Trace.objects.filter(wording=wording_digest(REMOVED, "False")).exists()
    assert all(bytes(body.salt) != salts[body.pk] for body in EditionBody.objects.all())
    told = RegisterEntry.objects.get(edition=editions[2]).chapters
    assert "akowsk" not in told and "Zofi" not in told and "Jan Następca" in told


def test_the_journal_tells_of_it_without_the_data(editions: list[Edition], by: User) -> None:
    version = PublicVersion.objects.get()
    redacted(by)
    entry = Entry.objects.get(act="usunięto dane osobowe")
    assert DECISION.reason in entry.after and '"wydania": 3' in entry.after
    changed = Entry.objects.get(act="zmieniono ręcznie")
    assert json.loads(changed.before)["osoba"] == REMOVED
    assert json.loads(json.loads(changed.before)["dokument"]) == {"osoba": REMOVED}
    assert changed.redaction is not None and changed.redaction.by == "Adam Administrator"
    assert (PublicVersion.objects.get().number > version.number, PublicVersion.objects.get().editions) == (True, 3)


def test_sessions_that_hold_her_are_ended_and_others_stay(editions: list[Edition], by: User) -> None:
    other = import_module(settings.SESSION_ENGINE).SessionStore()
    other["message"] = "Zmieniono: Jan Inny"
    other.save()
    redacted(by)
    assert [session.session_key for session in Session.objects.all()] == [other.session_key]


def test_files_are_emptied_where_that_is_wanted(editions: list[Edition], by: User) -> None:
    (file,) = find_traces(PHRASES).files
    redaction = redacted(by, files=[file.pk])
    assert bytes(Attachment.objects.get().content) == b"" and not find_traces(PHRASES).places
    assert "Plik podstawy prawnej" not in redaction.unreachable


def test_what_is_out_of_reach_is_listed_without_the_data(editions: list[Edition], by: User) -> None:
    her = User.objects.create_user("zofia.lakowska", first_name="Zofia", last_name="Łąkowska")
    identity = (editions[1].subject, editions[1].key)
    withdraw_editions(identity, first=1, last=1, grounds=Grounds("Błąd.", "art. 1", NAME), by=by)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE left_behind (words text)")
        cursor.execute("INSERT INTO left_behind VALUES ('Zofia Łąkowska')")
    lines = redacted(by).unreachable.splitlines()
    assert any(line.startswith("Kopie zapasowe") for line in lines)
    assert any("WAL" in line for line in lines) == (connection.vendor == "postgresql")
    file = Attachment.objects.get()
    assert f"Plik podstawy prawnej nr {file.pk}: sprawdź, czy nie zawiera tych danych." in lines
    assert f"Użytkownicy, nr {her.pk}: zmień lub wyłącz ręcznie." in lines
    assert any(line.startswith("Wycofania, nr") for line in lines)
    assert "Tabela left_behind, nr 1: nieznana tabela." in lines
    assert not PHRASES.found("\n".join(lines))


def test_every_text_column_of_every_model_is_searched() -> None:
    """A model that comes later is known to the table, or holds nothing of people, or is told as unknown."""
    found = {model._meta.label_lower for model in apps.get_models() if not model._meta.proxy}
    harmless = {"contenttypes.contenttype", "auth.permission", "publishing.publicversion", "publishing.redactedlink"}
    harmless |= {
        "publishing.check",
        "publishing.registerunit",
        "orgchart.grant",
        "orgchart.deputy",
        "orgchart.presence",
    }
    assert {table for table in found - harmless if table not in TABLES and table.split(".")[0] != "axes"} == set()


def test_phrases_that_stand_for_too_many_have_to_be_confirmed(editions: list[Edition], by: User) -> None:
    one = Phrases.of("Łąkowska\nŁąkowskiej")
    with pytest.raises(RedactionRefused) as refusal:
        redact(one, DECISION, by=by, seen=find_traces(one).digest)
    assert codes(refusal) == ["phrase-of-one-word"]
    redact(one, DECISION, by=by, seen=find_traces(one).digest, single=True)
    assert Appointment.objects.get().person == f"Zofia {REMOVED}"


@pytest.mark.parametrize(("lines", "code"), [("", "phrases-missing"), ("Al Bo", "phrase-too-short")])
def test_phrases_that_stand_for_nobody_are_refused(editions: list[Edition], by: User, lines: str, code: str) -> None:
    with pytest.raises(RedactionRefused) as refusal:
        redact(Phrases.of(lines), DECISION, by=by, seen="")
    assert code in codes(refusal)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"reason": " "}, "redaction-incomplete"),
        ({"decided_by": "x" * 201}, "redaction-incomplete"),
        ({"scope": f"dane: {NAME}"}, "phrase-in-decision"),
    ],
)
def test_the_decision_is_complete_and_repeats_nothing(
    editions: list[Edition], by: User, said: dict[str, str], code: str
) -> None:
    decision = Decision(**{**vars(DECISION), **said})
    with pytest.raises(RedactionRefused) as refusal:
        redact(PHRASES, decision, by=by, seen=find_traces(PHRASES).digest)
    assert codes(refusal) == [code] and NAME not in str(refusal.value)
    assert not Redaction.objects.exists() and Appointment.objects.get().person == NAME


def test_a_title_is_not_changed(editions: list[Edition], by: User) -> None:
    title = Phrases.of("Departament Próby")
    with pytest.raises(RedactionRefused) as refusal:
        redact(title, DECISION, by=by, seen=find_traces(title).digest)
    assert codes(refusal) == ["phrase-in-title"]


def test_what_came_since_somebody_looked_is_looked_at_again(editions: list[Edition], by: User) -> None:
    seen = find_traces(PHRASES).digest
    Appointment.objects.create(post=Post.objects.get(function="Zastępca Dyrektora"), person=FORM)
    with pytest.raises(FindingsChanged):
        redact(PHRASES, DECISION, by=by, seen=seen)
    assert not Redaction.objects.exists()


def test_nothing_found_is_told(editions: list[Edition], by: User) -> None:
    nobody = Phrases.of("Nikt Nieznany")
    with pytest.raises(RedactionRefused) as refusal:
        redact(nobody, DECISION, by=by, seen=find_traces(nobody).digest)
    assert codes(refusal) == ["nothing-found"]


def test_a_second_person_can_be_redacted_from_the_same_editions(editions: list[Edition], by: User) -> None:
    redacted(by)
    anna = Phrases.of("Anna Redaktor")
    redact(anna, DECISION, by=by, seen=find_traces(anna).digest)
    assert not find_traces(anna).places and verify_editions().is_sound
    assert RedactedLink.objects.filter(edition=editions[1]).count() == 2


def test_a_value_of_a_strict_form_is_left_empty(editions: list[Edition], by: User) -> None:
    box = Contact.objects.get(unit__isnull=False)
    Channel.objects.create(contact=box, kind=Channel.Kind.E_DELIVERY, value="AE:PL-12345-67890-ABCDE-12", position=3)
    phrase = Phrases.of("12345 67890 ABCDE")
    redact(phrase, DECISION, by=by, seen=find_traces(phrase).digest)
    assert Channel.objects.get(kind="e-doreczenia").value == ""


def test_other_forms_are_pointed_out(editions: list[Edition]) -> None:
    assert FORM in dict(find_traces(Phrases.of(NAME)).alike)


def test_a_publication_goes_on_afterwards(editions: list[Edition], department: Unit, by: User) -> None:
    redacted(by)
    Channel.objects.filter(kind="e-mail").update(value="")
    change_unit(department, intro="Po usunięciu:")
    assert publish_edition(department, STATEMENT).number == 3
    assert verify_editions().is_sound
