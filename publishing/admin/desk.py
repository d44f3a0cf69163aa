"""«Biurko publikacji»: the list of desks, the desk of each subject, and what is done from there."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone

from orgchart.rights import may_edit
from publishing.admin.acts import not_allowed
from publishing.admin.desk_page import Desk
from publishing.admin.forms import UrgentForm
from publishing.admin.proposal_page import first_guess
from publishing.admin.restoring import copied_back
from publishing.admin.seeing import account_of, sees_any_desk, subject_at
from publishing.admin.unchecked import confirm
from publishing.admin.wording import reason_from
from publishing.freshness import SECTION, due
from publishing.notices import tell
from publishing.obstacles import Obstacle
from publishing.rights import desks_of, may_publish, may_see_desk
from publishing.services import CheckRefused, RoadRefused, freeze_draft
from publishing.services.road import publish_at_once
from publishing.subjects import identity_of

READ = frozenset({"GET", "HEAD"})


def index(request: HttpRequest) -> HttpResponse:
    if not sees_any_desk(request):
        raise PermissionDenied
    if request.method not in READ:
        return not_allowed(request, "GET")
    user, now = account_of(request), timezone.now()
    subjects = desks_of(user)
    waiting = due(subjects, now)
    of = {key: tuple(each for each in waiting if each.edition.key == key) for _, key in map(identity_of, subjects)}
    desks = [Desk(subject, user, now, of[identity_of(subject)[1]]) for subject in subjects]
    return _page(request, "admin/desk/index.html", "Biurko publikacji", desks=desks)


def desk(request: HttpRequest, key: str) -> HttpResponse:
    found = _desk(request, key)
    if request.method not in READ:
        return not_allowed(request, "GET", found.address)
    return _shown(request, found)


def prepare(request: HttpRequest, key: str) -> HttpResponse:
    """Freeze the working copy as a draft, to be previewed and submitted."""
    found = _desk(request, key)
    if request.method != "POST":
        return not_allowed(request, "POST", found.address)
    try:
        proposal = freeze_draft([found.subject], by=found.user)
    except RoadRefused as refusal:
        return _shown(request, found, refusal.obstacles)
    return redirect("admin:publishing_proposal_change", proposal.pk)


def check(request: HttpRequest, key: str) -> HttpResponse:
    """«Nadal aktualne»: what readers see was looked at, and is right."""
    found = _desk(request, key)
    if request.method != "POST":
        return not_allowed(request, "POST", found.address)
    try:
        confirm(request, found.subject, found.user)
    except CheckRefused as refusal:
        return _shown(request, found, refusal.obstacles)
    return redirect(f"{found.address}#{SECTION}")


def discard(request: HttpRequest, key: str) -> HttpResponse:
    """«Odrzuć moje zmiany»: back to the edition in force."""
    found = _desk(request, key)
    if not may_edit(found.user, found.subject):
        raise PermissionDenied
    if found.in_force is None or found.broken:
        return redirect(found.address)
    context = {"title": "Odrzuć moje zmiany", "steps": [(found.address, found.subject.name)], "in_force": True}
    edition, button = found.in_force.edition, "Odrzuć te zmiany"
    return copied_back(request, edition, found.address, found.address, button=button, **context)


def urgent(request: HttpRequest, key: str) -> HttpResponse:
    """«Publikacja pilna»: at once, with a reason; a second person is asked to countersign."""
    found = _desk(request, key)
    if not may_publish(found.user, found.subject):
        raise PermissionDenied
    form = UrgentForm(
        request.POST or None, request.FILES or None, subjects=[identity_of(found.subject)], initial=_guess(found)
    )
    refusal: list[Obstacle] = []
    if form.is_bound and form.is_valid():
        try:
            confirmed = request.POST.getlist("confirmed")
            proposal = publish_at_once([found.subject], form.statement(), by=found.user, confirmed=confirmed)
        except RoadRefused as error:
            refusal = error.obstacles
        except ValidationError as error:
            refusal = [Obstacle("statement-wrong", message) for message in error.messages]
        else:
            tell(proposal)
            messages.success(request, "Opublikowano w trybie pilnym. Druga osoba musi to jeszcze kontrasygnować.")
            return redirect("admin:publishing_proposal_change", proposal.pk)
    context = {"form": form, "refusal": refusal, "confirmed": request.POST.getlist("confirmed")}
    context["warnings"] = list({each.code: each for each in refusal if not each.blocks}.values())
    return _page(request, "admin/desk/urgent.html", "Publikacja pilna", desk=found, **context)


def _guess(found: Desk) -> dict[str, Any]:
    return {
        **first_guess(found.user, *identity_of(found.subject)),
        "reason": reason_from(found.changes or []),
    }


def _desk(request: HttpRequest, key: str) -> Desk:
    subject = subject_at(key)
    if not may_see_desk(request.user, subject):
        raise PermissionDenied
    return Desk(subject, account_of(request), timezone.now())


def _shown(request: HttpRequest, found: Desk, refusal: list[Obstacle] | None = None) -> HttpResponse:
    return _page(request, "admin/desk/desk.html", found.subject.name, desk=found, refusal=refusal or [])


def _page(request: HttpRequest, template: str, title: str, **context: Any) -> HttpResponse:
    return TemplateResponse(request, template, {**admin.site.each_context(request), "title": title, **context})
