"""The harvester of the tests is no fool: whatever it is said to undo, it does."""

import base64
import io
import zipfile

import pytest

from tests.bip.harvester import DECODERS, addresses

pytestmark = pytest.mark.once

WANTED = "jan.nowak@urzad.example"
CLOUD = "2a" + bytes(byte ^ 0x2A for byte in WANTED.encode()).hex()

HIDDEN = {
    "clear": f'<a href="mailto:{WANTED}">napisz</a>',
    "entities": "".join(f"&#{ord(letter)};" for letter in WANTED),
    "entities by name": WANTED.replace("@", "&commat;").replace(".", "&period;"),
    "percent": f"mailto:{''.join(f'%{ord(letter):02X}' for letter in WANTED)}",
    "escapes of scripts": "var a = '" + "".join(f"\\x{ord(letter):02x}" for letter in WANTED) + "'",
    "escapes of JSON": WANTED.replace("@", "\\u0040"),
    "escapes of scripts, long": WANTED.replace("@", "\\u{40}"),
    "octal escapes": WANTED.replace("@", "\\100"),
    "escapes of styles": f'content: "{WANTED.replace("@", chr(92) + "40 ")}"',
    "strings put together": """document.write("jan.nowak" + "@" + 'urzad.' + 'example')""",
    "codes of letters": f"String.fromCharCode({', '.join(str(ord(letter)) for letter in WANTED)})",
    "base64": f'<span data-x="{base64.b64encode(WANTED.encode()).decode()}">',
    "base64 below entities": base64.b64encode(WANTED.encode()).decode().replace("=", "&#61;"),
    "base64 for addresses": base64.urlsafe_b64encode(f"mailto:{WANTED}".encode()).decode().rstrip("="),
    "hexadecimal": WANTED.encode().hex(),
    "xored": f'<a data-cfemail="{CLOUD}">',
    "rot13": "wna.abjnx@hemnq.rknzcyr",
    "reversed": f"<bdo dir=rtl>{WANTED[::-1]}</bdo>",
    "at in brackets": WANTED.replace("@", " [at] "),
    "at in parentheses": WANTED.replace("@", "(at)"),
    "at and dot": "jan.nowak (AT) urzad [dot] example",
    "in Polish": "jan.nowak [małpa] urzad [kropka] example",
    "in Polish words": "jan.nowak małpa urzad kropka example",
    "with spaces": "jan.nowak @ urzad . example",
    "data attributes": '<a data-user="jan.nowak" data-domain="urzad.example">',
    "data attributes, the other way round": "<a data-host='urzad.example' class=x data-u='jan.nowak'>",
    "style": '.a::before { content: "jan.nowak" } .a::after { content: "@urzad.example" }',
    "markup": "jan.nowak<!-- nic -->@<b>urzad</b>.example",
    "letters of another width": "jan.nowak\N{FULLWIDTH COMMERCIAL AT}urzad.example",
    "letters that nobody sees": "jan.nowak@\N{SOFT HYPHEN}urzad\N{ZERO WIDTH SPACE}.example",
    "quoted-printable": "jan.nowak=40urzad.example",
}


@pytest.mark.parametrize("how", HIDDEN)
def test_it_finds_an_address(how: str) -> None:
    assert WANTED in addresses(f"<p>Nasz adres: {HIDDEN[how]}</p>")


def test_it_knows_a_domain_in_letters_of_its_own() -> None:
    assert "ktos@urząd.example" in addresses("ktos@xn--urzd-dta.example")


def test_it_opens_archives() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("content.json", f'{{"value":"{WANTED}"}}')

    assert WANTED in addresses(packed.getvalue())


@pytest.mark.parametrize("name", set(DECODERS) - {"clear"})
def test_every_decoder_is_needed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it, one of the addresses above is missed."""
    everything = [*HIDDEN.values(), "ktos@xn--urzd-dta.example"]
    before = {text: addresses(text) for text in everything}
    monkeypatch.delitem(DECODERS, name)
    module = "tests.bip.harvester"
    for step in ("escapes", "unquote"):
        monkeypatch.setattr(f"{module}.{step}", str)
    monkeypatch.setattr(f"{module}.html.unescape", str)

    assert any(addresses(text) != before[text] for text in everything)


@pytest.mark.parametrize(
    "words",
    [
        "W skład departamentu wchodzą wydziały. Ich zadania są niżej.",
        "Data: 24.11.2026 r. o godz. 12.30, pokój 12, ul. Prosta 1.",
        '{"@context":{"@vocab":"https://schema.org/"},"@type":"Person"}',
        "Skrót: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "https://urzad.example/uchwala-5?rok=2026",
        "AE:PL-12345-67890-ABCDE-12",
    ],
)
def test_it_takes_nothing_else_for_one(words: str) -> None:
    assert addresses(words) == set()
