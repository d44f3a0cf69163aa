"""Withdrawals in admin: a list that can only be read, and «Wycofaj wydania», which is reached from an edition."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from journal.history import InJournal
from publishing import rights
from publishing.models import Edition, Withdrawal
from publishing.services import Grounds, WithdrawalRefused, withdraw_editions
from publishing.subjects import subject_of


class WithdrawalForm(forms.Form):
    """Which editions, and what readers are told in their place."""

    first_number = forms.IntegerField(label="Od wydania", min_value=1)
    last_number = forms.IntegerField(label="Do wydania", min_value=1, help_text="Razem z tym wydaniem.")
    reason = forms.CharField(
        label="Powód", widget=forms.Textarea({"rows": 3}), max_length=2000, help_text="Przeczyta go każdy."
    )
    legal_basis = forms.CharField(label="Podstawa prawna", max_length=500)
    decided_by = forms.CharField(label="Kto zdecydował", max_length=200)

    def grounds(self) -> Grounds:
        return Grounds(**{name: self.cleaned_data[name] for name in ("reason", "legal_basis", "decided_by")})


def may_withdraw(request: HttpRequest, edition: Edition) -> bool:
    """Of a department that is not in the working copy any more, whoever may redact withdraws."""
    subject = subject_of(edition.subject, edition.key)
    user: Any = request.user
    return rights.may_withdraw(user, subject) if subject else rights.may_redact(user)


@admin.register(Withdrawal)
class WithdrawalAdmin(InJournal, admin.ModelAdmin[Withdrawal]):
    """No withdrawal is changed or taken back: a newer edition brings the pages back."""

    list_display = ["title", "first_number", "last_number", "at", "reason", "withdrawn_by"]
    list_filter = ["subject", "at"]
    empty_words = "Niczego nie wycofano. Wydanie wycofuje się z jego strony: „Wydania”, potem „Wycofaj to wydanie”."

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.withdraw_view)
        return [path("wydanie/<int:pk>/", view, name="publishing_edition_withdraw"), *super().get_urls()]

    def withdraw_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        edition = get_object_or_404(Edition, pk=pk)
        if not may_withdraw(request, edition):
            raise PermissionDenied
        numbers = {"first_number": edition.number, "last_number": edition.number}
        form = WithdrawalForm(request.POST) if request.method == "POST" else WithdrawalForm(initial=numbers)
        if request.method == "POST" and form.is_valid() and self._withdraw(request, edition, form):
            return redirect("admin:publishing_withdrawal_changelist")
        context = {
            **self.admin_site.each_context(request),
            "title": f"Wycofaj wydania: {edition.title}",
            "opts": self.opts,
            "edition": edition,
            "form": form,
        }
        return TemplateResponse(request, "admin/publishing/withdrawal/withdraw.html", context)

    def _withdraw(self, request: HttpRequest, edition: Edition, form: WithdrawalForm) -> bool:
        user: Any = request.user
        said = form.cleaned_data
        try:
            withdrawal = withdraw_editions(
                (edition.subject, edition.key),
                first=said["first_number"],
                last=said["last_number"],
                grounds=form.grounds(),
                by=user,
            )
        except WithdrawalRefused as refusal:
            for obstacle in refusal.obstacles:
                form.add_error(None, obstacle.text)
            return False
        self.message_user(request, f"Wycofano: {withdrawal}.", "SUCCESS")
        return True

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Withdrawal | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Withdrawal | None = None) -> bool:
        return False
