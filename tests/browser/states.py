"""A public record that goes through every kind of page and of answer."""

from datetime import timedelta

from tests.bip.pages.record import DESK, OFFICE, PUBLISHED, department, put_in_force, soon, withdraw
from tests.browser.crawl import Crawl, Found


def every_state() -> list[Found]:
    """Crawled before anything was published, with the first editions, and later from all that was public by then.

    Later the office has moved and its department has lost a unit; one edition was withdrawn, and a change is announced.
    """
    nothing = Crawl().run()
    put_in_force(OFFICE)
    put_in_force(department())
    first = Crawl().run()
    put_in_force(OFFICE.model_copy(update={"seat": "Nowa siedziba"}), at=PUBLISHED + timedelta(days=1))
    put_in_force(department(units=(DESK,)), at=PUBLISHED + timedelta(days=20))
    withdraw(put_in_force(department(units=(DESK,), intro="Wycofane:"), at=PUBLISHED + timedelta(days=25)))
    put_in_force(department(units=(DESK,)), at=PUBLISHED + timedelta(days=30))
    put_in_force(department(units=(DESK,), intro="Od nowa:"), in_force_from=soon())
    return [nothing, first, Crawl().run("/", *(visit.path for visit in first.offered))]
