"""Editions in admin: a list that can only be read, and «Opublikuj wydanie», which asks for what the law asks."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.validators import URLValidator
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from orgchart.models import OFFICE_ID, Department, Office, Unit
from publishing import reading
from publishing.models import Edition
from publishing.services import (
    PublicationRefused,
    Statement,
    changes_since_in_force,
    find_obstacles,
    publish_edition,
)

OFFICE: Final = "office"
SAID: Final = ("prepared_by", "prepared_on", "responsible", "reason", "legal_basis", "legal_basis_url", "in_force_from")


def subjects() -> Iterator[tuple[str, str]]:
    """What can be published: the office and its departments."""
    yield "", "(wybierz)"
    office = Office.objects.filter(pk=OFFICE_ID).first()
    if office:
        yield OFFICE, f"{office.name} (dane urzędu i kontakty wspólne)"
    yield from Department.objects.order_by("position").values_list("key", "name")


def subject_of(choice: str) -> Office | Unit:
    return Office.objects.get(pk=OFFICE_ID) if choice == OFFICE else Department.objects.get(key=choice)


class SubjectForm(forms.Form):
    """Whose changes are to be shown."""

    subject_key = forms.ChoiceField(label="Czyje zmiany", choices=subjects)


class PageField(forms.URLField):
    """An address that a browser opens as a page; `ftp:` is none."""

    default_validators = [URLValidator(schemes=["http", "https"])]


class PublicationForm(forms.ModelForm[Edition]):
    """The statement of whoever publishes; the content is the working copy as it stands."""

    subject_key = forms.ChoiceField(label="Co publikujesz", choices=subjects)
    prepared_by = forms.CharField(label="Kto wytworzył", max_length=200)
    prepared_on = forms.DateField(
        label="Data wytworzenia", initial=timezone.localdate, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    responsible = forms.CharField(label="Kto odpowiada za treść", max_length=200)
    reason = forms.CharField(label="Powód zmiany", widget=forms.Textarea({"rows": 3}), max_length=2000)
    legal_basis = forms.CharField(label="Podstawa prawna", max_length=500, required=False)
    legal_basis_url = PageField(label="Odnośnik do podstawy prawnej", required=False, assume_scheme="https")
    in_force_from = forms.DateTimeField(
        label="Obowiązuje od",
        required=False,
        widget=forms.DateTimeInput({"type": "datetime-local"}, "%Y-%m-%dT%H:%M"),
        help_text="Czas polski. Puste: od chwili publikacji.",
    )
    publisher = ""

    class Meta:
        model = Edition
        fields: list[str] = []
        exclude = ["in_force_from"]  # noqa: DJ006  # the field above is the statement's, not the one of the same name

    def clean(self) -> dict[str, Any]:
        super().clean()
        if not self.errors:
            for obstacle in find_obstacles(self.subject(), self.statement()):
                self.add_error(None, obstacle.text)
        return self.cleaned_data

    def subject(self) -> Office | Unit:
        return subject_of(self.cleaned_data["subject_key"])

    def statement(self) -> Statement:
        said = {name: self.cleaned_data[name] for name in SAID}
        return Statement(**said, published_by=self.publisher)


@admin.register(Edition)
class EditionAdmin(admin.ModelAdmin[Edition]):
    """No edition is changed or deleted here: the permissions to do so are nobody's."""

    form = PublicationForm
    list_display = ["title", "number", "published_at", "in_force_from", "state"]
    list_filter = ["subject", "published_at"]
    search_fields = ["title"]
    date_hierarchy = "published_at"
    ordering = ["-published_at", "-pk"]
    add_form_template = "admin/publishing/edition/add_form.html"

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {"title": "Wydania", **(extra_context or {})})

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.changes_view)
        return [path("zmiany/", view, name="publishing_edition_changes"), *super().get_urls()]

    def changes_view(self, request: HttpRequest) -> HttpResponse:
        """What the next edition of a department, or of the office, would change for readers."""
        if not (self.has_add_permission(request) or self.has_view_permission(request)):
            raise PermissionDenied
        form = SubjectForm(request.GET or None)
        context = {
            **self.admin_site.each_context(request),
            "title": "Zmiany do opublikowania",
            "opts": self.opts,
            "form": form,
            "may_publish": self.has_add_permission(request),
            **(changes_of(form.cleaned_data["subject_key"]) if form.is_valid() else {}),
        }
        return TemplateResponse(request, "admin/publishing/edition/changes.html", context)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"subject_key": request.GET.get("subject_key", "")}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Edition]:
        in_force = Edition.objects.in_force(timezone.now())
        return super().get_queryset(request).annotate(is_in_force=Exists(in_force.filter(pk=OuterRef("pk"))))

    def get_fields(self, request: HttpRequest, obj: Edition | None = None) -> Any:
        return ["title", "number", "said", "digest", "previous_digest"] if obj else ["subject_key", *SAID]

    def get_readonly_fields(self, request: HttpRequest, obj: Edition | None = None) -> list[str]:
        return ["title", "number", "said", "digest", "previous_digest"] if obj else []

    def get_form(self, request: HttpRequest, obj: Edition | None = None, change: bool = False, **kwargs: Any) -> Any:
        if obj:
            return super().get_form(request, obj, change, **{**kwargs, "form": forms.ModelForm, "fields": []})
        name = request.user.get_full_name() if request.user.is_authenticated else ""
        return type("PublicationForm", (PublicationForm,), {"publisher": name or request.user.get_username()})

    def save_model(self, request: HttpRequest, obj: Edition, form: PublicationForm, change: bool) -> None:
        edition = publish_edition(form.subject(), form.statement())
        vars(obj).update(vars(edition))

    def response_add(self, request: HttpRequest, obj: Edition, post_url_continue: str | None = None) -> HttpResponse:
        self.message_user(request, f"Opublikowano: {obj}.", "SUCCESS")
        return redirect("admin:publishing_edition_changelist")

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().changeform_view(request, *args, **kwargs)
        except PublicationRefused as refusal:  # somebody else published between the check and the act
            self.message_user(request, str(refusal), "ERROR")
            return redirect("admin:publishing_edition_changelist")

    def has_change_permission(self, request: HttpRequest, obj: Edition | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Edition | None = None) -> bool:
        return False

    @admin.display(description="stan")
    def state(self, edition: Edition) -> str:
        if edition.in_force_from > timezone.now():
            return "zaplanowane"
        return "obowiązuje" if getattr(edition, "is_in_force", False) else "nie obowiązuje"

    @admin.display(description="metryczka")
    def said(self, edition: Edition) -> SafeString:
        m = reading.metadata_of(edition)
        rows = [
            ("Kto wytworzył", f"{m.prepared_by}, {m.prepared_on:%d.%m.%Y}"),
            ("Kto odpowiada za treść", m.responsible),
            ("Kto opublikował", f"{m.published_by}, {_moment(m.published_at)}"),
            ("Obowiązuje od", _moment(m.in_force_from)),
            ("Powód zmiany", m.reason),
            ("Podstawa prawna", f"{m.legal_basis} {m.legal_basis_url}".strip() or "nie podano"),
        ]
        return format_html("<dl>{}</dl>", format_html_join("", "<dt>{}</dt><dd>{}</dd>", rows))


def changes_of(choice: str) -> dict[str, Any]:
    """For the page of changes: the chapters, or that nothing is in force yet with which to compare."""
    try:
        return {"chosen": choice, "chapters": changes_since_in_force(subject_of(choice))}
    except Edition.DoesNotExist:
        return {"chosen": choice, "is_first": True}


def _moment(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%d.%m.%Y %H:%M}"
