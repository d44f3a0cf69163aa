"""The register of changes: of one subject and of all, as pages and as Atom feeds."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone

from bip import answers, former
from bip.feed import feed_of
from bip.finding import spots
from bip.frame import Frame, Step, home_of
from bip.public import moved, public
from publishing import history, reading
from publishing.history import Filters
from publishing.models import Edition
from publishing.reading import Subject

ALL: Final = ""
OF_OFFICE: Final = "urzad"
KINDS: Final = [
    ("", "wszystkie"),
    ("zmiana", "zmiana"),
    ("drobna", "drobna poprawka"),
    ("sprostowanie", "sprostowanie"),
    ("pilna", "publikacja pilna"),
]
KIND: Final = {
    "zmiana": Edition.Kind.CHANGE,
    "drobna": Edition.Kind.MINOR,
    "sprostowanie": Edition.Kind.CORRECTION,
    "pilna": Edition.Kind.EMERGENCY,
}
WRONG_DAY: Final = "To nie jest data. Wpisz ją tak: 31.03.2026."
DAYS: Final = ["%d.%m.%Y", "%Y-%m-%d"]  # as people write them, and as links do
TYPED: Final = {"placeholder": "DD.MM.RRRR", "autocomplete": "off"}  # a calendar is a trap for who goes by keyboard
REVERSED: Final = "Początek okresu jest późniejszy niż jego koniec. Zamień daty."
MOST_PAGES: Final = 100_000


class PeriodForm(forms.Form):
    """Filters that both registers have. What is wrong is told, and the rest holds."""

    rodzaj = forms.ChoiceField(label="Rodzaj", choices=KINDS, required=False)
    od = forms.DateField(
        label="Opublikowano od",
        required=False,
        input_formats=DAYS,
        error_messages={"invalid": WRONG_DAY},
        widget=forms.DateInput(TYPED, "%d.%m.%Y"),
    )
    do = forms.DateField(
        label="Opublikowano do",
        required=False,
        input_formats=DAYS,
        error_messages={"invalid": WRONG_DAY},
        widget=forms.DateInput(TYPED, "%d.%m.%Y"),
    )
    strona = forms.IntegerField(required=False, min_value=1, max_value=MOST_PAGES, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        since, until = cleaned.get("od"), cleaned.get("do")
        if since and until and since > until:
            self.add_error("od", REVERSED)
        return cleaned

    def found(self, name: str) -> Any:
        return self.cleaned_data.get(name) or None

    def day(self, name: str) -> date | None:
        """A day far from ours would be none in another zone."""
        day: date | None = self.found(name)
        return min(max(day, date(1900, 1, 1)), date(9000, 1, 1)) if day else None

    def filters(self) -> Filters:
        kind = KIND.get(self.found("rodzaj") or "", "")
        return Filters(kind=kind, since=self.day("od"), until=self.day("do"))


@public("GET", query=True)
def register(request: HttpRequest, department: str | None = None) -> HttpResponse:
    now = timezone.now()
    if department is None:
        return _of_all(request, now)
    subject = reading.subject(department, now)
    if subject.edition is None:
        return former.department(request, department, subject.office)
    return _of_department(request, subject, f"/{department}/", now)


@public("GET")
def feed(request: HttpRequest, department: str | None = None) -> HttpResponse:
    """The newest entries; one that is withdrawn or planned says so."""
    now = timezone.now()
    subject = reading.subject(department, now)
    if subject.edition is None and department:
        return former.department(request, department, subject.office)
    filters = _filters_of(subject) if department else Filters()
    entries, _ = history.register(now, filters)
    title = subject.edition.title if department and subject.edition else subject.office.document.name
    home = f"/{department}/" if department else "/"
    body = feed_of(entries, title=f"Rejestr zmian – {title}", home=home, otherwise=subject.office.edition)
    answer = answers.PublicPage(body, made_of=[subject.office.edition, *(entry.edition for entry in entries)])
    answer["Content-Type"] = "application/atom+xml; charset=utf-8"
    return answer


@public("GET")
def to_register(request: HttpRequest, department: str | None = None) -> HttpResponse:
    return moved(f"/{department}/rejestr-zmian/" if department else "/rejestr-zmian/")


def _of_all(request: HttpRequest, now: datetime) -> HttpResponse:
    office, others = reading.front(now)
    homes = {edition.key: home_of(edition) for edition in others} | {reading.OFFICE_KEY: "/"}
    choices = [(ALL, "wszystkie"), (OF_OFFICE, "urząd (dane i kontakty wspólne)")]
    choices += [(edition.slug, edition.title) for edition in others]
    form = _form(request, "departament", "Departament albo strona", choices)
    chosen, filters = form.found("departament"), form.filters()
    if chosen == OF_OFFICE:
        filters = replace(filters, subject=Edition.Subject.OFFICE, key=reading.OFFICE_KEY)
    elif chosen:
        subjects = {edition.slug: (edition.subject, edition.key) for edition in others}
        filters = replace(filters, subject=subjects[chosen][0], key=subjects[chosen][1])
    frame = Frame(
        "Rejestr zmian",
        office,
        "/rejestr-zmian/",
        f"Wszystkie zmiany w BIP: {office.document.name}.",
        feed="/rejestr-zmian/atom.xml",
    )
    return _page(request, frame, form, filters, now, office.edition, homes)


def _of_department(request: HttpRequest, subject: Subject, home: str, now: datetime) -> HttpResponse:
    edition = subject.edition
    if edition is None:
        raise ValueError("nobody bears the address")
    choices = [(ALL, "wszystkie")]
    if edition.subject == Edition.Subject.DEPARTMENT and not subject.withdrawn:
        root = reading.department_document_of(edition).unit
        choices += [(spot.unit.key, f"{'– ' * len(spot.above)}{spot.name_with_symbol}") for spot in spots(root)]
    asked = request.GET.get("komorka", "")[:16]
    if asked.isprintable() and asked and asked not in dict(choices):
        choices.append((asked, "komórka, której już tu nie ma"))
    form = _form(request, "komorka", "Komórka", choices)
    filters = _filters_of(subject, unit=form.found("komorka") or "", form=form)
    frame = Frame(
        "Rejestr zmian",
        subject.office,
        f"{home}rejestr-zmian/",
        f"Wszystkie zmiany strony: {edition.title}.",
        (Step(edition.title, home),),
        feed=f"{home}rejestr-zmian/atom.xml",
    )
    return _page(request, frame, form, filters, now, subject.office.edition, {edition.key: home})


def _filters_of(subject: Subject, *, unit: str = "", form: PeriodForm | None = None) -> Filters:
    if subject.edition is None:
        raise ValueError("nobody bears the address")
    filters = form.filters() if form else Filters()
    return replace(filters, subject=subject.edition.subject, key=subject.edition.key, unit=unit)


def _form(request: HttpRequest, name: str, label: str, choices: list[tuple[str, str]]) -> PeriodForm:
    """The period's form with a choice of its own before it, already judged."""
    form = PeriodForm(request.GET)
    form.fields[name] = forms.ChoiceField(label=label, choices=choices, required=False)
    form.order_fields([name, "rodzaj", "od", "do"])
    form.is_valid()
    return form


def _page(
    request: HttpRequest,
    frame: Frame,
    form: PeriodForm,
    filters: Filters,
    now: datetime,
    office: Edition,
    homes: dict[str, str],
) -> HttpResponse:
    number = form.found("strona") or 1
    if number > 1:
        frame = replace(frame, title=f"{frame.title}, strona {number}")
    entries, follow = history.register(now, filters, number)
    context = {
        "frame": frame,
        "form": form,
        "rows": [(entry, homes.get(entry.edition.key, "")) for entry in entries],
        "of_all": len(homes) != 1 or reading.OFFICE_KEY in homes,
        "filtered": any(form.found(name) for name in form.fields if name != "strona"),
        "number": number,
        "newer": _query(request, number - 1) if number > 1 else "",
        "older_page": _query(request, number + 1) if follow else "",
    }
    made_of = [office, *(entry.edition for entry in entries)]
    return answers.page(request, "bip/register.html", context, made_of=made_of, dated=False)


def _query(request: HttpRequest, number: int) -> str:
    """The same filters, another page."""
    query: QueryDict = request.GET.copy()
    query["strona"] = str(number)
    return f"?{query.urlencode()}"
