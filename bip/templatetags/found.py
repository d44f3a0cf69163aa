"""How what was found is shown."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from bip.bearers import Line
from bip.bearers import Piece as Said
from publishing.typesetting import typeset
from search.words import Piece

register = template.Library()


@register.filter
def marks(pieces: Iterable[Piece]) -> SafeString:
    """The text, with a mark around each word that was sought."""
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", piece.text) if piece.found else piece.text,) for piece in pieces)
    )


@register.filter
def sentence(line: Line) -> SafeString:
    """The pieces of a sentence, with its links and symbols."""
    return format_html_join("", "{}", ((_said(piece),) for piece in line))


def _said(piece: Said) -> str:
    if piece.is_symbol:
        return format_html('<b class="symbol">{}</b>', piece.text)
    text = typeset(piece.text)
    return format_html('<a href="{}">{}</a>', piece.href, text) if piece.href else text
