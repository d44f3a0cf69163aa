"""The journal in admin: who may read, export and review it, and what is shown. Nobody writes it by hand."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from journal.acting import Acting, acts
from journal.models import Entry, Review
from journal.services import record
from orgchart.models import Unit
from tests.cast import once_but, signed_in_with
from tests.undone import undone

pytestmark = [pytest.mark.django_db, pytest.mark.once]

LIST, EXPORT, REVIEW = (reverse(f"admin:journal_entry_{name}") for name in ("changelist", "export", "review"))
SIGN_IN, FORBIDDEN, SHOWN, GOES_ON, WRONG = 302, 403, 200, 302, 405


@pytest.fixture
def entry(db: None) -> Entry:
    return record("zmiana", "zmieniono", model="tasks.duty", key="k1", title="Źródła", before={"treść": "<b>było</b>"})


@pytest.fixture
def auditor(db: None) -> Client:
    return signed_in_with("view_entry", "export_entry", "review_entry")


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def detail(entry: Entry, what: str = "change") -> str:
    return reverse(f"admin:journal_entry_{what}", args=[entry.pk])


def test_the_list_says_which_page_was_refused_and_finds_it(auditor: Client) -> None:
    with acts(Acting("Ktoś", 7, "203.0.113.7", "/admin/auth/user/")):
        record(Entry.Kind.REFUSAL, "odmowa: brak uprawnień")
    assert ">/admin/auth/user/<" in page(auditor, LIST)
    assert "203.0.113.7" in page(auditor, f"{LIST}?q=auth/user")


# address, method; the answer to: a visitor, one without rights, a reader of the journal, an auditor, a superuser
TABLE: list[tuple[str, str, int, int, int, int, int]] = [
    ("list", "get", SIGN_IN, FORBIDDEN, SHOWN, SHOWN, SHOWN),
    ("list", "post", SIGN_IN, FORBIDDEN, SHOWN, SHOWN, SHOWN),
    ("add", "get", SIGN_IN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN),
    ("add", "post", SIGN_IN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN),
    ("change", "get", SIGN_IN, FORBIDDEN, SHOWN, SHOWN, SHOWN),
    ("change", "post", SIGN_IN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN),
    ("delete", "post", SIGN_IN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN),
    ("history", "get", SIGN_IN, FORBIDDEN, SHOWN, SHOWN, SHOWN),
    ("export", "get", SIGN_IN, FORBIDDEN, FORBIDDEN, SHOWN, SHOWN),
    ("export", "post", SIGN_IN, WRONG, WRONG, WRONG, WRONG),
    ("review", "get", SIGN_IN, FORBIDDEN, SHOWN, SHOWN, SHOWN),
    ("review", "post", SIGN_IN, FORBIDDEN, FORBIDDEN, GOES_ON, GOES_ON),
]
WHO = ["visitor", "powerless", "reader", "auditor", "admin_client"]


@pytest.mark.parametrize("who", once_but("auditor", of=WHO))
def test_who_may(request: pytest.FixtureRequest, entry: Entry, who: str) -> None:
    client = request.getfixturevalue(who)
    addresses = {"list": LIST, "export": EXPORT, "review": REVIEW, "add": reverse("admin:journal_entry_add")}
    for name, method, *statuses in TABLE:
        with undone():
            answer = getattr(client, method)(addresses.get(name) or detail(entry, name))
            assert answer.status_code == statuses[WHO.index(who)], (name, method)
            assert Entry.objects.get(pk=entry.pk).title == "Źródła"


def test_the_list_is_searched_by_person_and_object(auditor: Client, entry: Entry) -> None:
    record("zmiana", "zmieniono", title="Żłobki")
    for words in ("źródła", "ŹRÓDŁA", "Źródła", "k1"):
        shown = page(auditor, f"{LIST}?q={words}")
        assert "Źródła" in shown
        assert "Żłobki" not in shown


def test_the_list_is_chosen_by_day_person_and_kind(auditor: Client, entry: Entry) -> None:
    today = timezone.localdate()
    person = User.objects.get().pk
    day = f"at__year={today.year}&at__month={today.month}&at__day={today.day}"
    assert "Źródła" in page(auditor, f"{LIST}?{day}&kind__exact=zmiana")
    assert "Źródła" not in page(auditor, f"{LIST}?{day}&kind__exact=logowanie")
    shown = page(auditor, f"{LIST}?kto={person}")
    assert "zalogowano" in shown
    assert "Źródła" not in shown
    assert "Źródła" in page(auditor, f"{LIST}?kto=x")


def test_a_detail_tells_before_and_after(auditor: Client, entry: Entry) -> None:
    shown = page(auditor, detail(entry))
    assert "&lt;b&gt;było&lt;/b&gt;" in shown
    assert '<th scope="col">Przed</th>' in shown
    assert 'name="_save"' not in shown


class TestExport:
    def rows(self, answer: Any) -> list[list[str]]:
        text = b"".join(answer.streaming_content).decode()
        assert text.startswith("\ufeff")
        return list(csv.reader(io.StringIO(text[1:]), delimiter=";"))

    def test_it_holds_what_was_chosen(self, auditor: Client, entry: Entry) -> None:
        heading, *rows = self.rows(auditor.get(f"{EXPORT}?kind__exact=zmiana"))
        assert heading[:4] == ["kiedy", "rodzaj", "czynność", "kto"]
        assert [row[9] for row in rows] == ["Źródła"]

    def test_it_is_recorded(self, auditor: Client, entry: Entry) -> None:
        auditor.get(f"{EXPORT}?kind__exact=zmiana")
        told = Entry.objects.get(act="pobrano dziennik (CSV)")
        assert (told.title, told.actor_id) == ("kind__exact=zmiana", User.objects.get().pk)

    def test_who_was_looked_for_stands_there_in_plain_letters(self, auditor: Client, entry: Entry) -> None:
        """Written as an address writes it, «Micha%C5%82+%C5%81aski», a redaction of him would not find it."""
        auditor.get(EXPORT, {"q": "Michał Łaski"})
        assert Entry.objects.get(act="pobrano dziennik (CSV)").title == "q=Michał Łaski"

    @pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
    def test_no_cell_is_a_formula(self, auditor: Client, start: str) -> None:
        record("zmiana", "zmieniono", title=f"{start}1+1")
        rows = self.rows(auditor.get(f"{EXPORT}?kind__exact=zmiana"))
        assert rows[1][9] == f"'{start}1+1"

    def test_a_wrong_choice_exports_nothing(self, auditor: Client) -> None:
        assert auditor.get(f"{EXPORT}?id__exact=x").status_code == 302


class TestReview:
    def note(self, client: Client, day: str) -> str:
        return client.post(REVIEW, {"day": day, "note": "Bez uwag"}, follow=True).content.decode()

    def test_a_day_is_noted_once(self, auditor: Client, entry: Entry) -> None:
        today = timezone.localdate().isoformat()
        assert "Odnotowano przegląd" in self.note(auditor, today)
        assert "już odnotowano" in self.note(auditor, today)
        assert Review.objects.get().note == "Bez uwag"
        assert Entry.objects.filter(act="odnotowano przegląd dziennika").count() == 1

    @pytest.mark.parametrize("day", ["", "wczoraj", "2099-01-01"])
    def test_a_wrong_day_is_told(self, auditor: Client, day: str) -> None:
        assert 'class="messagelist"' in self.note(auditor, day)
        assert not Review.objects.exists()

    def test_days_are_told_with_their_refusals(self, auditor: Client) -> None:
        yesterday = timezone.now() - timedelta(days=1)
        Entry.objects.bulk_create(
            [
                Entry(kind="zmiana", act="zmieniono", at=yesterday - timedelta(days=1)),
                Entry(kind="odmowa", act="odmowa", at=yesterday, times=7),
            ]
        )
        shown = page(auditor, REVIEW)
        assert shown.count('<th scope="row">') == 3
        assert "Dni bez odnotowanego przeglądu, licząc od wczoraj: 2." in shown
        assert '<tr class="refused">' in shown
        assert "<td>7</td>" in shown

    def test_whoever_only_reads_has_no_button(self, reader: Client, entry: Entry) -> None:
        assert "Odnotuj przegląd" not in page(reader, REVIEW)


class TestHistory:
    def test_a_unit_s_history_holds_its_duties_gone_ones_too(self, admin_client: Client, unit: Unit) -> None:
        unit.duties.filter(text="Promocja;").update(text="Promocja regionu;")
        unit.duties.filter(text="Współpraca.").delete()
        shown = page(admin_client, reverse("admin:orgchart_unit_history", args=[unit.pk]))
        assert "Promocja regionu;" in shown
        assert "usunięto: Współpraca." in shown

    def test_a_row_that_is_not_journaled_has_one_too(self, admin_client: Client, unit: Unit) -> None:
        user = User.objects.get()
        assert "zalogowano" in page(admin_client, reverse("admin:auth_user_history", args=[user.pk]))

    def test_the_front_page_shows_no_second_record(self, admin_client: Client) -> None:
        assert "recent-actions" not in page(admin_client, reverse("admin:index"))


def test_permissions_exist_for_groups() -> None:
    found = set(Permission.objects.filter(content_type__app_label="journal").values_list("codename", flat=True))
    assert {"view_entry", "review_entry", "export_entry"} <= found
    assert not {"add_entry", "change_entry", "delete_entry"} & found
