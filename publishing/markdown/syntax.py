"""What the Markdown of pages knows, and where its links may lead.

Links are read by a rule of our own: every part of it has a greatest length, so no text takes longer than its length
asks for; a link that leads nowhere allowed is kept as a hidden token, shown as its words and found by `findings`.
"""

import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

LONGEST: Final = 100_000
"""The longest text of a page, in characters: some forty printed pages."""

NONCHARACTERS: Final = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
DIRECTIONS: Final = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
UNSEEN: Final = (
    "\u115f\u1160\u17b4\u17b5\u180e\u200b\u2028\u2029\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
)
INVISIBLE: Final = re.compile(
    rf"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\U000e0000-\U000e007f{DIRECTIONS}{UNSEEN}{NONCHARACTERS}]"
)
"""Control characters, marks of direction, and what has no shape: with them a text reads otherwise than it is stored."""

LANGUAGE: Final = re.compile(
    "ar|be|bg|cs|da|de|el|en|es|et|fi|fr|ga|he|hi|hr|hu|hy|it|ja|ka|ko|la|lt|lv|mt|nl|no|pt|ro|ru|sk|sl|sq|sr|sv|tr|uk"
    "|vi|yi|zh"
)
NESTED: Final = r"\[[^\[\]]{0,300}+\]"
LABEL: Final = rf"\[(?P<label>(?:[^\[\]\\]|\\.|{NESTED}){{0,500}}+)\]"
ADDRESS: Final = (
    r"<(?P<pointed>[^<>\n]{0,2000}+)>|(?P<bare>[^\s()<>]{0,2000}+(?:\([^\s()<>]{0,200}+\)[^\s()<>]{0,200}+){0,3})"
)
TITLE: Final = r"""(?:\s{1,9}(?:"[^"\n]{0,200}+"|'[^'\n]{0,200}+'))?"""
LINK: Final = re.compile(rf"(?P<image>!?){LABEL}\(\s{{0,9}}(?:{ADDRESS}){TITLE}\s{{0,9}}\)", re.DOTALL)
SPAN: Final = re.compile(r"\[(?P<words>[^\[\]]{1,300}+)\]\{lang=(?P<lang>[A-Za-z-]{1,20}+)\}")
MISSING: Final = re.compile(r"\[uzupe[łl]nij(?::(?P<what>[^\[\]]{0,300}+))?\]", re.IGNORECASE)

TEL: Final = re.compile(r"tel:\+?[0-9](?:-?[0-9]){2,14}")
HERE: Final = re.compile(r"/(?![/\\])[\w!$&'()*+,./:;=?@~%-]*(?:#[\w!$&'()*+,./:;=?@~%-]*)?", re.ASCII)
FRAGMENT: Final = re.compile(r"#[\w!$&'()*+,./:;=?@~%-]+", re.ASCII)
WEB: Final = re.compile(
    r"https?://[a-z0-9.-]+(?::[0-9]{1,5})?(?:/[\w!$&'()*+,./:;=@~%-]*)?"
    r"(?:\?[\w!$&'()*+,./:;=?@~%-]*)?(?:#[\w!$&'()*+,./:;=?@~%-]*)?",
    re.ASCII | re.IGNORECASE,
)
HOST: Final = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?")
LAST_PORT: Final = 65535


def external(href: str) -> bool:
    """Whether it is the address of a page elsewhere: http or https, a host with a name, nobody's name before it."""
    if not WEB.fullmatch(href):
        return False
    parts = urlsplit(href)
    port = re.search(r":([0-9]+)$", parts.netloc)
    return bool(HOST.fullmatch(parts.hostname or "")) and (not port or int(port[1]) <= LAST_PORT)


def allowed(href: str) -> bool:
    """Whether a link may lead there: elsewhere, to a page of this site, to a place on the page, to a telephone."""
    return external(href) or any(pattern.fullmatch(href) for pattern in (HERE, FRAGMENT, TEL))


def _link(state: StateInline, silent: bool) -> bool:
    """A link, or an image, of which only the words are shown. A link inside a link is no link."""
    found = LINK.match(state.src, state.pos, state.posMax)
    if not found or (state.linkLevel and not found["image"]):
        return False
    if not silent:
        kind = "image" if found["image"] else "link"
        typed = (found["pointed"] if found["pointed"] is not None else found["bare"]).strip()
        opening = _around(state, kind, "a", found.span("label"))
        href = state.md.normalizeLink(typed)
        opening.meta = {"typed": typed, "href": href}
        opening.hidden = kind == "image" or not allowed(href)
        opening.attrs["href"] = href
        if external(href):
            opening.attrs["rel"] = "external"
        state.tokens[-1].hidden = opening.hidden
    state.pos = found.end()
    return True


def _span(state: StateInline, silent: bool) -> bool:
    """Words in another language, for screen readers to pronounce."""
    found = SPAN.match(state.src, state.pos, state.posMax)
    if not found or MISSING.match(state.src, state.pos, state.posMax):
        return False
    if not silent:
        opening = _around(state, "span", "span", found.span("words"))
        language = found["lang"].lower()
        opening.meta, opening.attrs = {"lang": language}, {"lang": language}
        opening.hidden = state.tokens[-1].hidden = not LANGUAGE.fullmatch(language)
    state.pos = found.end()
    return True


def _missing(state: StateInline, silent: bool) -> bool:
    """A place that only the office can fill: shown as typed, and marked."""
    found = MISSING.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        opening = state.push("mark_open", "mark", 1)
        opening.attrs = {"class": "missing"}
        opening.meta = {"what": " ".join((found["what"] or "").split())}
        state.push("text", "", 0).content = found[0]
        state.push("mark_close", "mark", -1)
    state.pos = found.end()
    return True


def _around(state: StateInline, kind: str, tag: str, words: tuple[int, int]) -> Token:
    """The words between an opening and a closing token; the opening one."""
    end = state.posMax
    opening = state.push(f"{kind}_open", tag, 1)
    state.pos, state.posMax = words
    state.linkLevel += 1
    state.md.inline.tokenize(state)
    state.linkLevel -= 1
    state.posMax = end
    state.push(f"{kind}_close", tag, -1)
    return opening


def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False, "linkify": False, "typographer": False, "maxNesting": 20})
    parser.enable(["table", "list", "heading", "newline", "escape", "emphasis"])
    for name, rule in (("known_link", _link), ("span", _span), ("missing", _missing)):
        parser.inline.ruler.after("escape", name, rule)
    return parser


PARSER: Final = _parser()


def parse(text: str) -> list[Token]:
    """The tokens of a text, without the characters that nobody sees; none of one that is longer than `LONGEST`."""
    return PARSER.parse(INVISIBLE.sub("", text)) if len(text) <= LONGEST else []


def words(children: Sequence[Token] | None, *, with_missing: bool = True) -> str:
    """The words of a line of text, as a reader sees them; a break between lines is a space."""
    found, shown = [], True
    for child in children or ():
        shown = {"mark_open": with_missing, "mark_close": True}.get(child.type, shown)
        if shown:
            found.append(" " if child.type in {"softbreak", "hardbreak"} else child.content)
    return " ".join("".join(found).split())


def inside(children: Sequence[Token], opening: int) -> list[Token]:
    """The tokens between an opening one and the one that closes it."""
    depth = 0
    for place in range(opening, len(children)):
        depth += (children[place].type == children[opening].type) - (
            children[place].type == children[opening].type.replace("_open", "_close")
        )
        if not depth:
            return list(children[opening + 1 : place])
    return list(children[opening + 1 :])
