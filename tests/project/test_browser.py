"""The browser tests have a browser, and it reaches nothing but this machine."""

import pytest
from playwright.sync_api import Error, Page


def test_a_page_opens(page: Page) -> None:
    page.set_content("<h1>Departament</h1>")

    assert page.get_by_role("heading").inner_text() == "Departament"


def test_no_other_host_is_reached(page: Page) -> None:
    with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
        page.goto("http://example.org/")
