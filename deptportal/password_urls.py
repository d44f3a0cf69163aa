"""A forgotten password is set anew by a link that comes by e-mail. Nobody learns here whether an account exists.

The names are Django's, so that its page to sign in offers the first of them.
"""

from typing import Any, Final

from django.conf import settings
from django.contrib.admin import site
from django.contrib.auth import views
from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from journal.models import Entry
from journal.refusals import WITHIN, record_refusal

ASKED: Final = "poproszono o nowe hasło"
MOST_LETTERS: Final = 5  # to one address in an hour: nobody's letter box is filled through us
LOOK = {"site_header": site.site_header, "site_title": site.site_title}


class ForgottenPassword(views.PasswordResetView):
    """The journal is told which address was typed, not whether a letter went out; nor does the answer tell."""

    email_template_name = "admin/password/letter.txt"
    subject_template_name = "admin/password/subject.txt"
    extra_email_context = {"site_url": settings.SITE_URL}
    extra_context = LOOK

    def form_valid(self, form: Any) -> HttpResponse:
        typed = form.cleaned_data["email"].lower()
        record_refusal(ASKED, kind=Entry.Kind.ACCOUNT, title=typed)
        return super().form_valid(form) if may_be_sent(typed) else redirect("password_reset_done")


def may_be_sent(typed: str) -> bool:
    """Not to an address for which too many asked; nor to one that the journal does not tell apart any more."""
    recent = Entry.objects.filter(kind=Entry.Kind.ACCOUNT, act=ASKED, title=typed, at__gt=timezone.now() - WITHIN)
    return 0 < (recent.aggregate(times=Sum("times"))["times"] or 0) <= MOST_LETTERS


urlpatterns = [
    path("", ForgottenPassword.as_view(), name="admin_password_reset"),
    path("wyslano/", views.PasswordResetDoneView.as_view(extra_context=LOOK), name="password_reset_done"),
    path(
        "<uidb64>/<token>/",
        views.PasswordResetConfirmView.as_view(extra_context=LOOK),
        name="password_reset_confirm",
    ),
    path("ustawiono/", views.PasswordResetCompleteView.as_view(extra_context=LOOK), name="password_reset_complete"),
]
