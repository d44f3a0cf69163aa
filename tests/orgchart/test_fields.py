"""Texts of the admin's forms hold nothing that no page, file or screen reader could show."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from orgchart.admin.fields import Lines, refuse_invisible
from orgchart.models import Post, Unit
from tests.factories import AppointmentFactory, ContactFactory, OfficeFactory, PostFactory
from tests.filled import load

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SENTENCE = "W tekście jest niewidoczny znak, którego nie można opublikować"


@pytest.mark.parametrize(
    "char", ["\x01", "\x0b", "\x1f", "\x7f", "\x85", "\ufffe", "\uffff", "\ufdd0", "\U0001ffff", "\u200f", "\u202e"]
)
def test_what_no_page_can_show_is_refused(char: str) -> None:
    with pytest.raises(ValidationError, match=f"U\\+{ord(char):04X}"):
        refuse_invisible(f"Nad{char}zór")


@pytest.mark.parametrize("text", ["Łódź – „cudzysłów” § 5", "miękki\u00adłącznik", "twarda\u00a0spacja", "🏛️", ""])
def test_what_can_be_shown_is_taken(text: str) -> None:
    refuse_invisible(text)


def test_many_lines_may_hold_tabs() -> None:
    assert Lines().clean("pierwszy\tdrugi\r\ntrzeci") == "pierwszy\tdrugi\ntrzeci"


@pytest.mark.parametrize("break_", ["\t", "\n"])
def test_one_line_holds_no_other(editor: Client, unit: Unit, break_: str) -> None:
    address = reverse("admin:orgchart_unit_change", args=[unit.pk])
    answer = editor.post(address, load(editor, address) | {"name": f"Wydział{break_}Promocji"})
    assert SENTENCE in answer.content.decode()


@pytest.mark.parametrize(
    ("model", "field"),
    [
        ("orgchart_unit", "name"),
        ("orgchart_unit", "intro"),
        ("orgchart_unit", "duties-0-text"),
        ("orgchart_unit", "duties-0-legal_basis"),
        ("orgchart_post", "function"),
        ("orgchart_post", "competence"),
        ("orgchart_post", "appointments-0-person"),
        ("contacts_contact", "title"),
        ("contacts_contact", "address"),
        ("orgchart_office", "name"),
        ("orgchart_office", "website"),
    ],
)
def test_every_text_field_refuses_it(editor: Client, unit: Unit, model: str, field: str) -> None:
    post = PostFactory.create(unit=unit, function="Kierownik")
    AppointmentFactory.create(post=post)
    things = {"orgchart_unit": unit, "orgchart_post": post, "contacts_contact": ContactFactory.create(unit=unit)}
    thing = things.get(model) or OfficeFactory.create()
    address = reverse(f"admin:{model}_change", args=[thing.pk])
    fields = load(editor, address)
    assert field in fields
    typed = "https://urzad.example/a\x01b" if field == "website" else "a\x01b"
    answer = editor.post(address, fields | {field: typed})
    assert answer.status_code == 200
    assert SENTENCE in answer.content.decode()
    assert Post.objects.get().function == "Kierownik"
