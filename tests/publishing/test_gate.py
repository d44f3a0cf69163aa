"""The one gate in the immutability of editions: what passes, and every way round it, on both databases."""

from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from orgchart.models import Office, Unit
from orgchart.services import change_unit
from publishing.canonical import digest as digest_of
from publishing.models import Edition, EditionBody
from publishing.services import publish_edition
from publishing.verification import verify_editions
from tests.publishing import redacted
from tests.publishing.redacted import SALT, on_record, update, words
from tests.publishing.small_office import STATEMENT
from tests.publishing.unlocked import unlocked
from tests.worlds import kept

pytestmark = pytest.mark.django_db
OLD, NEW = "Maciej Łaski", "[dane usunięto]"


@kept
def chain(office: Office, department: Unit) -> list[Edition]:
    editions = []
    for intro in ("Pierwszy:", "Drugi:", "Trzeci:"):
        change_unit(department, intro=intro)
        editions.append(publish_edition(department, STATEMENT))
    return editions


def state() -> list[Any]:
    return [(row[0], bytes(row[1]), *row[2:]) for row in EditionBody.objects.order_by("pk").values_list()]


def passes(edition: Edition, columns: dict[str, Any]) -> None:
    on_record(edition, columns["redacted_digest"])
    update(edition, columns)


def test_what_is_on_record_passes_and_the_chain_stays_sound(chain: list[Edition], capsys: Any) -> None:
    columns = words(chain[1], OLD, NEW)
    passes(chain[1], columns)
    body = EditionBody.objects.get(pk=chain[1].pk)
    assert (bytes(body.salt), body.content, body.redacted_digest) == (
        SALT,
        columns["content"],
        columns["redacted_digest"],
    )
    assert OLD not in body.content and NEW in body.content
    result = verify_editions()
    assert result.is_sound and [edition.number for edition in result.redacted] == [2]
    call_command("verify_editions")
    out = capsys.readouterr().out
    assert "Departament Próby, ogniwo 2: zredagowane.\n" in out and "nienaruszony. Sprawdzone wydania: 3." in out


def test_an_edition_can_be_redacted_twice(chain: list[Edition]) -> None:
    passes(chain[1], words(chain[1], OLD, NEW))
    passes(chain[1], words(chain[1], "Drugi:", NEW, salt=b"m" * 32))
    assert verify_editions().is_sound
    assert [edition.number for edition in verify_editions().redacted] == [2]


def _without_a_link(edition: Edition, others: list[Edition]) -> None:
    update(edition, words(edition, OLD, NEW))


def _link_of_another_edition(edition: Edition, others: list[Edition]) -> None:
    columns = words(edition, OLD, NEW)
    on_record(others[0], columns["redacted_digest"])
    update(edition, columns)


def _another_digest(edition: Edition, others: list[Edition]) -> None:
    on_record(edition, "a" * 64)
    update(edition, words(edition, OLD, NEW))


def _salt_only(edition: Edition, others: list[Edition]) -> None:
    on_record(edition, words(edition, OLD, NEW)["redacted_digest"])
    update(edition, {"salt": SALT}, "UPDATE publishing_editionbody SET salt = %s WHERE edition_id = %s")


def _words_but_the_old_salt(edition: Edition, others: list[Edition]) -> None:
    columns = words(edition, OLD, NEW, salt=bytes(EditionBody.objects.get(pk=edition.pk).salt))
    passes(edition, columns)


def _words_without_a_new_digest(edition: Edition, others: list[Edition]) -> None:
    passes(edition, words(edition, OLD, NEW))
    update(edition, {"content": "{}"}, "UPDATE publishing_editionbody SET content = %s WHERE edition_id = %s")


def _back_to_the_first_redaction(edition: Edition, others: list[Edition]) -> None:
    first = words(edition, OLD, NEW)
    passes(edition, first)
    passes(edition, words(edition, "Drugi:", NEW, salt=b"m" * 32))
    update(edition, first)


def _back_to_what_was_published(edition: Edition, others: list[Edition]) -> None:
    body = EditionBody.objects.get(pk=edition.pk)
    before = {"salt": bytes(body.salt), "metadata": body.metadata, "content": body.content, "redacted_digest": ""}
    passes(edition, words(edition, OLD, NEW))
    update(edition, before)


def _another_edition_s_row(edition: Edition, others: list[Edition]) -> None:
    columns = words(edition, OLD, NEW)
    on_record(edition, columns["redacted_digest"])
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    update(
        edition,
        {"other": 10_000, **columns},
        "UPDATE publishing_editionbody SET edition_id = %s, salt = %s, metadata = %s, content = %s,"
        " redacted_digest = %s WHERE edition_id = %s",
    )


def _removed(edition: Edition, others: list[Edition]) -> None:
    passes(edition, words(edition, OLD, NEW))
    update(edition, {}, "DELETE FROM publishing_editionbody WHERE edition_id = %s")


def _replaced(edition: Edition, others: list[Edition]) -> None:
    columns = words(edition, OLD, NEW)
    on_record(edition, columns["redacted_digest"])
    verb = "REPLACE INTO" if connection.vendor == "sqlite" else "INSERT INTO"
    conflict = "" if connection.vendor == "sqlite" else " ON CONFLICT (edition_id) DO UPDATE SET content = '{}'"
    update(
        edition,
        columns,
        f"{verb} publishing_editionbody (salt, metadata, content, redacted_digest, edition_id)"
        f" VALUES (%s, %s, %s, %s, %s){conflict}",
    )


def _a_link_bent_afterwards(edition: Edition, others: list[Edition]) -> None:
    passes(edition, words(edition, OLD, NEW))
    update(edition, {"digest": "b" * 64}, "UPDATE publishing_redactedlink SET digest = %s WHERE edition_id = %s")


WAYS = {
    way.__name__.strip("_").replace("_", " "): way for name, way in list(globals().items()) if name[0] == "_" != name[1]
}
if connection.vendor == "postgresql":

    def _other_words_with_that_digest(edition: Edition, others: list[Edition]) -> None:
        passes(edition, words(edition, OLD, NEW) | {"content": "{}"})

    WAYS["other words with that digest"] = _other_words_with_that_digest


@pytest.mark.parametrize("way", WAYS)
def test_the_gate_refuses(chain: list[Edition], way: str) -> None:
    with pytest.raises(DatabaseError, match="się nie zmienia ani nie usuwa"), transaction.atomic():
        WAYS[way](chain[1], [chain[0], chain[2]])
    assert verify_editions().is_sound and not verify_editions().redacted


def test_sqlite_lets_no_row_take_another_s_place(chain: list[Edition]) -> None:
    """By its hidden number, on the way through the gate; the sqlite3 shell asks for no recursive triggers."""
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite has hidden row numbers")
    before, columns = state(), words(chain[1], OLD, NEW)
    on_record(chain[1], columns["redacted_digest"])
    with connection.cursor() as cursor:
        cursor.execute("SELECT rowid FROM publishing_editionbody WHERE edition_id = %s", [chain[2].pk])
        (row,) = cursor.fetchone()
        cursor.execute("PRAGMA recursive_triggers = OFF")
        try:
            with pytest.raises(DatabaseError, match="wydania się nie zmienia"), transaction.atomic():
                cursor.execute(
                    redacted.UPDATE.replace("UPDATE ", "UPDATE OR REPLACE ").replace("SET ", f"SET rowid = {row}, "),
                    [*columns.values(), chain[1].pk],
                )
        finally:
            cursor.execute("PRAGMA recursive_triggers = ON")
    assert state() == before


@pytest.fixture
def link(chain: list[Edition]) -> Edition:
    passes(chain[1], words(chain[1], OLD, NEW))
    return chain[1]


def tamper(edition: Edition, statement: str, *values: Any) -> str:
    with unlocked():
        update(edition, {str(number): value for number, value in enumerate(values)}, statement)
    (broken,) = verify_editions().broken
    assert broken.number == 2 and not verify_editions().redacted
    with pytest.raises(CommandError, match="ogniwo 2"):
        call_command("verify_editions")
    return broken.problem


def test_a_redacted_body_that_was_changed_again_is_broken(link: Edition) -> None:
    statement = "UPDATE publishing_editionbody SET content = '{}' WHERE edition_id = %s"
    assert tamper(link, statement) == "treść nie zgadza się ze skrótem"


def test_a_redacted_body_without_its_link_is_broken(link: Edition) -> None:
    statement = "DELETE FROM publishing_redactedlink WHERE edition_id = %s"
    assert tamper(link, statement) == "usunięto z niej dane bez śladu"


def test_a_body_that_came_back_from_before_the_redaction_is_told(chain: list[Edition]) -> None:
    body = EditionBody.objects.get(pk=chain[1].pk)
    before = [bytes(body.salt), body.metadata, body.content, ""]
    passes(chain[1], words(chain[1], OLD, NEW))
    assert tamper(chain[1], redacted.UPDATE, *before) == "wróciła treść sprzed usunięcia danych"


def test_metadata_are_compared_with_the_columns_in_a_redacted_edition_too(chain: list[Edition]) -> None:
    columns = words(chain[1], OLD, NEW)
    bent = columns["metadata"].replace("Departament Próby", "Inny Departament")
    digest = digest_of(salt=SALT, metadata=bent, content=columns["content"])
    passes(chain[1], columns | {"metadata": bent, "redacted_digest": digest})
    assert verify_editions().broken[0].problem == "kolumna „title” nie zgadza się z metryczką"
