"""A forgotten password is set anew by a link that comes by e-mail. Nobody learns here whether an account exists.

The names are Django's, so that its page to sign in offers the first of them.
"""

from typing import Any

from django.conf import settings
from django.contrib.admin import site
from django.contrib.auth import views
from django.http import HttpResponse
from django.urls import path

from journal.models import Entry
from journal.refusals import record_refusal

LOOK = {"site_header": site.site_header, "site_title": site.site_title}


class ForgottenPassword(views.PasswordResetView):
    """The journal is told which address was typed, not whether a letter went out."""

    email_template_name = "admin/password/letter.txt"
    subject_template_name = "admin/password/subject.txt"
    extra_email_context = {"site_url": settings.SITE_URL}
    extra_context = LOOK

    def form_valid(self, form: Any) -> HttpResponse:
        record_refusal("poproszono o nowe hasło", kind=Entry.Kind.ACCOUNT, title=form.cleaned_data["email"])
        return super().form_valid(form)


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
