"""A harvester of e-mail addresses: what a program finds that fetches a page and undoes what is simple to undo."""

import base64
import binascii
import codecs
import html
import io
import quopri
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Final
from urllib.parse import unquote

ADDRESS: Final = re.compile(r"[\w.%+-]*\w@(?:[\w-]+\.)+[^\W\d_]{2,}")
BRACKETED: Final = re.compile(r"\s*[\[({<]\s*(?:@|at|ma[łl]pa)\s*[\])}>]\s*", re.IGNORECASE)
SPELT: Final = re.compile(r"\s+(?:at|ma[łl]pa)\s+", re.IGNORECASE)
DOTTED: Final = re.compile(r"\s*[\[({<]\s*(?:dot|kropka|\.)\s*[\])}>]\s*|\s+(?:dot|kropka)\s+", re.IGNORECASE)
SPACED: Final = re.compile(r"(?<=\w)\s*@\s*(?=\w)|(?<=\w) ?\. ?(?=\w)")
ESCAPE: Final = re.compile(
    r"\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|u\{([0-9a-f]{1,6})\}|0{0,4}([0-9a-f]{2})(?: |(?=\W|$)))", re.IGNORECASE
)
OCTAL: Final = re.compile(r"\\([01][0-7]{2})")
JOINED: Final = re.compile(r"""(["'`])\s*[+,]\s*(["'`])""")
CODES: Final = re.compile(r"\d{2,3}(?:\s*,\s*\d{2,3}){5,}")
TOKEN: Final = re.compile(r"[A-Za-z0-9+/_-]{8,}")
HEXADECIMAL: Final = re.compile(r"\b[0-9a-f]{12,}\b", re.IGNORECASE)
PUNYCODE: Final = re.compile(r"xn--[a-z0-9-]+", re.IGNORECASE)
CONTENT: Final = re.compile(r"""content\s*:\s*(?:"([^"]*)"|'([^']*)')""")
TAG: Final = re.compile(r"<[a-z][^<>]*\bdata-[^<>]*>", re.IGNORECASE)
DATA: Final = re.compile(r"""\bdata-[\w-]+\s*=\s*(?:"([^"]*)"|'([^']*)')""")
MARKUP: Final = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
UNSEEN: Final = re.compile(
    "[\N{ZERO WIDTH SPACE}\N{SOFT HYPHEN}\N{WORD JOINER}\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}]"
)

Decoder = Callable[[str], str]


def escapes(text: str) -> str:
    """Those of JavaScript strings, of JSON and of CSS; strings that are put together again."""
    text = ESCAPE.sub(lambda found: chr(min(int(next(filter(None, found.groups())), 16), 0x10FFFF)), text)
    return JOINED.sub("", OCTAL.sub(lambda found: chr(int(found[1], 8)), text))


def spellings(text: str) -> str:
    return SPACED.sub(lambda found: found[0].strip(), DOTTED.sub(".", SPELT.sub("@", BRACKETED.sub("@", text))))


def base64s(text: str) -> str:
    return "\n".join(_printable(_from_base64, token) for token in TOKEN.findall(text))


def hexadecimals(text: str) -> str:
    """As they stand, and as a well-known protection has them: each byte xored with the first."""
    tokens = [token for token in HEXADECIMAL.findall(text) if len(token) % 2 == 0]
    plain = [_printable(bytes.fromhex, token) for token in tokens]
    return "\n".join(plain + [_printable(_xored, token) for token in tokens])


def codes(text: str) -> str:
    lists = [[int(number) for number in found.split(",")] for found in CODES.findall(text)]
    return "\n".join("".join(map(chr, numbers)) for numbers in lists)


def punycode(text: str) -> str:
    def plain(found: re.Match[str]) -> str:
        with suppress(UnicodeError):
            return found[0].encode().decode("idna")
        return found[0]

    return PUNYCODE.sub(plain, text)


def data_attributes(text: str) -> str:
    """A user and a domain that stand in two attributes of one element, in either order."""
    found = []
    for tag in TAG.findall(text):
        values = ["".join(each) for each in DATA.findall(tag)]
        found += [f"{user}@{domain}" for user in values for domain in values if user is not domain]
    return "\n".join(found)


def style(text: str) -> str:
    """What a stylesheet prints, one piece behind the other."""
    return "".join("".join(found) for found in CONTENT.findall(text))


def quoted(text: str) -> str:
    return quopri.decodestring(text.encode()).decode(errors="replace")


def compatible(text: str) -> str:
    return unicodedata.normalize("NFKC", UNSEEN.sub("", text))


DECODERS: Final[dict[str, Decoder]] = {
    "clear": str,
    "entities": html.unescape,
    "percent": unquote,
    "escapes": escapes,
    "spellings": spellings,
    "base64": base64s,
    "hexadecimal": hexadecimals,
    "codes": codes,
    "rot13": lambda text: codecs.decode(text, "rot13"),
    "reversed": lambda text: text[::-1],
    "data attributes": data_attributes,
    "style": style,
    "markup": lambda text: MARKUP.sub("", text),
    "punycode": punycode,
    "quoted-printable": quoted,
    "compatible": compatible,
}


def addresses(body: str | bytes) -> set[str]:
    """Every e-mail address in it: as it stands, behind one decoder, or behind one below the usual escapes."""
    found = set[str]()
    for text in _texts(body):
        for each in {text, escapes(unquote(html.unescape(text)))}:
            for decode in DECODERS.values():
                decoded = decode(each)
                found.update(ADDRESS.findall(decoded) if "@" in decoded else ())
    return found


def _texts(body: str | bytes) -> Iterator[str]:
    """The words of a body; of an archive, those of every file in it."""
    if isinstance(body, str):
        yield body
        return
    with suppress(zipfile.BadZipFile), zipfile.ZipFile(io.BytesIO(body)) as archive:
        for name in archive.namelist():
            yield from _texts(archive.read(name))
    yield body.decode(errors="replace")


def _from_base64(token: str) -> bytes:
    return base64.b64decode(f"{token}{'=' * (-len(token) % 4)}".translate(str.maketrans("-_", "+/")))


def _xored(token: str) -> bytes:
    key, *rest = bytes.fromhex(token)
    return bytes(byte ^ key for byte in rest)


def _printable(decode: Callable[[str], bytes], token: str) -> str:
    with suppress(binascii.Error, UnicodeDecodeError):
        text = decode(token).decode()
        return text if text.isprintable() else ""
    return ""
