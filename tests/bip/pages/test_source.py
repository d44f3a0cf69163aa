"""The text of a real department's page stands on ours: word for word, in order, with nothing in between."""

import difflib
import re

import pytest
from django.core.management import call_command
from django.test import override_settings

from bip.wording import CHANNEL_LABELS
from publishing.models import Edition
from regulation.samples import SAMPLE
from tests.bip.pages.reader import Reader

pytestmark = pytest.mark.once

FIRST, LAST = (
    "Dyrektor: Maciej Łaski",
    "VII. Samodzielne Stanowisko ds. Obsługi Sekretariatu, które oznacza pisma symbolem PWS",
)
NOT_COMPARED = ("Menu Kontekstowe", "chroniony przed spamowaniem", "ankieta-badania-satysfakcji")


def folded(text: str) -> str:
    return " ".join(text.split())


def between(words: str) -> str:
    assert words.count(FIRST) == 1
    start, end = words.index(FIRST), words.index(LAST) + len(LAST)
    return words[start:end]


@pytest.fixture
def page_words(db: None, reader: Reader) -> str:
    with override_settings(DEMO=True):
        call_command("load_demo")
    department = Edition.objects.get(subject=Edition.Subject.DEPARTMENT)
    return reader.read(f"/{department.slug}/").source_words


def test_the_whole_source_stands_on_the_page(page_words: str) -> None:
    source = between(folded(SAMPLE.read_text(encoding="utf-8"))).split()
    page = between(page_words).split()

    assert list(difflib.unified_diff(source, page, "source", "page", lineterm="", n=3)) == []


def test_what_stands_before_it_is_on_the_page_too(page_words: str) -> None:
    before, _, _ = SAMPLE.read_text(encoding="utf-8").partition("Dyrektor:")
    lines = [folded(line) for line in before.splitlines()]
    wanted = [line for line in lines if line and not any(part in line for part in NOT_COMPARED)]

    assert len(wanted) == 10
    assert [line for line in wanted if line not in page_words] == []


def test_what_is_not_compared_is_not_on_the_page(page_words: str) -> None:
    for part in NOT_COMPARED[1:]:
        assert part not in page_words


def test_the_whole_sample_is_compared(page_words: str) -> None:
    """All of it, but for the contact boxes above and the two links below."""
    rest = between(folded(SAMPLE.read_text(encoding="utf-8")))
    numbers = re.findall(r"(?<= )\d+\.(?= )", rest)

    assert len(rest.split()) > 1100
    assert len(numbers) == 7 + 12 + 15 + 9 + 7 + 13 + 7
    assert set(CHANNEL_LABELS) >= {"telefon", "faks", "komorka", "e-mail"}
