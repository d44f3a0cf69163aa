"""«Odrzuć moje zmiany» and «Przywróć do wersji roboczej»: an edition is copied back into the working copy.

What that changes is shown first, and shown again, instead of being done, if it is not the same any more.
"""

import hashlib
from typing import Any, Final

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from orgchart.models import Office
from orgchart.rights import may_edit
from publishing.admin.seeing import Account, account_of, desk_address
from publishing.models import Edition
from publishing.obstacles import obstacles_before_building
from publishing.services.restoring import RestorationRefused, preview_restoration, restore_edition
from publishing.subjects import subject_of
from publishing.telling import Chapter, as_text

CHANGED: Final = "W tym czasie ktoś zmienił wersję roboczą. Niczego nie zrobiono: przeczytaj listę jeszcze raz."


def may_restore(user: Account, edition: Edition) -> bool:
    """Of a department that is not in the working copy any more, whoever may edit the whole office restores."""
    return may_edit(user, subject_of(edition.subject, edition.key) or Office())


def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Any edition, from its page."""
    edition = get_object_or_404(Edition.objects.select_related("body"), pk=pk)
    if not may_restore(request.user, edition):
        raise PermissionDenied
    subject = subject_of(edition.subject, edition.key)
    page = reverse("admin:publishing_edition_change", args=[edition.pk])
    context = {
        "title": f"Przywróć wydanie {edition.number}",
        "steps": [(reverse("admin:publishing_edition_changelist"), "Wydania"), (page, str(edition))],
        "button": "Przywróć do wersji roboczej",
        "broken": obstacles_before_building(subject) if subject else [],
    }
    return copied_back(request, edition, page, desk_address(subject) if subject else page, **context)


def copied_back(request: HttpRequest, edition: Edition, back: str, onward: str, **context: Any) -> HttpResponse:
    """The page that asks, or the way `onward` when it was done. `back`: where whoever does not want it goes."""
    user, refusal = account_of(request), ""
    chapters = [] if context.get("broken") else preview_restoration(edition)
    if request.method == "POST" and not context.get("broken"):
        if request.POST.get("seen") != _digest(chapters):
            refusal = CHANGED
        elif not (refusal := _restore(edition, user)):
            messages.success(request, f"Wersja robocza jest znowu taka jak wydanie {edition.number}.")
            after = subject_of(edition.subject, edition.key)
            return redirect(desk_address(after) if after else onward)
    context |= {"edition": edition, "chapters": chapters, "seen": _digest(chapters), "refusal": refusal, "back": back}
    return TemplateResponse(request, "admin/desk/copied_back.html", {**admin.site.each_context(request), **context})


def _restore(edition: Edition, user: Any) -> str:
    """Why it was refused; empty: it was done."""
    try:
        restore_edition(edition, by=user)
    except RestorationRefused as error:
        return str(error)
    return ""


def _digest(chapters: list[Chapter]) -> str:
    return hashlib.sha256(as_text(chapters).encode()).hexdigest()
