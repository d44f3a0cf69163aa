"""What the search box suggests while somebody types; asked by `suggestions.js` alone.

What was typed stands on no answer that is kept, in no row and in no log of ours.
"""

from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from bip.public import public
from publishing.typesetting import typeset
from search.keeper import keeper
from search.suggesting import Named, Suggestion
from search.suggestions import suggestions as suggested

QUESTION = "q"


@public("GET", query=True)
def suggestions(request: HttpRequest) -> HttpResponse:
    found = suggested(request.GET.get(QUESTION, ""), keeper.now())
    headers = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
    return JsonResponse({"suggestions": [_told(one) for one in found]}, headers=headers)


def _told(one: Suggestion) -> dict[str, Any]:
    unit = one.unit
    if not unit:
        return {"text": one.text}
    return {"text": typeset(one.text), "symbol": unit.symbol, "above": typeset(unit.above), "path": _path(unit)}


def _path(unit: Named) -> str:
    """The address of the unit's own page."""
    home = reverse("bip:department", args=[unit.department])
    return home if unit.is_department else f"{home}{quote(unit.slug)}/"
