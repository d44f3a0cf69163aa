"""How templates read an entry."""

from django import template

from journal.models import Entry

register = template.Library()


@register.filter
def changes(entry: Entry) -> list[tuple[str, str, str]]:
    return entry.changes
