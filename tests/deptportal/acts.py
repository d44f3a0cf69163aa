"""The acts of the table in `docs/rights.md`: what the predicates say, and a request that tries."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group, User
from django.db.models import Model
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from contacts.models import Contact
from orgchart.admin.moves import tree_state
from orgchart.models import Deputy, Grant, Office, Post, Unit
from orgchart.rights import EDITOR, Account, may_edit, may_give_rights
from pages.models import Declaration, Page
from publishing.rights import (
    may_propose,
    may_publish,
    may_read_journal,
    may_redact,
    may_see_any_desk,
    may_see_desk,
    may_withdraw,
    places_to_check,
)
from search.models import Synonym
from tasks.models import Duty
from tests.deptportal.people import Place
from tests.filled import load

Asks = Callable[[Account, Place], bool]


@dataclass(frozen=True)
class Attempt:
    """`fields`: what is posted, beside what the page holds for a superuser; None: the page is only opened."""

    name: str
    of: Callable[[Place], Model] | None = None
    fields: Callable[[Place], dict[str, Any]] | None = None
    is_done: Callable[[Place], bool] | None = None
    has_form: bool = True
    is_honest: bool = False  # an honest form can send it, and gets it back
    space: str = "admin:"

    def address(self, place: Place) -> str:
        return reverse(f"{self.space}{self.name}", args=[self.of(place).pk] if self.of else [])

    def prepare(self, chief: Client, place: Place) -> dict[str, Any] | None:
        """The whole form as somebody sees it who may do everything."""
        if self.fields is None:
            return None
        loaded = load(chief, self.address(place)) if self.has_form else {"loaded": tree_state()}
        return loaded | self.fields(place)

    def send(self, client: Client, place: Place, fields: dict[str, Any] | None) -> Any:
        address = self.address(place)
        return client.get(address) if fields is None else client.post(address, fields)

    def succeeded(self, answer: HttpResponse, place: Place) -> bool:
        if self.is_done is None:
            return answer.status_code == 200
        return self.is_done(place)


def unit_page(which: Callable[[Place], Unit]) -> Attempt:
    """Change a unit's own words and add a duty to it."""
    changed = {"intro": "Nowy wstęp", "duties-0-text": "Nowe zadanie."}
    done = lambda p: Unit.objects.filter(pk=which(p).pk, intro="Nowy wstęp", duties__text="Nowe zadanie.").exists()  # noqa: E731
    return Attempt("orgchart_unit_change", which, lambda p: changed, done)


def move(which: Callable[[Place], Unit], to: Callable[[Place], Unit]) -> Attempt:
    return Attempt(
        "orgchart_unit_move",
        which,
        lambda p: {"parent": to(p).pk, "place": ""},
        lambda p: Unit.objects.get(pk=which(p).pk).parent_id == to(p).pk,
    )


def move_duty(to: Callable[[Place], Unit]) -> Attempt:
    return Attempt(
        "tasks_duty_move",
        lambda p: p.duty,
        lambda p: {"unit": to(p).pk},
        lambda p: Duty.objects.filter(unit=to(p)).count() == 2,
    )


def add_unit(name: str, parent: Callable[[Place], Any], *, is_honest: bool = False) -> Attempt:
    return Attempt(
        "orgchart_unit_add",
        None,
        lambda p: {"name": name, "parent": parent(p)},
        lambda p: Unit.objects.filter(name=name).exists(),
        is_honest=is_honest,
    )


def remove(name: str, model: type[Model], which: Callable[[Place], Model]) -> Attempt:
    return Attempt(name, which, lambda p: {}, lambda p: not model._default_manager.filter(pk=which(p).pk).exists())


def drop() -> Attempt:
    return Attempt(
        "orgchart_unit_changelist",
        None,
        lambda p: {"cmd": "move_node", "position": "last-child", "cut_item": p.a1_unit.pk, "pasted_on": p.a2.pk},
        lambda p: Unit.objects.get(pk=p.a1_unit.pk).parent_id == p.a2.pk,
        has_form=False,
    )


def step() -> Attempt:
    return Attempt(
        "orgchart_unit_changelist",
        None,
        lambda p: {"step": f"up:{p.a2.pk}"},
        lambda p: Unit.objects.get(pk=p.a2.pk).position == 1,
        has_form=False,
    )


def give_rights() -> Attempt:
    def fields(p: Place) -> dict[str, Any]:
        role = Group.objects.get(name=EDITOR).pk
        return {"groups": [role], "user_permissions": [], "grants-0-part": p.b.pk}

    def is_done(p: Place) -> bool:
        user = User.objects.get(username="bez-roli")
        return Grant.objects.filter(user=user, unit=p.b).exists() and user.groups.filter(name=EDITOR).exists()

    return Attempt("auth_user_change", lambda p: User.objects.get(username="bez-roli"), fields, is_done)


ACTS: dict[str, tuple[Asks | None, Attempt | None]] = {
    "read the working copy": (None, Attempt("orgchart_unit_change", lambda p: p.a1)),
    "change A1": (lambda u, p: may_edit(u, p.a1), unit_page(lambda p: p.a1)),
    "change the unit of A1": (lambda u, p: may_edit(u, p.a1_unit), unit_page(lambda p: p.a1_unit)),
    "change A2": (lambda u, p: may_edit(u, p.a2), unit_page(lambda p: p.a2)),
    "change B": (lambda u, p: may_edit(u, p.b), unit_page(lambda p: p.b)),
    "add a unit to A": (lambda u, p: may_edit(u, p.a), add_unit("Biuro", lambda p: p.a.pk)),
    "add a department": (lambda u, p: may_edit(u, None), add_unit("Departament C", lambda p: "", is_honest=True)),
    "move the unit of A1 to A2": (None, move(lambda p: p.a1_unit, lambda p: p.a2)),
    "drop the unit of A1 on A2": (None, drop()),
    "move A2 to B": (None, move(lambda p: p.a2, lambda p: p.b)),
    "move the unit of B to A": (None, move(lambda p: p.b_unit, lambda p: p.a)),
    "step A2 up": (None, step()),
    "remove A1": (None, remove("orgchart_unit_delete", Unit, lambda p: p.a1)),
    "remove A": (None, remove("orgchart_unit_delete", Unit, lambda p: p.a)),
    "move a duty of A1 to its unit": (None, move_duty(lambda p: p.a1_unit)),
    "move a duty of A1 to A2": (None, move_duty(lambda p: p.a2)),
    "move a duty of A1 to B": (None, move_duty(lambda p: p.b)),
    "add a post to A1": (
        None,
        Attempt(
            "orgchart_post_add",
            None,
            lambda p: {"unit": p.a1.pk, "function": "Naczelnik"},
            lambda p: Post.objects.filter(unit=p.a1, function="Naczelnik").exists(),
        ),
    ),
    "move a post of A1 to B": (
        None,
        Attempt(
            "orgchart_post_change",
            lambda p: p.post,
            lambda p: {"unit": p.b.pk},
            lambda p: Post.objects.get(pk=p.post.pk).unit_id == p.b.pk,
        ),
    ),
    "change a contact of A1": (
        None,
        Attempt(
            "contacts_contact_change",
            lambda p: p.contact,
            lambda p: {"room": "12", "channels-0-kind": "telefon", "channels-0-value": "42 663 30 00"},
            lambda p: Contact.objects.filter(pk=p.contact.pk, room="12", channels__value="42 663 30 00").exists(),
        ),
    ),
    "make a contact of A1 common": (
        None,
        Attempt(
            "contacts_contact_change",
            lambda p: p.contact,
            lambda p: {"unit": ""},
            lambda p: Contact.objects.get(pk=p.contact.pk).unit_id is None,
            is_honest=True,
        ),
    ),
    "remove a common contact": (None, remove("contacts_contact_delete", Contact, lambda p: p.common)),
    "change the office": (
        lambda u, p: may_edit(u, p.office),
        Attempt(
            "orgchart_office_change",
            lambda p: p.office,
            lambda p: {"name": "Urząd Nowy"},
            lambda p: Office.objects.get().name == "Urząd Nowy",
        ),
    ),
    "change a page": (
        lambda u, p: may_edit(u, None),
        Attempt(
            "pages_page_change",
            lambda p: p.page,
            lambda p: {"body": "Nowa treść."},
            lambda p: Page.objects.filter(pk=p.page.pk, body="Nowa treść.").exists(),
        ),
    ),
    "remove a page": (None, remove("pages_page_delete", Page, lambda p: p.page)),
    "make the missing pages": (
        None,
        Attempt(
            "pages_page_create",
            None,
            lambda p: {},
            lambda p: Page.objects.filter(kind="reuse").exists(),
            has_form=False,
        ),
    ),
    "change the statement of accessibility": (
        None,
        Attempt(
            "pages_declaration_change",
            lambda p: p.statement,
            lambda p: {"shortcuts": "Alt + 1: menu"},
            lambda p: Declaration.objects.get().shortcuts == "Alt + 1: menu",
        ),
    ),
    "add other words": (
        lambda u, p: u.has_perm("search.add_synonym"),
        Attempt(
            "search_synonym_add",
            None,
            lambda p: {"said": "faktura", "written": "dowód księgowy"},
            lambda p: Synonym.objects.filter(said="faktura").exists(),
        ),
    ),
    "change other words": (
        lambda u, p: u.has_perm("search.change_synonym"),
        Attempt(
            "search_synonym_change",
            lambda p: p.synonym,
            lambda p: {"said": "gazeta\ngazetka"},
            lambda p: Synonym.objects.filter(pk=p.synonym.pk, said="gazeta; gazetka").exists(),
        ),
    ),
    "remove other words": (
        lambda u, p: u.has_perm("search.delete_synonym"),
        remove("search_synonym_delete", Synonym, lambda p: p.synonym),
    ),
    "load the other words to begin with": (
        lambda u, p: u.has_perm("search.add_synonym"),
        Attempt(
            "search_synonym_starter",
            None,
            lambda p: {},
            lambda p: Synonym.objects.count() > 1,
            has_form=False,
        ),
    ),
    "read other words": (
        lambda u, p: u.has_perm("search.view_synonym"),
        Attempt("search_synonym_change", lambda p: p.synonym),
    ),
    "read what was sought and not found": (
        lambda u, p: u.has_perm("search.view_miss"),
        Attempt("search_miss_changelist"),
    ),
    "see the desk of A": (lambda u, p: may_see_desk(u, p.a), None),
    "see the desk of the office": (lambda u, p: may_see_desk(u, p.office), None),
    "see what of the law is missing": (lambda u, p: may_see_any_desk(u), Attempt("conformity", space="")),
    "propose A": (lambda u, p: may_propose(u, p.a), None),
    "propose the office": (lambda u, p: may_propose(u, p.office), None),
    "approve and publish A": (lambda u, p: may_publish(u, p.a), None),
    "approve and publish B": (lambda u, p: may_publish(u, p.b), None),
    "approve and publish the office": (lambda u, p: may_publish(u, p.office), None),
    "check A": (lambda u, p: places_to_check(u)(p.a.pk), None),
    "check A1": (lambda u, p: places_to_check(u)(p.a1.pk), None),
    "check a common contact": (lambda u, p: places_to_check(u)(None), None),
    "withdraw A": (lambda u, p: may_withdraw(u, p.a), None),
    "redact": (lambda u, p: may_redact(u), None),
    "read the journal": (lambda u, p: may_read_journal(u) and u.has_perm("journal.view_entry"), None),
    "read accounts": (None, Attempt("auth_user_changelist")),
    "add an account": (
        lambda u, p: may_give_rights(u),
        Attempt(
            "auth_user_add",
            None,
            lambda p: {"username": "nowy", "password1": "dlugie-haslo-13", "password2": "dlugie-haslo-13"},
            lambda p: User.objects.filter(username="nowy", is_staff=True, is_superuser=False).exists(),
        ),
    ),
    "give a role and a part": (lambda u, p: may_give_rights(u), give_rights()),
    "change a group's permissions": (
        None,
        Attempt(
            "auth_group_change",
            lambda p: Group.objects.get(name=EDITOR),
            lambda p: {"permissions": ["1"]},
            lambda p: Group.objects.get(name=EDITOR).permissions.count() == 1,
        ),
    ),
    "change a superuser's password": (
        None,
        Attempt(
            "auth_user_password_change",
            lambda p: User.objects.get(username="naczelny"),
            lambda p: {"password1": "dlugie-haslo-13", "password2": "dlugie-haslo-13", "set-password": "1"},
            lambda p: User.objects.get(username="naczelny").check_password("dlugie-haslo-13"),
        ),
    ),
    "change the deputy of A's publisher": (
        None,
        Attempt(
            "orgchart_deputy_change",
            lambda p: Deputy.objects.get(deputy__username="zastepca"),
            lambda p: {"until": f"{timezone.localdate() + timedelta(days=3)}"},
            lambda p: Deputy.objects.filter(
                deputy__username="zastepca", until=timezone.localdate() + timedelta(days=3)
            ).exists(),
        ),
    ),
}
