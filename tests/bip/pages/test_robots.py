"""What programs that follow links are told."""

import pytest

from tests.bip.pages.reader import Reader

pytestmark = pytest.mark.once


def test_it_works_before_anything_is_published(reader: Reader) -> None:
    answer = reader.get("/robots.txt")
    agent, *rules, blank, sitemap = answer.content.decode().splitlines()

    assert (answer.status_code, answer["Content-Type"]) == (200, "text/plain; charset=utf-8")
    assert (agent, blank, sitemap) == ("User-agent: *", "", "Sitemap: http://testserver/sitemap.xml")
    assert {"Disallow: /admin/", "Disallow: /podglad/", "Disallow: /szukaj/", "Disallow: /*/wydania/"} <= set(rules)
    assert reader.client.post("/robots.txt").status_code == 405
