"""What people say on the desk: the statement of a proposal, decisions, secret links, remarks."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Final

from django import forms
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import URLValidator
from django.utils import timezone

from publishing.models import Attachment, Edition, Proposal
from publishing.services import ProposalStatement
from publishing.services.attachments import LARGEST, PDF, keep_attachment
from publishing.services.links import LONGEST_REMARK
from publishing.subjects import Subject, identity_of

SALT: Final = "publishing.attachment"
ZONE: Final = "Czas polski (Europe/Warsaw)."
KINDS: Final = [choice for choice in Edition.Kind.choices if choice[0] != Edition.Kind.EMERGENCY]
DAYS: Final = [(1, "1 dzień"), (3, "3 dni"), (7, "7 dni"), (14, "14 dni"), (30, "30 dni")]
EARLIER_EDITIONS: Final = 50  # that a correction may be chosen for


class PageField(forms.URLField):
    """An address that a browser opens as a page; `ftp:` is none."""

    default_validators = [URLValidator(schemes=["http", "https"])]


class EditionField(forms.ModelChoiceField[Edition]):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.title}, wydanie {obj.number} ({timezone.localtime(obj.published_at):%d.%m.%Y})"


class StatementForm(forms.Form):
    """`file` is kept as soon as it is right: where something else is wrong, `kept` brings it back with the form."""

    reason = forms.CharField(
        label="Powód zmiany",
        widget=forms.Textarea({"rows": 4}),
        max_length=2000,
        help_text="Przeczytają go wszyscy w rejestrze zmian. Wpisany tekst powstał z różnic: popraw go.",
    )
    kind = forms.ChoiceField(
        label="Rodzaj",
        choices=KINDS,
        help_text="Drobna poprawka to litera, przecinek, najwyżej kilka słów. Sprostowanie naprawia pomyłkę wydania.",
    )
    corrects = EditionField(
        label="Które wydanie prostujesz", queryset=Edition.objects.none(), required=False, empty_label="(żadnego)"
    )
    in_force_from = forms.DateTimeField(
        label="Obowiązuje od",
        required=False,
        widget=forms.DateTimeInput({"type": "datetime-local"}, "%Y-%m-%dT%H:%M"),
        help_text=f"{ZONE} Puste: od chwili publikacji.",
    )
    legal_basis = forms.CharField(
        label="Podstawa prawna",
        max_length=500,
        required=False,
        help_text="Np. uchwała Nr 12/26 Zarządu Województwa z dnia 2 stycznia 2026 r.",
    )
    legal_basis_url = PageField(label="Odnośnik do podstawy prawnej", required=False, assume_scheme="https")
    file = forms.FileField(
        label="Plik podstawy prawnej (PDF)",
        required=False,
        help_text="Najwyżej 10 MB.",
        widget=forms.FileInput({"accept": "application/pdf"}),
    )
    kept = forms.CharField(required=False, widget=forms.HiddenInput)
    without_file = forms.BooleanField(label="Usuń ten plik", required=False)
    prepared_by = forms.CharField(label="Kto wytworzył", max_length=200)
    prepared_on = forms.DateField(label="Data wytworzenia", widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    responsible = forms.CharField(label="Kto odpowiada za treść", max_length=200)

    def __init__(self, *args: Any, subjects: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [edition.pk for kind, key in subjects for edition in Edition.objects.of(kind, key)[:EARLIER_EDITIONS]]
        corrects: Any = self.fields["corrects"]
        corrects.queryset = Edition.objects.filter(pk__in=found)
        for name, field in self.fields.items():
            if field.help_text:
                field.widget.attrs.setdefault("aria-describedby", f"id_{name}_helptext")

    def clean_file(self) -> Attachment | None:
        upload: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if upload is None:
            return None
        if (upload.size or 0) > LARGEST:
            raise forms.ValidationError("Plik jest większy niż 10 MB.")
        content = upload.read()
        if not content.startswith(PDF):
            raise forms.ValidationError("To nie jest plik PDF.")
        return keep_attachment(upload.name or "plik.pdf", content)

    @property
    def attachment(self) -> Attachment | None:
        """The file that goes with the statement: the new one, or else the one that was there before."""
        if self.is_bound:
            new = getattr(self, "cleaned_data", {}).get("file")
            if new or self.data.get("without_file"):
                return new or None
            return kept_file(self.data.get("kept", ""))
        return kept_file(self.initial.get("kept", ""))

    @property
    def kept_mark(self) -> str:
        return mark_of(self.attachment)

    def statement(self) -> ProposalStatement:
        said = {name: self.cleaned_data[name] for name in ("reason", "prepared_by", "prepared_on", "responsible")}
        names = ("kind", "legal_basis", "legal_basis_url", "in_force_from", "corrects")
        said |= {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}
        return ProposalStatement(**said, attachment=self.attachment)


class UrgentForm(StatementForm):
    """Published at once: it has no day and no kind of its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("kind", "corrects", "in_force_from"):
            del self.fields[name]


def mark_of(attachment: Attachment | None) -> str:
    return signing.dumps(attachment.pk, salt=SALT) if attachment else ""


def kept_file(mark: str) -> Attachment | None:
    try:
        return Attachment.objects.defer("content").filter(pk=signing.loads(mark, salt=SALT)).first() if mark else None
    except signing.BadSignature:
        return None


class CommentForm(forms.Form):
    comment = forms.CharField(label="Dlaczego odrzucasz", widget=forms.Textarea({"rows": 3}), max_length=2000)


class NoteForm(forms.Form):
    note = forms.CharField(
        label="Uwagi do kontrasygnaty", widget=forms.Textarea({"rows": 2}), max_length=2000, required=False
    )


class RemarkForm(forms.Form):
    text = forms.CharField(label="Twoja uwaga", widget=forms.Textarea({"rows": 3}), max_length=LONGEST_REMARK)


class LinkForm(forms.Form):
    for_whom = forms.CharField(label="Dla kogo", max_length=200, help_text="Np. „Dyrektor Jan Kowalski”.")
    days = forms.TypedChoiceField(label="Ważny przez", choices=DAYS, coerce=int, initial=7)

    def expires_at(self) -> Any:
        return timezone.now() + timedelta(days=self.cleaned_data["days"])


class PartForm(forms.Form):
    subject_key = forms.ChoiceField(label="Dołącz do pakietu")

    def __init__(self, *args: Any, subjects: Iterable[Subject], proposal: Proposal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        taken = {part.key for part in proposal.parts.all()}
        named = [(identity_of(subject)[1], subject.name) for subject in subjects]
        field: Any = self.fields["subject_key"]
        field.choices = [(key, name) for key, name in named if key not in taken]
        self.has_any = bool(field.choices)
