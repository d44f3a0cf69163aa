"""«/podglad/<token>/»: a proposal for somebody without an account, who may read it and leave a remark.

No cookie is set and none is read. A wrong, an expired and a revoked address are answered alike, and recorded.
"""

import secrets
from typing import Final

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from bip import refusals
from bip.frame import Frame, Notice
from bip.origin import is_foreign
from bip.previews import private
from deptportal.previews import STRIP, front_of, published_office, show
from journal.refusals import record_refusal
from publishing.admin.files import sent
from publishing.admin.wording import next_step
from publishing.models import PreviewLink
from publishing.notices import tell_of_remark
from publishing.services import changes_of
from publishing.services.links import LONGEST_REMARK, RemarkRepeated, leave_remark, link_with
from publishing.services.packages import before

SALT: Final = "deptportal.remark"
FORM_LASTS: Final = 24 * 60 * 60  # seconds
READ: Final = frozenset({"GET", "HEAD"})
NO_PREVIEW: Final = "odmowa: zły, wygasły albo unieważniony odnośnik do podglądu"
OLD_FORM: Final = "Ten formularz jest za stary albo już go wysłano. Sprawdź swoją uwagę i wyślij ją jeszcze raz."


class RemarkForm(forms.Form):
    author = forms.CharField(label="Kto pisze (imię, nazwisko, stanowisko)", max_length=200)
    text = forms.CharField(label="Uwaga", widget=forms.Textarea({"rows": 5}), max_length=LONGEST_REMARK)


@csrf_exempt  # there is no cookie that a forged request could use; a one-time token and Origin stand instead
def proposal(request: HttpRequest, token: str) -> HttpResponse:
    link = _link(token)
    if link is None:
        return no_preview(request)
    if request.method == "POST":
        return private(_leave_remark(request, link, token))
    if request.method not in READ:
        return private(refusals.not_allowed(request, ["GET", "HEAD", "POST"]))
    form = RemarkForm(initial={"author": link.for_whom})
    return private(_page(request, link, token, form, is_saved="zapisano" in request.GET))


@csrf_exempt
def part(request: HttpRequest, token: str, part: int, address: str = "") -> HttpResponse:
    link = _link(token)
    if link is None:
        return no_preview(request)
    below = reverse("preview_part", args=[token, part])
    if not link.proposal.parts.filter(pk=part).exists():
        return no_preview(request)
    return show(request, link.proposal, part, address, below=below, back=reverse("preview", args=[token]))


@csrf_exempt
def file(request: HttpRequest, token: str) -> HttpResponse:
    link = _link(token)
    if link is None or link.proposal.attachment is None:
        return no_preview(request)
    if request.method not in READ:
        return private(refusals.not_allowed(request, READ))
    return private(sent(link.proposal.attachment))


@csrf_exempt
def no_preview(request: HttpRequest, token: str = "", address: str = "") -> HttpResponse:
    """The same page whatever is wrong, so that nobody learns whether an address was good once."""
    record_refusal(NO_PREVIEW)
    frame = Frame("Nie ma takiego podglądu", published_office(timezone.now()), indexed=False)
    return private(render(request, "podglad/missing.html", {"frame": frame}, status=404))


def _link(token: str) -> PreviewLink | None:
    return link_with(token, timezone.now())


def _leave_remark(request: HttpRequest, link: PreviewLink, token: str) -> HttpResponse:
    if is_foreign(request):
        return refusals.forbidden(request)
    form = RemarkForm(request.POST)
    once = _once_of(request.POST.get("once", ""), link)
    if form.is_valid() and not once:
        form.add_error(None, OLD_FORM)
    if form.is_valid():
        try:
            tell_of_remark(leave_remark(link.proposal, link=link, once=once, **form.cleaned_data))
        except RemarkRepeated:
            form.add_error(None, OLD_FORM)
        except ValidationError as error:
            form.add_error(None, error.messages[0])
        else:
            return redirect(f"{reverse('preview', args=[token])}?zapisano=tak#uwagi")
    return _page(request, link, token, form)


def _page(
    request: HttpRequest, link: PreviewLink, token: str, form: RemarkForm, *, is_saved: bool = False
) -> HttpResponse:
    proposal = link.proposal
    titles = ", ".join(part.title for part in proposal.parts.all())
    here = reverse("preview", args=[token])
    frame = Frame(
        f"Projekt zmian: {titles}",
        front_of(proposal),
        indexed=False,
        notice=Notice(STRIP, "#uwagi", "Zostaw uwagę"),
    )
    context = {
        "frame": frame,
        "link": link,
        "proposal": proposal,
        "next_step": next_step(proposal),
        "parts": [(part, before(part), chapters, f"{here}{part.pk}/") for part, chapters in changes_of(proposal)],
        "remarks": link.proposal.remarks.all(),
        "form": form,
        "once": signing.dumps([link.pk, secrets.token_hex(16)], salt=SALT),
        "is_saved": is_saved,
        "here": here,
    }
    return render(request, "podglad/proposal.html", context)


def _once_of(signed: str, link: PreviewLink) -> str:
    """The mark of the form, if we made it not long ago for this very link; else nothing."""
    try:
        pk, once = signing.loads(signed, salt=SALT, max_age=FORM_LASTS)
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return str(once) if pk == link.pk else ""
