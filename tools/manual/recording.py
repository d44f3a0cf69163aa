"""Withdrawing an edition, removing personal data, reading the journal."""

from tools.manual.camera import Camera
from tools.manual.portal import SECOND

PERSON = "Janina Wzorcowa\nJaniny Wzorcowej"


def withdrawing(camera: Camera) -> None:
    page = camera.page
    camera.sign_in("wydawca")
    camera.open("/admin/publishing/edition/?subject__exact=department&q=Promocji")
    listed = page.locator("#result_list tr", has_text="nie obowiązuje").last
    with page.expect_navigation():
        listed.locator("th a").click()
    to_press = page.get_by_role("link", name="Wycofaj to wydanie")
    camera.shoot("wycofanie-wydanie", page.locator("#content h1"), page.locator(".field-links"), mark=to_press)
    number = int(page.locator(".field-number .readonly").inner_text())
    camera.follow("Wycofaj to wydanie")
    camera.fill("Powód", "Opublikowano dane, których nie wolno było ujawnić.")
    camera.fill("Podstawa prawna", "art. 5 ust. 2 ustawy o dostępie do informacji publicznej")
    camera.fill("Kto zdecydował", "Maciej Łaski, Dyrektor (przykład)")
    to_press = page.get_by_role("button", name="Wycofaj wydania")
    camera.shoot("wycofanie-formularz", page.locator("#content h1"), page.locator("form .steps").last, mark=to_press)
    camera.press("Wycofaj wydania")
    camera.open(f"/departament-promocji-i-wspolpracy-zagranicznej/wydania/{number}/")
    camera.shoot("wycofanie-strona", page.locator("main"))


def redacting(camera: Camera) -> None:
    page = camera.page
    camera.sign_in("administrator")
    camera.open("/admin/publishing/redaction/usun/")
    page.locator("textarea[name=phrases]").fill(PERSON)
    to_press = page.get_by_role("button", name="Szukaj w całej bazie")
    camera.shoot("dane-szukaj", page.locator("#content h1"), page.locator("form .steps").last, mark=to_press)
    camera.press("Szukaj w całej bazie")
    camera.shoot("dane-znaleziono", page.locator("#content h1"), page.locator("#content section.block").first)
    by_hand = page.get_by_role("heading", name="Co trzeba będzie zrobić ręcznie")
    camera.fill("Zakres", "imię i nazwisko byłej dyrektor")
    camera.fill("Powód", "Żądanie osoby, której dane dotyczą.")
    camera.fill("Podstawa prawna", "art. 17 ust. 1 RODO")
    camera.fill("Kto zdecydował", "Administrator danych (przykład)")
    to_press = page.get_by_role("button", name="Usuń dane na zawsze")
    camera.shoot("dane-decyzja", by_hand, page.locator("form .steps").last, mark=to_press)
    camera.press("Usuń dane na zawsze")
    camera.shoot("dane-wynik", page.locator(".messagelist"), page.locator(".field-unreachable"))
    camera.open("/departament-kultury-i-edukacji/")
    camera.shoot("dane-strona", page.get_by_role("heading", name=SECOND), page.get_by_text("[dane usunięto]").first)


def reading_the_journal(camera: Camera) -> None:
    page = camera.page
    camera.page.context.clear_cookies()
    camera.open("/admin/login/")
    camera.fill("Nazwa użytkownika", "redaktor")
    camera.fill("Hasło", "nie-to-haslo")
    camera.press("Zaloguj się")
    camera.sign_in("redaktor")
    camera.open("/admin/journal/entry/")
    camera.sign_in("administrator")
    to_press = page.locator(".desk-front").get_by_role("link", name="Dziennik")
    camera.shoot("dziennik-start", page.locator("#header"), page.locator(".desk-front"), mark=to_press)
    with page.expect_navigation():
        to_press.click()
    to_press = page.get_by_role("button", name="Odnotuj przegląd").first
    camera.shoot("dziennik-przeglad", page.locator("#content h1"), page.locator("table.journal-days"), mark=to_press)
    camera.press("Odnotuj przegląd", exact=False)
    camera.open("/admin/journal/entry/")
    camera.shoot("dziennik-lista", page.locator("#content h1"), page.locator("#result_list tbody tr").nth(9))
    camera.open("/admin/journal/entry/?kind__exact=zmiana")
    with page.expect_navigation():
        page.locator("#result_list tbody th a").first.click()
    camera.shoot("dziennik-wpis", page.locator("#content h1"), page.locator(".field-told"))
