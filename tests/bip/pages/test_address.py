"""What a page says follows from the path of its address alone, so it may be kept for every way to write the address."""

from typing import Any

import pytest

from tests.bip.pages.reader import Reader


@pytest.mark.parametrize(
    "path",
    ["/", "/instrukcja/", "/departament-proby/", "/departament-proby/pri/", "/kontakt/common/", "/zadanie/d-one/"],
)
def test_nothing_on_a_page_depends_on_host_or_query(portal: None, path: str, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["one.example", "other.example"]
    answers = [
        Reader().get(path + query, HTTP_HOST=host).content
        for host, query in (("one.example", ""), ("other.example:81", "?q=x"))
    ]

    assert answers[0] == answers[1]
