"""The texts that statutory pages begin with: free of errors, and their links lead somewhere."""

import re
from pathlib import Path
from typing import Final

import pytest
from django.urls import resolve

import pages
from orgchart.addresses import RESERVED
from pages.kinds import DECLARATION, STATUTORY
from pages.models import LONGEST
from publishing import markdown
from publishing.markdown.syntax import parse

pytestmark = pytest.mark.once

TEXTS: Final = Path(pages.__file__).parent / "texts"
ALL: Final = {path.stem: path.read_text(encoding="utf-8") for path in TEXTS.glob("*.md")}
OF_FIELDS: Final = {
    "accessibility_easy",
    "declaration_architecture",
    "declaration_communication",
    "declaration_information",
}
SENTENCE: Final = re.compile(r"[^.!?\n]+")


def links(text: str) -> list[str]:
    return [
        str(child.attrs["href"])
        for token in parse(text)
        for child in token.children or ()
        if child.type == "link_open"
    ]  # fmt: skip


def test_every_page_that_the_law_asks_for_has_a_text() -> None:
    assert set(ALL) == set(STATUTORY) - {DECLARATION} | OF_FIELDS


@pytest.mark.parametrize("name", sorted(ALL))
def test_nothing_is_wrong_but_what_only_the_office_knows(name: str) -> None:
    assert {finding.code for finding in markdown.findings(ALL[name])} <= {"missing"}
    assert all(len(what) > 8 for what in markdown.missing(ALL[name]))


@pytest.mark.parametrize("name", sorted(ALL))
def test_every_link_of_the_site_leads_to_a_page_of_it(name: str) -> None:
    """A word that is no address of the site would be taken for a department's."""
    of_pages = {kind.slug: kind.code for kind in STATUTORY.values()}
    for href in (href for href in links(ALL[name]) if href.startswith("/")):
        path, _, fragment = href.partition("#")
        first = path.split("/")[1]
        assert resolve(path)
        assert not first or first in RESERVED
        assert not fragment or fragment in markdown.anchors(ALL[of_pages[first]])


@pytest.mark.parametrize("name", sorted(ALL))
def test_it_is_written_in_polish_typography(name: str) -> None:
    words = markdown.plain(ALL[name])
    assert not re.search(r"[\"'“«»…]| - |--", words)
    assert words.count("„") == words.count("”")


def test_of_the_law_only_what_was_read_is_quoted() -> None:
    quoted = {quote for text in ALL.values() for quote in re.findall(r"art\. \d+(?: (?:ust\.|pkt|lit\.) \w+)*", text)}
    assert quoted == {"art. 8 ust. 4", "art. 11 ust. 1", "art. 6 pkt 3 lit. c"}
    assert not any("§" in text for text in ALL.values())


def test_the_easy_text_is_easy() -> None:
    """One thought a line, in few words."""
    lines = [line for line in markdown.plain(ALL["accessibility_easy"]).splitlines() if line]
    assert max(len(line.split()) for line in lines) <= 12
    assert all(len(SENTENCE.findall(line)) == 1 for line in lines)


def test_forms_take_no_longer_text_than_readers_are_shown() -> None:
    assert LONGEST == markdown.LONGEST
