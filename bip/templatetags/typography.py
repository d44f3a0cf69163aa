"""Filters and tags for the words of public pages."""

from datetime import datetime

from django import template
from django.utils import timezone

from bip import wording
from bip.lists import rows

register = template.Library()
register.filter("typeset", wording.typeset)
register.filter("genitive", wording.genitive)
register.filter("channel_label", wording.channel_label)
register.filter("rows", rows)


@register.filter
def lines(text: str) -> list[str]:
    """The lines of a text that have words on them."""
    return [line.strip() for line in text.splitlines() if line.strip()]


@register.filter
def moment(at: datetime) -> str:
    """«23.11.2026 22:05», by the clock of the office."""
    return timezone.localtime(at).strftime("%d.%m.%Y %H:%M")


@register.filter
def deeper(level: int) -> int:
    """The next level of headings; HTML ends at 6."""
    return min(level + 1, 6)


@register.filter
def machine(at: datetime) -> str:
    """The same moment as programs read it: «2026-11-23T22:05+01:00»."""
    return timezone.localtime(at).isoformat(timespec="minutes")
