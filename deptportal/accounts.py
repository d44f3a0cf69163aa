"""Accounts in admin: roles with what they mean, the parts of the office that were given, permissions in Polish."""

from collections.abc import Iterator
from typing import Any, ClassVar, Final

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, Permission, User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from deptportal.roles import TOLD
from journal.facts import PERMITTED
from journal.history import InJournal
from journal.recording import one_act
from orgchart.models import Grant, Unit

WHOLE_OFFICE: Final = "office"
ROLES_HELP: Final = "Co wolno, mówią role; gdzie – powierzone części urzędu na dole tej strony."
FOR_SUPERUSERS: Final = frozenset({"is_superuser", "user_permissions"})
SWITCH_OFF: Final = (
    "Kont się nie usuwa, bo ich nazwy stoją w dzienniku i pod publikacjami. Aby zamknąć komuś dostęp, odznacz to pole: "
    "straci go przy następnym kliknięciu, a jego historia zostanie."
)


class Permissions(forms.ModelMultipleChoiceField[Permission]):
    """«Publikowanie | wydanie | dodawanie»; Django stores «Can add wydanie», in English whatever the language."""

    def label_from_instance(self, obj: Permission) -> str:
        act = obj.codename.partition("_")[0]
        return f"{obj.content_type} | {PERMITTED.get(act, obj.name)}"


class Roles(forms.ModelMultipleChoiceField[Group]):
    """Each group with what it may do, in a sentence."""

    def label_from_instance(self, obj: Group) -> str:
        return f"{obj.name} – {TOLD[obj.name]}" if obj.name in TOLD else obj.name


class InPolish:
    """Comes before an admin that asks for permissions."""

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest | None = None, **kwargs: Any) -> Any:
        if db_field.related_model is Permission:
            kwargs["form_class"] = Permissions
        elif db_field.related_model is Group:
            kwargs |= {"form_class": Roles, "label": "Role", "help_text": ROLES_HELP}
            kwargs["widget"] = forms.CheckboxSelectMultiple()
        asked: Any = super()
        return asked.formfield_for_manytomany(db_field, request, **kwargs)


def parts_of_office() -> Iterator[tuple[str, str]]:
    yield "", "(wybierz)"
    yield WHOLE_OFFICE, "cały urząd – także jego dane i kontakty wspólne"
    for unit in Unit.objects.all():
        yield str(unit.pk), "\N{EM SPACE}" * unit.level + str(unit)


class GrantForm(forms.ModelForm[Grant]):
    """The whole office is a choice of its own, so that a row left blank gives nothing."""

    part = forms.ChoiceField(label="Część urzędu", choices=parts_of_office)

    class Meta:
        model = Grant
        fields: ClassVar[list[str]] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["part"] = str(self.instance.unit_id or WHOLE_OFFICE)

    def clean(self) -> dict[str, Any] | None:
        part = (super().clean() or {}).get("part")
        if part:
            self.instance.unit_id = None if part == WHOLE_OFFICE else int(part)
        return self.cleaned_data


class GrantFormSet(forms.BaseInlineFormSet[Grant, User, GrantForm]):
    def clean(self) -> None:
        super().clean()
        seen: set[str] = set()
        for form in self.forms:
            part = form.cleaned_data.get("part") if form.is_valid() and not form.cleaned_data.get("DELETE") else None
            if part in seen:
                form.add_error("part", "Tę część urzędu podano dwa razy.")
            seen |= {part} if part else set()


class GrantInline(admin.StackedInline[Grant, User]):
    model = Grant
    form = GrantForm
    formset: Any = GrantFormSet
    fields = ["part"]
    extra = 1

    @admin.display(description="Część urzędu")
    def part(self, grant: Grant) -> str:
        """For those who may only read it."""
        return str(grant)


class OneAct:
    """A form with its groups and permissions is one act for the journal."""

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        asked: Any = super()
        with one_act():
            return asked.changeform_view(request, *args, **kwargs)


class AccountAdmin(InJournal, OneAct, InPolish, UserAdmin[User]):
    """Whoever administers accounts makes no superuser, and lays no hand on one.

    An account is switched off, never removed: its name stands in the journal and under what it published.
    """

    list_display = ["username", "first_name", "last_name", "roles", "is_active"]
    list_filter = ["is_active", "groups"]
    filter_horizontal = ["user_permissions"]
    readonly_fields = ["last_login", "date_joined"]  # facts, which nobody types
    inlines = [GrantInline]

    class Media:
        css: ClassVar = {"all": ["redakcja/forms.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description="role")
    def roles(self, user: User) -> str:
        return ", ".join(group.name for group in user.groups.all())

    def get_inlines(self, request: HttpRequest, obj: User | None) -> Any:
        return super().get_inlines(request, obj) if obj else []

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        sets = super().get_fieldsets(request, obj)
        if is_superuser(request):
            return sets
        return [
            (title, {**options, "fields": [name for name in options["fields"] if name not in FOR_SUPERUSERS]})
            for title, options in sets
        ]

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_change_permission(request, obj) and may_touch(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "is_active" and field is not None:
            field.help_text = SWITCH_OFF
        return field

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        if not change:
            obj.is_staff = True  # nobody has an account for anything but the work here
        super().save_model(request, obj, form, change)


class AccountGroupAdmin(InJournal, OneAct, InPolish, GroupAdmin):
    pass


def is_superuser(request: HttpRequest) -> bool:
    return request.user.is_active and request.user.is_superuser


def may_touch(request: HttpRequest, account: User | None) -> bool:
    """Else an administrator could give himself a superuser's password."""
    return is_superuser(request) or not (account and account.is_superuser)


def locked(request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
    """The answer to whoever has failed to sign in too often; the same whether there is such an account or not."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    context = {**admin.site.each_context(request), "title": "Logowanie zablokowane", "minutes": minutes}
    answer = render(request, "admin/locked.html", context, status=429)
    answer["Retry-After"] = str(minutes * 60)
    return answer
