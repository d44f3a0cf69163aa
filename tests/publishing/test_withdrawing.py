"""Withdrawing editions: a row beside them, that readers' pages ask for, and that a newer edition leaves behind."""

from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from journal.models import Entry
from orgchart.models import Office, Unit
from orgchart.services import change_unit
from publishing.models import Check, Countersignature, Edition, Proposal, PublicVersion, Withdrawal
from publishing.services import Grounds, Statement, WithdrawalRefused, publish_edition, withdraw_editions
from publishing.verification import verify_editions
from tests.publishing.people import codes
from tests.publishing.small_office import STATEMENT
from tests.worlds import kept

pytestmark = pytest.mark.django_db
GROUNDS = Grounds("Błędny załącznik.", "art. 5 ust. 1 ustawy", "Dyrektor Departamentu")


called: list[int] = []


def after_publication(edition_id: int) -> None:
    called.append(edition_id)


@kept
def by() -> User:
    return User.objects.create_user("ewa", first_name="Ewa", last_name="Wydawca")


@kept
def chain(office: Office, department: Unit) -> list[Edition]:
    publish_edition(office, STATEMENT)
    editions = []
    for intro in ("Pierwszy:", "Drugi:", "Trzeci:"):
        change_unit(department, intro=intro)
        editions.append(publish_edition(department, STATEMENT))
    return editions


def department_of(chain: list[Edition]) -> tuple[str, str]:
    return chain[0].subject, chain[0].key


def withdrawn(chain: list[Edition]) -> list[int]:
    editions = Edition.objects.of(*department_of(chain)).with_withdrawal().exclude(withdrawal=None)
    return list(editions.order_by("number").values_list("number", flat=True))


def test_what_follows_a_publication_follows_each_withdrawn_edition_after_the_commit(
    chain: list[Edition], by: User, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.AFTER_PUBLICATION = [f"{__name__}.after_publication"]
    called.clear()
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_editions(department_of(chain), first=2, grounds=GROUNDS, by=by)
        assert called == []
    assert called == [edition.pk for edition in chain[1:]]


def test_some_editions_are_withdrawn_and_the_chain_stays(chain: list[Edition], by: User) -> None:
    before = PublicVersion.objects.get()
    withdrawal = withdraw_editions(department_of(chain), first=2, last=2, grounds=GROUNDS, by=by)
    assert withdrawn(chain) == [2]
    assert (withdrawal.title, withdrawal.withdrawn_by) == ("Departament Próby", "Ewa Wydawca")
    assert (withdrawal.reason, withdrawal.legal_basis, withdrawal.decided_by) == tuple(vars(GROUNDS).values())
    after = PublicVersion.objects.get()
    assert after.number > before.number and after.editions == before.editions
    assert verify_editions().is_sound
    entry = Entry.objects.get(act="wycofano wydania")
    assert (entry.title, "Błędny załącznik." in entry.after) == ("Departament Próby, wydania 2–2", True)


def test_a_newer_edition_brings_the_whole_subject_back(chain: list[Edition], department: Unit, by: User) -> None:
    withdraw_editions(department_of(chain), grounds=GROUNDS, by=by)
    assert withdrawn(chain) == [1, 2, 3]
    change_unit(department, intro="Czwarty:")
    newest = publish_edition(department, STATEMENT)
    shown = Edition.objects.of(*department_of(chain)).in_force(newest.in_force_from).with_withdrawal().get()
    assert (shown.number, shown.withdrawal) == (4, None)
    assert withdrawn(chain) == [1, 2, 3]


def test_other_subjects_stay(chain: list[Edition], by: User) -> None:
    withdraw_editions(department_of(chain), grounds=GROUNDS, by=by)
    assert not Edition.objects.of("office", "office").with_withdrawal().exclude(withdrawal=None).exists()


@pytest.mark.parametrize(("first", "last"), [(0, 1), (2, 1), (1, 4), (-1, 3), (4, None)])
def test_numbers_that_are_none_are_refused(chain: list[Edition], by: User, first: int, last: int | None) -> None:
    with pytest.raises(WithdrawalRefused, match="od 1 do 3") as refusal:
        withdraw_editions(department_of(chain), first=first, last=last, grounds=GROUNDS, by=by)
    assert codes(refusal) == ["withdrawal-of-nothing"]
    assert not Withdrawal.objects.exists()


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("reason", " \n", "Podaj powód wycofania."),
        ("legal_basis", "", "Podaj podstawę prawną."),
        ("decided_by", "", "Podaj kto zdecydował"),
        ("decided_by", "x" * 201, "najwyżej 200 znaków"),
    ],
)
def test_grounds_have_to_be_told(chain: list[Edition], by: User, name: str, value: str, sentence: str) -> None:
    said: Any = replace(GROUNDS, **{name: value})
    with pytest.raises(WithdrawalRefused, match=sentence):
        withdraw_editions(department_of(chain), first=1, last=1, grounds=said, by=by)
    assert not Withdrawal.objects.exists()


def test_what_is_withdrawn_already_is_refused_but_a_wider_range_is_not(chain: list[Edition], by: User) -> None:
    withdraw_editions(department_of(chain), first=1, last=2, grounds=GROUNDS, by=by)
    with pytest.raises(WithdrawalRefused) as refusal:
        withdraw_editions(department_of(chain), first=2, last=2, grounds=GROUNDS, by=by)
    assert codes(refusal) == ["already-withdrawn"]
    withdraw_editions(department_of(chain), first=2, last=3, grounds=GROUNDS, by=by)
    assert withdrawn(chain) == [1, 2, 3]


def test_nothing_of_a_subject_that_was_never_published(department: Unit, by: User) -> None:
    with pytest.raises(WithdrawalRefused, match="Nie ma żadnego wydania"):
        withdraw_editions(("department", department.key), grounds=GROUNDS, by=by)


def test_the_office_in_force_holds_up_every_page_and_cannot_go(chain: list[Edition], office: Office, by: User) -> None:
    with pytest.raises(WithdrawalRefused) as refusal:
        withdraw_editions(("office", "office"), grounds=GROUNDS, by=by)
    assert codes(refusal) == ["withdrawal-of-the-site"]
    Office.objects.update(seat="ul. Nowa 2")
    publish_edition(office, Statement(**vars(STATEMENT)))
    withdraw_editions(("office", "office"), first=1, last=1, grounds=GROUNDS, by=by)
    assert Edition.objects.of("office", "office").with_withdrawal().exclude(withdrawal=None).get().number == 1


TABLES = ["withdrawal", "countersignature", "check"]


def a_row(table: str, chain: list[Edition], by: User) -> Any:
    if table == "withdrawal":
        return withdraw_editions(department_of(chain), first=1, last=1, grounds=GROUNDS, by=by)
    if table == "check":
        return Check.objects.create(key=chain[0].key, day=timezone.localdate(), by=by)
    return Countersignature.objects.create(proposal=Proposal.objects.create(author=by), by=by, note="Zgadzam się.")


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("statement", ["UPDATE publishing_{} SET at = NULL", "DELETE FROM publishing_{}"])
def test_rows_beside_the_editions_are_append_only(chain: list[Edition], by: User, table: str, statement: str) -> None:
    row = a_row(table, chain, by)
    refused = pytest.raises(DatabaseError, match="tego, co zapisano obok wydań")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))
    assert QuerySet(type(row)).get(pk=row.pk) == row


@pytest.mark.parametrize("table", TABLES)
def test_no_replace_and_no_truncate_either(chain: list[Edition], by: User, table: str) -> None:
    row = a_row(table, chain, by)
    columns = ", ".join(field.column for field in row._meta.concrete_fields)
    statements = {
        "sqlite": f"INSERT OR REPLACE INTO publishing_{table} ({columns}) SELECT {columns} FROM publishing_{table}",
        "postgresql": f"TRUNCATE publishing_{table}",
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "PRAGMA recursive_triggers = OFF" if connection.vendor == "sqlite" else "SET CONSTRAINTS ALL IMMEDIATE"
        )
        try:
            with pytest.raises(DatabaseError, match="tego, co zapisano obok wydań"), transaction.atomic():
                cursor.execute(statements[connection.vendor])
        finally:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA recursive_triggers = ON")


def test_the_triggers_come_back_after_a_migration(chain: list[Edition], by: User) -> None:
    a_row("withdrawal", chain, by)
    name = "publishing_withdrawal_is_append_only"
    with connection.cursor() as cursor:
        cursor.execute(
            f"DROP TRIGGER {name}_update"
            if connection.vendor == "sqlite"
            else f"DROP TRIGGER {name} ON publishing_withdrawal"
        )
    call_command("migrate", verbosity=0)
    with pytest.raises(DatabaseError), transaction.atomic():
        QuerySet(Withdrawal).update(reason="inny")
