"""Who asks, for everything that is recorded while he is answered; and what he is refused.

It stands behind the middleware of sessions and accounts. Readers' pages are none of its business.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url

from journal import refusals
from journal.acting import Acting, acts
from journal.addresses import client_address
from journal.refusals import record_refusal


def name_of(user: Any) -> str:
    """The account's person; its name to sign in with where that is all that is known."""
    return str(user.get_full_name() or user.get_username())


def who_asks(request: HttpRequest) -> Acting:
    user, address = request.user, client_address(request)
    if not user.is_authenticated:
        return Acting(address=address, path=path_of(request))
    return Acting(name_of(user), user.pk, address, path_of(request))


def path_of(request: HttpRequest) -> str:
    """The address that was asked for, as text that every database takes; without what would let its reader in."""
    for start in settings.JOURNAL_HIDES:
        if request.path.startswith(start) and request.path != start:
            return f"{start}…"
    return request.path.replace("\0", "\N{REPLACEMENT CHARACTER}")


class Journal:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(settings.JOURNALED_PATHS):
            return self._get_response(request)
        with acts(who_asks(request)):
            response = self._get_response(request)
            act = refused(request, response)
            if act:
                record_refusal(act)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """A 403 that no view asked for is that of a form without its token."""
        if isinstance(exception, PermissionDenied):
            request.META["journal.lacks_right"] = "yes"


def refused(request: HttpRequest, response: HttpResponseBase) -> str:
    """What was refused, in the words of the journal; empty when nothing was."""
    if response.status_code == 403:
        return refusals.NO_RIGHT if "journal.lacks_right" in request.META else refusals.FORGED_FORM
    if response.status_code == 405:
        return refusals.WRONG_METHOD
    sign_in = resolve_url(settings.LOGIN_URL)
    if response.status_code == 302 and response.get("Location", "").partition("?")[0] == sign_in:
        return refusals.NOT_SIGNED_IN
    return ""
