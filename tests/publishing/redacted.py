"""Redacting an edition by hand, step by step, as the service does it: so that each step can be left out or bent."""

from typing import Any

from django.db import connection

from publishing.canonical import SALT_BYTES, digest
from publishing.models import Edition, EditionBody, RedactedLink, Redaction

SALT = b"n" * SALT_BYTES
UPDATE = (
    "UPDATE publishing_editionbody SET salt = %s, metadata = %s, content = %s, redacted_digest = %s"
    " WHERE edition_id = %s"
)


def redaction() -> Redaction:
    return Redaction.objects.create(
        scope="imię i nazwisko", reason="Żądanie osoby.", legal_basis="art. 17 RODO", decided_by="IOD", done_by="Anna"
    )


def words(edition: Edition, old: str, new: str, salt: bytes = SALT) -> dict[str, Any]:
    """The body's columns with one text put in another's place."""
    body = EditionBody.objects.get(pk=edition.pk)
    texts = {"metadata": body.metadata, "content": body.content.replace(old, new)}
    return {"salt": salt, **texts, "redacted_digest": digest(salt=salt, **texts)}


def on_record(edition: Edition, found: str, within: Redaction | None = None) -> RedactedLink:
    return RedactedLink.objects.create(redaction=within or redaction(), edition=edition, digest=found)


def update(edition: Edition, columns: dict[str, Any], statement: str = UPDATE) -> None:
    """Past the models, as any program could."""
    with connection.cursor() as cursor:
        cursor.execute(statement, [*columns.values(), edition.pk])
