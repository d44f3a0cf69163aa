"""The rows of the index are the same whichever way they came about; each change costs what changed."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from publishing.models import Edition, PublicVersion
from search.analysis import Snowball, analyser
from search.backends import backend
from search.models import IndexedEdition, IndexedEntry, IndexedPlace, IndexForm, IndexState, IndexWord
from search.services import indexing
from search.services.indexing import catch_up, rebuild
from search.triggers import LEXEMES
from tests.bip.pages.record import DESK, INSTRUCTION, OFFICE, PROMOTION, department, put_in_force, soon, withdraw
from tests.publishing import redacted

SECRET = "Wstęp o jednorożcach i Jednorożcu."


def editions() -> set[tuple[str, int]]:
    """What stands in the index: subjects and numbers."""
    pks = IndexedEdition.objects.values_list("edition", flat=True)
    return set(Edition.objects.filter(pk__in=pks).values_list("key", "number"))


def counts() -> dict[str, int]:
    return dict(IndexWord.objects.values_list("word", "entries"))


def forms() -> set[tuple[str, str, int]]:
    """Those that texts have, and how often."""
    return set(IndexForm.objects.filter(seen__gt=0).values_list("form", "word", "seen"))


def leads() -> set[tuple[str, str]]:
    """All forms, those too that no text has, and the lexemes that they lead to."""
    return set(IndexForm.objects.values_list("form", "word"))


def everything() -> tuple[Any, ...]:
    """All that searches are answered of, but for numbers of rows, how a form is shown, and forms that no text has."""
    entries = IndexedEntry.objects.values_list("edition__edition", "position", "kind", "key", "words", "fields", "item")
    places = IndexedPlace.objects.values_list("edition__edition", "key", "symbol", "line", "beside", "common")
    unshown = IndexForm.objects.filter(seen__gt=0, shown="").count()
    return counts(), forms(), set(entries), set(places), editions(), unshown


def lexemes_of_sqlite() -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {LEXEMES}")
        (number,) = cursor.fetchone()
    return int(number)


def written(task: Any) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        task()
    reading = ("SELECT", "SAVEPOINT", "RELEASE", "BEGIN")
    return [query["sql"] for query in queries if not query["sql"].startswith(reading)]


@pytest.mark.usefixtures("indexed")
class TestCatchingUp:
    def test_all_that_readers_see_stands_in_it(self) -> None:
        assert editions() == {("office", 1), ("manual", 1), ("dept", 1)}
        state = IndexState.objects.get()
        assert (state.version, state.analyser) == (PublicVersion.objects.get().number, analyser().name)

    def test_nothing_is_written_where_nothing_changed(self) -> None:
        assert written(catch_up) == []

    def test_another_edition_takes_the_place_of_the_old_one_and_the_rest_stays(self) -> None:
        before = dict(IndexedEntry.objects.values_list("pk", "key"))
        put_in_force(department(intro=SECRET))
        catch_up()
        after = dict(IndexedEntry.objects.values_list("pk", "key"))

        assert editions() == {("office", 1), ("manual", 1), ("dept", 2)}
        assert {before[pk] for pk in before.keys() & after.keys()} == {"manual", "common", "redaktor-0"}
        assert sorted(before.values()) == sorted(after.values())

    def test_a_planned_edition_stands_beside_the_one_in_force(self) -> None:
        put_in_force(department(intro=SECRET), in_force_from=soon())
        catch_up()

        assert editions() >= {("dept", 1), ("dept", 2)}

    def test_what_is_withdrawn_goes_be_it_planned(self) -> None:
        planned = put_in_force(department(intro=SECRET), in_force_from=soon())
        catch_up()
        withdraw(planned)
        catch_up()
        assert editions() == {("office", 1), ("manual", 1), ("dept", 1)}
        withdraw(Edition.objects.get(key="manual"))
        catch_up()
        assert editions() == {("office", 1), ("dept", 1)}
        assert "jednorozec" not in counts() and "menu" not in counts()

    def test_redacted_words_are_read_anew(self) -> None:
        edition = put_in_force(department(intro=SECRET))
        catch_up()
        digest = IndexedEdition.objects.get(edition=edition.pk).digest
        columns = redacted.words(edition, "jednorożcach i Jednorożcu", "[dane usunięto]")
        redacted.on_record(edition, columns["redacted_digest"])
        redacted.update(edition, columns)
        PublicVersion.objects.update(number=F("number") + 1)
        catch_up()

        assert digest != IndexedEdition.objects.get(edition=edition.pk).digest == columns["redacted_digest"]
        assert {"jednorozec", "usunac"} & counts().keys() == {"usunac"}

    def test_another_analyser_makes_it_anew(self, monkeypatch: pytest.MonkeyPatch) -> None:
        before = everything()
        monkeypatch.setattr(indexing, "analyser", Snowball)
        catch_up()
        assert IndexState.objects.get().analyser == Snowball.name
        assert counts().keys() >= {"wystaw", "lask"} and counts() != before[0]
        monkeypatch.undo()
        catch_up()
        assert everything() == before

    def test_another_dictionary_is_another_analyser(self, monkeypatch: pytest.MonkeyPatch) -> None:
        stamp = IndexState.objects.get().stamp
        monkeypatch.setattr(analyser(), "name", "morfeusz2 9.9 sgjp-2099")
        catch_up()

        assert IndexState.objects.get().analyser == "morfeusz2 9.9 sgjp-2099"
        assert IndexState.objects.get().stamp != stamp

    def test_each_change_has_a_stamp_of_its_own(self) -> None:
        stamps = {IndexState.objects.get().stamp}
        for intro in ("Raz.", "Dwa."):
            put_in_force(department(intro=intro))
            catch_up()
            stamps.add(IndexState.objects.get().stamp)

        assert len(stamps) == 3

    def test_the_table_of_lexemes_holds_no_more_and_no_less(self) -> None:
        if connection.vendor != "sqlite":
            pytest.skip("on PostgreSQL they are a column of the rows themselves")
        put_in_force(department(intro=SECRET))
        catch_up()
        put_in_force(department(units=(DESK,)))
        catch_up()
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {LEXEMES}({LEXEMES}, rank) VALUES ('integrity-check', 1)")
        assert lexemes_of_sqlite() == IndexedEntry.objects.count()


@pytest.mark.usefixtures("indexed")
class TestCounts:
    def test_a_word_tells_how_many_entries_hold_it_by_themselves(self) -> None:
        everywhere = list(IndexedEdition.objects.values_list("pk", flat=True))
        for word, number in counts().items():
            assert len(backend().holding([[[word]]], everywhere, 99)) == number, word

    def test_what_came_and_went_leaves_no_trace(self) -> None:
        before = everything()
        edition = put_in_force(INSTRUCTION.model_copy(update={"body": SECRET, "key": "x", "slug": "x"}))
        catch_up()
        assert counts()["jednorozec"] == 1
        assert ("jednorozcach", "jednorozec", 1) in forms()
        withdraw(edition)
        catch_up()

        assert everything() == before

    def test_a_form_is_shown_as_texts_have_it_most(self) -> None:
        body = "Żółwie, Żółwie i żółwie. Żółwiom. PIT, PIT."
        put_in_force(INSTRUCTION.model_copy(update={"body": body}))
        catch_up()

        shown = IndexForm.objects.filter(seen__gt=0).values_list("form", "shown")
        assert {("zolwie", "żółwie"), ("zolwiom", "Żółwiom"), ("pit", "PIT")} <= set(shown)

    def test_forms_without_diacritics_lead_to_a_word_that_texts_have_in_another_form(self) -> None:
        put_in_force(INSTRUCTION.model_copy(update={"body": "Żółwie."}))
        catch_up()

        hidden = IndexForm.objects.filter(word="zolw", seen=0)
        assert {"zolwia", "zolwiami", "zolw"} <= set(hidden.values_list("form", flat=True))
        assert set(hidden.values_list("shown", flat=True)) == {""}


CHANGES: tuple[Any, ...] = (
    department(intro=SECRET),
    department(units=(DESK,)),
    department(PROMOTION.model_copy(update={"key": "dept", "slug": "departament-proby"})),
    INSTRUCTION.model_copy(update={"body": SECRET, "title": "Wystawą targów"}),
    INSTRUCTION,
    OFFICE.model_copy(update={"contacts": (), "officers": ()}),
    OFFICE,
)


@pytest.mark.usefixtures("indexed")
@hypothesis_settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(CHANGES), st.booleans(), st.booleans()), min_size=1, max_size=5))
def test_whatever_was_published_in_whatever_order_it_is_as_if_made_anew(changes: list[Any]) -> None:
    """Of forms that no text has, more may be left: those that some text had. They lead to words that are there."""
    with transaction.atomic():
        for content, planned, followed in changes:
            put_in_force(content, in_force_from=timezone.now() + timedelta(days=9) if planned else None)
            if followed:
                catch_up()
        catch_up()
        followed_up, led = everything(), leads()
        assert {word for _, word in led} <= counts().keys()
        rebuild()
        assert followed_up == everything()
        assert led >= leads()
        transaction.set_rollback(True)


@pytest.mark.usefixtures("indexed")
def test_the_command_makes_it_anew_and_says_so() -> None:
    before, rows = everything(), set(IndexedEntry.objects.values_list("pk", flat=True))
    IndexWord.objects.update(entries=7)
    IndexedEntry.objects.filter(key="box").delete()
    told = StringIO()
    call_command("rebuild_index", stdout=told)

    assert everything() == before
    assert rows.isdisjoint(IndexedEntry.objects.values_list("pk", flat=True))
    assert told.getvalue() == f"Indeks jest zbudowany od nowa: {len(rows)} haseł.\n"


@pytest.mark.usefixtures("indexed")
class TestOddWords:
    @pytest.mark.parametrize(
        "word", ["x" * 100, "ł" * 100, "1" * 200, "ß" * 70, "Ⅷ" * 50, "\ufdfa" * 30, "\u037a\u037a"]
    )
    def test_fit_in_and_go_as_they_came(self, word: str) -> None:
        put_in_force(department(units=(DESK,), intro=f"Wstęp {word} koniec."))
        catch_up()
        assert ("dept", 2) in editions()
        put_in_force(department(units=(DESK,)))
        catch_up()
        after = everything()[:2]
        put_in_force(department(units=(DESK,)))
        rebuild()
        assert after == everything()[:2]
