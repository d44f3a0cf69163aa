"""The long crawl: every page of the demonstration, reached by its links alone. `make audit` runs it."""

from urllib.parse import urldefrag

import pytest
from django.core.management import call_command
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.browser.inspection import NARROW, WIDE, faults, listening

LINKS = "() => [...document.querySelectorAll('a[href]')].map(link => link.href)"
IDS = "() => [...document.querySelectorAll('[id]')].map(element => element.id)"
EXPECTED = 1 + 1 + 1 + 7 + 63 + 7  # front page, map, department, its units, its duties, the statutory pages
EXPECTED += 9 * (1 + 1 + 1 + 1) + 7  # of each subject: register, edition, what it changed, packet; units then
FILES = ("/podstawa/", ".xml")


@pytest.mark.audit
@pytest.mark.browser
def test_every_page_of_the_demonstration(
    page: Page, live_server: LiveServer, transactional_db: None, settings: object
) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]  # pytest-django's proxy of the settings
    call_command("load_demo")
    site = str(live_server.url)
    waiting, ids, wanted, found, titles = [f"{site}/"], dict[str, set[str]](), set[str](), list[str](), list[str]()
    with listening(page, site) as noise:
        while waiting:
            url = waiting.pop()
            answer = page.goto(url)
            assert answer is not None
            ids[url] = set(page.evaluate(IDS))
            titles.append(page.title())
            found += [f"{url}: {answer.status}"] if answer.status != 200 else []
            for size in (WIDE, NARROW):
                page.set_viewport_size(size)
                found += [f"{url} {fault}" for fault in faults(page)]
            links = {link for link in page.evaluate(LINKS) if link.startswith(site)}
            wanted |= links
            pages = {urldefrag(link).url.partition("?")[0] for link in links if not link.endswith(FILES)}
            waiting += sorted(pages - ids.keys() - set(waiting))

    found += [link for link in wanted if (part := urldefrag(link)).fragment and part.fragment not in ids[part.url]]
    assert found == []
    assert noise.messages == []
    assert noise.foreign == []
    assert len(titles) == len(set(titles)) == EXPECTED
