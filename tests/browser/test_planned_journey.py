"""A reorganisation on its whole way: changed, planned for next month, seen by four eyes, announced, in force, told."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser, pytest.mark.server]
DEPARTMENT = "/departament-promocji-i-wspolpracy-zagranicznej/"
NAME = "Departament Promocji i Współpracy Zagranicznej"
BEFORE, AFTER = "Dystrybucja pisma.", "Dystrybucja pisma i jego dodatków."
FROM, TO = "Referat „Ziemia Łódzka”", "Referat ePromocji"
REASON = "Kolportaż przechodzi do promocji w sieci."
PASSWORD = "haslo-stazysty-1"
PATIENCE = 40  # days, after which next month has begun


@dataclass
class Portal:
    """The running sample office. `outsider` may sign in, and was given nothing."""

    browser: Browser
    address: str
    passwords: dict[str, str]

    def sign_in(self, name: str) -> Page:
        page = self.browser.new_context(locale="pl-PL", timezone_id="Europe/Warsaw").new_page()
        page.goto(f"{self.address}/admin/login/")
        page.get_by_label("Nazwa użytkownika").fill(name)
        page.get_by_label("Hasło").fill(self.passwords[name])
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Co chcesz zmienić?")).to_be_visible()
        return page

    def refuses(self, page: Page, path: str) -> None:
        answer = page.goto(self.address + path)
        assert answer and answer.status == 403, path

    def read(self, path: str) -> Page:
        """As a citizen, who comes without cookies."""
        page = self.browser.new_context(locale="pl-PL", timezone_id="Europe/Warsaw").new_page()
        page.goto(self.address + path)
        return page


@pytest.fixture
def portal(
    browser: Browser, live_server: LiveServer, settings: Any, capsys: pytest.CaptureFixture[str]
) -> Iterator[Portal]:
    settings.DEMO = True
    call_command("load_demo")
    passwords = dict(re.findall(r"konto „(\w+)”, hasło „([^”]+)”", capsys.readouterr().out))
    User.objects.create_user("stazysta", password=PASSWORD, is_staff=True)
    yield Portal(browser, live_server.url, passwords | {"stazysta": PASSWORD})
    for context in browser.contexts:
        context.close()


def change_a_duty(page: Page, portal: Portal) -> None:
    open_unit(page, portal, "pwiii", FROM)
    page.locator("textarea", has_text=BEFORE).fill(AFTER)
    page.get_by_role("button", name="Zapisz", exact=True).click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def move_another(page: Page, portal: Portal) -> str:
    """To another unit, with its key; returns its wording."""
    open_unit(page, portal, "pwiii", FROM)
    row = page.locator("li[data-row]", has=page.get_by_role("link", name="przenieś do innej komórki")).first
    wording = row.locator("textarea").input_value()
    row.get_by_role("link", name="przenieś do innej komórki").click()
    field = page.get_by_label("Komórka")
    field.select_option(field.locator("option", has_text=TO).get_attribute("value"))
    page.get_by_role("button", name="Przenieś").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    return wording


def open_unit(page: Page, portal: Portal, words: str, name: str) -> None:
    page.goto(f"{portal.address}/admin/orgchart/unit/?q={words}")
    page.get_by_role("link", name=name, exact=True).click()


def plan(page: Page, portal: Portal, moment: str) -> str:
    """Propose for that moment; returns the proposal's path."""
    page.goto(f"{portal.address}/admin/")
    page.get_by_role("link", name="Biurko publikacji").first.click()
    page.get_by_role("link", name=NAME).click()
    page.get_by_role("button", name="Przygotuj projekt").click()
    page.get_by_label("Powód zmiany").fill(REASON)
    page.get_by_label("Obowiązuje od").fill(moment)
    page.get_by_role("button", name="Złóż projekt").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    expect(page.get_by_role("button", name="Zatwierdź")).to_have_count(0)
    return page.url.removeprefix(portal.address)


def test_a_planned_reorganisation(portal: Portal) -> None:
    first = (timezone.localdate().replace(day=1) + timedelta(days=32)).replace(day=1)
    editor, outsider = portal.sign_in("redaktor"), portal.sign_in("stazysta")
    change_a_duty(editor, portal)
    moved = move_another(editor, portal)
    path = plan(editor, portal, f"{first:%Y-%m-%d}T00:00")

    for refused in ("/admin/biurko/", path, f"{path}podglad/", "/admin/orgchart/unit/", "/admin/journal/entry/"):
        portal.refuses(outsider, refused)
    editor.goto(portal.address + path)
    for act in ("zatwierdz", "zatwierdz-i-opublikuj"):
        assert post(editor, f"{path}{act}/") == 403, act

    publisher = portal.sign_in("wydawca")
    publisher.goto(f"{portal.address}/admin/")
    publisher.get_by_role("link", name="Czeka na zatwierdzenie").click()
    expect(publisher.get_by_text("i jego dodatków.").first).to_be_visible()
    expect(publisher.get_by_text("Przeniesiono").first).to_be_visible()
    publisher.get_by_role("link", name="Podgląd całej strony").click()
    expect(publisher.get_by_text(AFTER, exact=True)).to_be_visible()
    publisher.go_back()
    publisher.get_by_role("button", name="Zatwierdź i opublikuj").click()
    expect(publisher.locator(".messagelist .success")).to_be_visible()

    announced = portal.read(DEPARTMENT)
    expect(announced.get_by_text("Zapowiedziane zmiany")).to_be_visible()
    expect(announced.get_by_text(f"Od {first.day}.{first:%m.%Y}").first).to_be_visible()
    expect(announced.get_by_text(BEFORE, exact=True)).to_be_visible()
    expect(unit_of(announced, moved)).to_contain_text("PWIII")

    administrator = portal.sign_in("administrator")
    administrator.goto(f"{portal.address}/admin/journal/entry/?q=stazysta")
    expect(administrator.get_by_role("cell", name="odmowa dostępu").first).to_be_visible()

    today = timezone.localdate()
    with time_machine.travel(timezone.now() + timedelta(days=PATIENCE)):
        in_force = portal.read(DEPARTMENT)
        expect(in_force.get_by_text(AFTER, exact=True)).to_be_visible()
        expect(in_force.get_by_text("Zapowiedziane zmiany")).to_have_count(0)
        expect(unit_of(in_force, moved)).to_contain_text("PWIV")
        register = portal.read(f"{DEPARTMENT}rejestr-zmian/")
        expect(register.get_by_text(REASON)).to_be_visible()
        expect(register.get_by_text("Przeniesiono").first).to_be_visible()
        earlier = portal.read(f"{DEPARTMENT}stan-na/{today}/")
        expect(earlier.get_by_text(BEFORE, exact=True)).to_be_visible()
        expect(unit_of(earlier, moved)).to_contain_text("PWIII")


def post(page: Page, path: str) -> int:
    """What a button that is not there would send, with the token of the page; returns the status."""
    token = page.locator("input[name=csrfmiddlewaretoken]").first.input_value()
    address = page.url.partition("/admin/")[0] + path
    sent = page.request.post(address, form={"csrfmiddlewaretoken": token}, headers={"Referer": page.url})
    return sent.status


def unit_of(page: Page, wording: str) -> Locator:
    """The heading above the duty."""
    return page.locator("ol.duties > li", has_text=wording).locator("xpath=preceding::h3[1]")
