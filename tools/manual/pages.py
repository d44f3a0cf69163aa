"""The pages that the law asks for, and the statement of accessibility."""

from typing import Final

from tools.manual.camera import Camera

TEXT: Final = """## Kto może się zgłosić

Każdy, kto spełnia [warunki naboru](https://www.gov.pl/):

- ma polskie obywatelstwo,
- złoży podanie w terminie.

## Opłaty

[uzupełnij: wysokość opłaty]"""


def writing_pages(camera: Camera) -> None:
    page = camera.page
    camera.sign_in("redaktor")
    camera.open("/admin/pages/page/")
    to_press = page.get_by_role("button", name="Przenieś w górę: Instrukcja korzystania z BIP")
    camera.shoot("strony-lista", page.locator("#content h1"), page.locator("#result_list"), mark=to_press)
    camera.open("/admin/pages/page/add/")
    camera.fill("Tytuł", "Nabór na stanowiska urzędnicze")
    page.locator("#id_body").fill(TEXT)
    camera.press("Podgląd")
    camera.shoot("strony-podglad", page.locator(".page-preview"), page.locator(".field-body"))


def stating_accessibility(camera: Camera) -> None:
    camera.sign_in("redaktor")
    camera.open("/admin/pages/declaration/")
    state = camera.page.locator("#id_status")
    camera.shoot(
        "deklaracja-stan",
        camera.fieldset("Stan dostępności cyfrowej"),
        camera.page.locator(".field-inaccessible"),
        mark=state,
    )
    camera.shoot("deklaracja-opis", camera.fieldset("Dostępność architektoniczna"))
