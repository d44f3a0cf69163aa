"""What our own words on pages look like: Polish quotes, dashes, and no one-letter word left alone at a line's end."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Final

import pytest

from tests.bip.crawl import Found
from tests.bip.pages.record import BOX

pytestmark = pytest.mark.once

TEMPLATES: Final = Path(__file__).parents[3] / "templates"
INLINE: Final = r"</?(?:a|abbr|b|code|del|i|ins|mark|small|span|strong|time)\b[^>]*>"
UNREAD: Final = r"(?s)<head>.*?</head>|<(script|style|option)\b.*?</\1>|<!--.*?-->"  # an option is set in no lines
READ_ALOUD: Final = re.compile(r"""\b(?:alt|aria-label|content|placeholder|title)="([^"]*)\"""")
BLOCK: Final = "\N{PARAGRAPH SEPARATOR}"
FAULTS: Final = {
    "a one-letter word that may end a line": re.compile(r"(?<![^\s(„–-])[aiouwzAIOUWZ] (?=\w|„)"),
    "a straight quote": re.compile(r"[\"']|,,"),
    "a hyphen for a dash": re.compile(r"\s-\s"),
    "three dots": re.compile(r"\.\.\."),
}


def blocks(source: str) -> Iterator[str]:
    """The words of each block of a page as a line of them would be set, then those that are only read aloud."""
    seen = re.sub(r"<[^>]*>", BLOCK, re.sub(INLINE, "", re.sub(UNREAD, "", source)))
    yield from (re.sub(r"[ \t\r\n]+", " ", unescape(block)) for block in seen.split(BLOCK))


def faults(source: str) -> list[str]:
    wrong = [
        f"{name}: {block.strip()}" for block in blocks(source) for name, fault in FAULTS.items() if fault.search(block)
    ]
    for words in READ_ALOUD.findall(source):  # these are set in no lines
        wrong += [f"{name}: {words}" for name in list(FAULTS)[1:] if FAULTS[name].search(unescape(words))]
    return wrong


def in_one_piece(template: str) -> str:
    """The template's own words: a variable stands for a word, and each branch of a condition is read on."""
    return re.sub(r"{%.*?%}|{#.*?#}", "", re.sub(r"{{.*?}}", "słowo", template))


@pytest.mark.parametrize(
    "words",
    [
        "<p>Zobacz w rejestrze</p>",
        "<p>Zobacz w\n<a href='/'>rejestrze</a></p>",
        "<p>Zobacz stan z <time>1.03.2026</time></p>",
        '<p>Słowo "w cudzysłowie"</p>',
        "<p>Poniedziałek - piątek</p>",
        '<img alt="I tak dalej...">',
    ],
)
def test_a_fault_is_noticed(words: str) -> None:
    assert faults(words)


@pytest.mark.parametrize(
    "words", ["<p>Zobacz w&nbsp;rejestrze</p>", "<p>Co</p> <p>to</p>", "<p>„To” – tam… I&nbsp;już</p>"]
)
def test_what_is_right_is_let_be(words: str) -> None:
    assert not faults(words)


def test_pages_are_well_set(crawled: dict[str, Found]) -> None:
    """The source's words stay as they are: the title of the sample's contact has a hyphen."""
    pages = {path: answer.text for path, answer in crawled.items() if answer.kind.startswith("text/html")}
    found = {path: faults(page.replace(BOX.title, "Kontakt")) for path, page in pages.items()}

    assert len(pages) > 30
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def test_templates_are_well_set_in_all_their_branches() -> None:
    files = [*TEMPLATES.glob("bip/**/*.html"), *TEMPLATES.glob("podglad/*.html"), TEMPLATES / "500.html"]
    found = {str(file): faults(in_one_piece(file.read_text(encoding="utf-8"))) for file in files}

    assert len(files) > 30
    assert {path: wrong for path, wrong in found.items() if wrong} == {}
