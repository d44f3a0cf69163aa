"""Checking the chain: what was done behind the application's back is seen and named."""

from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from orgchart.models import Office, Officer, Unit
from orgchart.services import change_unit
from publishing import reading, verification
from publishing.canonical import canonical, digest
from publishing.models import COPIED, Edition, EditionBody, PublicVersion
from publishing.services import publish_edition
from publishing.verification import verify_editions
from tests.publishing.small_office import STATEMENT
from tests.publishing.unlocked import unlocked
from tests.worlds import kept

pytestmark = pytest.mark.django_db


@kept
def chain(office: Office, department: Unit) -> list[Edition]:
    editions = [publish_edition(office, STATEMENT)]
    for intro in ("Pierwszy:", "Drugi:", "Trzeci:"):
        change_unit(department, intro=intro)
        editions.append(publish_edition(department, STATEMENT))
    return editions


def tamper(statement: str, *values: Any) -> None:
    with unlocked(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def cut_out_body(edition: Edition) -> None:
    tamper("DELETE FROM publishing_editionbody WHERE edition_id = %s", edition.pk)


def cut_out(edition: Edition) -> None:
    """With all that hangs on it; what is derived of it can be made anew and would give nobody away."""
    tamper("DELETE FROM publishing_registerunit")
    tamper("DELETE FROM publishing_registerentry")
    cut_out_body(edition)
    tamper("DELETE FROM publishing_edition WHERE id = %s", edition.pk)


def test_a_sound_chain_verifies(chain: list[Edition], capsys: Any) -> None:
    assert verify_editions().checked == 4
    call_command("verify_editions")
    assert "Sprawdzone wydania: 4." in capsys.readouterr().out


@pytest.mark.parametrize("column", ["metadata", "content"])
def test_a_changed_byte_is_named(chain: list[Edition], column: str) -> None:
    body = chain[2].body
    text = getattr(body, column)
    tamper(f"UPDATE publishing_editionbody SET {column} = %s WHERE edition_id = %s", text[:-2] + " }", body.pk)
    (link,) = verify_editions().broken
    assert (link.subject, link.number, link.problem) == ("department", 2, "treść nie zgadza się ze skrótem")


def test_the_command_names_the_first_broken_link_and_fails(chain: list[Edition]) -> None:
    tamper("UPDATE publishing_editionbody SET content = '{}' WHERE edition_id >= %s", chain[2].pk)
    with pytest.raises(CommandError, match="ogniwo 2: treść nie zgadza się ze skrótem") as error:
        call_command("verify_editions")
    assert error.value.returncode == 1


def test_changed_salt_is_seen(chain: list[Edition]) -> None:
    tamper("UPDATE publishing_editionbody SET salt = %s WHERE edition_id = %s", b"x" * 32, chain[1].pk)
    assert [link.number for link in verify_editions().broken] == [1]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("title", "Inny"),
        ("slug", "inny"),
        ("published_at", "2020-01-01 00:00+00:00"),
        ("in_force_from", "2020-01-01 00:00+00:00"),
    ],
)
def test_a_changed_column_is_seen(chain: list[Edition], column: str, value: str) -> None:
    tamper(f"UPDATE publishing_edition SET {column} = %s WHERE id = %s", value, chain[2].pk)
    (link,) = verify_editions().broken
    assert (link.number, link.problem) == (2, f"kolumna „{column}” nie zgadza się z metryczką")


def test_an_edition_cut_out_of_the_middle_is_seen(chain: list[Edition]) -> None:
    cut_out_body(chain[2])
    assert verify_editions().broken[0].problem == "brakuje treści wydania"
    cut_out(chain[2])
    assert verify_editions().broken[0].problem == "brakuje wydania 2"


def test_an_edition_cut_off_the_end_is_seen(chain: list[Edition]) -> None:
    cut_out(chain[3])
    (link,) = verify_editions().broken
    assert (link.number, link.problem) == (3, "brakuje tego wydania")


def test_a_subject_cut_out_whole_is_seen(chain: list[Edition]) -> None:
    cut_out(chain[0])
    (link,) = verify_editions().broken
    assert (link.subject, link.problem) == ("office", "brakuje wszystkich wydań")


def test_a_rewritten_edition_with_a_digest_of_its_own_breaks_the_chain_after_it(chain: list[Edition]) -> None:
    body = chain[2].body
    content = body.content.replace("Drugi", "Podmieniony")
    forged = digest(salt=bytes(body.salt), metadata=body.metadata, content=content)
    tamper("UPDATE publishing_editionbody SET content = %s WHERE edition_id = %s", content, body.pk)
    tamper("UPDATE publishing_edition SET digest = %s WHERE id = %s", forged, body.pk)
    (link,) = verify_editions().broken
    assert (link.number, link.problem) == (3, "nie wskazuje poprzedniego wydania")


def test_an_end_that_leaves_no_other_evidence_is_missed(office: Office, department: Unit, capsys: Any) -> None:
    """It began no trace; the count of editions ever published tells."""
    publish_edition(office, STATEMENT)
    Officer.objects.update(name="Kto inny")
    last = publish_edition(office, STATEMENT)
    cut_out(last)
    result = verify_editions()
    assert (result.broken, result.missing) == ([], 1)
    with pytest.raises(CommandError, match="Brakuje wydań: 1"):
        call_command("verify_editions")


NO_TEXT = "CAST(x'7bff7d' AS TEXT)"  # what no UTF-8 is
UNREADABLE = {
    "sqlite": [
        *(("editionbody", column, NO_TEXT) for column in ("metadata", "content")),
        *(("editionbody", column, f"CAST({column} AS BLOB)") for column in ("metadata", "content")),
        *(("editionbody", "salt", value) for value in ("'abc'", "12345678901234")),
        *(("edition", column, NO_TEXT) for column in ("title", "slug", "digest", "previous_digest", "published_at")),
        *(("edition", column, "x'ff'") for column in ("published_at", "in_force_from")),
    ],
    "postgresql": [("edition", "in_force_from", value) for value in ("'infinity'", "'0044-03-15 BC'")],
}


@pytest.mark.parametrize(("table", "column", "value"), UNREADABLE[connection.vendor])
def test_what_cannot_be_read_is_named_and_other_chains_are_checked(
    chain: list[Edition], table: str, column: str, value: str
) -> None:
    tamper("UPDATE publishing_editionbody SET content = '{}' WHERE edition_id = %s", chain[0].pk)
    row = "edition_id" if table == "editionbody" else "id"
    tamper(f"UPDATE publishing_{table} SET {column} = {value} WHERE {row} = %s", chain[2].pk)
    result = verify_editions()
    unreadable, other = result.broken
    assert (unreadable.key, unreadable.problem) == (chain[2].key, "nie da się go odczytać")
    assert (other.subject, other.problem) == ("office", "treść nie zgadza się ze skrótem")
    assert result.checked == 4
    with pytest.raises(CommandError, match="nie da się go odczytać"):
        call_command("verify_editions")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps text as text")
@pytest.mark.parametrize("column", ["subject", "key"])
def test_an_edition_of_nobody_knows_whom_is_told_too(chain: list[Edition], column: str) -> None:
    tamper(f"UPDATE publishing_edition SET {column} = {NO_TEXT} WHERE id = %s", chain[2].pk)
    problems = {(link.number, link.problem) for link in verify_editions().broken}
    assert problems == {(2, "nie da się go odczytać"), (3, "brakuje wydania 2")}


@pytest.mark.parametrize("asked", ["_known_ends", "_ever_published"])
def test_a_publication_meanwhile_is_no_alarm(
    chain: list[Edition], department: Unit, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    ask = getattr(verification, asked)

    def published_before_and_after() -> Any:
        publish_edition(change_unit(department, intro=f"Przed {Edition.objects.count()}:"), STATEMENT)
        answer = ask()
        publish_edition(change_unit(department, intro=f"Po {Edition.objects.count()}:"), STATEMENT)
        return answer

    monkeypatch.setattr(verification, asked, published_before_and_after)
    assert verify_editions().is_sound


def test_an_edition_that_nobody_published_is_seen(chain: list[Edition]) -> None:
    """It is made as it should be; only the count of what was ever published does not know it."""
    last = chain[-1]
    metadata = reading.metadata_of(last).model_copy(update={"number": 4, "previous_digest": last.digest})
    texts = {"metadata": canonical(metadata), "content": last.body.content}
    facts = {name: getattr(metadata, name) for name in COPIED}
    edition = Edition(digest=digest(salt=b"s" * 32, **texts), **facts)
    edition.save()
    EditionBody(edition=edition, salt=b"s" * 32, **texts).save()
    result = verify_editions()
    assert (result.broken, result.missing, result.surplus) == ([], 0, 1)
    with pytest.raises(CommandError, match="Jest więcej wydań, niż opublikowano: 1"):
        call_command("verify_editions")


def test_a_lost_count_is_seen(chain: list[Edition]) -> None:
    PublicVersion.objects.all().delete()
    assert verify_editions().surplus == 4


def test_the_order_of_the_alphabet_is_nothing_to_prove(chain: list[Edition]) -> None:
    """The column follows from the title by a rule that may change; a new rule must break no old edition."""
    tamper("UPDATE publishing_edition SET sort_key = 'inaczej'")
    assert verify_editions().is_sound
