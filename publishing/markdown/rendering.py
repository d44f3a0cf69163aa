"""Markdown made into HTML, into words, and into the places that are still to be filled."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

import nh3
from markdown_it.token import Token

from publishing.markdown.syntax import LONGEST, PARSER, inside, parse, words
from publishing.typesetting import NO_BREAK_SPACE, typeset

DEEPEST: Final = 6
OF_BLOCKS: Final = frozenset({"h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li", "div"})
OF_TABLES: Final = frozenset({"table", "thead", "tbody", "tr", "th", "td"})
OF_WORDS: Final = frozenset({"a", "br", "em", "strong", "span", "mark"})
ATTRIBUTES: Final[dict[str, set[str]]] = {
    "a": {"href", "rel"},
    "ol": {"start"},
    "span": {"lang"},
    "th": {"scope"},
    "div": {"tabindex", "aria-label"},
    **{f"h{level}": {"id"} for level in range(2, DEEPEST + 1)},
}
VALUES: Final = {"mark": {"class": {"missing"}}, "div": {"class": {"table"}, "role": {"group"}}}
SCHEMES: Final = {"http", "https", "tel"}
TOO_LONG: Final = f"<p>Tekst jest dłuższy niż {LONGEST} znaków, więc nie można go pokazać.</p>\n"


def render(text: str, *, under: int = 1, prefix: str = "") -> str:
    """HTML of the text, for a place below a heading of level `under`.

    Ids of headings begin with `prefix`: it keeps them apart where a page shows several texts.
    """
    if len(text) > LONGEST:
        return TOO_LONG
    tokens = list(_shown(parse(text), under, prefix))
    html = PARSER.renderer.render(tokens, PARSER.options, {})
    return nh3.clean(
        html,
        tags={*OF_BLOCKS, *OF_TABLES, *OF_WORDS},
        attributes=ATTRIBUTES,
        tag_attribute_values=VALUES,
        url_schemes=SCHEMES,
        link_rel=None,
        strip_comments=True,
    )


def anchors(text: str) -> tuple[str, ...]:
    """The ids of the headings that `render` shows, to which links on the same page may lead."""
    shown = _shown(parse(text), 1, "")
    return tuple(str(token.attrs["id"]) for token in shown if token.type == "heading_open" and not token.hidden)


def plain(text: str) -> str:
    """The words alone, a line for each paragraph, item or cell; nothing of the places that are still to be filled."""
    lines = (words(token.children, with_missing=False) for token in parse(text) if token.type == "inline")
    return "\n".join(line for line in lines if line)


def missing(text: str) -> tuple[str, ...]:
    """What is still to be filled in, in the order of the text."""
    return tuple(
        child.meta["what"] for token in parse(text) for child in token.children or () if child.type == "mark_open"
    )


def level_of(heading: Token) -> int:
    """The level that an editor chose: `##` is 2, and so is `#`, since the title of the page is the only h1."""
    return max(2, int(heading.tag[1]))


def _shown(tokens: list[Token], under: int, prefix: str) -> Iterator[Token]:
    """The tokens as this site shows them."""
    ids: dict[str, int] = {}
    tables = 0
    for place, token in enumerate(tokens):
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(level_of(token) - 1 + under, DEEPEST)}"
        if token.type == "heading_open":
            title = words(tokens[place + 1].children)
            token.hidden = tokens[place + 2].hidden = not title
            token.attrs = {"id": _id(prefix, title, ids)} if title else {}
        elif token.type in {"th_open", "td_open"}:
            _show_cell(tokens, place)
        elif token.type == "inline":
            _show_line(token.children or [])
        elif token.type == "table_open":
            tables += 1
            yield _scrolled(tables)
        yield token
        if token.type == "table_close":
            yield Token("scroll_close", "div", -1, block=True)


def _id(prefix: str, title: str, taken: dict[str, int]) -> str:
    """An id of ASCII letters, digits and hyphens that no heading before it bears; `taken` counts them."""
    letters = unicodedata.normalize("NFKD", title.casefold().replace("ł", "l"))
    stem = prefix + (re.sub(r"[^a-z0-9]+", "-", re.sub(r"[^\x00-\x7f]", "", letters)).strip("-") or "czesc")
    name = stem
    while name in taken:
        taken[stem] += 1
        name = f"{stem}-{taken[stem]}"
    taken[name] = 1
    return name


def _scrolled(number: int) -> Token:
    """A box around a table that is wider than the screen: it scrolls alone, by keyboard too."""
    attrs: dict[str, str | int | float] = {
        "class": "table",
        "role": "group",
        "tabindex": "0",
        "aria-label": f"Tabela {number}",
    }
    return Token("scroll_open", "div", 1, attrs=attrs, block=True)


def _show_cell(tokens: list[Token], place: int) -> None:
    """A header says what it heads; an empty one heads nothing. How a column is aligned is left to the style sheet."""
    cell = tokens[place]
    cell.attrs = {"scope": "col"} if cell.tag == "th" else {}
    if cell.tag == "th" and not words(tokens[place + 1].children):
        cell.tag, cell.attrs = "td", {}
        tokens[place + 2].tag = "td"


def _show_line(children: list[Token]) -> None:
    """Typography of the words; a link without words is left out."""
    for place, child in enumerate(children):
        if child.type == "link_open" and not words(within := inside(children, place)):
            child.hidden = children[place + 1 + len(within)].hidden = True
        if child.type == "text":
            child.content = typeset(child.content)
            after = children[place + 1] if place + 1 < len(children) else None
            if after and after.type == "softbreak" and typeset(f"{child.content} ").endswith(NO_BREAK_SPACE):
                child.content += NO_BREAK_SPACE
                after.type = "text"
