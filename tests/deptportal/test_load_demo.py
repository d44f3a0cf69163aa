"""The demonstration: a real department, published, and four accounts whose passwords are told once."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from contacts.models import Channel
from orgchart.models import Department, Office, Unit
from pages import kinds
from publishing import reading
from publishing.models import Edition
from publishing.rights import may_propose, may_publish, may_see_desk
from publishing.verification import verify_editions
from tasks.models import Duty

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings: Any, capsys: pytest.CaptureFixture[str]) -> str:
    """What the command printed."""
    settings.DEMO = True
    call_command("load_demo")
    return capsys.readouterr().out


def test_it_publishes_the_first_editions_of_the_office_and_the_sample(demo: str) -> None:
    office, others = reading.front(timezone.now())
    assert office.document.name == "Urząd Marszałkowski Województwa Łódzkiego"
    titles = ["Departament Promocji i Współpracy Zagranicznej", *(kind.title for kind in kinds.STATUTORY.values())]
    assert [(edition.title, edition.number) for edition in others] == [(title, 1) for title in titles]
    assert Duty.objects.count() == 63
    assert "przykład" in office.metadata.published_by
    assert verify_editions().broken == []


def test_the_accounts_can_sign_in_with_what_was_printed(demo: str) -> None:
    accounts = re.findall(r"konto „(\w+)”, hasło „([^”]+)”", demo)
    assert [name for name, _ in accounts] == ["redaktor", "wydawca", "administrator", "audytor"]
    for name, password in accounts:
        answer = Client().post(reverse("admin:login"), {"username": name, "password": password, "next": "/admin/"})
        assert answer.headers.get("Location") == "/admin/"
        assert not User.objects.get(username=name).is_superuser


WORK = [
    ("redaktor", "tasks.change_duty", True),
    ("redaktor", "orgchart.change_unit", True),
    ("redaktor", "publishing.approve_proposal", False),
    ("redaktor", "auth.change_user", False),
    ("wydawca", "publishing.approve_proposal", True),
    ("wydawca", "tasks.change_duty", False),
    ("wydawca", "auth.change_user", False),
    ("administrator", "auth.change_user", True),
    ("administrator", "tasks.change_duty", True),
    ("audytor", "journal.view_entry", True),
    ("audytor", "tasks.change_duty", False),
]


@pytest.mark.once
def test_each_may_do_his_own_work(demo: str) -> None:
    said = [(name, permission, User.objects.get(username=name).has_perm(permission)) for name, permission, _ in WORK]
    assert said == WORK


@pytest.mark.once
def test_each_works_in_the_whole_office(demo: str) -> None:
    department, office = Department.objects.get(), Office.objects.get()
    for name in ("redaktor", "wydawca", "administrator", "audytor"):
        user = User.objects.get(username=name)
        assert may_see_desk(user, department), name
        assert may_propose(user, department) is (name in {"redaktor", "administrator"}), name
        assert may_publish(user, office) is (name in {"wydawca", "administrator"}), name


@pytest.mark.once
def test_one_contact_has_an_address_and_the_department_s_is_still_to_be_filled_in(demo: str) -> None:
    values = dict(Channel.objects.filter(kind="e-mail").values_list("contact__title", "value"))
    assert values == {
        "Biuro Podawcze": "biuro.podawcze@urzad.example",
        "Kontakt - Departament Promocji i Współpracy Zagranicznej": "",
    }


@pytest.mark.once
def test_it_is_refused_unless_the_demonstration_is_on(settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=on"):
        call_command("load_demo")
    assert not Edition.objects.exists()


def test_a_second_time_changes_nothing(demo: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = list(Edition.objects.values_list("digest", flat=True))
    call_command("load_demo", "--if-empty")
    assert capsys.readouterr().out == ""
    with pytest.raises(CommandError, match="Baza nie jest pusta"):
        call_command("load_demo")
    assert list(Edition.objects.values_list("digest", flat=True)) == before


@pytest.mark.parametrize("options", [[], ["--if-empty"]])
def test_a_name_that_is_taken_is_told_before_anything_is_written(settings: Any, options: list[str]) -> None:
    settings.DEMO = True
    User.objects.create_user("wydawca")
    with pytest.raises(CommandError) as refusal:
        call_command("load_demo", *options)
    assert str(refusal.value).startswith("Nazwy kont pokazowych są już zajęte („wydawca”): zmień je ")
    assert not Office.objects.exists() and User.objects.count() == 1


@pytest.mark.once
def test_the_hint_about_passwords_can_be_typed_as_it_stands(demo: str) -> None:
    assert 'poleceniem: make manage DO="changepassword KONTO"' in demo


def test_a_failure_leaves_the_database_as_it_was(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DEMO = True
    monkeypatch.setattr("deptportal.demo.publish_edition", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        call_command("load_demo")
    assert not Unit.objects.exists() and not User.objects.exists()
