"""The state of any day: at its end, by the clock of Warsaw; of today, now; of a day to come, as planned."""

import re
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from typing import Final
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from bip import older, refusals, wording
from bip.public import public
from bip.subjects import of_subject, trail_of
from publishing import reading, states
from publishing.reading import Subject

WRITTEN: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
WORD: Final = re.compile(r"[-\w]{1,80}")
YEARS_AHEAD: Final = 10  # farther, nothing can be planned
FIRST_YEAR: Final = 2002  # before, there was no BIP


@public("GET", query=True)
@of_subject
def choose_day(request: HttpRequest, subject: Subject, home: str) -> HttpResponse:
    """Where the form leads: on to the day's own address, from a unit's page to the unit there. What is no day comes
    back with the form.
    """
    typed = request.GET.get("data", "").strip()[:40]
    day = as_written(typed) or parsed(typed)
    if day is None:
        return _refuse(request, subject, home, typed, why="date" if typed else "choose")
    unit = request.GET.get("komorka", "")
    below = f"{quote(unit)}/" if WORD.fullmatch(unit) else ""
    answer = HttpResponseRedirect(f"{home}stan-na/{day.isoformat()}/{below}")
    answer["Cache-Control"] = "no-store"
    return answer


@public("GET", query=True)
@of_subject
def day(request: HttpRequest, subject: Subject, home: str, day: str) -> HttpResponse:
    return _day(request, subject, home, day, "")


@public("GET", query=True)
@of_subject
def day_of_unit(request: HttpRequest, subject: Subject, home: str, day: str, unit: str) -> HttpResponse:
    return _day(request, subject, home, day, unit)


def _day(request: HttpRequest, subject: Subject, home: str, typed: str, word: str) -> HttpResponse:
    """Not kept: what is planned today is past tomorrow, and no edition comes into force between."""
    wanted, now = parsed(typed), timezone.now()
    if wanted is None:
        return _refuse(request, subject, home, typed, why="date")
    today = timezone.localdate(now)
    if wanted.year > today.year + YEARS_AHEAD:
        return _refuse(request, subject, home, typed, why="far", day=wanted, last_year=today.year + YEARS_AHEAD)
    if wanted.year < FIRST_YEAR:
        return _refuse(request, subject, home, typed, why="early", day=wanted)
    moment = now if wanted == today else reading.last_moment_of(wanted)
    found = states.as_of(subject, moment, past=wanted < today)
    if found is None:
        return _refuse(request, subject, home, typed, why="early", day=wanted)
    base, title = f"{home}stan-na/{typed}/", f"Stan na {wording.day(wanted)}"
    strip = replace(older.strip_of(found, home, now), day=wanted)
    shown = older.show(request, subject, strip, base, title, word=word)
    return shown or refusals.no_such_state(
        request, subject.office, home, why="unit", base=base, day=wanted, trail=trail_of(subject, home)
    )


def parsed(typed: str) -> date | None:
    """The day, if it is one, as addresses have it: «2026-03-31»."""
    with suppress(ValueError):
        return date.fromisoformat(typed) if WRITTEN.fullmatch(typed) else None
    return None


def as_written(typed: str) -> date | None:
    """The day, if it is one, as people write it: «31.03.2026», «1.3.2026», «31.03.2026 r.»."""
    with suppress(ValueError):
        return datetime.strptime(typed.removesuffix("r.").strip(), "%d.%m.%Y").date()  # noqa: DTZ007 (a day has no zone)
    return None


def _refuse(
    request: HttpRequest, subject: Subject, home: str, typed: str, *, why: str, **facts: object
) -> HttpResponse:
    return refusals.no_such_state(
        request,
        subject.office,
        home,
        why=why,
        typed=typed,
        first_day=states.first_day(subject),
        unit=request.GET.get("komorka", "")[:80],
        trail=trail_of(subject, home),
        **facts,
    )
