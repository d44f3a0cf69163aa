"""Accounts and groups in admin: Django's own pages, with the names of permissions in Polish."""

from typing import Any, Final

from django import forms
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Permission, User
from django.http import HttpRequest

ACTS: Final = {"add": "dodawanie", "change": "zmienianie", "delete": "usuwanie", "view": "podgląd"}


class Permissions(forms.ModelMultipleChoiceField[Permission]):
    """«Publikowanie | wydanie | dodawanie»; Django stores «Can add wydanie», in English whatever the language."""

    def label_from_instance(self, obj: Permission) -> str:
        act = obj.codename.partition("_")[0]
        return f"{obj.content_type} | {ACTS.get(act, obj.name)}"


class InPolish:
    """Comes before an admin that asks for permissions."""

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest | None = None, **kwargs: Any) -> Any:
        if db_field.related_model is Permission:
            kwargs["form_class"] = Permissions
        asked: Any = super()
        return asked.formfield_for_manytomany(db_field, request, **kwargs)


class AccountAdmin(InPolish, UserAdmin[User]):
    pass


class AccountGroupAdmin(InPolish, GroupAdmin):
    pass
