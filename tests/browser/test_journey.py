"""What a new user does first: read, change a duty, see that nothing changed, propose, publish, see the change."""

import re
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser, pytest.mark.once]
DEPARTMENT = "/departament-promocji-i-wspolpracy-zagranicznej/"
BEFORE, AFTER = "Dystrybucja pisma.", "Dystrybucja pisma i jego dodatków."


def sign_in(page: Page, address: str, name: str, password: str) -> None:
    page.goto(f"{address}/admin/login/")
    page.get_by_label("Nazwa użytkownika").fill(name)
    page.get_by_label("Hasło").fill(password)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Co chcesz zmienić?")).to_be_visible()


def change_duty(page: Page, address: str) -> None:
    page.goto(f"{address}/admin/orgchart/unit/?q=pwiii")
    page.get_by_role("link", name="Referat „Ziemia Łódzka”", exact=True).click()
    page.locator("textarea", has_text=BEFORE).fill(AFTER)
    page.get_by_role("button", name="Zapisz", exact=True).click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def open_desk(page: Page, address: str) -> None:
    page.goto(f"{address}/admin/")
    page.get_by_role("link", name="Biurko publikacji").click()
    page.get_by_role("link", name="Departament Promocji i Współpracy Zagranicznej").click()


def propose(page: Page, address: str) -> None:
    open_desk(page, address)
    expect(page.get_by_text("i jego dodatków.")).to_be_visible()
    page.get_by_role("button", name="Przygotuj projekt").click()
    page.get_by_label("Powód zmiany").fill("Pismo ma dodatki.")
    page.get_by_role("button", name="Złóż projekt").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    expect(page.get_by_role("button", name="Zatwierdź")).to_have_count(0)


def publish(page: Page) -> None:
    page.get_by_role("link", name="Czeka na zatwierdzenie").click()
    expect(page.get_by_text("Pismo ma dodatki.").first).to_be_visible()
    page.get_by_role("button", name="Zatwierdź i opublikuj").click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def test_the_page_changes_when_it_is_published_and_not_before(
    page: Page, browser: Browser, live_server: LiveServer, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.DEMO = True
    call_command("load_demo")
    accounts = dict(re.findall(r"konto „(\w+)”, hasło „([^”]+)”", capsys.readouterr().out))
    public = browser.new_page()
    public.goto(live_server.url + DEPARTMENT)
    expect(public.get_by_text(BEFORE, exact=True)).to_be_visible()

    sign_in(page, live_server.url, "redaktor", accounts["redaktor"])
    change_duty(page, live_server.url)
    propose(page, live_server.url)
    public.reload()
    expect(public.get_by_text(BEFORE, exact=True)).to_be_visible()
    expect(public.get_by_text(AFTER)).to_have_count(0)

    page.context.clear_cookies()
    sign_in(page, live_server.url, "wydawca", accounts["wydawca"])
    publish(page)
    public.reload()
    expect(public.get_by_text(AFTER, exact=True)).to_be_visible()
    expect(public.get_by_text(BEFORE, exact=True)).to_have_count(0)
