"""Signing in; changing a duty; the preview for somebody without an account; approving."""

from typing import Final

from playwright.sync_api import Locator, Page

from tools.manual.camera import Camera

DEPARTMENT: Final = "Departament Promocji i Współpracy Zagranicznej"
REASON: Final = "Pismo ma teraz dodatki."


def signing_in(camera: Camera) -> None:
    page = camera.page
    camera.open("/admin/login/")
    camera.shoot("logowanie", page.locator("#header"), page.locator("#login-form"))
    camera.sign_in("redaktor")
    camera.shoot("logowanie-start", page.locator("#header"), page.locator(".app-orgchart"))
    camera.sign_in("administrator")
    camera.open("/admin/auth/user/")
    camera.follow("redaktor")
    camera.shoot("logowanie-role", camera.fieldset("Uprawnienia"))
    camera.shoot("logowanie-czesci", page.locator("#grants-group, #grant_set-group").first)


def changing_a_duty(camera: Camera) -> None:
    page = camera.page
    camera.sign_in("redaktor")
    camera.open("/admin/orgchart/unit/")
    camera.fill("Szukaj", "ziemia łódzka")
    camera.press("Szukaj")
    found = page.get_by_role("link", name="Referat „Ziemia Łódzka”", exact=True)
    camera.shoot("zmiana-szukaj", page.locator("#content h1"), page.locator("#changelist-form"), mark=found)
    camera.follow("Referat „Ziemia Łódzka”")
    row = duty_row(page, "Dystrybucja pisma.")
    row.locator("textarea").fill("Dystrybucja pisma i jego dodatków.")
    rows = page.locator("li.row")
    camera.shoot("zmiana-zadanie", rows.nth(4), rows.nth(6), mark=row.locator("textarea"))
    camera.press("Zapisz")
    open_desk(camera)
    to_press = page.get_by_role("button", name="Przygotuj projekt")
    camera.shoot("zmiana-biurko", page.locator("#content h1"), camera.block("Co stoi na przeszkodzie"), mark=to_press)
    camera.press("Przygotuj projekt")
    camera.fill("Powód zmiany", REASON)
    submitting = camera.block("Złóż do zatwierdzenia")
    camera.shoot("zmiana-projekt", camera.block("Stan"), camera.block("Co zmienia"))
    to_press = page.get_by_role("button", name="Złóż projekt")
    camera.shoot("zmiana-oswiadczenie", submitting, mark=to_press)
    camera.press("Złóż projekt")
    camera.shoot("zmiana-zlozony", page.locator(".messagelist"), camera.block("Stan"))


def showing_a_director(camera: Camera) -> None:
    """The proposal that was submitted just now is on the page."""
    page = camera.page
    links = camera.block("Podgląd dla osoby bez konta")
    links.locator("summary").click()
    camera.fill("Dla kogo", "Dyrektor Maciej Łaski")
    camera.shoot("podglad-odnosnik", links, mark=page.get_by_role("button", name="Utwórz odnośnik"))
    camera.press("Utwórz odnośnik")
    camera.shoot("podglad-adres", page.locator(".secret"), mark=page.locator(".secret code"))
    secret = page.locator(".secret code").inner_text()
    proposal = page.url.rpartition("/zapros")[0] + "/"
    page.context.clear_cookies()
    page.goto(secret)
    camera.shoot("podglad-strona", page.locator("h1"), page.locator("#uwagi").locator(".."))
    page.get_by_label("Uwaga", exact=True).fill("Zgoda. Proszę opublikować.")
    camera.press("Wyślij uwagę")
    camera.shoot("podglad-uwaga", page.locator("#uwagi"), page.locator(".remark").last)
    camera.sign_in("redaktor")
    page.goto(proposal)
    camera.shoot("podglad-redakcja", camera.block("Uwagi"))


def approving(camera: Camera) -> None:
    page = camera.page
    camera.sign_in("wydawca")
    waiting = page.get_by_role("link", name="Czeka na zatwierdzenie")
    camera.shoot("zatwierdzanie-start", page.locator("#header"), page.locator(".desk-front"), mark=waiting)
    with page.expect_navigation():
        waiting.click()
    camera.shoot("zatwierdzanie-projekt", page.locator("#content h1"), camera.block("Oświadczenie autora"))
    decision = camera.block("Decyzja")
    decision.locator("summary").click()
    to_press = page.get_by_role("button", name="Zatwierdź i opublikuj")
    camera.shoot("zatwierdzanie-decyzja", decision, mark=to_press)
    camera.press("Zatwierdź i opublikuj")
    camera.shoot("zatwierdzanie-wynik", page.locator(".messagelist"), camera.block("Stan"))
    camera.open("/departament-promocji-i-wspolpracy-zagranicznej/")
    camera.shoot("zatwierdzanie-strona", page.locator("section.history"))


def deputising(camera: Camera) -> None:
    page = camera.page
    camera.sign_in("wydawca")
    camera.open("/admin/orgchart/deputy/add/")
    page.get_by_label("Zastępca").select_option(index=1)
    page.get_by_label("Od", exact=False).first.fill("2027-07-01")
    page.get_by_label("Do", exact=False).last.fill("2027-07-14")
    camera.shoot("zatwierdzanie-zastepstwo", page.locator("#content h1"), page.locator(".submit-row"))


def duty_row(page: Page, text: str) -> Locator:
    return page.locator("li.row", has=page.locator("textarea", has_text=text))


def open_desk(camera: Camera, name: str = DEPARTMENT) -> None:
    camera.open("/admin/biurko/")
    camera.follow(name)
