"""What a worker keeps between questions: the catalogue, the office, and the index of what readers see of them.

It is old as soon as the stamp of the index is another one, and given up when the record changes.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final, NamedTuple, TypeVar

from django.db import DatabaseError
from django.db.models import Subquery
from django.utils import timezone

from publishing import reading
from publishing.models import PublicVersion
from publishing.reading import Front
from search import thesaurus
from search.analysis import analyser
from search.catalogue import Catalogue, KnownForm
from search.index import Index
from search.models import STATE_ID, IndexedEdition, IndexedEntry, IndexedPlace, IndexForm, IndexState, IndexWord
from search.services.indexing import catch_up
from search.synonyms import Synonyms

TURNS: Final = 3  # of a question during which somebody wrote the index

A = TypeVar("A")


class _KeptOffice(NamedTuple):
    stamp: str
    since: datetime
    until: datetime | None
    office: Front

    def holds(self, at: datetime) -> bool:
        return self.since <= at and (self.until is None or at < self.until)


class Keeper:
    """Keeps a worker's catalogue as long as the index stays as it is; lets the index catch up with the record."""

    def __init__(self) -> None:
        self._kept: tuple[str, Catalogue] | None = None
        self._synonyms: tuple[Any, Synonyms] | None = None
        self._office: _KeptOffice | None = None

    def office(self, at: datetime) -> Front:
        """The office as readers see it then; kept while nothing is published and nothing comes into force.

        Of an index that lags behind, nothing is kept.
        """
        state, version = _state()
        stamp = state.stamp if state and state.version == version else ""
        if not (self._office and stamp and self._office.stamp == stamp and self._office.holds(at)):
            self._office = _KeptOffice(stamp, at, reading.next_change(at), reading.office(at))
        return self._office.office

    def at(self, office: Front) -> Index:
        """The index of what readers of this office see."""
        return Index(self.catalogue(), _shown_by(office))

    def now(self) -> Index:
        """What `at` gives for the office as it is now."""
        catalogue = self.catalogue()
        return Index(catalogue, _shown_by(self.office(timezone.now())))

    def ask(self, office: Front, question: Callable[[Index], A]) -> A:
        """What the question makes of the index; once more, if somebody wrote it meanwhile.

        One query comes after another, and all have to be of the old index or all of the new one.
        """
        for _ in range(TURNS):
            stamp, catalogue = self._current()
            answer = question(Index(catalogue, _shown_by(office)))
            if IndexState.objects.filter(pk=STATE_ID, stamp=stamp).exists():
                break
        return answer

    def catalogue(self) -> Catalogue:
        return self._current()[1]

    def _current(self) -> tuple[str, Catalogue]:
        """With its stamp."""
        state, version = _state()
        if state is None or state.version != version or state.analyser != analyser().name:
            state = _caught_up()
        stamp = state.stamp if state else ""
        kept = self._kept
        if kept is None or kept[0] != stamp:
            kept = self._kept = stamp, self._read()
        return kept

    def forget(self) -> None:
        """Give up what is kept: after a redaction the old words must not stay in the memory of any worker."""
        self._kept = self._synonyms = self._office = None

    def _read(self) -> Catalogue:
        return Catalogue(
            analyser(),
            dict(IndexWord.objects.values_list("word", "entries")),
            map(KnownForm._make, IndexForm.objects.filter(seen__gt=0).values_list(*KnownForm._fields)),
            list(IndexedPlace.objects.exclude(symbol="").values_list("symbol", flat=True).distinct()),
            self._read_synonyms(),
            dict(IndexedEdition.objects.values_list("edition", "pk")),
            IndexedEntry.objects.count(),
        )

    def _read_synonyms(self) -> Synonyms:
        """To analyse them takes a while, so it is done again only when they changed."""
        read = thesaurus.groups()
        if self._synonyms is None or self._synonyms[0] != read:
            self._synonyms = read, Synonyms(read, analyser())
        return self._synonyms[1]


def _shown_by(office: Front) -> tuple[int, ...]:
    return (office.edition.pk, *(edition.pk for edition in office.listed))


def _state() -> tuple[IndexState | None, int]:
    """The state of the index, and the version of the record that it should be of; in one query."""
    version = PublicVersion.objects.values("number")[:1]
    state = IndexState.objects.annotate(public=Subquery(version)).filter(pk=STATE_ID).first()
    return state, (state.public or 0) if state else -1


def _caught_up() -> IndexState | None:
    """Where the database does not let anybody write now, the index stays behind: it is asked all the same."""
    try:
        catch_up()
    except DatabaseError as error:
        logging.getLogger("search").warning("the index could not catch up with the record: %s", error)
    return IndexState.objects.filter(pk=STATE_ID).first()


keeper: Final = Keeper()
