"""After a redaction nothing of the name stands in the database's own files: they are read as bytes."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection

from deptportal import settings as production
from orgchart.models import Appointment
from publishing.models import Attachment
from publishing.phrases import Phrases
from publishing.services import remnants
from publishing.services.redacting import Decision, redact
from publishing.services.remnants import erase_remnants
from publishing.services.searching import find_traces
from publishing.verification import verify_editions
from search.models import IndexedEntry
from tests.publishing import test_redacting
from tests.publishing.small_office import make_department, make_office

# A name that no other test has: what was rolled back stands in the files of PostgreSQL for a while, too.
NAME, FORM = "Melchiora Ćwierćzębska", "Melchiory Ćwierćzębskiej"
REMAINS = [
    "ćwierćzębsk",
    "Ćwierćzębsk",
    "ĆWIERĆZĘBSK",
    "cwierczebsk",
    "melchior",
    "Melchior",
    "MELCHIOR",
    "\\u0106wier",
]


def files() -> list[Path]:
    """Every file in which the database keeps its rows. WAL files of PostgreSQL, that wear out, are out of reach."""
    if connection.vendor == "sqlite":
        path = Path(connection.settings_dict["NAME"])
        return [file for file in path.parent.glob(f"{path.name}*") if not file.name.endswith("-shm")]
    with connection.cursor() as cursor:
        cursor.execute("SHOW data_directory")
        (directory,) = cursor.fetchone()
        cursor.execute("CHECKPOINT")
        cursor.execute("SELECT oid FROM pg_database WHERE datname = current_database()")
        (oid,) = cursor.fetchone()
    return [file for file in (Path(directory) / "base" / str(oid)).iterdir() if file.is_file()]


def found(words: list[str]) -> set[str]:
    """Those of the words that stand in a file, as UTF-8 or as UTF-16."""
    contents = [file.read_bytes() for file in files()]
    forms = {word: [word.encode(), word.encode("utf-16-le")] for word in words}
    return {word for word, codes in forms.items() if any(code in content for content in contents for code in codes)}


def checkpoint() -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")


@pytest.fixture
def by(transactional_db: None) -> User:
    return User.objects.create_user("adam", first_name="Adam", last_name="Administrator")


@contextmanager
def somebody_writes() -> Iterator[None]:
    """A transaction that writes, in another database of the same server."""
    with psycopg.connect(**(connection.get_connection_params() | {"dbname": "postgres"})) as other:
        other.execute("SELECT pg_current_xact_id()")
        yield


def test_no_byte_of_the_name_is_left(by: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remnants, "PATIENCE", 240)  # seconds; other tests keep a transaction open beside this one
    monkeypatch.setattr(settings, "AFTER_PUBLICATION", production.AFTER_PUBLICATION)
    monkeypatch.setattr(test_redacting, "NAME", NAME)
    monkeypatch.setattr(test_redacting, "FORM", FORM)
    test_redacting.fill(make_office(), make_department(), by)
    Appointment.objects.update(person=f"{NAME}{' długi dopisek' * 10}")  # so that the row changes its place
    Appointment.objects.update(person=NAME)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # samples of columns are kept, too
    checkpoint()
    assert {"Ćwierćzębsk", "cwierczebsk"} <= found(REMAINS)
    phrases = Phrases.of(f"{NAME}\n{FORM}")
    findings = find_traces(phrases)
    decision = Decision("imię i nazwisko", "Żądanie osoby.", "art. 17 RODO", "Inspektor danych")
    with somebody_writes() if connection.vendor == "postgresql" else nullcontext():
        redact(
            phrases, decision, by=by, seen=findings.digest, files=list(Attachment.objects.values_list("pk", flat=True))
        )
    assert not find_traces(phrases).places
    assert IndexedEntry.objects.exists()  # made anew, without her
    assert erase_remnants() == ""
    assert found(REMAINS) == set()
    assert verify_editions().is_sound


def test_while_somebody_writes_in_another_database_it_says_that_nothing_was_done(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The snapshot of VACUUM reaches back to that transaction, so the old rows would stay."""
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL has several databases behind one server")
    monkeypatch.setattr(remnants, "PATIENCE", 0)
    with somebody_writes():
        assert erase_remnants() == remnants.OCCUPIED


def test_inside_a_transaction_it_says_that_nothing_was_done(db: None) -> None:
    assert "transakcji" in erase_remnants()
    with pytest.raises(CommandError, match="Powtórz polecenie"):
        call_command("erase_remnants")


def test_the_command_says_that_it_was_done(
    transactional_db: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remnants, "PATIENCE", 240)
    call_command("erase_remnants")
    assert "zapisana od nowa" in capsys.readouterr().out
