"""Every way past the journal's immutability, tried on the database that the suite runs on; and the three ways in."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.utils import timezone

from journal.models import Entry, Erasure, Review
from journal.services import record

pytestmark = pytest.mark.django_db
OLD = timedelta(days=2 * 366)


@pytest.fixture
def entry() -> Entry:
    return record("zmiana", "zmieniono", key="k1", title="Jan Kowalski", before={"osoba": "Jan Kowalski"})


@pytest.fixture
def erasure() -> Erasure:
    return Erasure.objects.create(by="Administrator", reason="art. 17 RODO")


@pytest.fixture
def review() -> Review:
    return Review.objects.create(day=timezone.localdate(), by="Audytor", by_id=1)


def sql(statement: str, *values: Any) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        if statement.startswith("TRUNCATE"):
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(statement, values)


COUNTED = "UPDATE journal_entry SET times = 7, last_at = at"  # a refusal is, a change never
ATTACKS = [
    COUNTED,
    "UPDATE journal_entry SET title = 'x'",
    "UPDATE journal_entry SET at = '2020-01-01 00:00:00+00'",
    "UPDATE journal_entry SET actor = 'x', actor_id = 5",
    "UPDATE journal_entry SET times = 1, last_at = at",
    "UPDATE journal_entry SET times = 0, last_at = at",
    "UPDATE journal_entry SET times = 7",
    "UPDATE journal_entry SET times = 7, last_at = at, title = 'x'",
    "UPDATE journal_entry SET times = 7, last_at = '2020-01-01 00:00:00+00'",
    "UPDATE journal_entry SET redaction_id = 999",
    "UPDATE journal_entry SET redaction_id = (SELECT id FROM journal_erasure), key = 'x'",
    "UPDATE journal_entry SET redaction_id = (SELECT id FROM journal_erasure), kind = 'przeglad'",
    "UPDATE journal_entry SET redaction_id = (SELECT id FROM journal_erasure), address = '192.0.2.9'",
    "UPDATE journal_entry SET redaction_id = (SELECT id FROM journal_erasure), at = '2020-01-01 00:00:00+00'",
    "UPDATE journal_entry SET redaction_id = (SELECT id FROM journal_erasure), actor_id = 5",
    "UPDATE journal_entry SET redaction_id = (SELECT id FROM journal_erasure), id = id + 100",
    "DELETE FROM journal_entry",
    "UPDATE journal_erasure SET reason = 'x'",
    "DELETE FROM journal_erasure",
    "UPDATE journal_review SET by_id = 2",
    "DELETE FROM journal_review",
]
ON_POSTGRESQL = [f"TRUNCATE journal_{table} CASCADE" for table in ("entry", "erasure", "review")]
ON_SQLITE = [
    "REPLACE INTO journal_review (id, day, by, by_id, at, note) SELECT id, day, 'x', 2, at, '' FROM journal_review",
    "REPLACE INTO journal_review (id, day, by, by_id, at, note) SELECT 99, day, 'x', 2, at, '' FROM journal_review",
    "REPLACE INTO journal_erasure (id, at, by, reason) SELECT id, at, by, 'x' FROM journal_erasure",
    "UPDATE OR REPLACE journal_entry SET title = 'x'",
]


@pytest.mark.parametrize("attack", [*ATTACKS, *ON_POSTGRESQL, *ON_SQLITE])
def test_nothing_gets_past(entry: Entry, erasure: Erasure, review: Review, attack: str) -> None:
    if attack in ON_POSTGRESQL + ON_SQLITE and (attack in ON_POSTGRESQL) != (connection.vendor == "postgresql"):
        pytest.skip("words of the other database")
    with pytest.raises(DatabaseError):
        sql(attack)
    assert Entry.objects.values().get() == {
        name: value for name, value in vars(entry).items() if not name.startswith("_")
    }
    assert (Erasure.objects.get().reason, Review.objects.get().by_id) == ("art. 17 RODO", 1)


@pytest.mark.parametrize("recursive", ["ON", "OFF"])
def test_an_entry_is_not_replaced(entry: Entry, recursive: str) -> None:
    """The sqlite3 shell asks for no recursive triggers."""
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite knows REPLACE")
    columns = ", ".join(str(field.column) for field in Entry._meta.concrete_fields)
    values = columns.replace("title", "'x'")
    sql(f"PRAGMA recursive_triggers={recursive}")
    try:
        with pytest.raises(DatabaseError):
            sql(f"REPLACE INTO journal_entry ({columns}) SELECT {values} FROM journal_entry")
    finally:
        sql("PRAGMA recursive_triggers=ON")


@pytest.fixture
def refusal() -> Entry:
    return record("odmowa", "odmowa: brak uprawnień")


def test_a_repeated_refusal_is_counted(refusal: Entry) -> None:
    Entry.objects.filter(pk=refusal.pk).update(times=F("times") + 1, last_at=timezone.now())
    Entry.objects.filter(pk=refusal.pk).update(times=F("times") + 1, last_at=timezone.now())
    refusal.refresh_from_db()
    assert refusal.times == 3


@pytest.mark.parametrize("attack", [attack for attack in ATTACKS if "times" in attack])
def test_it_is_counted_up_and_nothing_else(refusal: Entry, attack: str) -> None:
    if attack == COUNTED:
        sql(attack)
        return
    with pytest.raises(DatabaseError):
        sql(attack)


def test_words_give_way_to_a_redaction_once(entry: Entry, erasure: Erasure) -> None:
    gone = {"title": "[dane usunięto]", "before": '{"osoba": "[dane usunięto]"}'}
    Entry.objects.filter(pk=entry.pk).update(redaction=erasure, **gone)
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(redaction=erasure, title="Ktoś inny")
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(redaction=None)
    entry.refresh_from_db()
    assert entry.title == "[dane usunięto]"


def test_an_entry_may_go_after_two_years() -> None:
    now = timezone.now()
    Entry.objects.bulk_create([Entry(kind="zmiana", act="dawne", at=now - OLD), Entry(kind="zmiana", act="nowe")])
    Entry.objects.filter(at__lt=now - OLD + timedelta(days=1)).delete()
    assert [entry.act for entry in Entry.objects.all()] == ["nowe"]
