"""Deputies in admin: a publisher names his own for some days, an administrator anybody's."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest

from journal.history import InJournal
from orgchart.admin.fields import DayInput
from orgchart.models import Deputy
from orgchart.rights import ADMINISTRATOR, AUDITOR, EDITOR, PUBLISHER, Account, has_role, may_name_deputies


def publishers() -> QuerySet[User]:
    return User.objects.filter(is_active=True, groups__name=PUBLISHER)


def possible_deputies() -> QuerySet[User]:
    """Whoever knows the work: it is only the right to publish that is lent."""
    roles = [EDITOR, PUBLISHER, ADMINISTRATOR]
    return User.objects.filter(is_active=True, is_staff=True, groups__name__in=roles).distinct().order_by("username")


class Person(forms.ModelChoiceField[User]):
    def label_from_instance(self, obj: User) -> str:
        name = obj.get_full_name()
        return f"{name} ({obj.get_username()})" if name else obj.get_username()


class DeputyForm(forms.ModelForm[Deputy]):
    """`principal`: whose deputy it is, where the form does not ask for that."""

    deputy = Person(possible_deputies(), label="Zastępca", help_text="Zatwierdza i publikuje tam, gdzie zastępowany.")
    own: User | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.own and not self.instance.pk:
            self.instance.principal = self.own

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        principal = cleaned.get("principal") or self.own
        if principal and principal == cleaned.get("deputy"):
            raise ValidationError("Nie można zastępować samego siebie.")
        return cleaned


class FormForAnybody(DeputyForm):
    principal = Person(publishers(), label="Kogo zastępuje")


class OwnDeputies(ChangeList):
    """Of others' deputies only those learn who administer or audit."""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet[Any]:
        rows = super().get_queryset(request, exclude_parameters)
        return rows if sees_all(request.user) else rows.filter(principal=request.user.pk)


def sees_all(user: Account) -> bool:
    return has_role(user, ADMINISTRATOR) or has_role(user, AUDITOR)


@admin.register(Deputy)
class DeputyAdmin(InJournal, admin.ModelAdmin[Deputy]):
    list_display = ["principal", "deputy", "since", "until"]
    list_select_related = ["principal", "deputy"]
    empty_words = "Nikt nikogo nie zastępuje. Wydawca wskazuje zastępcę na czas swojej nieobecności."

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return OwnDeputies

    def get_fields(self, request: HttpRequest, obj: Deputy | None = None) -> Any:
        asked = ["principal"] if sees_all(request.user) else []
        return [*asked, "deputy", "since", "until"]

    def get_readonly_fields(self, request: HttpRequest, obj: Deputy | None = None) -> Any:
        """Whose deputy it is, an administrator alone says; who also audits reads it, and names his own."""
        return [] if has_role(request.user, ADMINISTRATOR) else ["principal"]

    def get_form(self, request: HttpRequest, obj: Deputy | None = None, change: bool = False, **kwargs: Any) -> Any:
        if has_role(request.user, ADMINISTRATOR):
            return super().get_form(request, obj, change, **{**kwargs, "form": FormForAnybody})
        form: Any = super().get_form(request, obj, change, **{**kwargs, "form": DeputyForm})
        form.own = request.user  # the class was made for this request alone
        return form

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in {"since", "until"}:
            kwargs["widget"] = DayInput()
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and may_name_deputies(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Deputy | None = None) -> bool:
        return super().has_view_permission(request, obj) and (sees_all(request.user) or is_own(request, obj))

    def has_change_permission(self, request: HttpRequest, obj: Deputy | None = None) -> bool:
        return super().has_change_permission(request, obj) and may_write(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Deputy | None = None) -> bool:
        return super().has_delete_permission(request, obj) and may_write(request, obj)

    def get_actions(self, request: HttpRequest) -> Any:
        """Nothing is removed in bulk, past the question whose it is."""
        return {name: action for name, action in super().get_actions(request).items() if name != "delete_selected"}


def is_own(request: HttpRequest, deputy: Deputy | None) -> bool:
    return deputy is None or deputy.principal_id == request.user.pk


def may_write(request: HttpRequest, deputy: Deputy | None) -> bool:
    if has_role(request.user, ADMINISTRATOR):
        return True
    return may_name_deputies(request.user) and is_own(request, deputy)
