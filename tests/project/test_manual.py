"""The manual for editors says what the pages say: its labels, pictures and links cannot go stale."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import django
import pytest

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[2]
MANUAL = ROOT / "docs" / "redaktor"
PICTURES = MANUAL / "obrazy"
PAGES = sorted(MANUAL.glob("*.md"))
ROOMS = ["bip", "contacts", "deptportal", "journal", "orgchart", "pages", "publishing", "search", "tasks"]
DJANGOS = ["contrib/admin", "contrib/auth"]
LARGEST = 1_500_000  # bytes, all pictures together
WIDTHS = range(1_000, 1_201)
BETWEEN_LABELS = re.compile(r"<[^>]*>|{%.*?%}|{{.*?}}|{[^{}]*}|\n")
LABEL = re.compile(r"\*\*„([^”]+(?:„[^”]*”[^”]*)*)”\*\*")


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def pictures_of(page: Path) -> list[tuple[str, str]]:
    """(what it shows, where it is) of each picture."""
    return re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", text_of(page))


def named() -> set[Path]:
    return {(MANUAL / target).resolve() for page in PAGES for _, target in pictures_of(page)}


def test_every_picture_is_there_and_is_told_in_words() -> None:
    assert len(named()) > 30
    assert [str(path) for path in sorted(named()) if not path.is_file()] == []
    assert [target for page in PAGES for alt, target in pictures_of(page) if len(alt.split()) < 2] == []


def test_no_picture_is_left_over() -> None:
    assert set(PICTURES.iterdir()) == named()


def test_every_picture_is_taken_by_the_tool() -> None:
    source = "\n".join(text_of(path) for path in (ROOT / "tools" / "manual").glob("*.py"))
    taken = re.findall(r'\.shoot\(\s*"([a-z-]+)"', source)

    assert len(taken) == len(set(taken))
    assert {path.stem for path in named()} == set(taken)


def test_pictures_are_small() -> None:
    widths = {path.name: int.from_bytes(path.read_bytes()[16:20], "big") for path in PICTURES.iterdir()}

    assert {name: width for name, width in widths.items() if width not in WIDTHS} == {}
    assert sum(path.stat().st_size for path in PICTURES.iterdir()) < LARGEST


def test_every_link_leads_somewhere() -> None:
    links = [
        (page.name, target)
        for page in PAGES
        for target in re.findall(r"(?<!!)\[[^\]]*\]\(([^)]+)\)", re.sub(r"!\[[^\]]*\]\([^)]*\)", "", text_of(page)))
    ]

    assert len(links) > 15
    assert [link for link in links if not (MANUAL / link[1]).resolve().is_file()] == []


def test_the_index_names_every_page() -> None:
    index = text_of(MANUAL / "README.md")

    assert [page.name for page in PAGES if page.name != "README.md" and f"({page.name})" not in index] == []


# Labels


def labels_of(page: Path) -> list[str]:
    return [re.sub(r"\s+", " ", label) for label in LABEL.findall(text_of(page))]


def written() -> Iterator[str]:
    """Every piece of text that a page can show: of templates, of strings in code, of translations."""
    for template in (ROOT / "templates").rglob("*.html"):
        yield text_of(template)
        yield from re.findall(r'value="([^"]+)"', text_of(template))
    for room in ROOMS:
        for source in (ROOT / room).rglob("*.py"):
            nodes = ast.walk(ast.parse(text_of(source)))
            yield from (node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))
    own = ROOT / "deptportal" / "locale"
    others = [Path(django.__file__).parent / app / "locale" for app in DJANGOS]
    for folder in (own, *others):
        yield from re.findall(r'^msgstr(?:\[\d\])? "(.+)"$', text_of(folder / "pl/LC_MESSAGES/django.po"), re.MULTILINE)


@cache
def known() -> frozenset[str]:
    return frozenset(piece.strip().rstrip(":").lower() for text in written() for piece in BETWEEN_LABELS.split(text))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_label_is_one_of_a_page(page: Path) -> None:
    """Without minding capitals: a label may begin with one that its model does not have."""
    labels = labels_of(page)

    assert len(labels) > 0
    assert sorted({label for label in labels if label.lower() not in known()}) == []
