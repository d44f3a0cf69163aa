"""A reorganisation that is planned: moves, removals with their successors, a package, a plan that was left behind."""

from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from tools.manual.camera import Camera
from tools.manual.first import DEPARTMENT, duty_row, open_desk
from tools.manual.portal import SECOND
from tools.manual.publishing import approve, change_duty, open_unit

WAITING: Final = "Co czeka na zatwierdzenie albo na swój dzień"


def next_month() -> str:
    """The first day of the next month, at midnight, as a field takes it."""
    today = datetime.now(ZoneInfo("Europe/Warsaw")).date()
    first = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    return f"{first:%Y-%m-%d}T00:00"


def moving(camera: Camera) -> None:
    page = camera.page
    camera.sign_in("redaktor")
    open_unit(camera)
    with page.expect_navigation():
        duty_row(page, "Organizowanie przetargów i konkursów.").get_by_role("link").click()
    page.get_by_label("Nowa komórka").select_option(label=option(camera, "Wydział Kultury"))
    to_press = page.get_by_role("button", name="Przenieś")
    camera.shoot("reorganizacja-zadanie", page.locator("#content h1"), page.locator(".submit-row"), mark=to_press)
    camera.press("Przenieś")
    camera.open("/admin/orgchart/unit/")
    row = page.locator("#result_list tr", has_text="Referat ePromocji")
    to_press = row.get_by_role("link", name="Przenieś do innej jednostki")
    camera.shoot("reorganizacja-drzewo", page.locator("#content h1"), page.locator("#result_list"), mark=to_press)
    with page.expect_navigation():
        to_press.click()
    choice = page.get_by_label("Nowa jednostka nadrzędna")
    choice.select_option(label=option(camera, "Wydział Promocji"))
    to_press = page.get_by_role("button", name="Przenieś")
    camera.shoot("reorganizacja-komorka", page.locator("#content h1"), page.locator(".submit-row"), mark=to_press)
    camera.press("Przenieś")


def removing(camera: Camera) -> None:
    page = camera.page
    open_unit(camera)
    row = duty_row(page, "Prowadzenie archiwum pisma;")
    row.get_by_label("usuń").check()
    camera.shoot("reorganizacja-usun-zadanie", row, mark=row.locator("label", has_text="usuń"))
    camera.press("Zapisz")
    answer = page.locator(".messagelist").get_by_role("link", name="Usunięte komórki i zadania")
    camera.shoot("reorganizacja-pytanie", page.locator(".messagelist"), mark=answer)
    with page.expect_navigation():
        answer.click()
    camera.follow("Prowadzenie archiwum pisma;")
    page.get_by_label("zastąpione przez…").check()
    camera.fill("Następcy", "PWIII 1")
    camera.shoot("reorganizacja-nastepca", page.locator("#content h1"), page.locator(".submit-row"))
    camera.press("Zapisz")
    open_unit(camera, "Samodzielne Stanowiska ds. Obsługi Sekretariatu")
    camera.follow("Usuń")
    page.get_by_label("połączona z…").check()
    page.locator("select[name=successors]").select_option(label=option(camera, "Wydział Promocji"))
    fate = camera.fieldset("Co stanie się z komórką?")
    to_press = page.get_by_role("button", name="Tak, usuń")
    camera.shoot("reorganizacja-usun-komorke", fate, page.locator("#content form .cancel-link"), mark=to_press)
    camera.press("Tak, usuń")


def planning(camera: Camera) -> None:
    page = camera.page
    open_desk(camera)
    camera.press("Przygotuj projekt")
    page.get_by_label("Dołącz do pakietu").select_option(label=SECOND)
    package = page.locator("section", has=page.locator("#czesci"))
    to_press = page.get_by_role("button", name="Dołącz", exact=True)
    camera.shoot("reorganizacja-pakiet", package, mark=to_press)
    camera.press("Dołącz")
    camera.shoot("reorganizacja-zmiany", camera.block("Stan"), camera.block("Co zmienia"))
    camera.fill("Powód zmiany", "Reorganizacja: konkursy przechodzą do Departamentu Kultury i Edukacji.")
    camera.fill("Obowiązuje od", next_month())
    camera.fill("Podstawa prawna", "uchwała Nr 12/26 Zarządu Województwa (przykład)")
    fields = page.locator("div.field")
    camera.shoot("reorganizacja-od", fields.nth(0), fields.nth(4), mark=page.get_by_label("Obowiązuje od"))
    camera.press("Złóż projekt")
    plan = page.url
    approve(camera, plan)
    camera.open("/departament-promocji-i-wspolpracy-zagranicznej/")
    page.locator(".announced summary").first.click()
    camera.shoot("reorganizacja-zapowiedz", page.locator(".announced"))
    camera.sign_in("redaktor")
    open_desk(camera)
    waiting = camera.block(WAITING)
    camera.shoot("reorganizacja-plan", waiting)


def something_newer_before(camera: Camera) -> None:
    """The working copy holds the plan, so it goes back first."""
    page = camera.page
    camera.follow("Odrzuć moje zmiany")
    camera.press("Odrzuć te zmiany")
    change_duty(camera, "Nadzór nad terminowym i jakościowym wydawaniem pisma.", "Nadzór nad wydawaniem pisma.")
    open_desk(camera)
    camera.press("Przygotuj projekt")
    camera.fill("Powód zmiany", "Krótsze brzmienie zadania.")
    warned = page.locator("section", has=page.locator("#przeszkody"))
    camera.shoot("plan-ostrzezenie", warned)
    confirm = page.get_by_label("Wiem o tym")
    confirm.check()
    camera.shoot(
        "plan-potwierdzenie", page.locator("div.check", has=confirm), page.get_by_role("button", name="Złóż projekt")
    )
    camera.press("Złóż projekt")
    newer = page.url
    camera.sign_in("wydawca")
    page.goto(newer)
    page.get_by_label("Wiem o tym").check()
    camera.press("Zatwierdź i opublikuj")


def renewing_the_plan(camera: Camera) -> None:
    """Both departments get the plan back into the working copy; then the newer change is made in it, too."""
    page = camera.page
    camera.sign_in("redaktor")
    left_behind = page.locator(".desk-front li", has_text="odnów plan").get_by_role("link")
    camera.shoot("plan-start", page.locator("#header"), page.locator(".desk-front"), mark=left_behind)
    for name in (SECOND, DEPARTMENT):
        open_desk(camera, name)
        with page.expect_navigation():
            camera.block(WAITING).get_by_role("link", name="Wydanie").first.click()
        camera.follow("Przywróć do wersji roboczej")
        camera.press("Przywróć do wersji roboczej")
    change_duty(camera, "Nadzór nad terminowym i jakościowym wydawaniem pisma.", "Nadzór nad wydawaniem pisma.")
    open_desk(camera)
    to_press = page.get_by_role("link", name="Odnów plan")
    camera.shoot("plan-biurko", camera.block(WAITING), mark=to_press)
    camera.follow("Odnów plan")
    to_press = page.get_by_role("button", name="Odnów", exact=True)
    camera.shoot("plan-projekt", camera.block("Stan"), mark=to_press)
    camera.press("Odnów")
    package = page.locator("section", has=page.locator("#czesci"))
    to_press = package.locator("li", has_text=SECOND).get_by_role("button")
    camera.shoot("plan-pakiet", package, mark=to_press)
    with page.expect_navigation():
        to_press.click()
    camera.shoot("plan-odnowiony", page.locator(".messagelist"), camera.block("Co zmienia"))
    camera.press("Złóż projekt")
    approve(camera, page.url)


def option(camera: Camera, name: str) -> str:
    """The whole label of a choice; it is indented as deep as the unit stands, and ends with its symbol."""
    return next(text for text in camera.page.locator("option").all_inner_texts() if text.strip().startswith(name))
