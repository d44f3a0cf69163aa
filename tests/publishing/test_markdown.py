"""Markdown of pages: what is shown, that nothing else ever is, and what an editor is told."""

import sys
from collections.abc import Callable
from html.parser import HTMLParser
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from publishing.markdown import LONGEST, anchors, findings, missing, plain, render
from publishing.markdown.syntax import PARSER, allowed

pytestmark = pytest.mark.once

ALLOWED = {
    **{f"h{level}": {"id"} for level in range(2, 7)},
    **{tag: set() for tag in ("p", "br", "em", "strong", "ul", "li", "table", "thead", "tbody", "tr", "td")},
    "ol": {"start"},
    "a": {"href", "rel"},
    "span": {"lang"},
    "mark": {"class"},
    "th": {"scope"},
    "div": {"class", "role", "tabindex", "aria-label"},
}
DANGEROUS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt&colon;alert(1))",
    "[a](<java\tscript:alert(1)>)",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "[a](vbscript:x)",
    "![a](https://x.pl/a.png)",
    "![a](javascript:x)",
    "[a](//zly.example)",
    r"[a](/\zly.example)",
    "[a](https://urzad.example@zly.example/)",
    '[a](https://x.pl/"onclick="alert(1))',
    '[a]{lang=en" onclick=alert(1)}',
    "[uzupełnij: <script>alert(1)</script>]",
    "| <b onclick=x> | b |\n|:--|--:|\n| <script> | [a](javascript:x) |",
    "<!-- --><svg/onload=alert(1)>",
    "`<script>`",
    "## <script>x</script>",
    "&lt;script&gt;",
    "[[a](https://b.pl)](https://c.pl)",
]
MARKS = [
    *("# ", "## ", "\n\n", "\n", "- ", "1. ", "    ", "| a | b |\n|---|---|\n", "|", "**", "*", "_", "[", "](", ")"),
    *("]", "!", "<", ">", "`", "\\", '"', "'", "[uzupełnij: ", "]{lang=", "en}", "\u202e", "\x00", "&#", "ą"),
]  # fmt: skip
BOMBS = [
    *("[", "![", "[a](", "[a](<", "[[a]", "[" + "a" * 298, "*", "*a_ ", "**x* ", "- ", "1. ", "\\", "<a", "<!--", "a@"),
    *("a.", "[uzupełnij:", "[a]{lang=", "http://", '[a](/ "', "[a](/(()", "## a\n", "a\n", "|", "\u202e", "| a\n|-\n"),
    *("[b](/c)", " ", "- a\n"),
]  # fmt: skip


class Elements(HTMLParser):
    """The elements of a text of HTML, each with its attributes, in order."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(attrs) == len(dict(attrs))
        self.found.append((tag, dict(attrs)))

    def handle_comment(self, data: str) -> None:
        self.found.append((f"comment {data}", {}))

    def handle_decl(self, decl: str) -> None:
        self.found.append((f"declaration {decl}", {}))

    def handle_pi(self, data: str) -> None:
        self.found.append((f"instruction {data}", {}))


def elements(html: str) -> list[tuple[str, dict[str, str | None]]]:
    return Elements(html).found


def codes(text: str) -> list[tuple[str, int]]:
    return [(finding.code, finding.line) for finding in findings(text)]


@given(st.lists(st.sampled_from(DANGEROUS + MARKS) | st.text(max_size=6), max_size=25).map("".join))
@example("\n".join(DANGEROUS))
def test_nothing_but_the_subset_is_ever_shown(text: str) -> None:
    ids = []
    for tag, attributes in elements(render(text)):
        assert set(attributes) <= ALLOWED[tag]
        assert allowed(attributes.get("href") or "/")
        assert attributes.get("rel") in {None, "external"}
        assert attributes.get("class") in {None, "missing", "table"}
        ids += [attributes["id"]] if "id" in attributes else []
    assert len(set(ids)) == len(ids)
    assert list(anchors(text)) == ids
    findings(text)


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_is_dangerous_is_shown_as_words(text: str) -> None:
    assert not {tag for tag, _ in elements(render(text))} & {"script", "img", "svg", "b"}
    assert not any(name.startswith("on") for _, attributes in elements(render(text)) for name in attributes)


def test_the_second_fence_holds_alone() -> None:
    hostile = (
        '<p onclick="x">a</p><script>b()</script><a href="javascript:x" class="y">c</a><h1>d</h1><mark class="z">e'
    )
    with patch.object(PARSER.renderer, "render", return_value=hostile):
        assert render("a") == "<p>a</p><a>c</a>d<mark>e</mark>"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("## Łódź i okolice", '<h2 id="lodz-i-okolice">Łódź i&nbsp;okolice</h2>'),
        ("# Tytuł", '<h2 id="tytul">Tytuł</h2>'),
        ("*a* **b** \\*c\\*", "<p><em>a</em> <strong>b</strong> *c*</p>"),
        ("w\ndomu", "<p>w&nbsp;domu</p>"),
        ("pierwszy  \ndrugi", "<p>pierwszy<br>\ndrugi</p>"),
        ("[urząd](https://urzad.example/a?b=1&c=2)",
         '<p><a href="https://urzad.example/a?b=1&amp;c=2" rel="external">urząd</a></p>'),
        ("[BIP](/szukaj/) [niżej](#nizej)", '<p><a href="/szukaj/">BIP</a> <a href="#nizej">niżej</a></p>'),
        ("[42 291 98 20](tel:+48422919820)", '<p><a href="tel:+48422919820">42 291 98 20</a></p>'),
        ("[**ważne** słowa](/a(b)/ \"opis\")", '<p><a href="/a(b)/"><strong>ważne</strong> słowa</a></p>'),
        ("[zły](javascript:x) [](/pusty/)", "<p>zły </p>"),
        ("[English version]{lang=en} [x]{lang=xx}", '<p><span lang="en">English version</span> x</p>'),
        ("[[English]{lang=EN}](/en/)", '<p><a href="/en/"><span lang="en">English</span></a></p>'),
        ("[[a](/b/)](/c/)", '<p><a href="/c/">[a](/b/)</a></p>'),
        ("Pokój [uzupełnij: numer].", '<p>Pokój <mark class="missing">[uzupełnij: numer]</mark>.</p>'),
        ("3. trzy\n4. cztery", '<ol start="3">\n<li>trzy</li>\n<li>cztery</li>\n</ol>'),
        ("- a\n  - b", "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>"),
        ("a <b>c</b>", "<p>a&nbsp;&lt;b&gt;c&lt;/b&gt;</p>"),
        ("##", ""),
        ("a\u202eb\x07", "<p>ab</p>"),
    ],
)  # fmt: skip
def test_the_subset(text: str, html: str) -> None:
    assert render(text).strip() == html


def test_a_table_has_headers_and_scrolls_alone() -> None:
    html = render("| Kto | |\n|:--|--:|\n| a | b |")
    assert elements(html)[0] == (
        "div",
        {"class": "table", "role": "group", "tabindex": "0", "aria-label": "Tabela 1"},
    )
    assert [one for one in elements(html) if one[0] in {"th", "td"}] == [("th", {"scope": "col"}), *[("td", {})] * 3]


def test_headings_of_one_page_have_ids_of_their_own() -> None:
    text = "## Wejście\n## Wejście\n## Wejście 2\n## Вхід"
    assert list(anchors(text)) == ["wejscie", "wejscie-2", "wejscie-2-2", "czesc"]
    shown = elements(render("## *A*\n### B", under=2, prefix="x-"))
    assert [one for one in shown if one[0] != "em"] == [("h3", {"id": "x-a"}), ("h4", {"id": "x-b"})]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("## A\n\n### B\n\n## C", []),
        ("# A\n\n## B", [("heading-first", 1)]),
        ("## A\n\n#### B", [("heading-skipped", 3)]),
        ("### A", [("heading-skipped", 1)]),
        ("##", [("heading-empty", 1)]),
        ("##Opłaty\n\n#Kontakt\n\n- #7 na liście\n\n#7 w rankingu", [("heading-stuck", 1), ("heading-stuck", 3)]),
        ("a\nb [tutaj](/a/)", [("link-unclear", 2)]),
        ("[Kliknij tutaj!](/a/) [WIĘCEJ](/b/) [link](/c/)", [("link-unclear", 1)] * 3),
        ("[https://urzad.example](https://urzad.example) [urzad.example/a](https://urzad.example/a)",
         [("link-bare", 1)] * 2),
        ("a\n\nhttps://urzad.example", [("address-bare", 3)]),
        ("[](/a/)", [("link-empty", 1)]),
        ("[a b](ftp://a.example)", [("link-forbidden", 1)]),
        ("[a b](strona)", [("link-forbidden", 1)]),
        ("[a b](mailto:a@b.example)", [("email", 1), ("link-forbidden", 1)]),
        ("[a b](#nie-ma) [c d](#jest)\n\n## Jest", [("link-nowhere", 1)]),
        ("[opis mapy](https://a.example/?x=a%40b.example)", [("email", 1)]),
        ("a\njan.nowak@urzad.example", [("email", 2)]),
        ("jan\\@urzad.example", [("email", 1)]),
        ("*jan*@urzad.example", [("email", 1)]),
        ("koszt @ sztuka, konto @urzad", []),
        ("a\n<b>c</b>", [("html", 2)]),
        ("<!-- a", [("html", 1)]),
        ("a&nbsp;b\nBiuro & Spółka; R&D", [("html", 1)]),
        ("5 < 6 i 7 > 6", []),
        ("a\n\n![opis](https://a.example/b.png)", [("image", 3)]),
        ("| a | b |\n|---|---|\n| c | d |", []),
        ("a\n\n|  | b |\n|---|---|\n| c | d |", [("table-header-empty", 3)]),
        ("| a | b |\n| c | d |", [("table-headless", 1)]),
        ("[a]{lang=xx} [b]{lang=de}", [("language", 1)]),
        ("a\n---\n> b", [("unknown", 2), ("unknown", 3)]),
        ("a\nb\u202ec\u200bd", [("invisible", 2), ("invisible", 2)]),
        ("mięk\u00adki\ttekst 🏛️", []),
        ("a [uzupełnij: numer] b\n[uzupełnij]", [("missing", 1), ("missing", 2)]),
        ("\n".join("  " * depth + "- a" for depth in range(6)), [("too-deep", 6)]),
        ("\n".join("  " * depth + "- a" for depth in range(5)), []),
    ],
)  # fmt: skip
def test_what_an_editor_is_told(text: str, found: list[tuple[str, int]]) -> None:
    assert codes(text) == found


def test_what_blocks_comes_first_and_says_where() -> None:
    found = findings("[tutaj](/a/)\n\n[zły adres](javascript:x)\n\n[uzupełnij: numer\npokoju]\n\njan@urzad.example")
    blocking = {finding.code for finding in found if finding.blocks}
    assert [finding.blocks for finding in found] == sorted((finding.blocks for finding in found), reverse=True)
    assert blocking == {"link-forbidden", "email"}
    assert all(finding.text.startswith(f"Wiersz {finding.line}: ") for finding in found)
    assert found[-1].text == "Wiersz 5: do uzupełnienia: numer pokoju."


def test_of_one_kind_no_more_is_told_than_can_be_mended_at_once() -> None:
    assert len(findings("[tutaj](/a/)\n\n" * 80)) == 50


def test_words_alone() -> None:
    text = "## Tytuł\n\nZ *nami* [w domu](/a/)\nzawsze [uzupełnij: kto].\n\n| a | b |\n|---|---|\n| [c]{lang=en} | d |"
    assert plain(text) == "Tytuł\nZ nami w domu zawsze .\na\nb\nc\nd"


def test_places_to_be_filled() -> None:
    assert missing("## [uzupełnij: a]\n\n- [Uzupełnij:  b\n  c ]\n- [[uzupełnij: d]](/e/) [uzupelnij]") == (
        "a",
        "b c",
        "d",
        "",
    )


@given(st.text(alphabet=st.characters(exclude_characters="[]{}()0123456789|\\"), max_size=200))
def test_no_word_is_lost(text: str) -> None:
    """What has no meaning here is shown as it was typed."""
    assert [char for char in plain(text) if char.isalnum()] == [char for char in text if char.isalnum()]


@pytest.mark.parametrize("read", [render, findings, plain, missing, anchors])
def test_a_text_that_is_too_long_is_not_read_at_all(read: Callable[[str], object]) -> None:
    with patch.object(PARSER, "parse", side_effect=AssertionError):
        read("[" * 1_000_000)


def test_only_what_is_longer_than_the_longest_is_too_long() -> None:
    assert [(one.code, one.blocks) for one in findings("a" * (LONGEST + 1))] == [("too-long", True)]
    assert "dłuższy niż 100000" in render("a" * (LONGEST + 1))
    assert not findings("a" * LONGEST)


def calls(text: str) -> int:
    """How many calls it takes to read the text."""
    count = 0

    def counted(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(counted)
    try:
        render(text)
        findings(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("piece", BOMBS)
def test_twice_the_text_is_twice_the_work(piece: str) -> None:
    once, twice = (calls(piece * (length // len(piece))) for length in (1_000, 2_000))
    assert twice < 2.3 * once + 300
