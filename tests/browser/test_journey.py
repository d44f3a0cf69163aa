"""What a new user does first: read, change a duty, see that nothing changed, publish, see the change."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.core.management import call_command
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
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


def publish(page: Page, address: str) -> None:
    page.goto(f"{address}/admin/publishing/edition/add/")
    page.get_by_label("Co publikujesz").select_option(label="Departament Promocji i Współpracy Zagranicznej")
    page.get_by_label("Wytworzył").fill("Anna Redaktor")
    page.get_by_label("Odpowiada za treść").fill("Maciej Łaski")
    page.get_by_label("Powód zmiany").fill("Pismo ma dodatki.")
    page.get_by_role("button", name="Opublikuj wydanie").click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def test_the_page_changes_when_it_is_published_and_not_before(
    page: Page, browser: Browser, live_server: LiveServer, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.DEMO = True
    call_command("load_demo")
    publisher = User.objects.get(username="wydawca")
    publisher.user_permissions.add(Permission.objects.get(codename="add_edition"))  # as long as the old form stands
    accounts = dict(re.findall(r"konto „(\w+)”, hasło „([^”]+)”", capsys.readouterr().out))
    public = browser.new_page()
    public.goto(live_server.url + DEPARTMENT)
    expect(public.get_by_text(BEFORE, exact=True)).to_be_visible()

    sign_in(page, live_server.url, "redaktor", accounts["redaktor"])
    change_duty(page, live_server.url)
    refused = page.goto(f"{live_server.url}/admin/publishing/edition/add/")
    assert refused and refused.status == 403
    public.reload()
    expect(public.get_by_text(BEFORE, exact=True)).to_be_visible()
    expect(public.get_by_text(AFTER)).to_have_count(0)

    page.context.clear_cookies()
    sign_in(page, live_server.url, "wydawca", accounts["wydawca"])
    publish(page, live_server.url)
    public.reload()
    expect(public.get_by_text(AFTER, exact=True)).to_be_visible()
    expect(public.get_by_text(BEFORE, exact=True)).to_have_count(0)
