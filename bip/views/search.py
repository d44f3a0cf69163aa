"""The search page: whoever has a matter, or a letter in his hand, learns who deals with it and how to reach them.

What was typed stands on the answer and nowhere else: no row, no log, no page that is kept.
"""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from bip import answers
from bip.frame import Frame
from bip.public import public
from bip.results import results_of
from bip.wording import shorten
from publishing.emails import EMAIL
from search.index import Found, keeper
from search.query import LONGEST, Query

MOST: Final = 50
TITLE_LENGTH: Final = 60


@public("GET", query=True)
def search(request: HttpRequest) -> HttpResponse:
    query = Query.of(request.GET.get("q", ""))
    index = keeper.at(timezone.now())
    found = index.find(query)
    office = index.whole.office
    title = f"Szukaj: {shorten(query.text, TITLE_LENGTH)}" if query.text else "Szukaj"
    frame = Frame(title, office, indexed=False, here=reverse("bip:search"))
    context = {"frame": frame, "query": query, "longest": LONGEST, **_told(query, found)}
    if not found.entries:
        context["departments"] = office.departments
    return answers.page(request, "bip/search.html", context, made_of=[office.edition, *office.listed], dated=False)


def _told(query: Query, found: Found) -> dict[str, Any]:
    """The results, and what has to be said of them."""
    count = len(found.entries)
    return {
        "found": found,
        "results": list(results_of(found.entries[:MOST], found.stems)),
        "count": count,
        "most": MOST,
        "more": max(0, count - MOST),
        "of_email": not count and EMAIL.search(query.text),
        "wordless": not query.words and not found.mark,
    }
