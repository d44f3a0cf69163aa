"""Pages that editors write, and the statement of accessibility. Readers never see these rows, only editions of them."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any, Self
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, URLValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from journal.recording import RecordedQuerySet
from orgchart.addresses import NO_CAPITALS, validate_slug
from orgchart.keys import KeyField
from orgchart.models import Unit
from orgchart.phones import dialled
from orgchart.search import FoldedField, SearchableQuerySet, refold
from orgchart.text import slug as slug_from
from pages import kinds

LONGEST = 100_000  # characters of a text: some fifty sheets of paper
LONGEST_SLUG = 120
FEBRUARY_29 = (2, 29)
FIRST_YEAR = 2002  # when the BIP began
DAYS = ("site_published_on", "site_updated_on", "prepared_on", "reviewed_on")
SHOWN_AS_TYPED = (
    "inaccessible",
    "excluded",
    "excessive_cost",
    "assessor",
    "shortcuts",
    "contact",
    "applications",
    "architecture_url",
)
EMAIL = re.compile(r"[\w.+-][@＠][\w-]+\.\w")
NO_EMAIL = "Usuń stąd adres e-mail: programy, które rozsyłają spam, zebrałyby go ze strony."
WEB = URLValidator(schemes=["http", "https"], message="Wpisz pełny adres strony, np. https://www.gov.pl.")


class PageQuerySet(SearchableQuerySet["Page"]):
    def due_for_review(self, day: date) -> Self:
        """Those that were to be reviewed before that day."""
        return self.filter(review_on__lt=day)


class Page(models.Model):
    """A page at `/<slug>/`. A statutory one has the address of its kind; there is at most one of each."""

    key = KeyField()
    kind = models.CharField("rodzaj", max_length=20, choices=kinds.CHOICES, default=kinds.OTHER)
    title = models.CharField("tytuł", max_length=200)
    slug = models.SlugField(
        "adres",
        max_length=LONGEST_SLUG,
        unique=True,
        blank=True,
        help_text="Końcówka adresu strony. Pozostaw puste, a powstanie z tytułu.",
        error_messages={"unique": "Ten adres ma już inna strona."},
    )
    body = models.TextField("treść", blank=True, validators=[MaxLengthValidator(LONGEST)])
    easy_text = models.TextField("tekst łatwy do czytania (ETR)", blank=True, validators=[MaxLengthValidator(LONGEST)])
    film = models.URLField(
        "film w języku migowym (PJM)", blank=True, validators=[WEB], help_text="Adres filmu. Odbiorca otworzy go sam."
    )
    told_on = models.DateField(
        "stan na dzień", null=True, blank=True, help_text="Na jaki dzień przygotowano tekst łatwy do czytania i film."
    )
    review_on = models.DateField(
        "przejrzeć do dnia",
        null=True,
        blank=True,
        help_text="Biurko publikacji przypomni o przeglądzie. Czytelnicy tego nie widzą.",
    )
    position = models.PositiveIntegerField("kolejność", default=1)
    searchable = FoldedField(of=["title", "body"])

    objects = PageQuerySet.as_manager()

    class Meta:
        verbose_name = "strona"
        verbose_name_plural = "strony"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind"],
                condition=~Q(kind=kinds.OTHER),
                name="statutory_page_has_no_double",
                violation_error_message="Strona tego rodzaju już jest.",
            ),
            models.UniqueConstraint(
                fields=["position"],
                name="page_order_has_no_doubles",
                violation_error_message="Dwie strony mają tę samą kolejność.",
            ),
            models.CheckConstraint(
                condition=Q(slug=Lower("slug")), name="page_slug_has_no_capitals", violation_error_message=NO_CAPITALS
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def name(self) -> str:
        """As other subjects of editions have it."""
        return self.title

    @property
    def path(self) -> str:
        """Where the page is, once published."""
        return f"/{self.slug}/"

    @property
    def statutory(self) -> kinds.Kind | None:
        return kinds.STATUTORY.get(self.kind)

    @property
    def stated(self) -> "Declaration | None":
        """What the statement of accessibility says, of its own page; None until somebody filled it in."""
        return Declaration.objects.filter(page=self).first() if self.kind == kinds.DECLARATION else None

    def is_due_for_review(self, day: date) -> bool:
        return self.review_on is not None and self.review_on < day

    def clean(self) -> None:
        """A statutory page has its kind's address; another one has none that is reserved or a unit's."""
        super().clean()
        refold(self)
        if self.statutory:
            self.slug = self.statutory.slug
            self.title = self.statutory.title if self.statutory.keeps_title else self.title
        wrong = _with_email(self, ("title", "film") if self.kind == kinds.ACCESSIBILITY else ("title",))
        if wrong:
            raise ValidationError(wrong)
        if self.statutory:
            return
        self.slug = self.slug or slug_from(self.title)[:LONGEST_SLUG].strip("-")
        problem = self._problem_of_slug() if self.title or self.slug else ""
        if problem:
            raise ValidationError({"slug": problem})

    def _problem_of_slug(self) -> str:
        try:
            validate_slug(self.slug)
        except ValidationError as error:
            return str(error.messages[0])
        if Unit.objects.filter(parent=None, slug=self.slug).exists():
            return "Ten adres ma już departament."
        return "" if self.slug else "Z tego tytułu nie da się utworzyć adresu. Wpisz go."


class Declaration(models.Model):
    """What the statement of accessibility (deklaracja dostępności, LAW S5) says; its page stands beside it.

    Texts that are lists have an item a line; those said to be Markdown are rendered as a page's body is.
    """

    class Status(models.TextChoices):
        FULL = "zgodna", "zgodna"
        PARTIAL = "czesciowo", "częściowo zgodna"
        NONE = "niezgodna", "niezgodna"

    class Method(models.TextChoices):
        SELF = "samoocena", "samoocena przeprowadzona przez podmiot publiczny"
        EXTERNAL = "zewnetrzna", "badanie przeprowadzone przez podmiot zewnętrzny"

    page = models.OneToOneField(Page, models.CASCADE, related_name="declaration", verbose_name="strona")
    site_published_on = models.DateField("data publikacji strony")
    site_updated_on = models.DateField("data ostatniej istotnej aktualizacji")
    status = models.CharField("stan dostępności", max_length=20, choices=Status)
    inaccessible = models.TextField(
        "niedostępne treści", blank=True, help_text="Co jest niedostępne i dlaczego; każda pozycja w osobnym wierszu."
    )
    excluded = models.TextField(
        "treści wyłączone z obowiązku", blank=True, help_text="Każda pozycja w osobnym wierszu."
    )
    excessive_cost = models.TextField(
        "ocena nadmiernych kosztów", blank=True, help_text="Tylko jeśli urząd powołuje się na nadmierne koszty."
    )
    prepared_on = models.DateField("data sporządzenia deklaracji")
    reviewed_on = models.DateField("data ostatniego przeglądu", null=True, blank=True)
    method = models.CharField("metoda oceny", max_length=20, choices=Method, default=Method.SELF)
    assessor = models.CharField("kto oceniał", max_length=300, blank=True, help_text="Nazwa podmiotu zewnętrznego.")
    information = models.TextField("udogodnienia, ograniczenia i inne informacje", blank=True)
    shortcuts = models.TextField(
        "skróty klawiszowe", blank=True, help_text="Tylko niestandardowe; każdy w osobnym wierszu."
    )
    contact = models.CharField("osoba lub komórka do kontaktu", max_length=200)
    email = models.EmailField("e-mail")
    phone = models.CharField("telefon", max_length=40)
    applications = models.TextField("aplikacje mobilne", blank=True, help_text="Każda w osobnym wierszu.")
    architecture = models.TextField("dostępność architektoniczna")
    architecture_url = models.URLField(
        "osobny opis dostępności architektonicznej", blank=True, validators=[WEB], help_text="Adres, jeśli jest."
    )
    communication = models.TextField("dostępność komunikacyjno-informacyjna")

    objects = RecordedQuerySet["Declaration"].as_manager()

    class Meta:
        verbose_name = "deklaracja dostępności"
        verbose_name_plural = "deklaracja dostępności"

    def __str__(self) -> str:
        return str(self.page)

    @property
    def checked_on(self) -> date:
        """The day from which a year is counted until the next review."""
        return self.reviewed_on or self.prepared_on

    def is_due_for_review(self, day: date) -> bool:
        return a_year_after(self.checked_on) <= day

    def clean(self) -> None:
        """Dates in an order that can be true, and a list of what is not accessible where the state demands one."""
        super().clean()
        errors: dict[str, Any] = _with_email(self, SHOWN_AS_TYPED)
        for name in DAYS:
            day = getattr(self, name)
            if day and day > timezone.localdate():
                errors[name] = "Ta data jest w przyszłości."
            elif day and day.year < FIRST_YEAR:
                errors[name] = "Tak dawno nie było jeszcze stron BIP. Sprawdź rok."
        if _reversed(self.site_published_on, self.site_updated_on):
            errors.setdefault("site_updated_on", "Aktualizacja nie może być wcześniejsza niż publikacja strony.")
        if _reversed(self.prepared_on, self.reviewed_on):
            errors.setdefault("reviewed_on", "Przegląd nie może być wcześniejszy niż sporządzenie deklaracji.")
        errors |= self._missing() | self._unfit()
        if errors:
            raise ValidationError(errors)

    def _missing(self) -> dict[str, Any]:
        found = {}
        if self.status in {self.Status.PARTIAL, self.Status.NONE} and not self.inaccessible.strip():
            found["inaccessible"] = "Przy tym stanie wypisz, co jest niedostępne."
        if self.status == self.Status.FULL and self.inaccessible.strip():
            found["inaccessible"] = "Strona zgodna nie ma niedostępnych treści. Zmień stan albo usuń listę."
        if self.method == self.Method.EXTERNAL and not self.assessor.strip():
            found["assessor"] = "Podaj, kto przeprowadził badanie."
        return found

    def _unfit(self) -> dict[str, Any]:
        """A telephone that cannot be dialled, and texts that are longer than a page may be."""
        columns = (field.name for field in self._meta.concrete_fields if isinstance(field, models.TextField))
        long = f"Tekst może mieć najwyżej {LONGEST} znaków. Skróć go."
        found: dict[str, Any] = {name: long for name in columns if len(getattr(self, name)) > LONGEST}
        try:
            if self.phone:  # that it is missing is said by the field itself
                dialled(self.phone)
        except ValueError as error:
            found["phone"] = f"{error}."
        return found


def a_year_after(day: date) -> date:
    """The same day a year later; of 29 February, the last of that month."""
    is_leap = (day.month, day.day) == FEBRUARY_29
    return day.replace(year=day.year + 1, day=28 if is_leap else day.day)


def _with_email(row: models.Model, names: Iterable[str]) -> dict[str, Any]:
    """What is wrong where somebody typed an address into what every page shows to whoever only follows links."""
    return {name: NO_EMAIL for name in names if EMAIL.search(unquote(getattr(row, name)))}


def _reversed(earlier: date | None, later: date | None) -> bool:
    return bool(earlier and later and later < earlier)
