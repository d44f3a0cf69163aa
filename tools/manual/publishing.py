"""Publishing at once, what that overtakes, the countersignature; correcting, discarding, restoring."""

from tools.manual.camera import Camera
from tools.manual.first import duty_row, open_desk

UNIT = "Referat „Ziemia Łódzka”"


def publishing_at_once(camera: Camera) -> None:
    """A proposal waits while somebody publishes at once: it is overtaken, and renewed."""
    page = camera.page
    camera.sign_in("redaktor")
    change_duty(camera, "Organizowanie przetargów.", "Organizowanie przetargów i konkursów.")
    submit(camera, "Referat organizuje też konkursy.")
    overtaken = page.url
    change_duty(camera, "Zawieranie umów zlecenie, umów o dzieło.", "Zawieranie umów zlecenia i umów o dzieło.")
    camera.sign_in("wydawca")
    open_desk(camera)
    camera.follow("Publikacja pilna")
    camera.fill("Powód zmiany", "Błędna nazwa umów wprowadzała w błąd wykonawców.")
    to_press = page.get_by_role("button", name="Opublikuj teraz")
    camera.shoot("pilna-formularz", page.locator("#content h1"), page.locator("#content form .steps"), mark=to_press)
    camera.press("Opublikuj teraz")
    urgent = page.url
    camera.sign_in("administrator")
    asked = page.locator(".desk-front li", has_text="kontrasygnatę").get_by_role("link")
    camera.shoot("pilna-start", page.locator("#header"), page.locator(".desk-front"), mark=asked)
    page.goto(urgent)
    camera.shoot(
        "pilna-kontrasygnata", camera.block("Decyzja"), mark=page.get_by_role("button", name="Złóż kontrasygnatę")
    )
    camera.press("Złóż kontrasygnatę")
    camera.sign_in("redaktor")
    change_duty(camera, "Prowadzenie archiwum redakcyjnego.", "Prowadzenie archiwum pisma.")
    page.goto(overtaken)
    to_press = page.get_by_role("button", name="Odnów")
    three = page.locator("section", has=page.locator("#trzy"))
    camera.shoot("wyprzedzony", camera.block("Stan"), three, mark=to_press)
    camera.press("Odnów")
    camera.fill("Powód zmiany", "Archiwum obejmuje całe pismo.")
    camera.press("Złóż projekt")
    approve(camera, page.url)


def correcting(camera: Camera) -> None:
    """An administrator may do all, but not approve what he changed himself."""
    page = camera.page
    camera.sign_in("administrator")
    change_duty(camera, "Prowadzenie archiwum pisma.", "Prowadzenie archiwum pisma;")
    open_desk(camera)
    camera.press("Przygotuj projekt")
    camera.fill("Powód zmiany", "Średnik zamiast kropki.")
    page.get_by_label("Rodzaj").select_option(label="drobna poprawka")
    fields = page.locator("div.field")
    camera.shoot("poprawki-rodzaj", fields.nth(0), fields.nth(2), mark=page.get_by_label("Rodzaj"))
    camera.press("Złóż projekt")
    camera.shoot("zatwierdzanie-odmowa", camera.block("Decyzja"))
    approve(camera, page.url)


def going_back(camera: Camera) -> None:
    page = camera.page
    camera.sign_in("redaktor")
    change_duty(camera, "Prowadzenie archiwum pisma;", "Prowadzenie archiwum wszystkich pism;")
    open_desk(camera)
    camera.follow("Odrzuć moje zmiany")
    to_press = page.get_by_role("button", name="Odrzuć te zmiany")
    camera.shoot("poprawki-odrzuc", page.locator("#content h1"), page.locator("form.steps"), mark=to_press)
    camera.press("Odrzuć te zmiany")
    camera.open("/admin/publishing/edition/?subject__exact=department")
    listed = page.locator("#result_list tr", has_text="Promocji").filter(has_text="nie obowiązuje")
    camera.shoot("poprawki-wydania", page.locator("#content h1"), page.locator("#changelist-form"))
    with page.expect_navigation():
        listed.first.locator("th a").click()
    to_press = page.get_by_role("link", name="Przywróć do wersji roboczej")
    camera.shoot("poprawki-wydanie", page.locator("#content h1"), page.locator(".field-said"), mark=to_press)
    camera.follow("Przywróć do wersji roboczej")
    to_press = page.get_by_role("button", name="Przywróć do wersji roboczej")
    camera.shoot("poprawki-przywroc", page.locator("#content h1"), page.locator("form.steps"), mark=to_press)


def open_unit(camera: Camera, name: str = UNIT) -> None:
    camera.open("/admin/orgchart/unit/")
    camera.follow(name)


def change_duty(camera: Camera, before: str, after: str) -> None:
    open_unit(camera)
    duty_row(camera.page, before).locator("textarea").fill(after)
    camera.press("Zapisz")


def submit(camera: Camera, reason: str) -> None:
    open_desk(camera)
    camera.press("Przygotuj projekt")
    camera.fill("Powód zmiany", reason)
    camera.press("Złóż projekt")


def approve(camera: Camera, proposal: str) -> None:
    camera.sign_in("wydawca")
    camera.page.goto(proposal)
    camera.press("Zatwierdź i opublikuj")
