"""The steps of a proposal, as buttons: each is a POST of its own, and shows the page again if it was not taken."""

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from publishing.admin.forms import CommentForm, LinkForm, NoteForm, PartForm, RemarkForm, StatementForm
from publishing.admin.proposal_page import Sheet
from publishing.admin.seeing import account_of, may_see, subject_at
from publishing.models import Proposal
from publishing.notices import tell, tell_of_remark
from publishing.obstacles import Obstacle
from publishing.services import (
    RoadRefused,
    add_part,
    approve_and_publish,
    approve_proposal,
    countersign,
    freeze_draft,
    publish_proposal,
    reject_proposal,
    remove_part,
    renew_proposal,
    submit_proposal,
    withdraw_proposal,
)
from publishing.services.links import RemarkRepeated, leave_remark, make_link, revoke_link
from publishing.subjects import subject_of

Step = Callable[[Sheet], HttpResponse | None]


def sheet_of(request: HttpRequest, pk: int) -> Sheet:
    proposals = Proposal.objects.select_related("author", "attachment", "corrects", "approved_by", "closed_by")
    proposal = get_object_or_404(proposals, pk=pk)
    if not may_see(request.user, proposal):
        raise PermissionDenied
    return Sheet(request, proposal, account_of(request))


def page(request: HttpRequest, pk: int) -> HttpResponse:
    if request.method not in {"GET", "HEAD"}:
        return not_allowed(request, "GET")
    return sheet_of(request, pk).answer()


def act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Take a step. Nothing that was typed is lost when it cannot be taken."""
    if name not in STEPS:
        raise Http404
    if request.method != "POST":
        return not_allowed(request, "POST", reverse("admin:publishing_proposal_change", args=[pk]))
    sheet = sheet_of(request, pk)
    try:
        done = STEPS[name](sheet)
    except RoadRefused as refusal:
        sheet.refusal = refusal.obstacles
        tell_if_overtaken(sheet)
    except ValidationError as error:
        sheet.refusal = [Obstacle("statement-wrong", message) for message in error.messages]
    else:
        if done is not None:
            return done
    sheet.refresh()
    return sheet.answer()


def tell_if_overtaken(sheet: Sheet) -> None:
    """The step that was tried found that another edition had come between."""
    if any(obstacle.code == "overtaken" for obstacle in sheet.refusal):
        tell(sheet.proposal)


def not_allowed(request: HttpRequest, allowed: str, back: str = "") -> HttpResponse:
    context = {**admin.site.each_context(request), "title": "Tak nie można użyć tej strony", "back": back}
    answer = TemplateResponse(request, "admin/desk/not_allowed.html", context, status=405)
    answer["Allow"] = allowed
    return answer


def submit(sheet: Sheet) -> HttpResponse | None:
    form = _statement(sheet)
    if not form.is_valid():
        return None
    submit_proposal(sheet.proposal, form.statement(), by=sheet.user, confirmed=_confirmed(sheet), seen=_seen(sheet))
    return _taken(sheet, "Złożono projekt do zatwierdzenia.")


def freeze_again(sheet: Sheet) -> HttpResponse | None:
    """Of the day that the form names; what else was typed stays in the form."""
    form = _statement(sheet)
    form.is_valid()
    if not sheet.may_submit():
        raise PermissionDenied
    rows = [part.row for part in sheet.parts]
    subjects = [subject for row in rows if (subject := subject_of(row.subject, row.key))]
    if len(subjects) < len(rows):
        raise RoadRefused([Obstacle("subject-missing", "Tego departamentu nie ma już w wersji roboczej.")])
    freeze_draft(subjects, by=sheet.user, in_force_from=form.cleaned_data.get("in_force_from"))
    messages.success(sheet.request, "Szkic jest teraz taki jak wersja robocza. Obejrzyj go jeszcze raz.")
    return None


def withdraw(sheet: Sheet) -> HttpResponse | None:
    withdraw_proposal(sheet.proposal, by=sheet.user)
    return _taken(sheet, "Wycofano projekt. Wersja robocza się nie zmieniła.")


def renew(sheet: Sheet) -> HttpResponse | None:
    sheet.proposal = renew_proposal(sheet.proposal, by=sheet.user)
    return _taken(sheet, "Odnowiono projekt. Obejrzyj różnice i złóż go jeszcze raz.")


def approve(sheet: Sheet) -> HttpResponse | None:
    approve_proposal(sheet.proposal, by=sheet.user, seen=_seen(sheet))
    return _taken(sheet, "Zatwierdzono projekt. Czeka na publikację.")


def publish(sheet: Sheet) -> HttpResponse | None:
    editions = publish_proposal(sheet.proposal, by=sheet.user, confirmed=_confirmed(sheet))
    return _taken(sheet, f"Opublikowano: {', '.join(map(str, editions))}.")


def approve_then_publish(sheet: Sheet) -> HttpResponse | None:
    editions = approve_and_publish(sheet.proposal, by=sheet.user, confirmed=_confirmed(sheet), seen=_seen(sheet))
    return _taken(sheet, f"Zatwierdzono i opublikowano: {', '.join(map(str, editions))}.")


def reject(sheet: Sheet) -> HttpResponse | None:
    form = sheet.forms["comment"] = CommentForm(sheet.request.POST)
    if not form.is_valid():
        return None
    reject_proposal(sheet.proposal, form.cleaned_data["comment"], by=sheet.user)
    return _taken(sheet, "Odrzucono projekt. Autor przeczyta uzasadnienie.")


def sign(sheet: Sheet) -> HttpResponse | None:
    form = sheet.forms["note"] = NoteForm(sheet.request.POST)
    if not form.is_valid():
        return None
    countersign(sheet.proposal, form.cleaned_data["note"], by=sheet.user)
    return _done(sheet, "Złożono kontrasygnatę.")


def add(sheet: Sheet) -> HttpResponse | None:
    form = PartForm(sheet.request.POST, subjects=sheet.proposable(), proposal=sheet.proposal)
    if not form.is_valid():
        text = "Tej części nie można dołączyć: wybierz jedną z listy."
        raise RoadRefused([Obstacle("not-proposable", text)])
    subject = subject_at(form.cleaned_data["subject_key"])
    add_part(sheet.proposal, subject, by=sheet.user)
    return _taken(sheet, f"Dołączono do pakietu: {subject.name}.")


def remove(sheet: Sheet) -> HttpResponse | None:
    wanted = sheet.request.POST.get("part", "")
    part = next((part.row for part in sheet.parts if str(part.row.pk) == wanted), None)
    if part is None:
        raise RoadRefused([Obstacle("not-in-package", "Tej części już nie ma w pakiecie.")])
    remove_part(sheet.proposal, part, by=sheet.user)
    return _taken(sheet, f"Wyjęto z pakietu: {part.title}.")


def invite(sheet: Sheet) -> HttpResponse | None:
    """The address is shown in this answer, and nowhere else."""
    _require_part(sheet)
    form = sheet.forms["link"] = LinkForm(sheet.request.POST)
    if form.is_valid():
        said = form.cleaned_data
        _, token = make_link(sheet.proposal, for_whom=said["for_whom"], expires_at=form.expires_at(), by=sheet.user)
        sheet.secret = f"{settings.SITE_URL}{reverse('preview', args=[token])}"
        del sheet.forms["link"]
    return None


def revoke(sheet: Sheet) -> HttpResponse | None:
    _require_part(sheet)
    wanted = sheet.request.POST.get("link", "")
    link = next((link for link in sheet.proposal.links.all() if str(link.pk) == wanted), None)
    if link is None:
        raise Http404
    revoke_link(link, by=sheet.user)
    return _done(sheet, f"Unieważniono odnośnik: {link.for_whom}.")


def remark(sheet: Sheet) -> HttpResponse | None:
    _require_part(sheet)
    form = sheet.forms["remark"] = RemarkForm(sheet.request.POST)
    if not form.is_valid():
        return None
    try:
        said = leave_remark(sheet.proposal, text=form.cleaned_data["text"], user=sheet.user)
    except RemarkRepeated:
        return _done(sheet, "Ta uwaga jest już zapisana.")
    if sheet.user != sheet.proposal.author:
        tell_of_remark(said)
    return _done(sheet, "Zapisano uwagę.")


STEPS: Final[dict[str, Step]] = {
    "zloz": submit,
    "odswiez": freeze_again,
    "wycofaj": withdraw,
    "odnow": renew,
    "zatwierdz": approve,
    "opublikuj": publish,
    "zatwierdz-i-opublikuj": approve_then_publish,
    "odrzuc": reject,
    "kontrasygnuj": sign,
    "dolacz": add,
    "wyjmij": remove,
    "zapros": invite,
    "uniewaznij": revoke,
    "uwaga": remark,
}


def _statement(sheet: Sheet) -> StatementForm:
    form = StatementForm(sheet.request.POST, sheet.request.FILES, subjects=sheet.subjects)
    sheet.forms["statement"] = form
    return form


def _confirmed(sheet: Sheet) -> list[str]:
    return sheet.request.POST.getlist("confirmed")


def _seen(sheet: Sheet) -> str:
    """A form always says what its reader saw; one that does not was made by hand, and saw nothing."""
    return sheet.request.POST.get("seen") or "nothing"


def _require_part(sheet: Sheet) -> None:
    if not sheet.takes_part:
        raise PermissionDenied


def _taken(sheet: Sheet, sentence: str) -> HttpResponse:
    """A step of the road: whoever must act next is written to."""
    tell(sheet.proposal)
    return _done(sheet, sentence)


def _done(sheet: Sheet, sentence: str) -> HttpResponse:
    messages.success(sheet.request, sentence)
    return redirect("admin:publishing_proposal_change", sheet.proposal.pk)
