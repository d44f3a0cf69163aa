"""The desk, a proposal and a preview in a browser: for everybody, by keyboard, without JavaScript."""

from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from journal.models import Entry
from orgchart.rights import ADMINISTRATOR, EDITOR, PUBLISHER
from publishing.models import Edition, Proposal
from publishing.services import publish_edition
from publishing.services.links import make_link
from tests.browser.inspection import NARROW, WIDE, faults
from tests.publishing.desk import Changed, client_of, desk_of, page_of
from tests.publishing.people import account
from tests.publishing.small_office import STATEMENT, make_department, make_office

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser, pytest.mark.once]
MOST_TABS = 60


@dataclass
class Scene:
    address: str
    changed: Changed
    anna: User
    ewa: User

    def sign_in(self, page: Page, user: User) -> None:
        session = client_of(user).cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": f"{self.address}/admin/"}])


@pytest.fixture
def scene(transactional_db: None, live_server: Any) -> Scene:
    changed = Changed.make(make_office(), make_department())
    return Scene(live_server.url, changed, account("anna", EDITOR), account("ewa", PUBLISHER))


@pytest.mark.audit
def test_nobody_is_shut_out(page: Page, scene: Scene) -> None:
    draft = scene.changed.draft(scene.anna)
    proposal = scene.changed.submitted(account("jan", EDITOR))
    _, token = make_link(proposal, for_whom="Prawnik", expires_at=timezone.now() + timedelta(days=1), by=scene.ewa)
    key = scene.changed.department.key
    visits: list[tuple[User, list[str]]] = [
        (
            scene.anna,
            ["/admin/", "/admin/biurko/", "/admin/zgodnosc/", desk_of(key), desk_of(key, "discard"), page_of(draft)],
        ),
        (scene.ewa, [desk_of(key, "urgent"), page_of(proposal), f"/podglad/{token}/", f"{page_of(draft)}podglad/"]),
    ]
    for user, paths in visits:
        scene.sign_in(page, user)
        for path in paths:
            for size in (WIDE, NARROW):
                page.set_viewport_size(size)
                page.goto(scene.address + path)
                assert faults(page) == [], (path, size)


@pytest.mark.audit
def test_what_is_due_shuts_nobody_out_and_is_answered_where_it_stands(
    page: Page, transactional_db: None, live_server: Any
) -> None:
    office, department = make_office(), make_department()
    with time_machine.travel(timezone.now() - timedelta(days=300)):
        old = replace(STATEMENT, prepared_on=timezone.localdate())
        publish_edition(office, old)
        publish_edition(department, old)
    scene = Scene(live_server.url, Changed(department), account("anna", EDITOR), account("ewa", PUBLISHER))
    scene.sign_in(page, scene.anna)
    for scheme, size in product(("light", "dark"), (WIDE, NARROW)):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.set_viewport_size(size)
        page.goto(scene.address + desk_of(department.key))
        assert faults(page) == [], (scheme, size)
    reach(page, "Nadal aktualne – Kontakt")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Nadal aktualne: „Kontakt”.")
    expect(page.get_by_role("status")).to_be_in_viewport()
    assert faults(page) == []


LISTS = (
    *("journal/entry/", "journal/entry/przeglad/", "publishing/edition/", "publishing/proposal/"),
    *("publishing/withdrawal/", "publishing/redaction/", "publishing/redaction/usun/"),
    *("orgchart/gone/", "orgchart/deputy/", "orgchart/deputy/add/", "auth/user/", "auth/group/", "password_change/"),
)


@pytest.mark.audit
def test_lists_and_what_an_administrator_does_shut_nobody_out(page: Page, scene: Scene) -> None:
    scene.changed.submitted(scene.anna)
    edition = Edition.objects.of("department", scene.changed.department.key).get()
    entry = Entry.objects.latest("pk")
    steps = ("publishing_edition_change", "publishing_edition_restore", "publishing_edition_withdraw")
    history = reverse("admin:orgchart_unit_history", args=[scene.changed.department.pk])
    pages = [reverse(f"admin:{name}", args=[edition.pk]) for name in steps]
    for path in ("/admin/login/", "/admin/haslo/"):
        page.goto(scene.address + path)
        assert faults(page) == [], path
    scene.sign_in(page, account("szef", ADMINISTRATOR))
    for path in (
        *pages,
        reverse("admin:journal_entry_change", args=[entry.pk]),
        history,
        *(f"/admin/{each}" for each in LISTS),
    ):
        for size in (WIDE, NARROW):
            page.set_viewport_size(size)
            page.goto(scene.address + path)
            assert faults(page) == [], (path, size)


@pytest.mark.audit
def test_the_dark_shuts_nobody_out(page: Page, scene: Scene) -> None:
    proposal = scene.changed.submitted(scene.anna)
    page.emulate_media(color_scheme="dark")
    scene.sign_in(page, scene.ewa)
    for path in (desk_of(scene.changed.department.key), page_of(proposal)):
        page.goto(scene.address + path)
        assert faults(page) == [], path


def reach(page: Page, name: str) -> None:
    """By the Tab key alone, in sight and with a mark of the focus."""
    button = page.get_by_role("button", name=name, exact=True)
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if button.evaluate("e => e === document.activeElement"):
            break
    expect(button).to_be_focused()
    expect(button).to_be_in_viewport()
    assert button.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"


def test_the_road_is_gone_by_keyboard_without_javascript(browser: Browser, scene: Scene) -> None:
    context = browser.new_context(locale="pl-PL", java_script_enabled=False)
    page = context.new_page()
    scene.sign_in(page, scene.anna)
    page.goto(scene.address + desk_of(scene.changed.department.key))
    reach_without_script(page, "Przygotuj projekt")
    reach_without_script(page, "Złóż projekt")
    expect(page.locator(".messagelist .success")).to_be_visible()
    scene.sign_in(page, scene.ewa)
    page.goto(scene.address + page_of(Proposal.objects.get()))
    reach_without_script(page, "Zatwierdź i opublikuj")
    expect(page.locator(".messagelist .success")).to_be_visible()
    context.close()
    assert Edition.objects.filter(number=2).exists()


def reach_without_script(page: Page, name: str) -> None:
    reach(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_remark_is_left_by_whoever_has_the_link(page: Page, scene: Scene) -> None:
    """A real browser hides where the form comes from (`no-referrer`), and is heard all the same."""
    draft = scene.changed.draft(scene.anna)
    _, token = make_link(draft, for_whom="Prawnik", expires_at=timezone.now() + timedelta(days=1), by=scene.ewa)
    page.goto(f"{scene.address}/podglad/{token}/")
    page.get_by_label("Uwaga", exact=True).fill("Zgoda.")
    page.get_by_role("button", name="Wyślij uwagę").click()
    expect(page.get_by_role("status").filter(has_text="Zapisano Twoją uwagę.")).to_be_visible()
    assert page.context.cookies() == []
    assert draft.remarks.get().author == "Prawnik"
