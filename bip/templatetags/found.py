"""How what was found is shown."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from search.words import Piece

register = template.Library()


@register.filter
def marks(pieces: Iterable[Piece]) -> SafeString:
    """The text, with a mark around each word that was sought."""
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", piece.text) if piece.found else piece.text,) for piece in pieces)
    )
