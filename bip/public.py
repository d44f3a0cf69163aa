"""What every public view does before its own work."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, QueryDict
from django.views.decorators.csrf import csrf_exempt

from bip import refusals
from bip.answers import CACHE_CONTROL, PublicPage
from publishing.reading import NothingPublished, Withdrawn

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def public(*methods: str, query: bool = False) -> Callable[[View[P]], View[P]]:
    """A public view that answers these methods (with GET comes HEAD), in lower-case addresses only.

    No public view changes anything, so none asks for a token against forged requests; other methods are told 405.
    The view finds the query of an address only if it says `query=True`; then its pages are never kept. From any other
    view the query is hidden, so that its page may be kept for the path whatever query comes with it.
    """
    allowed = [*methods, "HEAD"] if "GET" in methods else list(methods)

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if request.method not in allowed:
                return refusals.not_allowed(request, allowed)
            sent = request.META.get("QUERY_STRING", "")
            if not query:
                _hide_query(request)
            response = _answer(request, lambda: view(request, *args, **kwargs))
            if isinstance(response, PublicPage):
                response.made_of_path_alone = not query
            if isinstance(response, HttpResponsePermanentRedirect) and sent:
                response["Location"] += f"?{sent}"
            return response

        return csrf_exempt(answer)

    return decorate


def moved(path: str) -> HttpResponse:
    """Send the reader to where the page is now; the query string that came along goes with him.

    Asked anew each time: an address may come back to where it was.
    """
    answer = HttpResponsePermanentRedirect(path)
    answer["Cache-Control"] = CACHE_CONTROL
    return answer


def _answer(request: HttpRequest, view: Callable[[], HttpResponse]) -> HttpResponse:
    if request.path != request.path.lower() and request.method != "POST":
        return moved(request.path.lower())
    try:
        return view()
    except NothingPublished:
        return refusals.empty(request)
    except Withdrawn as withdrawn:
        return refusals.withdrawn(request, withdrawn)


def _hide_query(request: HttpRequest) -> None:
    """In a copy of the server's own variables: an access log may still want the query."""
    request.META = {**request.META, "QUERY_STRING": ""}
    request.GET = QueryDict("")
