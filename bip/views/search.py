"""The search page: whoever has a matter, or a letter in his hand, learns who deals with it and how to reach them.

What was typed stands on the answer and nowhere else: no log, no page that is kept. What was not found is counted, if it
can be about nobody (`search.misses`): so this one GET writes on purpose. It changes nothing that anybody is shown of
the record, and who sends it again counts again, as somebody else would; a page that a browser fetches in advance, or a
HEAD, was sought by nobody.
"""

from dataclasses import replace
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone

from bip import answers, marks
from bip.frame import Frame
from bip.public import public
from bip.results import results_of
from bip.wording import shorten
from publishing.emails import EMAIL
from publishing.reading import Front
from search import misses
from search.index import Found, Index, Listed
from search.keeper import keeper
from search.query import LONGEST, Query

MOST: Final = 25
TITLE_LENGTH: Final = 60
MANY: Final = 10  # results: of more, those of one unit are grouped
OF_A_UNIT: Final = 3  # that are shown then
QUESTION, UNIT, EXACTLY = "q", "komorka", "dokladnie"  # what the address may hold


@public("GET", query=True)
def search(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    office = keeper.office(now)
    query = Query.of(request.GET.get(QUESTION, ""))
    found, listed = keeper.ask(office, lambda index: _asked(request.GET, index, query, office))
    if not found.hits and not found.mark and _is_asked(request):
        misses.count(query)
    title = f"Szukaj: {shorten(query.text, TITLE_LENGTH)}" if query.text else "Szukaj"
    frame = Frame(title, office, indexed=False, here=reverse("bip:search"))
    context = {"frame": frame, "query": query, "longest": LONGEST, **_told(request.GET, query, found), **listed}
    told = marks.told(query, found.mark, context["results"], office, now)
    if told:
        context |= {"told": told, "results": told.results, "near": ()}
    return answers.page(request, "bip/search.html", context, made_of=[office.edition, *office.listed], dated=False)


def _asked(asked: QueryDict, index: Index, query: Query, office: Front) -> tuple[Found, dict[str, Any]]:
    """What was found, and the list of it."""
    found = index.find(query, exactly=EXACTLY in asked)
    return found, _listed(asked, index, found, office)


def _is_asked(request: HttpRequest) -> bool:
    """By a person who waits for the answer, and did not insist on a word that another was taken for."""
    is_fetched_ahead = "prefetch" in request.headers.get("Sec-Purpose", "")
    return request.method == "GET" and not is_fetched_ahead and EXACTLY not in request.GET


def _told(asked: QueryDict, query: Query, found: Found) -> dict[str, Any]:
    """What has to be said of the question."""
    return {
        "found": found,
        "near": [(word, f"?{urlencode({QUESTION: word})}") for word in found.near],
        "exactly": _address(asked, **{EXACTLY: "1"}) if found.meant else "",
        "of_email": not found.hits and EMAIL.search(query.text),
        "wordless": not query.words and not found.mark,
    }


def _listed(asked: QueryDict, index: Index, found: Found, office: Front) -> dict[str, Any]:
    """The results; where there are many, no more than a few of one unit, and an address that shows all of its."""
    of_unit = asked.get(UNIT, "")
    hits = [hit for hit in found.hits if not of_unit or hit.unit == of_unit]
    chosen, more = _grouped(hits) if len(hits) > MANY and not of_unit else (hits, {})
    results = list(results_of(index.shown(chosen[:MOST]), found.forms, office))
    last = {result.entry.unit.key: at for at, result in enumerate(results) if result.entry.unit}
    for unit, left_out in more.items():
        if unit in last:
            results[last[unit]] = replace(
                results[last[unit]], more=left_out, all_of_unit=_address(asked, **{UNIT: unit})
            )
    return {
        "results": results,
        "count": len(hits),
        "most": MOST,
        "more": max(0, len(chosen) - MOST),
        "all": _address(asked) if of_unit else "",
    }


def _grouped(hits: list[Listed]) -> tuple[list[Listed], dict[str, int]]:
    """The first few of each unit, in their order; how many of each are left out."""
    shown, counts, more = list[Listed](), dict[str, int](), dict[str, int]()
    for hit in hits:
        counts[hit.unit] = counts.get(hit.unit, 0) + 1
        if not hit.unit or counts[hit.unit] <= OF_A_UNIT:
            shown.append(hit)
        else:
            more[hit.unit] = more.get(hit.unit, 0) + 1
    return shown, more


def _address(asked: QueryDict, **but: str) -> str:
    """The address of the same question, asked otherwise."""
    query = QueryDict(mutable=True)
    query[QUESTION] = asked.get(QUESTION, "")
    if EXACTLY in asked:
        query[EXACTLY] = "1"
    query.update(but)
    return f"?{query.urlencode()}"
