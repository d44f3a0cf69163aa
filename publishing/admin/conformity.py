"""«Zgodność»: what the law asks of a BIP, line by line, and what of it the office's own data do not meet."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from orgchart.models import Office, Unit
from publishing.admin.acts import not_allowed
from publishing.admin.seeing import account_of, sees_any_desk
from publishing.conformity import Sight, shortfalls
from publishing.law import CHAPTERS, Kind, Line
from publishing.obstacles import Obstacle
from publishing.rights import desks_of, may_see_desk

READ: Final = frozenset({"GET", "HEAD"})
SHOWN_AT_ONCE: Final = 10  # of what is missing; the others are folded in
ONLY_MISSING: Final = "braki"
OF_DEPARTMENTS: Final = "D"  # the ids that are judged department by department begin so

MET, MISSING, PORTAL, COMING, BESIDE, UNSEEN = "met", "missing", "portal", "coming", "beside", "unseen"
WITHOUT_DATA: Final = {Kind.PORTAL: PORTAL, Kind.COMING: COMING, Kind.OFFICE: BESIDE}
WORDS: Final = {
    MET: "spełnione",
    MISSING: "są braki",
    PORTAL: "zapewnia portal",
    COMING: "jeszcze nie",
    BESIDE: "poza portalem",
    UNSEEN: "nie widzisz żadnego departamentu",
}
COUNTED: Final = frozenset({MET, MISSING, PORTAL})


@dataclass(frozen=True)
class Row:
    line: Line
    missing: list[Obstacle]
    state: str

    @property
    def word(self) -> str:
        return WORDS[self.state]

    @property
    def first(self) -> list[Obstacle]:
        return self.missing[:SHOWN_AT_ONCE]

    @property
    def others(self) -> list[Obstacle]:
        return self.missing[SHOWN_AT_ONCE:]


@dataclass(frozen=True)
class Part:
    title: str
    rows: list[Row]


@dataclass(frozen=True)
class Summary:
    """`total` are the lines on which there is something to say: those still to come and those beside the portal not."""

    met: int
    total: int
    missing: int
    coming: int
    beside: int


def page(request: HttpRequest) -> HttpResponse:
    if not sees_any_desk(request):
        raise PermissionDenied
    if request.method not in READ:
        return not_allowed(request, "GET")
    departments = [subject for subject in desks_of(account_of(request)) if isinstance(subject, Unit)]
    parts = judged(_sight(request, departments), sees_some=bool(departments) or not Unit.objects.exists())
    is_short = request.GET.get(ONLY_MISSING) == "1"
    context = {
        **admin.site.each_context(request),
        "title": "Zgodność",
        "departments": departments,
        "summary": summary_of(parts),
        "parts": only_missing(parts) if is_short else parts,
        "is_short": is_short,
        "now": timezone.now(),
    }
    return TemplateResponse(request, "admin/desk/conformity.html", context)


def _sight(request: HttpRequest, departments: list[Unit]) -> Sight:
    user = account_of(request)
    return Sight(
        departments=frozenset(unit.key for unit in departments),
        office=may_see_desk(user, Office()),
        journal=user.has_perm("journal.review_entry"),
    )


def judged(sight: Sight, *, sees_some: bool) -> list[Part]:
    """Every line of the law, with what is missing of it now."""
    found: dict[str, list[Obstacle]] = defaultdict(list)
    for obstacle in shortfalls(sight, timezone.now()):
        found[obstacle.law].append(obstacle)

    def row(line: Line) -> Row:
        return Row(line, found[line.id], _state(line, found[line.id], sees_some=sees_some))

    return [Part(chapter.title, [row(line) for line in chapter.lines]) for chapter in CHAPTERS]


def _state(line: Line, missing: list[Obstacle], *, sees_some: bool) -> str:
    if missing:
        return MISSING
    if line.kind in WITHOUT_DATA:
        return WITHOUT_DATA[line.kind]
    return MET if sees_some or not line.id.startswith(OF_DEPARTMENTS) else UNSEEN


def summary_of(parts: list[Part]) -> Summary:
    states = [row.state for part in parts for row in part.rows]
    total = sum(state in COUNTED for state in states)
    missing = states.count(MISSING)
    return Summary(total - missing, total, missing, states.count(COMING), states.count(BESIDE))


def only_missing(parts: list[Part]) -> list[Part]:
    short = [Part(part.title, [row for row in part.rows if row.state == MISSING]) for part in parts]
    return [part for part in short if part.rows]
