"""Pages that say why there is no page here, in Polish and with a way on. None but 404 asks the database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from bip.finding import DutySpot, Spot
from bip.frame import Frame, Step, home_of, steps
from publishing import formerly, reading
from publishing.reading import Front

TITLES: Final = {
    "choose": "Stan na wybrany dzień",
    "edition": "Nie ma takiego wydania",
    "basis": "Nie ma takiego pliku",
}


@dataclass(frozen=True)
class Fate:
    """What became of something: `how` (see `publishing.document.Gone`), and what took its place, as links."""

    how: str
    successors: tuple[Step, ...] = ()


def not_found(
    request: HttpRequest,
    exception: Exception | None = None,
    *,
    office: Front | None = None,
    department: Spot | None = None,
) -> HttpResponse:
    """404; in a known department the page offers the department. Also the project's `handler404`."""
    office = office or _office_in_force()
    frame = Frame("Nie ma takiej strony", office, trail=steps(department) if department else (), indexed=False)
    return _refuse(request, "bip/not_found.html", 404, frame, {"department": department})


def gone(
    request: HttpRequest,
    former: formerly.Former,
    office: Front,
    what: Spot | DutySpot | None = None,
    fate: Fate | None = None,
) -> HttpResponse:
    """410: what stood at a lasting address, in which edition it was last, until when, and what took its place.

    Raises `Withdrawn` if that edition is not shown any more: its words are told nowhere.
    """
    reading.refuse_withdrawn(former.edition, office)
    spot = what.spot if isinstance(what, DutySpot) else what
    frame = Frame("Tej informacji już nie ma w BIP", office, indexed=False)
    facts = {
        "edition": former.edition,
        "until": former.until,
        "spot": spot,
        "duty": what if isinstance(what, DutySpot) else None,
        "fate": fate,
        "by": former.by,
        "history": home_of(former.edition),
    }
    return _refuse(request, "bip/gone.html", 410, frame, facts)


def withdrawn(request: HttpRequest, found: reading.Withdrawn) -> HttpResponse:
    """410: what was here is not shown any more; why, on what basis, and who decided so (LAW M7)."""
    frame = Frame("Tę treść wycofano z BIP", found.office, indexed=False)
    facts = {
        "withdrawal": found.withdrawal(),
        "home": home_of(found.edition),
        "has_present": found.office and found.is_past(timezone.now()),
    }
    return _refuse(request, "bip/withdrawn.html", 410, frame, facts)


def no_such_state(
    request: HttpRequest, office: Front, home: str, *, trail: tuple[Step, ...] = (), **facts: Any
) -> HttpResponse:
    """404: no edition of that number, no state of that day, no such file; the page says which there are."""
    frame = Frame(TITLES.get(str(facts.get("why")), "Nie ma takiego stanu strony"), office, trail=trail, indexed=False)
    return _refuse(request, "bip/no_such_state.html", 404, frame, {"home": home, **facts})


def empty(request: HttpRequest) -> HttpResponse:
    """503: the site stands, and its office has published nothing yet."""
    frame = Frame("Jeszcze nic tu nie opublikowano", indexed=False)
    answer = _refuse(request, "bip/empty.html", 503, frame)
    answer["Retry-After"] = "3600"
    return answer


def not_allowed(request: HttpRequest, allowed: Iterable[str]) -> HttpResponse:
    answer = _refuse(request, "bip/not_allowed.html", 405, Frame("Tak nie można użyć tej strony", indexed=False))
    answer["Allow"] = ", ".join(allowed)
    return answer


def forbidden(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    """403. Also the project's `handler403`, for an account without the right (`exception`), and what a form without a
    valid token is answered.
    """
    frame = Frame("Odmowa dostępu", indexed=False)
    return _refuse(request, "bip/forbidden.html", 403, frame, {"lacks_right": exception is not None})


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _refuse(request, "bip/bad_request.html", 400, Frame("Niezrozumiałe zapytanie", indexed=False))


def broken(request: HttpRequest) -> HttpResponse:
    """500, the project's `handler500`: made without the database, which may be what broke."""
    return _refuse(request, "500.html", 500, Frame("Coś się zepsuło po naszej stronie", indexed=False))


def _office_in_force() -> Front | None:
    try:
        return reading.office(timezone.now())
    except (reading.NothingPublished, reading.Withdrawn):
        return None


def _refuse(
    request: HttpRequest, template: str, status: int, frame: Frame, facts: Mapping[str, Any] | None = None
) -> HttpResponse:
    answer = render(request, template, {"frame": frame, **(facts or {})}, status=status)
    answer["Cache-Control"] = "no-store"
    return answer
