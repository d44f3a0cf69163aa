"""Other words and misses in the admin, as an editor works with them."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from journal.services import mark
from search.models import IndexState, Miss, Synonym
from search.thesaurus import starter
from tests.filled import load
from tests.journal.entries import facts, since

pytestmark = pytest.mark.django_db
LIST, ADD = "/admin/search/synonym/", "/admin/search/synonym/add/"
MISSES = "/admin/search/miss/"


def page_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def saved(client: Client, address: str, **typed: str) -> str:
    """What is shown after the form was sent, on whatever page."""
    return client.post(address, load(client, address) | typed, follow=True).content.decode()


def change(row: Synonym) -> str:
    return reverse("admin:search_synonym_change", args=[row.pk])


def stamp() -> str:
    return IndexState.objects.values_list("stamp", flat=True).first() or ""


@pytest.fixture
def newspaper(db: None) -> Synonym:
    return Synonym.objects.create(said="gazeta; dziennik", written="czasopismo")


class TestForm:
    def test_a_group_is_tidied_recorded_and_told_to_every_worker(self, editor: Client) -> None:
        before, start = stamp(), mark()
        saved(editor, ADD, said=" delegacja \nwyjazd;; Delegacja", written="podróż  służbowa;wyjazd służbowy")
        row = Synonym.objects.get()
        assert (row.said, row.written) == ("delegacja; wyjazd", "podróż służbowa; wyjazd służbowy")
        assert stamp() != before
        (entry,) = since(start)
        assert (entry.act, entry.actor, entry.kind) == ("dodano", "redaktor", "zmiana")
        assert facts(entry.after)["jak mówią ludzie"] == "delegacja; wyjazd"

    def test_each_expression_comes_back_on_a_line_of_its_own(self, editor: Client, newspaper: Synonym) -> None:
        assert str(load(editor, change(newspaper))["said"]).splitlines() == ["gazeta", "dziennik"]
        start = mark()
        saved(editor, change(newspaper))
        assert since(start) == []  # nothing was changed

    @pytest.mark.parametrize(
        ("said", "written", "says"),
        [
            ("faktura, rachunek", "dowód księgowy", "nie przecinkiem"),
            (";\n", "dowód księgowy", "Wpisz co najmniej jedno wyrażenie."),
            ("", "dowód księgowy", "To pole jest wymagane."),
            ("faktura", "sprawa", "zbyt ogólne"),
            ("jeden dwa trzy cztery pięć", "liczba", "najwyżej 4 słowa"),
        ],
    )
    def test_what_is_wrong_is_told_and_kept_as_typed(self, editor: Client, said: str, written: str, says: str) -> None:
        shown = saved(editor, ADD, said=said, written=written)
        assert says in shown and written in shown and not Synonym.objects.exists()

    def test_what_is_said_in_another_group_leads_there(self, editor: Client, newspaper: Synonym) -> None:
        shown = saved(editor, ADD, said="Gazeta\nfaktura", written="pismo")
        assert f'href="{change(newspaper)}">gazeta; dziennik → czasopismo</a>' in shown
        assert "„Gazeta” jest już w grupie" in shown and "„faktura” jest" not in shown
        assert Synonym.objects.count() == 1
        saved(editor, change(newspaper), said="gazeta\ngazetka")  # its own words are no others'
        assert Synonym.objects.get().said == "gazeta; gazetka"

    def test_names_of_groups_cannot_bring_markup(self, editor: Client) -> None:
        Synonym.objects.create(said="gazeta; <b>x</b>", written="czasopismo")
        shown = saved(editor, ADD, said="gazeta", written="pismo")
        assert "<b>x</b>" not in shown and "&lt;b&gt;x&lt;/b&gt;" in shown

    def test_two_who_change_one_group_are_told(self, editor: Client, newspaper: Synonym) -> None:
        fields = load(editor, change(newspaper))
        Synonym.objects.update(written="pismo")
        mine = {"written": "prasa"}
        shown = editor.post(change(newspaper), fields | mine).content.decode()
        assert "Ktoś inny zmienił w tym czasie tę grupę. Jest w niej teraz: gazeta; dziennik → pismo." in shown
        assert Synonym.objects.get().written == "pismo"
        again = editor.post(change(newspaper), fields | mine | {"loaded": loaded_in(shown)})
        assert again.status_code == 302 and Synonym.objects.get().written == "prasa"

    def test_what_is_stored_can_be_tried(self, editor: Client, auditor: Client, newspaper: Synonym) -> None:
        for client in (editor, auditor):
            assert f'href="/szukaj/?q={quote("dziennik")}"' in page_of(client, change(newspaper))
        assert "Zobacz, co teraz znajdzie" not in page_of(editor, ADD)

    def test_a_removed_group_has_a_way_back(self, editor: Client, newspaper: Synonym) -> None:
        address, before = reverse("admin:search_synonym_delete", args=[newspaper.pk]), stamp()
        shown = editor.post(address, {"post": "yes"}, follow=True).content.decode()
        assert not Synonym.objects.exists() and stamp() != before
        _, _, rest = shown.partition(f'href="{ADD}?')
        back = f"{ADD}?{rest.partition(chr(34))[0]}".replace("&amp;", "&")
        saved(editor, back)
        row = Synonym.objects.get()
        assert (row.said, row.written) == (newspaper.said, newspaper.written)

    def test_its_history_is_shown(self, editor: Client, newspaper: Synonym) -> None:
        saved(editor, change(newspaper), written="pismo")
        shown = page_of(editor, reverse("admin:search_synonym_history", args=[newspaper.pk]))
        assert "zmieniono" in shown and "pismo" in shown


def loaded_in(page: str) -> str:
    return page.partition('name="loaded" value="')[2].partition('"')[0]


class TestList:
    def test_an_empty_one_says_what_to_do_and_does_it(self, editor: Client, auditor: Client) -> None:
        assert "Dodaj zestaw startowy" in page_of(editor, LIST)
        assert "Dodaj zestaw startowy" not in page_of(auditor, LIST)
        shown = editor.post("/admin/search/synonym/zestaw-startowy/", follow=True).content.decode()
        number = len(list(starter()))
        assert f"Dodano grup: {number}." in shown and Synonym.objects.count() == number
        assert "Dodaj zestaw startowy" not in shown
        shown = editor.post("/admin/search/synonym/zestaw-startowy/", follow=True).content.decode()
        assert "już są" in shown and Synonym.objects.count() == number

    @pytest.mark.parametrize(("sought", "found"), [("ŁĄKA", True), ("laka", True), ("past", True), ("las łąka", False)])
    def test_words_are_found_without_case_and_diacritics(self, editor: Client, sought: str, found: bool) -> None:
        Synonym.objects.create(said="łąka; błonia", written="użytek zielony; pastwisko")
        Synonym.objects.create(said="las", written="grunt leśny")
        assert ("błonia" in page_of(editor, f"{LIST}?q={quote(sought)}")) is found

    def test_nothing_is_removed_in_bulk(self, editor: Client, newspaper: Synonym) -> None:
        editor.post(LIST, {"action": "delete_selected", "_selected_action": newspaper.pk, "post": "yes"})
        assert Synonym.objects.exists()


class TestMisses:
    @pytest.fixture
    def sought(self, db: None) -> None:
        first = date(2026, 3, 2)
        for words, days in (("jednorożec", 5), ("hodowla smoków", 6), ("rzadkie", 4)):
            Miss.objects.bulk_create(
                [Miss(words=words, day=first + timedelta(days=day), count=3) for day in range(days)]
            )

    def test_what_was_sought_on_five_days_is_listed_most_days_first(self, editor: Client, sought: None) -> None:
        shown = page_of(editor, MISSES)
        assert shown.index("hodowla smoków") < shown.index("jednorożec") and "rzadkie" not in shown
        for cell in ("6", "18", "07.03.2026", "5", "15", "06.03.2026"):
            assert f">{cell}</td>" in shown, cell

    def test_a_group_is_made_of_it_at_once(self, editor: Client, sought: None) -> None:
        shown = page_of(editor, MISSES)
        address = f"{ADD}?said={quote('jednorożec')}"
        assert f'href="{address}"' in shown and f'href="/szukaj/?q={quote("jednorożec")}"' in shown
        assert load(editor, address)["said"] == "jednorożec"
        assert not Synonym.objects.exists()  # an address fills in, and writes nothing
        saved(editor, address, written="koń")
        assert Synonym.objects.get().said == "jednorożec" and "jednorożec" not in page_of(editor, MISSES)

    def test_whoever_only_reads_is_offered_no_group(self, auditor: Client, sought: None) -> None:
        shown = page_of(auditor, MISSES)
        assert "jednorożec" in shown and ADD not in shown

    def test_an_empty_list_says_why(self, editor: Client) -> None:
        assert "co najmniej 5 różnych dniach" in page_of(editor, MISSES)

    def test_no_single_day_can_be_opened(self, admin_client: Client, sought: None) -> None:
        row: Any = Miss.objects.first()
        for address in (f"{MISSES}{row.pk}/change/", f"{MISSES}add/", f"{MISSES}{row.pk}/delete/"):
            assert admin_client.get(address).status_code == 404
