"""Every way past an edition's immutability, tried on the database that the suite runs on."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.models import Model, QuerySet
from django.utils import timezone

from orgchart.models import Office, Unit
from publishing.models import Edition, EditionBody, ImmutableError, ImmutableQuerySet
from publishing.services import publish_edition
from tests.publishing.small_office import STATEMENT
from tests.worlds import kept

pytestmark = pytest.mark.django_db


@kept
def edition(office: Office, department: Unit) -> Edition:
    return publish_edition(department, STATEMENT)


def sql(statement: str) -> None:
    with connection.cursor() as cursor:
        if statement.startswith("TRUNCATE"):  # else PostgreSQL refuses for the foreign keys that wait to be checked
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(statement)


def plain(model: type[Edition] | type[EditionBody]) -> Any:
    """A queryset of Django's own, without the refusals of ours: what is left is the database's."""
    return QuerySet(model)


def changed(edition: Edition) -> Edition:
    edition.title = "Co innego"
    return edition


def _again(edition: Edition) -> Edition:
    return Edition(**{field.attname: getattr(edition, field.attname) for field in Edition._meta.concrete_fields})


IN_DJANGO: dict[str, Callable[[Edition], Any]] = {
    "save": lambda e: changed(e).save(),
    "save of some fields": lambda e: changed(e).save(update_fields=["title"]),
    "delete": lambda e: e.delete(),
    "body's save": lambda e: e.body.save(),
    "body's delete": lambda e: e.body.delete(),
    "update": lambda e: Edition.objects.update(title="Co innego"),
    "bulk_update": lambda e: Edition.objects.bulk_update([changed(e)], ["title"]),
    "bulk_create with update_conflicts": lambda e: Edition.objects.bulk_create(
        [changed(_again(e))], update_conflicts=True, unique_fields=["id"], update_fields=["title"]
    ),
    "delete of a queryset": lambda e: Edition.objects.all().delete(),
    "raw delete": lambda e: Edition.objects.all()._raw_delete("default"),
    "update_or_create": lambda e: Edition.objects.update_or_create(pk=e.pk, defaults={"title": "Co innego"}),
}
PAST_DJANGO: dict[str, Callable[[Edition], Any]] = {
    "base save": lambda e: Model.save(changed(e)),
    "base delete": lambda e: Model.delete(e.body),
    "update": lambda e: plain(Edition).update(title="Co innego"),
    "update of a body": lambda e: plain(EditionBody).update(content="{}"),
    "bulk_update": lambda e: plain(Edition).bulk_update([changed(e)], ["title"]),
    "bulk_create with update_conflicts": lambda e: plain(Edition).bulk_create(
        [changed(_again(e))], update_conflicts=True, unique_fields=["id"], update_fields=["title"]
    ),
    "delete of a queryset": lambda e: plain(EditionBody).delete(),
    "raw delete": lambda e: plain(EditionBody)._raw_delete("default"),
    "raw UPDATE": lambda e: sql("UPDATE publishing_edition SET title = 'Co innego'"),
    "raw UPDATE of a body": lambda e: sql("UPDATE publishing_editionbody SET content = '{}'"),
    "raw DELETE": lambda e: sql("DELETE FROM publishing_editionbody"),
    "raw DELETE of an edition": lambda e: sql("DELETE FROM publishing_edition"),
}
ON_POSTGRESQL = {
    "TRUNCATE": lambda e: sql("TRUNCATE publishing_edition CASCADE"),
    "TRUNCATE of bodies": lambda e: sql("TRUNCATE publishing_editionbody"),
    "ON CONFLICT": lambda e: sql(
        "INSERT INTO publishing_editionbody (edition_id, salt, metadata, content, redacted_digest)"
        " SELECT edition_id, salt, metadata, '{}', '' FROM publishing_editionbody"
        " ON CONFLICT (edition_id) DO UPDATE SET content = '{}'"
    ),
}
REPLACE_BODY = (
    "INSERT OR REPLACE INTO publishing_editionbody (edition_id, salt, metadata, content)"
    " SELECT edition_id, salt, metadata, '{}' FROM publishing_editionbody"
)
REPLACE_BODY_BY_ROW = (
    "INSERT OR REPLACE INTO publishing_editionbody ({row}, edition_id, salt, metadata, content)"
    " SELECT {row}, edition_id + 1000, salt, metadata, '{{}}' FROM publishing_editionbody"
)
REPLACE_EDITION = (
    "REPLACE INTO publishing_edition (id, subject, key, number, title, slug, sort_key, digest, previous_digest,"
    " published_at, in_force_from) SELECT {id}, subject, key, {number}, 'Co innego', slug, sort_key, {digest},"
    " previous_digest, published_at, in_force_from FROM publishing_edition WHERE subject = 'department'"
)
FORK = REPLACE_EDITION.format(id="NULL", number="77", digest="'x'")
ON_SQLITE = {
    "INSERT OR REPLACE": lambda e: sql(REPLACE_BODY),
    "REPLACE": lambda e: sql(REPLACE_EDITION.format(id="id", number="number", digest="digest")),
    "REPLACE by number": lambda e: sql(REPLACE_EDITION.format(id="NULL", number="number", digest="'x'")),
    "REPLACE by the digest before": lambda e: sql(FORK),
    "UPDATE OR REPLACE": lambda e: sql("UPDATE OR REPLACE publishing_edition SET title = 'Co innego'"),
}
ALL = PAST_DJANGO | (ON_SQLITE if connection.vendor == "sqlite" else ON_POSTGRESQL)


def state() -> list[Any]:
    bodies = EditionBody.objects.values_list("edition", "metadata", "content")
    return [*Edition.objects.order_by("pk").values_list(), *bodies]


@pytest.mark.parametrize("way", IN_DJANGO)
def test_the_models_refuse(edition: Edition, way: str) -> None:
    before = state()
    with pytest.raises(ImmutableError), transaction.atomic():
        IN_DJANGO[way](edition)
    assert state() == before


@pytest.mark.parametrize("way", ALL)
def test_the_database_refuses(edition: Edition, way: str) -> None:
    before = state()
    with pytest.raises(DatabaseError, match="wydania się nie zmienia ani nie usuwa"), transaction.atomic():
        ALL[way](edition)
    assert state() == before


@pytest.mark.parametrize(
    "statement",
    [
        REPLACE_BODY,
        *(REPLACE_BODY_BY_ROW.format(row=row) for row in ("rowid", "oid", "_rowid_")),
        FORK,
        REPLACE_EDITION.format(id="NULL", number="number", digest="'x'"),
    ],
)
def test_replace_is_refused_without_recursive_triggers_too(edition: Edition, statement: str) -> None:
    """As in the sqlite3 shell, which does not ask for them."""
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite has REPLACE")
    sql("PRAGMA recursive_triggers = OFF")
    try:
        with pytest.raises(DatabaseError, match="wydania się nie zmienia"), transaction.atomic():
            sql(statement)
    finally:
        sql("PRAGMA recursive_triggers = ON")


def test_the_triggers_come_back_after_a_migration(edition: Edition) -> None:
    drop = "DROP TRIGGER publishing_edition_is_append_only"
    sql(f"{drop}_update" if connection.vendor == "sqlite" else f"{drop} ON publishing_edition")
    plain(Edition).update(title="Co innego")
    call_command("migrate", verbosity=0)
    with pytest.raises(DatabaseError), transaction.atomic():
        plain(Edition).update(title="Znów")


def test_a_second_edition_with_the_same_number_is_refused(edition: Edition) -> None:
    twin = _again(edition)
    twin.pk, twin.digest, twin.published_at = None, "x" * 64, timezone.now()
    with pytest.raises(DatabaseError), transaction.atomic():
        twin.save()


def test_the_refusals_are_those_of_the_queryset() -> None:
    assert isinstance(Edition.objects.all(), ImmutableQuerySet)
    assert isinstance(EditionBody.objects.all(), ImmutableQuerySet)
