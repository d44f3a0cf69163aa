"""Filters and tags for the words of public pages."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from bip import hours, linked, wording
from bip.brief import brief
from bip.finding import head_of
from bip.lists import duties, rows
from publishing.typesetting import typeset

DEEPEST_HEADING: Final = 6

register = template.Library()
register.filter("typeset", typeset)
register.filter("genitive", wording.genitive)
register.filter("channel_label", wording.channel_label)
register.filter("rows", rows)
register.filter("duties", duties)
register.filter("counted", wording.counted)
register.filter("brief", brief)
register.filter("head", head_of)


@register.filter
def lines(text: str) -> list[str]:
    """The lines of a text that have words on them."""
    return [line.strip() for line in text.splitlines() if line.strip()]


@register.filter
def opening(text: str) -> str:
    """Opening hours as `site.js` reads them; nothing where they are not known for certain."""
    week = hours.read(text)
    return hours.machine(week) if week else ""


@register.filter
def checked_on(checked: Mapping[str, date] | str, key: str) -> date | None:
    """The day on which what bears the key was found right last; nothing where a page was told of no checks."""
    return checked.get(key) if checked and not isinstance(checked, str) else None


@register.filter
def moment(at: datetime) -> str:
    """«2.11.2026 22:05», by the clock of the office."""
    local = timezone.localtime(at)
    return f"{wording.day(local)} {local:%H:%M}"


@register.filter
def stamp(at: datetime) -> str:
    """«02.11.2026 22:05», as the metryczka has it."""
    return timezone.localtime(at).strftime("%d.%m.%Y %H:%M")


@register.filter
def day(at: date) -> str:
    """«2.11.2026»; of a moment, its day in the office."""
    return wording.day(timezone.localtime(at) if isinstance(at, datetime) else at)


@register.filter
def plainly(at: datetime) -> str:
    """«1.01.2027»; with the hour if it is not the first moment of that day: «1.01.2027, godz. 12:00»."""
    local = timezone.localtime(at)
    is_midnight = (local.hour, local.minute, local.second) == (0, 0, 0)
    return wording.day(local) if is_midnight else f"{wording.day(local)}, godz. {local:%H:%M}"


@register.filter
def fate(how: str, duty: object) -> str:
    """What became of the duty; without one, of a unit."""
    return wording.fate(how, of_duty=bool(duty))


@register.filter
def deeper(level: int) -> int:
    """The next level of headings."""
    return level + 1


@register.filter
def heading(level: int) -> int:
    """The number of the element that marks a heading of that level: HTML ends at 6, `aria-level` goes on."""
    return min(level, DEEPEST_HEADING)


@register.filter
def script(data: linked.Node) -> SafeString:
    """The inside of a `<script type="application/ld+json">`."""
    return mark_safe(linked.script(data))  # noqa: S308 (what could end the element is escaped)


@register.filter
def machine(at: datetime) -> str:
    """The same moment as programs read it: «2026-11-23T22:05+01:00»."""
    return timezone.localtime(at).isoformat(timespec="minutes")
