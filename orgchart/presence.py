"""Who else is at work in a department just now, so that two people learn of each other before their forms collide."""

from datetime import datetime, timedelta
from typing import Final

from django.contrib.auth.models import User
from django.utils import timezone

from orgchart.models import Presence, Unit
from orgchart.rights import Account

REMEMBERED: Final = timedelta(minutes=15)
SELDOM: Final = timedelta(minutes=1)  # how often at most a row is written


def department_of(unit: Unit) -> Unit | None:
    """The root above the unit, read from the parents; None where a broken tree leads to none."""
    seen: set[int | None] = set()
    while unit.parent_id is not None:
        if unit.pk in seen:
            return None
        seen.add(unit.pk)
        unit = Unit.objects.get(pk=unit.parent_id)
    return unit


def note(user: User, unit: Unit, what: str) -> None:
    """Somebody opened or saved a form of something in the unit's department: one row each, seldom written."""
    department = department_of(unit)
    now = timezone.now()
    if department is None:
        return
    rows = Presence.objects.filter(user=user, unit=department.pk)
    if not rows.filter(at__gt=now - SELDOM).exists():
        Presence.objects.update_or_create(user=user, unit_id=department.pk, defaults={"what": what[:300], "at": now})


def others_editing(user: Account, department: Unit, now: datetime) -> list[Presence]:
    """Who else opened a form of the department within the last quarter of an hour, the latest first."""
    there = Presence.objects.filter(unit=department.pk, at__gt=now - REMEMBERED, at__lte=now)
    return list(there.exclude(user=user.pk).select_related("user").order_by("-at", "pk"))


def told(presence: Presence, now: datetime) -> str:
    """«Ewa Wydawca: „Wydział Promocji”, 3 minuty temu»."""
    name = presence.user.get_full_name() or presence.user.get_username()
    return f"{name}: „{presence.what}”, {ago(now - presence.at)}"


def ago(passed: timedelta) -> str:
    minutes = int(passed.total_seconds()) // 60
    if minutes < 1:
        return "przed chwilą"
    if minutes == 1:
        return "minutę temu"
    is_few = minutes % 10 in {2, 3, 4} and minutes % 100 not in {12, 13, 14}
    return f"{minutes} {'minuty' if is_few else 'minut'} temu"
