"""Removing a person in admin: whom → what was found, place by place → why and who decided → what is left to do.

The phrases travel in the bodies of requests alone: never in an address, a session, a message, the journal or a log.
"""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from journal.history import InJournal
from publishing import rights
from publishing.models import Redaction
from publishing.phrases import SHORTEST, Phrases
from publishing.services.redacting import (
    Decision,
    FindingsChanged,
    RedactionRefused,
    obstacles_of_phrases,
    out_of_reach,
    redact,
)
from publishing.services.remnants import erase_remnants
from publishing.services.searching import Findings, find_traces

SHOWN = 200  # places of one table; of more, their number is told


class PhrasesForm(forms.Form):
    """Whom to look for."""

    phrases = forms.CharField(
        label="Imię i nazwisko",
        widget=forms.Textarea({"rows": 5, "autocomplete": "off", "spellcheck": "false"}),
        max_length=5000,
        strip=False,
        help_text=(
            "Każda forma gramatyczna w osobnym wierszu: „Jan Kowalski”, „Jana Kowalskiego” … Wielkość liter, znaki "
            f"diakrytyczne i odstępy nie mają znaczenia. W każdym wierszu co najmniej dwa słowa i {SHORTEST} liter."
        ),
    )
    single = forms.BooleanField(label="Tak, chodzi mi też o wiersze z jednym słowem", required=False)

    @property
    def wanted(self) -> Phrases:
        return Phrases.of(self.cleaned_data["phrases"])

    def clean(self) -> dict[str, Any]:
        super().clean()
        if "phrases" in self.cleaned_data:
            for obstacle in obstacles_of_phrases(self.wanted, single=self.cleaned_data["single"]):
                self.add_error("phrases", obstacle.text)
        return self.cleaned_data


class DecisionForm(forms.Form):
    """What is told instead of the data."""

    scope = forms.CharField(
        label="Zakres",
        max_length=500,
        help_text="Jakie dane usuwasz, bez nich samych, np. „imię i nazwisko byłego dyrektora”.",
    )
    reason = forms.CharField(label="Powód", widget=forms.Textarea({"rows": 3}), max_length=2000)
    legal_basis = forms.CharField(label="Podstawa prawna", max_length=500)
    decided_by = forms.CharField(label="Kto zdecydował", max_length=200)
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, findings: Findings, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if findings.files:
            self.fields["files"] = forms.MultipleChoiceField(
                label="Usuń całą treść plików",
                choices=[(str(file.pk), file.name) for file in findings.files],
                required=False,
                widget=forms.CheckboxSelectMultiple,
                help_text="Pliki PDF są skompresowane, więc nie da się ich przeszukać: otwórz je i sprawdź.",
            )

    def decision(self) -> Decision:
        return Decision(**{name: self.cleaned_data[name] for name in ("scope", "reason", "legal_basis", "decided_by")})


@admin.register(Redaction)
class RedactionAdmin(InJournal, admin.ModelAdmin[Redaction]):
    """What was removed, why and on whose decision; never the data."""

    list_display = ["scope", "at", "legal_basis", "decided_by", "done_by"]
    empty_words = "Nie usuwano jeszcze danych osobowych. Zaczyna się od wyszukania osoby w całej bazie."
    fields = ["at", "scope", "reason", "legal_basis", "decided_by", "done_by", "editions", "unreachable"]
    readonly_fields = ["editions"]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.redact_view)
        return [path("usun/", view, name="publishing_redaction_redact"), *super().get_urls()]

    @method_decorator([sensitive_post_parameters(), sensitive_variables(), never_cache])
    def redact_view(self, request: HttpRequest) -> HttpResponse:
        user: Any = request.user
        if not rights.may_redact(user):
            raise PermissionDenied
        whom = PhrasesForm(request.POST) if request.method == "POST" else PhrasesForm()
        context: dict[str, Any] = {"whom": whom}
        if request.method == "POST" and whom.is_valid():
            findings = find_traces(whom.wanted)
            confirms = "seen" in request.POST
            seen = {"seen": findings.digest}
            why = DecisionForm(request.POST if confirms else None, findings=findings, initial=seen)
            if confirms and why.is_valid():
                redaction = self._redact(request, whom, why)
                if redaction:
                    return redirect("admin:publishing_redaction_change", redaction.pk)
                findings = find_traces(whom.wanted)
            context |= {"why": why, "findings": findings, "shown": SHOWN, "by_hand": list(out_of_reach(findings))}
        context |= {**self.admin_site.each_context(request), "title": "Usuń dane osobowe", "opts": self.opts}
        return TemplateResponse(request, "admin/publishing/redaction/redact.html", context)

    @sensitive_variables()
    def _redact(self, request: HttpRequest, whom: PhrasesForm, why: DecisionForm) -> Redaction | None:
        """The redaction, or None with the obstacles in the form."""
        user: Any = request.user
        files = [int(pk) for pk in why.cleaned_data.get("files", [])]
        try:
            redaction = redact(
                whom.wanted,
                why.decision(),
                by=user,
                seen=why.cleaned_data["seen"],
                single=whom.cleaned_data["single"],
                files=files,
            )
        except RedactionRefused as refusal:
            for obstacle in refusal.obstacles:
                why.add_error(None, obstacle.text)
            if isinstance(refusal, FindingsChanged):
                why.data = request.POST.copy()
                why.data["seen"] = find_traces(whom.wanted).digest
            return None
        problem = erase_remnants()
        self.message_user(request, "Usunięto dane. Przeczytaj, co jeszcze trzeba zrobić ręcznie.", "SUCCESS")
        if problem:
            self.message_user(request, f"{problem} Administrator wykona polecenie manage.py erase_remnants.", "WARNING")
        return redaction

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Redaction | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Redaction | None = None) -> bool:
        return False

    @admin.display(description="zredagowane wydania")
    def editions(self, redaction: Redaction) -> str:
        links = redaction.links.select_related("edition").order_by("edition__title", "edition__number")
        return "; ".join(str(link) for link in links) or "żadne"

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        user: Any = request.user
        return super().changelist_view(request, {"may_redact": rights.may_redact(user), **(extra_context or {})})
