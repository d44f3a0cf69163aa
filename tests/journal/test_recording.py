"""Every change of the working copy is recorded, whatever way it is written; what only passes through is not."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.db import models
from django.db.models.deletion import CASCADE, PROTECT

from contacts.models import Channel, Contact
from journal.acting import Acting, acts
from journal.models import Entry
from journal.recording import RecordedQuerySet, one_act
from journal.services import mark
from journal.states import journaled
from orgchart.models import OFFICE_ID, Appointment, Department, Deputy, Gone, Grant, Office, Officer, Post, Unit
from orgchart.services import remove_unit
from pages.models import Declaration, Page
from search.models import Synonym
from tasks.models import Duty
from tasks.services import DutyRow, arrange_duties
from tests.factories import (
    AppointmentFactory,
    ChannelFactory,
    ContactFactory,
    DeclarationFactory,
    OfficeFactory,
    OfficerFactory,
    PageFactory,
    PostFactory,
    UnitFactory,
)
from tests.journal.entries import facts, since, told
from tests.small_tree import rows_of

pytestmark = pytest.mark.django_db

Row = Any


def an_account(name: str = "ktos") -> User:
    return User.objects.create_user(name, password="x")


# For each model: one row, the column that is written, and its new content; None of a row that nothing changes.
ROWS: dict[type[models.Model], tuple[Callable[[], Row], str, Any]] = {
    Office: (OfficeFactory.create, "name", "Inny urząd"),
    Officer: (lambda: OfficerFactory.create(office=OfficeFactory.create()), "name", "Ktoś inny"),
    Unit: (UnitFactory.create, "intro", "Inny wstęp"),
    Post: (PostFactory.create, "function", "Kierownik"),
    Appointment: (AppointmentFactory.create, "person", "Jan Nowy"),
    Duty: (lambda: arrange_duties(UnitFactory.create(), [DutyRow("Sprawa")])[0], "text", "Inna sprawa"),
    Contact: (ContactFactory.create, "room", "12"),
    Channel: (ChannelFactory.create, "value", "42 000 00 00"),
    Page: (PageFactory.create, "body", "Inna treść"),
    Declaration: (DeclarationFactory.create, "contact", "Ktoś inny"),
    Gone: (
        lambda: Gone.objects.create(key="k", kind="duty", department_key="d", title="Było"),
        "successors",
        "nastepca",
    ),
    Synonym: (lambda: Synonym.objects.create(said="gazeta", written="pismo"), "written", "czasopismo"),
    Grant: (lambda: Grant.objects.create(user=an_account(), unit=UnitFactory.create()), "unit_id", None),
    Deputy: (
        lambda: Deputy.objects.create(principal=an_account(), deputy=an_account("inny"), until=date(2100, 1, 1)),
        "until",
        date(2100, 2, 1),
    ),
    User: (an_account, "email", "ktos@example.pl"),
    Group: (lambda: Group.objects.create(name="Grupa"), "name", "Inna grupa"),
}
OF_OURS = [model for model in ROWS if model not in {User, Group}]


def _saved(row: Row, name: str, value: Any) -> None:
    setattr(row, name, value)
    row.save()


def _saved_in_part(row: Row, name: str, value: Any) -> None:
    setattr(row, name, value)
    row.save(update_fields=[name.removesuffix("_id")])


def _bulk_updated(row: Row, name: str, value: Any) -> None:
    setattr(row, name, value)
    type(row)._default_manager.bulk_update([row], [name.removesuffix("_id")])


WAYS: dict[str, Callable[[Row, str, Any], Any]] = {
    "save": _saved,
    "save of one column": _saved_in_part,
    "bulk_update": _bulk_updated,
    "update": lambda row, name, value: type(row)._default_manager.filter(pk=row.pk).update(**{name: value}),
    "update of all": lambda row, name, value: type(row)._default_manager.update(**{name: value}),
}


def test_every_row_of_the_working_copy_is_journaled() -> None:
    rooms = {"orgchart", "tasks", "contacts", "pages"}
    ours = {model for room in rooms for model in apps.get_app_config(room).get_models() if not model._meta.proxy}
    unrecorded = {model.__name__ for model in ours - journaled().keys()}
    assert unrecorded == {"Presence"}  # who has a form open now: no content, and gone in minutes
    assert set(ROWS) == set(journaled())


@pytest.mark.parametrize("model", OF_OURS, ids=lambda model: model.__name__)
def test_every_manager_records_writes_in_bulk(model: type[models.Model]) -> None:
    """Whatever else may write in bulk past the signals has no place in a journaled model."""
    assert isinstance(model._default_manager.all(), RecordedQuerySet)
    links = [field for field in model._meta.concrete_fields if field.is_relation]
    rules: set[Any] = {field.remote_field.on_delete for field in links if field.remote_field}
    assert rules <= {CASCADE, PROTECT}  # SET_NULL is an unseen update


def test_rows_of_a_proxy_are_recorded() -> None:
    UnitFactory.create(name="Departament Próby")
    start = mark()
    Department.objects.update(intro="Inny")
    department = Department.objects.get()
    department.intro = "Jeszcze inny"
    department.save()
    Department.objects.get().delete()
    assert [entry.act for entry in since(start)] == ["zmieniono", "zmieniono", "usunięto"]
    assert {entry.model for entry in since(start)} == {"orgchart.unit"}


@pytest.mark.parametrize(
    ("model", "way"),
    [(model, way) for model in ROWS for way in WAYS if model in OF_OURS or way.startswith("save")],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_every_way_to_change_a_row(model: type[models.Model], way: str) -> None:
    make, name, value = ROWS[model]
    row = model._default_manager.get(pk=make().pk)
    start = mark()
    with acts(Acting("Anna Redaktor", 7, "192.0.2.1", "/admin/x/")):
        WAYS[way](row, name, value)
    (entry,) = [each for each in since(start) if each.model == model._meta.label_lower]
    assert (entry.act, entry.kind) == ("zmieniono", journaled()[model].kind)
    column: Any = model._meta.get_field(name.removesuffix("_id"))
    label = str(column.verbose_name)
    assert facts(entry.before).keys() == facts(entry.after).keys() == {label}
    assert facts(entry.before) != facts(entry.after)
    assert (entry.actor, entry.actor_id, entry.address, entry.path) == ("Anna Redaktor", 7, "192.0.2.1", "/admin/x/")
    own_key = getattr(row, "key", f"{model._meta.model_name}:{row.pk}")
    assert entry.key == ("office" if model is Office else own_key)


@pytest.mark.parametrize("model", ROWS, ids=lambda model: model.__name__)
def test_a_row_that_is_saved_unchanged_is_no_entry(model: type[models.Model]) -> None:
    row = ROWS[model][0]()
    start = mark()
    model._default_manager.get(pk=row.pk).save()
    assert since(start) == []


@pytest.mark.parametrize("model", ROWS, ids=lambda model: model.__name__)
def test_making_a_row_is_recorded(model: type[models.Model]) -> None:
    start = mark()
    row = ROWS[model][0]()
    (entry,) = [each for each in since(start) if each.model == model._meta.label_lower and each.title == str(row)]
    assert (entry.act, entry.before) == ("dodano", "")
    assert entry.after


@pytest.mark.parametrize("in_bulk", [False, True])
@pytest.mark.parametrize("model", ROWS, ids=lambda model: model.__name__)
def test_removing_a_row_is_recorded(model: type[models.Model], in_bulk: bool) -> None:
    row = model._default_manager.get(pk=ROWS[model][0]().pk)
    key, title, start = row.pk, str(row), mark()
    setattr(row, ROWS[model][1], None)  # what a stale object says is not what is removed
    model._default_manager.filter(pk=key).delete() if in_bulk else row.delete()
    (entry,) = [each for each in since(start) if each.model == model._meta.label_lower]
    assert (entry.act, entry.title, entry.after) == ("usunięto", title, "")
    assert entry.before


@pytest.mark.parametrize("model", [Duty, Post, Contact], ids=lambda model: model.__name__)
def test_rows_made_in_bulk_are_recorded(model: type[Any]) -> None:
    unit = UnitFactory.create()
    start = mark()
    said = {Duty: "text", Post: "function", Contact: "title"}[model]
    model.objects.bulk_create([model(unit=unit, position=n, **{said: f"nr {n}"}) for n in (1, 2)])
    assert [(entry.act, entry.title.split(" – ")[0]) for entry in since(start)] == [
        ("dodano", "nr 1"),
        ("dodano", "nr 2"),
    ]
    assert {entry.owner for entry in since(start)} == {unit.key}


def test_what_could_hide_a_change_is_refused() -> None:
    with pytest.raises(NotImplementedError):
        Duty.objects.bulk_create([], update_conflicts=True, unique_fields=["id"], update_fields=["text"])


def test_everything_that_goes_with_a_row_is_recorded(unit: Unit) -> None:
    appointment = AppointmentFactory.create(post=PostFactory.create(unit=unit))
    channel = ChannelFactory.create(contact=ContactFactory.create(unit=unit))
    Grant.objects.create(user=an_account(), unit=unit)
    gone = {appointment.key, appointment.post.key, channel.key, channel.contact.key}
    gone |= set(Unit.objects.filter(symbol__startswith="PRI-").values_list("key", flat=True)) | {unit.key}
    gone |= set(unit.duties.values_list("key", flat=True))
    start = mark()
    remove_unit(unit)
    entries = since(start)
    assert {entry.act for entry in entries if entry.model != "orgchart.gone"} == {"usunięto"}
    assert gone <= {entry.key for entry in entries}
    assert len({entry.batch for entry in entries}) == 1
    post = next(entry for entry in entries if entry.key == appointment.post.key)
    assert (facts(post.before)["komórka"], post.owner) == (str(unit), unit.key)


def test_groups_and_rights_of_an_account_are_recorded() -> None:
    user, group = an_account(), Group.objects.create(name="Próbna")
    start = mark()
    user.groups.add(group)
    assert told(start) == [("zmieniono", {"grupy": ""}, {"grupy": "Próbna"})]
    start = mark()
    group.user_set.clear()
    assert told(start) == [("zmieniono", {"grupy": "Próbna"}, {"grupy": ""})]
    assert since(start)[0].key == f"user:{user.pk}"
    start = mark()
    with one_act():
        user.user_permissions.set(Permission.objects.filter(codename="view_duty"))
        group.permissions.set(Permission.objects.filter(codename="change_duty"))
        user.groups.set([group])
    assert {frozenset(after.values()) for _, _, after in told(start)} == {
        frozenset({"zadanie: podgląd", "Próbna"}),
        frozenset({"zadanie: zmienianie"}),
    }


def test_a_password_is_told_of_and_never_told() -> None:
    user = an_account()
    start = mark()
    user.set_password("tajne haslo 2026")
    user.save()
    (entry,) = since(start)
    assert facts(entry.after) == {"hasło": "(niejawne)"}
    assert "md5" not in entry.before + entry.after
    assert not Entry.objects.filter(after__contains="md5").exists()


def test_signing_in_is_no_change_of_the_account() -> None:
    user = an_account()
    start = mark()
    user.save(update_fields=["last_login"])
    assert since(start) == []


def test_two_thousand_unchanged_rows_cost_nothing(unit: Unit, django_assert_max_num_queries: Any) -> None:
    arrange_duties(unit, [DutyRow(f"Zadanie {number}") for number in range(2_000)])
    rows, start = rows_of(unit), mark()
    with django_assert_max_num_queries(8):
        arrange_duties(unit, rows)
    assert since(start) == []


def test_entries_of_many_rows_are_written_at_once(unit: Unit, django_assert_max_num_queries: Any) -> None:
    """SQLite takes so many values in a statement that 50 entries fill it; nothing else grows with the rows."""
    duties = [Duty(unit=unit, text=f"Zadanie {n}", position=10 + n) for n in range(40)]
    with django_assert_max_num_queries(8):
        Duty.objects.bulk_create(duties)
    start = mark()
    with django_assert_max_num_queries(8):
        Duty.objects.filter(text__startswith="Zadanie").update(legal_basis="art. 1")
    assert len(since(start)) == 40


def test_the_office_is_one(office: Office) -> None:
    officer = OfficerFactory.create(office=office)
    entry = Entry.objects.get(key=f"officer:{officer.pk}")
    assert entry.owner == "office"
    assert Entry.objects.get(model="orgchart.office").key == "office"
    assert office.pk == OFFICE_ID


@pytest.fixture
def office(db: None) -> Office:
    office: Office = OfficeFactory.create()
    return office
