"""What of the law the live data do not meet: of an office that lacks nothing, one thing is taken away at a time."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Final

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from contacts.models import Channel, Contact
from journal.models import Entry, Review
from orgchart.models import Appointment, Office, Officer, Post, Unit
from orgchart.services import add_unit
from pages.kinds import ACCESSIBILITY, DECLARATION
from pages.models import Declaration, Page
from publishing.conformity import Sight, shortfalls
from publishing.models import Withdrawal
from publishing.obstacles import Severity
from tasks.services import DutyRow, arrange_duties
from tests.publishing.test_broken_by_hand import doubled_symbol_past_the_column_without_case
from tests.publishing.whole_office import ADDRESS

pytestmark = pytest.mark.django_db

NOT_OURS: Final = Sight(departments=frozenset(), office=False, journal=False)


def missing(sight: Sight | None = None) -> list[tuple[str, str]]:
    """(id of the law, code), in their order."""
    everything = Sight(departments=frozenset(Unit.objects.roots().values_list("key", flat=True)))
    found = shortfalls(sight or everything, timezone.now())
    assert [each for each in found if not (each.law and each.text.endswith("."))] == []
    return [(each.law, each.code) for each in found]


def test_an_office_may_lack_nothing(whole: Unit) -> None:
    assert missing() == []


def test_an_empty_portal_is_told_all_of_it() -> None:
    told = missing()
    assert {law for law, _ in told} == {"M1", "P2", "P9", "D1", *(f"S{number}" for number in range(1, 9))}
    assert ("M1", "office-missing") in told and ("D1", "departments-missing") in told


def take(model: type, **which: object) -> Callable[[], object]:
    return lambda: model.objects.filter(**which).delete()  # type: ignore[attr-defined]  # any model has them


def write(model: type, which: Mapping[str, object], **facts: object) -> Callable[[], object]:
    return lambda: model.objects.filter(**which).update(**facts)  # type: ignore[attr-defined]


def withdraw(subject: str, find: Callable[[], str]) -> Callable[[], object]:
    facts = {"reason": "Błąd.", "legal_basis": "art. 1", "decided_by": "Dyrektor", "withdrawn_by": "ewa", "title": "D"}
    return lambda: Withdrawal.objects.create(subject=subject, key=find(), first_number=1, last_number=1, **facts)


EDITOR, INSPECTOR, COORDINATOR = ({"role": role} for role in Officer.Role)
PRI_T, DEPARTMENT = {"symbol": "PRI-T"}, {"parent": None}
ONE_BY_ONE: Final[dict[str, tuple[Callable[[], object], list[tuple[str, str]]]]] = {
    "no website": (write(Office, {}, website=""), [("P2", "website-missing")]),
    "no editor": (take(Officer, **EDITOR), [("S1", "editor-missing")]),
    "no telephone": (write(Officer, EDITOR, phone=""), [("S1", "editor-missing")]),
    "no fax": (write(Officer, EDITOR, fax=""), [("S1", "fax-missing")]),
    "no coordinator": (take(Officer, **COORDINATOR), [("S6", "coordinator-missing")]),
    "no way to the inspector": (write(Officer, INSPECTOR, phone="", email=""), [("S8", "inspector-missing")]),
    "no page": (take(Page, kind="reuse"), [("S4", "page-missing")]),
    "a page that meets two": (take(Page, kind=DECLARATION), [("S5", "page-missing"), ("P9", "page-missing")]),
    "a page that nobody sees": (write(Page, {"kind": "privacy"}, key="inny"), [("S8", "page-unpublished")]),
    "a page that was withdrawn": (
        withdraw("page", lambda: Page.objects.get(kind="editorial").key),
        [("S1", "page-withdrawn")],
    ),
    "no form": (take(Declaration), [("S5", "declaration-missing")]),
    "an old easy text": (
        write(Page, {"kind": ACCESSIBILITY}, told_on=date(2020, 1, 1)),
        [("S7", "easy-text-outdated")],
    ),
    "no easy text": (write(Page, {"kind": ACCESSIBILITY}, easy_text=" "), [("S7", "easy-text-missing")]),
    "no film": (write(Page, {"kind": ACCESSIBILITY}, film=""), [("S7", "film-missing")]),
    "a department that was withdrawn": (
        withdraw("department", lambda: Unit.objects.roots().get().key),
        [("D1", "department-withdrawn")],
    ),
    "a department that nobody sees": (write(Unit, DEPARTMENT, key="inny"), [("D1", "department-unpublished")]),
    "an unknown kind": (write(Unit, PRI_T, kind="inny"), [("D1", "kind-unknown")]),
    "no duties": (lambda: arrange_duties(Unit.objects.get(**PRI_T), []), [("D2", "duties-missing")]),
    "a vacancy": (write(Appointment, {"person": "Maciej Łaski"}, until=date(2020, 2, 1)), [("D3", "post-vacant")]),
    "no posts": (take(Post), [("D3", "posts-missing")]),
    "no registers": (write(Unit, {}, registers=""), [("D4", "work-untold")]),
    "no symbol": (write(Unit, PRI_T, symbol="", caseless_symbol=""), [("D5", "symbol-missing")]),
    "a symbol twice": (
        lambda: doubled_symbol_past_the_column_without_case(Unit.objects.roots().get()),
        [("D5", "symbol-doubled"), ("D5", "symbol-doubled")],
    ),
    "no e-Doręczenia": (write(Channel, {"value": ADDRESS}, value=""), [("D6", "e-delivery-missing")]),
    "a wrong telephone": (write(Channel, {"kind": "faks"}, value="brak"), [("D6", "channel-wrong")]),
}


@pytest.mark.once
@pytest.mark.parametrize("what", ONE_BY_ONE)
def test_what_is_taken_away_is_told(whole: Unit, what: str) -> None:
    take_away, expected = ONE_BY_ONE[what]
    take_away()
    assert missing() == expected


@pytest.mark.once
class TestWhereItIsMended:
    def test_there_is_a_link(self, office: Office, department: Unit) -> None:
        found = shortfalls(Sight(departments=frozenset([department.key])), timezone.now())
        links = {each.code: each.link for each in found}
        vacant = Post.objects.get(function="Zastępca Dyrektora")
        assert links["editor-missing"] == f"/admin/orgchart/office/{office.pk}/change/"
        assert links["post-vacant"] == f"/admin/orgchart/post/{vacant.pk}/change/"
        assert links["department-unpublished"] == f"/admin/biurko/{department.key}/"
        assert links["duties-missing"].startswith("/admin/orgchart/unit/")
        assert {each.severity for each in found} == {Severity.WARNS}

    def test_the_common_address_is_every_department_s(self, whole: Unit) -> None:
        add_unit(parent=None, name="Departament Kultury", symbol="KD")
        assert ("D6", "e-delivery-missing") in missing()
        Channel.objects.filter(value=ADDRESS).update(contact=Contact.objects.get(unit=None), position=9)
        assert ("D6", "e-delivery-missing") not in missing()

    def test_a_department_without_units_has_a_symbol_of_its_own(self, whole: Unit) -> None:
        small = add_unit(parent=None, name="Departament Kultury")
        assert missing(Sight(frozenset([small.key]))).count(("D5", "symbol-missing")) == 1


@pytest.mark.once
def test_departments_out_of_sight_are_not_judged(office: Office, department: Unit) -> None:
    assert {law for law, _ in missing(NOT_OURS)} >= {"S1", "P9"}
    assert [law for law, _ in missing(NOT_OURS) if law.startswith("D")] == []


def test_a_broken_tree_is_told_and_the_rest_is_judged(whole: Unit) -> None:
    Unit.objects.filter(symbol="PRI").update(parent=Unit.objects.get(symbol="PRI-T"))
    assert missing() == [("D1", "tree-broken"), ("D4", "work-untold")]


class TestJournal:
    """Today is Thursday, 12 XI 2026; the day before was a holiday, 7 and 8 XI a weekend."""

    @pytest.fixture(autouse=True)
    def today(self) -> object:
        with time_machine.travel(datetime(2026, 11, 12, 12, tzinfo=timezone.get_default_timezone()), tick=False):
            yield

    def told(self) -> list[str]:
        return [each.text for each in shortfalls(NOT_OURS, timezone.now()) if each.law == "B2"]

    def test_working_days_without_a_review_are_named(self) -> None:
        Entry.objects.create(kind=Entry.Kind.CHANGE, act="zmieniono", at=timezone.now() - timedelta(days=60))
        for day in (5, 6):
            Review.objects.create(day=date(2026, 11, day), by="Jan", by_id=1)
        assert self.told() == ["Odnotuj przegląd dziennika za dni robocze: 04.11.2026, 09.11.2026, 10.11.2026."]
        for day in (4, 9, 10):
            Review.objects.create(day=date(2026, 11, day), by="Jan", by_id=1)
        assert self.told() == []

    @pytest.mark.once
    def test_days_before_the_journal_began_are_not_asked_for(self) -> None:
        Entry.objects.create(kind=Entry.Kind.CHANGE, act="zmieniono", at=timezone.now() - timedelta(days=2))
        assert self.told() == ["Odnotuj przegląd dziennika za dni robocze: 10.11.2026."]


def test_what_nobody_checked_for_half_a_year(whole: Unit) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=200)):
        told = [each for each in shortfalls(NOT_OURS, timezone.now()) if each.code.endswith("unchecked")]
        assert [(each.law, each.link, "kontakt" in each.text) for each in told] == [("D6", "", True)]
        mine = Sight(departments=frozenset({whole.key}))
        links = {each.link for each in shortfalls(mine, timezone.now()) if each.code.endswith("unchecked")}
        assert links == {f"/admin/biurko/{key}/#do-sprawdzenia" for key in (whole.key, "office")}
        assert {("D6", "contact-unchecked"), ("D1", "unit-unchecked")} <= set(missing(mine))


def test_a_large_office_costs_no_more_queries(whole: Unit, ewa: User) -> None:
    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            missing()
        return len(asked)

    few = questions()
    for number in range(3):
        root = add_unit(parent=None, name=f"Departament {number}")
        for letter in "abcdefgh":
            unit = add_unit(parent=root, name=f"Zespół {letter}", symbol=f"Z{number}{letter}")
            Post.objects.create(unit=unit, function="Kierownik")
            arrange_duties(unit, [DutyRow("Sprawy.")])
            box = Contact.objects.create(unit=unit, title="Kontakt")
            Channel.objects.create(contact=box, kind=Channel.Kind.PHONE, value="42 663 30 00")
    assert questions() == few <= 32
