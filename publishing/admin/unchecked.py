"""«Do sprawdzenia» on the desk: what readers see and nobody looked at for long, and the buttons «Nadal aktualne»."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from contacts.models import Contact
from orgchart.models import Unit
from publishing.freshness import Due
from publishing.models import Check, Edition
from publishing.obstacles import admin_address
from publishing.rights import may_check_in, places_to_check
from publishing.services import Checked, check
from publishing.services.checking import Shown, all_shown, number_of
from publishing.services.judging import name_of
from publishing.subjects import Subject

TOLD_THERE: Final = "sprawdzenie"  # a message that stands in the section itself, not at the head of the page
AT_ONCE: Final = 30  # as many as one reads before confirming them together; the others follow when these are done


@dataclass(frozen=True)
class Unchecked:
    """One line of the list. `mend`: where it is edited, empty if nowhere any more; `by`: who checked it last."""

    due: Due
    shown: Shown
    may_check: bool
    mend: str
    by: str

    @property
    def mark(self) -> str:
        """What the button sends: the key, and what was read."""
        return f"{self.due.key}:{self.shown.fingerprint}"


def unchecked(due: Sequence[Due], edition: Edition, user: User) -> list[Unchecked]:
    """The first of what is due of that edition, in the order of the page; those that the user may check come first."""
    by_key = {each.key: each for each in due}
    may, numbers = places_to_check(user), dict(Unit.objects.order_by().values_list("key", "pk"))
    found = [
        (by_key[key], shown, may(number_of(by_key[key].line, numbers)))
        for key, shown in all_shown(edition).items()
        if key in by_key
    ]
    listed = sorted(found, key=lambda each: not each[2])[:AT_ONCE]
    keys = [each.key for each, _, _ in listed]
    boxes = dict(Contact.objects.filter(key__in=keys).order_by().values_list("key", "pk"))
    names = _names(keys)
    return [
        Unchecked(each, shown, is_his, _mended_at(each, numbers, boxes), names.get(each.key, ""))
        for each, shown, is_his in listed
    ]


def confirm(request: HttpRequest, subject: Subject, user: User) -> None:
    """What one button sent: «Nadal aktualne» its own line, «Wszystkie» every line that was shown."""
    if not may_check_in(user, subject):
        raise PermissionDenied
    sent = request.POST.getlist("one") or request.POST.getlist("shown")
    marks = dict(mark.partition(":")[::2] for mark in sent)
    _tell(request, check(marks, by=user))


def _tell(request: HttpRequest, checked: Checked) -> None:
    if not checked.now:
        messages.info(request, "Dziś już to sprawdzono, więc nic się nie zmieniło.", TOLD_THERE)
        return
    what = f"„{checked.now[0].title}”" if len(checked.now) == 1 else checked.told
    day = f"{checked.day.day}.{checked.day:%m.%Y}"
    text = f"Nadal aktualne: {what}. Czytelnicy widzą już: „Sprawdzono {day}”."
    messages.success(request, text, TOLD_THERE)


def _names(keys: list[str]) -> dict[str, str]:
    """Who checked each of them last."""
    rows: Any = Check.objects.filter(key__in=keys).select_related("by").order_by("day", "pk")
    return {row.key: name_of(row.by) for row in rows}


def _mended_at(due: Due, numbers: dict[str, int], boxes: dict[str, int]) -> str:
    if due.is_contact:
        return admin_address("contacts_contact_change", boxes[due.key]) if due.key in boxes else ""
    return admin_address("orgchart_unit_change", numbers[due.key]) if due.key in numbers else ""
