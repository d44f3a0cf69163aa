"""Finding a person in the whole database: every table and every text in it, asked of the database, not of a list.

`TABLES` says what a redaction does with each table that we know. A table that nobody named there is searched all the
same, and what is found in it is reported as out of reach.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection, models
from django.utils import timezone
from django.utils.crypto import salted_hmac

from orgchart.search import FoldedField
from publishing.models import Attachment, EditionBody, Proposal
from publishing.phrases import Phrases

BATCH: Final = 50
CODINGS: Final = ("utf-8", "utf-16-le", "utf-16-be", "cp1250", "iso-8859-2")


class How(StrEnum):
    """What becomes of a place where somebody was found."""

    GATE = "gate"
    REPLACED = "replaced"
    JOURNAL = "journal"
    REBUILT = "rebuilt"
    DELETED = "deleted"
    CLEARED = "cleared"
    BY_HAND = "by-hand"
    KEPT = "kept"
    REFUSED = "refused"
    UNKNOWN = "unknown"


TOLD: Final = {
    How.GATE: "zastąpimy w treści wydania; jego ogniwo będzie oznaczone jako zredagowane",
    How.REPLACED: "zastąpimy",
    How.JOURNAL: "zastąpimy we wpisach dziennika",
    How.REBUILT: "utworzymy od nowa z wydań",
    How.DELETED: "usuniemy całe wiersze",
    How.CLEARED: "zakończymy te sesje",
    How.BY_HAND: "trzeba zmienić ręcznie",
    How.KEPT: "zostanie: tego rejestru się nie zmienia",
    How.REFUSED: "stoi w tytule albo adresie wydania: tego nie można usunąć",
    How.UNKNOWN: "nieznana tabela: poza zasięgiem",
}
REPLACED: Final = (
    "orgchart.office orgchart.officer orgchart.unit orgchart.post orgchart.appointment orgchart.gone contacts.contact"
    " contacts.channel tasks.duty pages.page pages.declaration publishing.proposal publishing.proposalpart"
    " publishing.previewlink publishing.remark"
    " publishing.attachment search.synonym admin.logentry axes.accessattempt axes.accesslog axes.accessfailurelog"
)
REBUILT: Final = (
    "publishing.trace publishing.registerentry search.indexstate search.indexededition search.indexedplace"
    " search.indexedentry search.indexword search.indexform"
    " search_lexemes search_lexemes_config search_lexemes_data search_lexemes_idx"  # no models: FTS5, on SQLite
)
KEPT: Final = "publishing.withdrawal publishing.redaction publishing.countersignature journal.erasure journal.review"
TABLES: Final = {
    "publishing.editionbody": How.GATE,
    "publishing.edition": How.REFUSED,
    "journal.entry": How.JOURNAL,
    "sessions.session": How.CLEARED,
    "search.miss": How.DELETED,
    "auth.user": How.BY_HAND,
    "auth.group": How.BY_HAND,
    **dict.fromkeys(REPLACED.split(), How.REPLACED),
    **dict.fromkeys(REBUILT.split(), How.REBUILT),
    **dict.fromkeys(KEPT.split(), How.KEPT),
}


@dataclass(frozen=True)
class Place:
    """One value in which somebody was found. `excerpt`: what stands before, the phrase as it is there, what after."""

    table: str
    title: str
    column: str
    pk: Any
    times: int
    excerpt: tuple[str, str, str]
    how: How
    fingerprint: str


@dataclass(frozen=True)
class Findings:
    """`alike`: other words that may be a form of the same name, and how often; `files`: of the editions concerned."""

    places: tuple[Place, ...]
    alike: tuple[tuple[str, int], ...]
    files: tuple[Attachment, ...]

    def of(self, how: How) -> list[Place]:
        return [place for place in self.places if place.how is how]

    @property
    def by_table(self) -> list[tuple[str, str, list[Place]]]:
        """Title of a table, what becomes of what was found there, and the places."""
        groups: dict[tuple[str, How], list[Place]] = {}
        for place in self.places:
            groups.setdefault((place.title, place.how), []).append(place)
        return [(title, TOLD[how], places) for (title, how), places in groups.items()]

    @property
    def digest(self) -> str:
        """The same as long as the same is found; no guess at a name can be tried on it.

        Sessions come and go, and so do rows of what is made of editions, without a change of what they are made of.
        """
        passing = {How.CLEARED, How.REBUILT}
        told = sorted((p.table, str(p.pk), p.column, p.fingerprint) for p in self.places if p.how not in passing)
        files = [file.pk for file in self.files]
        return salted_hmac("publishing.findings", json.dumps([told, files]), algorithm="sha256").hexdigest()


def find_traces(phrases: Phrases) -> Findings:
    """Wherever in the database the phrases stand. Reads all of it: a rare act, and a slow one where there is much."""
    alike: Counter[str] = Counter()
    places = [*_in_models(phrases, alike), *_in_sessions(phrases), *_in_unknown_tables(phrases)]
    return Findings(tuple(places), tuple(alike.most_common(20)), tuple(_files(places)))


def text_columns(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """Columns that may hold words; a file's bytes too."""
    kinds = (models.CharField, models.TextField, models.JSONField, models.BinaryField, models.FileField)
    return [field for field in model._meta.concrete_fields if isinstance(field, kinds)]


def in_bytes(phrases: Phrases, content: bytes) -> str:
    """The bytes as the text in which somebody is found, in whatever coding; empty if he is not. PDF is compressed."""
    texts = (content.decode(coding, errors="ignore") for coding in CODINGS)
    return next((text for text in texts if phrases.found(text)), "")


def _in_models(phrases: Phrases, alike: Counter[str]) -> Iterator[Place]:
    for model in apps.get_models(include_auto_created=True):
        columns = text_columns(model)
        if not columns or model is Session or not model._meta.managed or model._meta.proxy:
            continue
        names = [field.attname for field in columns]
        is_source = TABLES.get(model._meta.label_lower) is not How.REBUILT  # an index has forms that no text has
        rows = models.QuerySet(model).order_by("pk").values_list("pk", *names).iterator(chunk_size=BATCH)
        for pk, *values in rows:
            for field, value in zip(columns, values, strict=True):
                text = _text(phrases, value)
                alike.update(phrases.alike(text) if field.editable and is_source else ())
                if phrases.found(text):
                    yield _place(phrases, model._meta.label_lower, _title(model), field, pk, text)


def _title(model: type[models.Model]) -> str:
    return str(model._meta.verbose_name_plural)


def _text(phrases: Phrases, value: Any) -> str:
    if isinstance(value, (bytes, memoryview)):
        return in_bytes(phrases, bytes(value))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False) if value else ""


def _place(phrases: Phrases, table: str, title: str, field: Any, pk: Any, text: str) -> Place:
    how = TABLES.get(table, How.UNKNOWN)
    if isinstance(field, (models.BinaryField, models.JSONField)) and how is How.REPLACED:
        how = How.BY_HAND
    column = "pole wyszukiwania" if isinstance(field, FoldedField) else str(getattr(field, "verbose_name", field))
    fingerprint = hashlib.sha256(text.encode(errors="replace")).hexdigest()
    return Place(table, title, column, pk, len(phrases.found(text)), phrases.excerpt(text), how, fingerprint)


def _in_sessions(phrases: Phrases) -> Iterator[Place]:
    """What a session holds is packed, so it is read first; those that have expired hold nothing for anybody."""
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator(chunk_size=BATCH):
        text = json.dumps(session.get_decoded(), ensure_ascii=False, default=str)
        if phrases.found(text):
            yield _place(phrases, "sessions.session", "sesje", "dane", session.pk, text)


def _in_unknown_tables(phrases: Phrases) -> Iterator[Place]:
    """Tables that no model stands for: left behind, or somebody's own."""
    known = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    for table in sorted(set(connection.introspection.table_names()) - known):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            columns = [column[0] for column in cursor.description]
            for number, row in enumerate(cursor.fetchall(), start=1):
                for column, value in zip(columns, row, strict=True):
                    text = _text(phrases, value) if isinstance(value, (str, bytes, memoryview)) else ""
                    if phrases.found(text):
                        yield _place(phrases, table, f"tabela {table}", column, number, text)


def _files(places: list[Place]) -> models.QuerySet[Attachment]:
    """Files of the editions and proposals in which somebody was found, and those that hold him themselves."""
    found = {table: [place.pk for place in places if place.table == table] for table in {p.table for p in places}}
    bodies = EditionBody.objects.filter(pk__in=found.get("publishing.editionbody", []))
    proposals = Proposal.objects.filter(
        models.Q(parts__edition__in=bodies.values("pk"))
        | models.Q(parts__in=found.get("publishing.proposalpart", []))
        | models.Q(pk__in=found.get("publishing.proposal", []))
    )
    of_theirs = models.Q(pk__in=proposals.values("attachment")) | models.Q(
        pk__in=found.get("publishing.attachment", [])
    )
    return Attachment.objects.filter(of_theirs, size__gt=0).defer("content").order_by("pk")
