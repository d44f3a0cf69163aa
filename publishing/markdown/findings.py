"""What an editor is told of a text: what blocks its publication, and what only warns."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from markdown_it.token import Token

from publishing.markdown.rendering import anchors, level_of
from publishing.markdown.syntax import INVISIBLE, LONGEST, allowed, inside, parse, words

MOST: Final = 50
"""No more findings of one code are told at once: who mends fifty places learns of the next."""

DEEPEST_LIST: Final = 5
EMAIL: Final = re.compile(r"[\w.+-]{1,64}[@＠][\w-]{1,63}(?:\.[\w-]{1,63})+")
HTML: Final = re.compile(
    r"<(?!https?:|www\.)[/!?]?[a-zA-Z-][^<>]{0,500}+>|<!--|<script|&(?:[a-z]{2,9}|#x?[0-9a-f]{1,6});", re.IGNORECASE
)
BARE: Final = re.compile(r"(?:https?://|www\.)\S{1,200}", re.IGNORECASE)
BARE_NAME: Final = re.compile(
    r"(?:(?:https?://|www\.)\S*|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:/\S*)?)", re.IGNORECASE
)
UNKNOWN: Final = re.compile(r"\s{0,3}(>|```|~~~|(?:-{3,}|={3,}|\*{3,}|_{3,})(?=\s*$))")
STUCK: Final = re.compile(r"\s{0,3}(#{1,6})(?=[^\W\d_])")
UNCLEAR: Final = frozenset(
    {
        "tutaj",
        "tu",
        "kliknij",
        "kliknij tutaj",
        "kliknij tu",
        "więcej",
        "czytaj więcej",
        "czytaj dalej",
        "dalej",
        "zobacz",
        "zobacz więcej",
        "sprawdź",
        "pobierz",
        "link",
        "odnośnik",
        "here",
        "click here",
        "more",
    }
)


@dataclass(frozen=True)
class Finding:
    """Something that is wrong with a text: a code, a Polish sentence for the editor, the line on which it stands."""

    code: str
    text: str
    blocks: bool
    line: int


def findings(text: str) -> tuple[Finding, ...]:
    """Everything that is wrong with the text, from its first line to its last; what blocks stands before what warns."""
    if len(text) > LONGEST:
        return (_blocks("too-long", 1, f"Tekst ma {len(text)} znaków; najdłuższy może mieć {LONGEST}. Podziel go."),)
    tokens = parse(text)
    found = [
        *_invisible(text),
        *_in_order(tokens),
        *_of_headings(tokens),
        *_of_tables(tokens),
        *_of_links(text, tokens),
    ]
    counts: Counter[str] = Counter()
    told = []
    for finding in sorted(found, key=lambda one: (not one.blocks, one.line)):
        counts[finding.code] += 1
        if counts[finding.code] <= MOST:
            told.append(finding)
    return tuple(told)


def _blocks(code: str, line: int, sentence: str) -> Finding:
    return Finding(code=code, text=f"Wiersz {line}: {sentence}", blocks=True, line=line)


def _warns(code: str, line: int, sentence: str) -> Finding:
    return Finding(code=code, text=f"Wiersz {line}: {sentence}", blocks=False, line=line)


def _invisible(text: str) -> Iterator[Finding]:
    for line, typed in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        for char in sorted(set(INVISIBLE.findall(typed))):
            name = unicodedata.name(char, "")
            which = f"U+{ord(char):04X}{' ' if name else ''}{name}"
            yield _blocks(
                "invisible", line, f"jest tu niewidoczny znak ({which}). Usuń go albo wpisz ten fragment od nowa."
            )


def _in_order(tokens: Sequence[Token]) -> Iterator[Finding]:
    """What is found at a line of text, or at a list, wherever it stands."""
    depth = 0
    for place, token in enumerate(tokens):
        depth += {"bullet_list_open": 1, "ordered_list_open": 1, "bullet_list_close": -1, "ordered_list_close": -1}.get(
            token.type, 0
        )
        if token.type.endswith("list_open") and depth == DEEPEST_LIST + 1:
            line = (token.map or [0])[0] + 1
            yield _blocks("too-deep", line, f"lista stoi głębiej niż na {DEEPEST_LIST}. poziomie. Podziel ją.")
        if token.type == "inline":
            yield from _in_words(token, in_paragraph=tokens[place - 1].type == "paragraph_open")


def _in_words(token: Token, *, in_paragraph: bool) -> Iterator[Finding]:
    first = (token.map or [0])[0] + 1
    lines = token.content.split("\n")
    emails = [number for number, typed in enumerate(lines, start=first) if EMAIL.search(typed)]
    if not emails and EMAIL.search(words(token.children)):
        emails = [first]
    for number in emails:
        yield _blocks("email", number, "jest tu adres e-mail. Usuń go: adresy e-mail stoją przy kontaktach.")
    for number, typed in enumerate(lines, start=first):
        if HTML.search(typed):
            yield _warns("html", number, "jest tu znacznik HTML. Nie działa, czytelnik zobaczy go jako zwykły tekst.")
        if in_paragraph and (mark := UNKNOWN.match(typed)):
            yield _warns("unknown", number, f"znak „{mark[1]}” nic tu nie znaczy, czytelnik zobaczy go w tekście.")
        if in_paragraph and (mark := STUCK.match(typed)):
            yield _warns("heading-stuck", number, f"po „{mark[1]}” brakuje odstępu, więc to nie jest nagłówek.")
    if in_paragraph and any(typed.lstrip().startswith("|") for typed in lines):
        yield _warns(
            "table-headless",
            first,
            "tabela nie ma nagłówków kolumn. Pod wierszem z nagłówkami wstaw wiersz kresek: |---|---|.",
        )


def _of_headings(tokens: Sequence[Token]) -> Iterator[Finding]:
    before = 1
    for place, token in enumerate(tokens):
        if token.type != "heading_open":
            continue
        line, level = (token.map or [0])[0] + 1, level_of(token)
        if not words(tokens[place + 1].children):
            yield _warns("heading-empty", line, "nagłówek jest pusty. Czytelnik go nie zobaczy.")
            continue
        if token.tag == "h1":
            yield _warns("heading-first", line, "nagłówkiem # jest już tytuł strony. Zacznij od ##.")
        if level > before + 1:
            right, wrong = "#" * (before + 1), "#" * level
            yield _warns("heading-skipped", line, f"pominięto poziom nagłówka: zamiast {wrong} napisz {right}.")
        before = level


def _of_tables(tokens: Sequence[Token]) -> Iterator[Finding]:
    line = 1
    for place, token in enumerate(tokens):
        line = token.map[0] + 1 if token.map else line
        if token.type == "th_open" and not words(tokens[place + 1].children):
            yield _warns("table-header-empty", line, "kolumna tabeli nie ma nagłówka. Napisz, co w niej jest.")


def _of_links(text: str, tokens: Sequence[Token]) -> Iterator[Finding]:
    """What is found at links, at images, at words in another language and at places to be filled."""
    ids = set(anchors(text))
    for token in tokens:
        children, line, linked = token.children or [], (token.map or [0])[0] + 1, False
        for place, child in enumerate(children):
            linked = {"link_open": True, "link_close": False}.get(child.type, linked)
            if child.type == "link_open":
                yield from _of_link(child, line, words(inside(children, place)), ids)
            elif child.type == "image_open":
                yield _warns("image", line, "jest tu obraz. Strony nie pokazują obrazów, czytelnik zobaczy jego opis.")
            elif child.type == "span_open" and child.hidden:
                yield _warns("language", line, f"nieznany język „{child.meta['lang']}”. Angielski to {{lang=en}}.")
            elif child.type == "mark_open":
                yield _warns("missing", line, f"do uzupełnienia: {child.meta['what'] or 'nie napisano, co'}.")
            elif child.type == "text" and not linked and BARE.search(child.content):
                yield _warns("address-bare", line, "jest tu sam adres strony. Zrób z niego odnośnik: [nazwa](adres).")
            line += child.content.count("\n") + (child.type in {"softbreak", "hardbreak"})


def _of_link(link: Token, line: int, name: str, ids: set[str]) -> Iterator[Finding]:
    href = str(link.meta["href"])
    if not allowed(href):
        yield _blocks("link-forbidden", line, f"odnośnik „{name}” nie może prowadzić pod ten adres. {_where(href)}")
    elif EMAIL.search(unquote(href)):
        yield _blocks("email", line, "w adresie odnośnika jest adres e-mail. Adresy e-mail stoją przy kontaktach.")
    elif href.startswith("#") and href[1:] not in ids and href[1:2].islower():
        yield _warns("link-nowhere", line, f"na tej stronie nie ma miejsca, do którego prowadzi „{name}” ({href}).")
    if not name:
        yield _warns("link-empty", line, "odnośnik nie ma nazwy. Czytelnik go nie zobaczy.")
    elif name.casefold().strip(" .,:;!…>»→[]()„”") in UNCLEAR:
        yield _warns(
            "link-unclear", line, f"odnośnik nazywa się „{name}”. Nazwij go tym, co czytelnik pod nim znajdzie."
        )
    elif BARE_NAME.fullmatch(name):
        yield _warns("link-bare", line, f"odnośnik nazywa się swoim adresem („{name}”). Nazwij go słowami.")


def _where(href: str) -> str:
    if href.casefold().startswith("mailto:"):
        return "Adresy e-mail stoją przy kontaktach."
    return "Wolno: https://…, http://…, tel:…, /adres-na-tej-stronie/ albo #miejsce."
