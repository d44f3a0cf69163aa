"""What a redaction does with what is made of editions, and with the words of those who search."""

from typing import Any, Final

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from orgchart.models import Office, Unit
from publishing.models import Edition, Redaction
from publishing.services.searching import TOLD, How, find_traces
from search.models import IndexedEdition, IndexedEntry, IndexedPlace, IndexForm, IndexState, IndexWord, Miss, Synonym
from search.triggers import LEXEMES
from tests.publishing.test_redacting import NAME, PHRASES, fill, redacted
from tests.search.index_rows import write_index
from tests.worlds import kept

pytestmark = pytest.mark.django_db
INDEX: Final[tuple[Any, ...]] = (IndexedEntry, IndexedPlace, IndexedEdition, IndexWord, IndexForm)
called: list[tuple[int, bool]] = []


def after_publication(edition_id: int) -> None:
    called.append((edition_id, find_traces(PHRASES).of(How.GATE) == []))


def failing() -> None:
    raise RuntimeError("the index is locked")


@kept
def by() -> User:
    return User.objects.create_user("adam", first_name="Adam", last_name="Administrator")


@kept
def editions(office: Office, department: Unit, by: User) -> list[Edition]:
    return fill(office, department, by)


def test_the_index_is_emptied_and_every_worker_is_told(editions: list[Edition], by: User) -> None:
    assert all(model.objects.exists() for model in INDEX)
    redacted(by)
    assert [model.objects.count() for model in INDEX] == [0] * len(INDEX)
    state = IndexState.objects.get()
    assert (state.version, state.analyser) == (0, "") and state.stamp not in {"", "before"}


def test_the_lexemes_of_the_database_are_emptied_too(editions: list[Edition], by: User) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("on PostgreSQL they are a column of the rows themselves")
    redacted(by)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {LEXEMES}_idx")
        assert cursor.fetchone() == (0,)
        cursor.execute(f"SELECT count(*) FROM {LEXEMES} WHERE {LEXEMES} MATCH 'lakowska'")
        assert cursor.fetchone() == (0,)


def test_where_the_index_cannot_be_emptied_nobody_is_redacted(editions: list[Edition], by: User, settings: Any) -> None:
    settings.MADE_OF_EDITIONS = [f"{__name__}.failing"]
    with pytest.raises(RuntimeError):
        redacted(by)
    assert not Redaction.objects.exists() and find_traces(PHRASES).of(How.GATE)


def test_what_follows_a_publication_follows_each_redacted_edition_after_the_commit(
    editions: list[Edition], by: User, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.AFTER_PUBLICATION = [f"{__name__}.after_publication"]
    called.clear()
    with django_capture_on_commit_callbacks(execute=True):
        redacted(by)
        assert called == []
    assert called == [(edition.pk, True) for edition in sorted(editions, key=lambda edition: edition.pk)]


def test_other_words_are_replaced_and_what_was_sought_goes(editions: list[Edition], by: User) -> None:
    """«[dane usunięto]» would be the same words twice on one day, which the database refuses."""
    today = timezone.localdate()
    sought = [f"{NAME} {word}".lower() for word in ("telefon", "pokój", "zastępca")]
    Miss.objects.bulk_create([Miss(words=words, day=today) for words in (*sought, NAME.lower())])
    redacted(by)
    assert Synonym.objects.get().said == "szef; [dane usunięto]"
    assert [miss.words for miss in Miss.objects.all()] == ["jednorożec"]


def test_whoever_decides_is_told_what_becomes_of_it(editions: list[Edition]) -> None:
    told = {title: what for title, what, _ in find_traces(PHRASES).by_table}
    assert told["czego nie znaleziono"] == TOLD[How.DELETED]
    assert told["hasła w indeksie"] == told["miejsca w indeksie"] == TOLD[How.REBUILT]
    assert told["inne słowa na to samo"] == TOLD[How.REPLACED]


def test_an_index_that_was_made_anew_meanwhile_is_not_to_be_looked_at_again(editions: list[Edition]) -> None:
    seen = find_traces(PHRASES).digest
    IndexedEdition.objects.all().delete()
    write_index(NAME, editions=2)
    assert find_traces(PHRASES).digest == seen


def test_forms_that_only_the_index_has_are_not_pointed_out(editions: list[Edition]) -> None:
    IndexedPlace.objects.update(line="Zofiami Łąkowskimi")
    Synonym.objects.update(written="Zofie Łąkowskie")
    alike = dict(find_traces(PHRASES).alike)
    assert "Zofie Łąkowskie" in alike and "Zofiami Łąkowskimi" not in alike
