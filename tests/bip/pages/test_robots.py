"""What programs that follow links are told."""

import pytest

from tests.bip.pages.reader import Reader

pytestmark = pytest.mark.once


def test_it_works_before_anything_is_published(reader: Reader) -> None:
    answer = reader.get("/robots.txt")

    assert (answer.status_code, answer["Content-Type"]) == (200, "text/plain; charset=utf-8")
    assert answer.content.decode().splitlines() == ["User-agent: *", "Disallow: /admin/"]
    assert reader.client.post("/robots.txt").status_code == 405
