"""A public record that goes through every kind of page and of answer."""

from datetime import timedelta

from pages.kinds import DECLARATION, STATUTORY
from publishing.document import PageDocument
from tests.bip.pages import record
from tests.bip.pages.record import DESK, OFFICE, PUBLISHED, department, put_in_force, soon, withdraw
from tests.browser.crawl import Crawl, Found

BODY = """## Zasady

Najpierw **przeczytaj** [rejestr zmian](/rejestr-zmian/), potem `zapytaj`:

1. w sekretariacie;
   - rano,
   - po południu;
2. listem.

> Cytat z [uzupełnij: skąd].

| Dzień | Godziny |
| --- | --- |
| poniedziałek | 8–18 |

### Wyjątki

Święta."""
OTHER = PageDocument(key="other", kind="other", title="Załatw sprawę", slug="zalatw-sprawe", body=BODY, easy_text=BODY)
WRITTEN = [
    record.DECLARATION,
    OTHER,
    *(
        PageDocument(key=kind.code, kind=kind.code, title=kind.title, slug=kind.slug, body=BODY)
        for kind in STATUTORY.values()
        if kind.code != DECLARATION
    ),
]


def every_state(*, sample: bool = False) -> list[Found]:
    """Crawled before anything was published, with the first editions, and later from all that was public by then.

    Later the office has moved and its department has lost a unit; an edition and a page were withdrawn, and a change is
    announced.
    """
    nothing = Crawl(sample=sample).run()
    put_in_force(OFFICE)
    put_in_force(department())
    for page in WRITTEN:
        put_in_force(page)
    first = Crawl(sample=sample).run()
    put_in_force(OFFICE.model_copy(update={"seat": "Nowa siedziba"}), at=PUBLISHED + timedelta(days=1))
    put_in_force(department(units=(DESK,)), at=PUBLISHED + timedelta(days=20))
    withdraw(put_in_force(department(units=(DESK,), intro="Wycofane:"), at=PUBLISHED + timedelta(days=25)))
    withdraw(put_in_force(OTHER.model_copy(update={"body": "Wycofane."}), at=PUBLISHED + timedelta(days=25)))
    put_in_force(department(units=(DESK,)), at=PUBLISHED + timedelta(days=30))
    put_in_force(department(units=(DESK,), intro="Od nowa:"), in_force_from=soon())
    return [nothing, first, Crawl(sample=sample).run("/", *(visit.path for visit in first.offered))]
