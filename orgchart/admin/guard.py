"""Forms that notice when somebody else saved the same thing meanwhile, and keep what was typed whatever happens.

A form is sent out with a digest of everything that it shows, lists included. When it comes back, the office is
locked, and the digest compared with what is stored now; check and write are one transaction. The second person gets
the form back as typed, a table of both versions, and the new digest: saving again overwrites, knowingly.
"""

from dataclasses import dataclass
from typing import Any, TypeVar, cast

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from journal.history import InJournal
from journal.recording import one_act
from orgchart.admin.fields import Lines, TreeChoiceField, readable
from orgchart.admin.gone import answer_gone
from orgchart.admin.presence import note_presence
from orgchart.admin.rows import facts
from orgchart.admin.scopes import ScopedAdmin, lock_office_for, scope_on
from orgchart.admin.versions import compare
from orgchart.conflicts import CHANGED_MEANWHILE, digest
from orgchart.models import TREE_FIELDS
from orgchart.rights import WHOLE_OFFICE, Scope

Row = TypeVar("Row", bound=models.Model)
REFUSED_BY_DATABASE = (
    "Baza danych odrzuciła zapis, bo w tej samej chwili zapisał coś ktoś inny albo dane są ze sobą sprzeczne ({}). "
    "Sprawdź formularz i zapisz go ponownie."
)
LOSSES_CHANGED = "W tym czasie ktoś zmienił to, co zniknie. Niczego nie usunięto: sprawdź listę jeszcze raz."


@dataclass
class Attempt:
    """One try to save: what to tell the editor instead of saving, and whether both versions are to be shown."""

    refusal: str = ""
    is_conflict: bool = False


class GuardedRequest(HttpRequest):
    """A request that carries its `Attempt` from the view to the form."""

    attempt: Attempt


class GuardedForm(forms.ModelForm[Any]):
    """`scope`: the part of the office in which the fields that choose a unit offer one."""

    refusal = ""
    scope: Scope = WHOLE_OFFICE

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, TreeChoiceField):
                field.limit_to(self.scope)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.refusal:
            raise ValidationError(self.refusal)
        return cleaned


class GuardedAdmin(InJournal, ScopedAdmin[Row]):
    """Every subclass names its `fieldsets` or `fields`, so that one form is made for a request."""

    form: Any = GuardedForm
    delete_confirmation_template = "admin/guarded/delete_confirmation.html"
    formfield_overrides = {models.TextField: {"form_class": Lines}}

    @property
    def media(self) -> forms.Media:
        return super().media + forms.Media(css={"all": ["redakcja/forms.css"]})

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return readable(super().formfield_for_dbfield(db_field, request, **kwargs))

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if request.method != "POST":
            context = {
                **self._with_digest(request, object_id, extra_context),
                **note_presence(self, request, object_id),
            }
            return super().changeform_view(request, object_id, form_url, context)
        try:
            return self._attempt(request, object_id, form_url, extra_context, Attempt())
        except ValidationError as error:
            refusal = " ".join(error.messages)
        except IntegrityError as error:
            refusal = REFUSED_BY_DATABASE.format(str(error).splitlines()[0])
        return self._attempt(request, object_id, form_url, extra_context, Attempt(refusal))

    def _attempt(
        self,
        request: HttpRequest,
        object_id: str | None,
        form_url: str,
        extra_context: dict[str, Any] | None,
        attempt: Attempt,
    ) -> HttpResponse:
        with one_act():
            lock_office_for(request)
            self.refuse_foreign_targets(request)
            context = self._with_digest(request, object_id, extra_context)
            if object_id is not None and not context["loaded"] and self.has_change_permission(request):
                return answer_gone(self, request)
            if object_id is not None and request.POST.get("loaded") != context["loaded"]:
                attempt.refusal, attempt.is_conflict = CHANGED_MEANWHILE, True
            cast(GuardedRequest, request).attempt = attempt
            context |= note_presence(self, request, object_id)
            return super().changeform_view(request, object_id, form_url, context)

    def _with_digest(
        self, request: HttpRequest, object_id: str | None, extra_context: dict[str, Any] | None
    ) -> dict[str, Any]:
        """The digest is made before the form reads anything: at worst it is too old, never too new."""
        stored = self.get_object(request, unquote(object_id)) if object_id is not None else None
        return {**(extra_context or {}), "loaded": self.digest_of(stored) if stored else ""}

    def digest_of(self, stored: Row) -> str:
        own = self.model._default_manager.filter(pk=stored.pk)
        lists = [inline.state(stored) for inline in self.inlines if hasattr(inline, "state")]
        return digest([list(own.values_list(*facts(self.model, without=TREE_FIELDS))), *lists])

    def get_actions(self, request: HttpRequest) -> Any:
        """Nothing is removed in bulk: such a removal could not tell whether what goes is what the editor saw."""
        return {name: action for name, action in super().get_actions(request).items() if name != "delete_selected"}

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Ask again when what would go is not what the page showed that was confirmed."""
        with one_act():
            lock_office_for(request)
            stored = self.get_object(request, unquote(object_id))
            lost = self.digest_of_losses(request, stored) if stored else ""
            is_confirmed = request.method != "POST" or request.POST.get("loaded") == lost
            if stored and self.has_delete_permission(request, stored) and not is_confirmed:
                self.message_user(request, LOSSES_CHANGED, messages.WARNING)
                return HttpResponseRedirect(request.get_full_path())
            return super().delete_view(request, object_id, {**(extra_context or {}), "loaded": lost})

    def digest_of_losses(self, request: HttpRequest, stored: Row) -> str:
        return digest([self.digest_of(stored), self.get_deleted_objects([stored], request)[0]])

    def get_form(self, request: HttpRequest, obj: Row | None = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.scope = scope_on(request)
        attempt = getattr(request, "attempt", None)
        if attempt:
            form.refusal = attempt.refusal  # the class was made for this request alone
        return form

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        attempt = getattr(request, "attempt", None)
        context["is_in_scope"] = bool(context["original"]) and self.is_in_scope(request, context["original"])
        if attempt and attempt.is_conflict and context["original"]:
            lists = [inline.formset for inline in context["inline_admin_formsets"]]
            context["both_versions"] = compare(context["adminform"].form, lists)
            context["is_conflict"] = True
        return super().render_change_form(request, context, *args, **kwargs)
