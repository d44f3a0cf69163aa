"""The office, its units and its posts: rows that editors change. Readers never see them, only editions of them."""

from collections.abc import Collection
from datetime import date
from typing import Any, ClassVar, Final

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from mptt.models import MPTTModel, TreeForeignKey

from journal.recording import RecordedQuerySet
from orgchart import kinds
from orgchart.addresses import NO_CAPITALS, validate_slug
from orgchart.keys import KeyField
from orgchart.managers import AppointmentQuerySet, DepartmentManager, PostQuerySet, UnitManager
from orgchart.search import CaselessField, FoldedField, folded_fields, refold

OFFICE_ID: Final = 1
TREE_FIELDS: Final = frozenset({"parent", "position", "lft", "rght", "tree_id", "level"})


class Office(models.Model):
    """The one office whose BIP this is."""

    name = models.CharField("nazwa", max_length=200)
    seat = models.TextField("siedziba", help_text="Ulica, kod i miejscowość, każde w osobnym wierszu.")
    website = models.URLField(
        "strona internetowa",
        help_text="Własna strona urzędu, nie BIP.",
        validators=[URLValidator(schemes=["http", "https"])],
    )

    objects = RecordedQuerySet["Office"].as_manager()

    class Meta:
        verbose_name = "urząd"
        verbose_name_plural = "urząd"
        constraints = [
            models.CheckConstraint(
                condition=Q(pk=OFFICE_ID), name="one_office", violation_error_message="Urząd jest już opisany."
            )
        ]

    def __str__(self) -> str:
        return self.name


class Officer(models.Model):
    """Somebody whom the law tells the office to name: an editor of the BIP, the data protection inspector, …"""

    class Role(models.TextChoices):
        EDITOR = "redaktor", "redaktor BIP"
        INSPECTOR = "iod", "inspektor ochrony danych"
        COORDINATOR = "dostepnosc", "koordynator dostępności"

    office = models.ForeignKey(Office, models.CASCADE, related_name="officers", verbose_name="urząd")
    role = models.CharField("funkcja", max_length=20, choices=Role)
    name = models.CharField("imię i nazwisko", max_length=200)
    phone = models.CharField("telefon", max_length=40, blank=True)
    fax = models.CharField("faks", max_length=40, blank=True)
    email = models.EmailField("e-mail", blank=True)
    position = models.PositiveIntegerField("kolejność", default=1)

    objects = RecordedQuerySet["Officer"].as_manager()

    class Meta:
        verbose_name = "osoba wyznaczona"
        verbose_name_plural = "osoby wyznaczone"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "position"],
                name="officer_order_has_no_doubles",
                violation_error_message="Dwie osoby mają tę samą kolejność.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_role_display()})"


class Unit(MPTTModel):
    """A department (a root) or a unit below it. Where it stands is written by `orgchart.services` alone."""

    key = KeyField()
    parent = TreeForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="część jednostki"
    )
    position = models.PositiveIntegerField("kolejność", editable=False)
    kind = models.CharField(
        "rodzaj", max_length=30, choices=[(kind.code, kind.noun.lower()) for kind in kinds.KINDS.values()]
    )
    name = models.CharField("nazwa", max_length=300, help_text="Pełna nazwa, np. „Wydział Promocji”.")
    symbol = models.CharField(
        "symbol",
        max_length=20,
        blank=True,
        help_text="Symbol, którym komórka oznacza pisma, np. PWI. Nie może się powtórzyć w urzędzie.",
        validators=[
            RegexValidator(
                r"^[^\W\d_][^\W_]*(-[^\W_]+)*\Z",
                "Symbol zaczyna się literą i składa się z liter, cyfr i łączników, np. „PWI” albo „KS-II”.",
            )
        ],
    )
    caseless_symbol = CaselessField(of=["symbol"])
    slug = models.SlugField(
        "adres",
        max_length=120,
        unique=True,
        blank=True,
        validators=[validate_slug],
        help_text="Końcówka adresu strony. Pozostaw puste, a powstanie z symbolu albo nazwy.",
        error_messages={"unique": "Ten adres ma już inna komórka."},
    )
    heading = models.CharField(
        "nagłówek",
        max_length=500,
        blank=True,
        help_text="Tylko jeśli w regulaminie brzmi inaczej niż utworzony z nazwy i symbolu. Bez liczby rzymskiej.",
    )
    intro = models.TextField("wstęp do zadań", blank=True)
    handling = models.TextField(
        "przyjmowanie i załatwianie spraw", blank=True, help_text="Jak komórka przyjmuje i załatwia sprawy."
    )
    registers = models.TextField("rejestry, ewidencje i archiwa", blank=True, help_text="Każdy w osobnym wierszu.")
    searchable = FoldedField(of=["symbol", "name", "heading"])

    objects: ClassVar[UnitManager[Any]] = UnitManager()

    class Meta:
        verbose_name = "komórka organizacyjna"
        verbose_name_plural = "komórki organizacyjne"
        ordering = ["tree_id", "lft"]
        constraints = [
            models.UniqueConstraint(
                fields=["caseless_symbol"], condition=~Q(caseless_symbol=""), name="symbol_is_unique"
            ),
            models.UniqueConstraint(fields=["symbol"], condition=~Q(symbol=""), name="symbol_has_no_double"),
            models.CheckConstraint(
                condition=Q(slug=Lower("slug")), name="slug_has_no_capitals", violation_error_message=NO_CAPITALS
            ),
            models.UniqueConstraint(fields=["parent", "position"], name="unit_order_has_no_doubles"),
            models.UniqueConstraint(
                fields=["position"], condition=Q(parent=None), name="department_order_has_no_doubles"
            ),
            models.CheckConstraint(condition=~Q(parent=models.F("pk")), name="unit_is_not_its_own_parent"),
            models.CheckConstraint(
                condition=~Q(kind=kinds.DEPARTMENT) | Q(parent=None),
                name="department_is_a_root",
                violation_error_message="Departament nie należy do innej jednostki. Wybierz inny rodzaj.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.symbol})" if self.symbol else self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write an existing unit's own facts only.

        Saving a stale copy after somebody's move would put old tree numbers back and corrupt the tree, so an
        existing row's place is never among what is written.
        """
        if not self._state.adding:
            wanted = kwargs.get("update_fields")
            names = {field.name for field in self._meta.concrete_fields if not field.primary_key}
            folded = {field.name for field in folded_fields(type(self))}
            kwargs["update_fields"] = (names if wanted is None else {*wanted, *folded}) - TREE_FIELDS
            models.Model.save(self, *args, **kwargs)
        else:
            super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        refold(self)
        twin = Unit.objects.with_symbol(self.symbol).exclude(pk=self.pk).first()
        if twin:
            raise ValidationError({"symbol": f"Ten symbol ma już komórka „{twin.name}”."})

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """But for the symbol, of which `clean` says more: whose it is."""
        super().validate_constraints({*(exclude or ()), "symbol", "caseless_symbol"})

    @property
    def path(self) -> str:
        """Where the unit's page is, once published."""
        return self.path_in(self.get_root())

    def path_in(self, root: "Unit") -> str:
        """The same, where the department is known already."""
        return f"/{root.slug}/" if root.pk == self.pk else f"/{root.slug}/{self.slug}/"


class Department(Unit):
    """A root of the tree."""

    objects: ClassVar[DepartmentManager] = DepartmentManager()

    class Meta:
        proxy = True
        verbose_name = "departament"
        verbose_name_plural = "departamenty"


class Post(models.Model):
    """A function in a unit («Dyrektor»), held by whoever is appointed to it; nobody appointed is «wakat»."""

    key = KeyField()
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="posts", verbose_name="komórka")
    function = models.CharField("funkcja", max_length=200, help_text="Np. „Zastępca Dyrektora”.")
    competence = models.TextField("kompetencje", blank=True, help_text="Za co odpowiada osoba na tym stanowisku.")
    position = models.PositiveIntegerField("kolejność", default=1)
    searchable = FoldedField(of=["function", "competence"])

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = "stanowisko"
        verbose_name_plural = "stanowiska"
        ordering = ["unit", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "position"],
                name="post_order_has_no_doubles",
                violation_error_message="Dwa stanowiska tej komórki mają tę samą kolejność.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.function} – {self.unit}"


class Appointment(models.Model):
    """A person at a post, from day to day, both included; an unknown beginning or end is empty."""

    key = KeyField()
    post = models.ForeignKey(Post, models.CASCADE, related_name="appointments", verbose_name="stanowisko")
    person = models.CharField("osoba", max_length=200)
    acting = models.BooleanField("p.o.", default=False, help_text="Pełni obowiązki.")
    since = models.DateField("od dnia", null=True, blank=True)
    until = models.DateField("do dnia", null=True, blank=True)
    searchable = FoldedField(of=["person"])

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = "powołanie"
        verbose_name_plural = "powołania"
        ordering = ["post", models.F("since").asc(nulls_first=True), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(until__gte=models.F("since")),
                name="appointment_does_not_end_before_it_begins",
                violation_error_message="Powołanie kończy się, zanim się zaczęło.",
            )
        ]

    def __str__(self) -> str:
        return f"{'p.o. ' if self.acting else ''}{self.person}"

    def clean(self) -> None:
        super().clean()
        if self.acting or not self.post_id:
            return
        others = Appointment.objects.filter(post=self.post_id, acting=False).exclude(pk=self.pk)
        other = next((other for other in others if other.shares_a_day_with(self)), None)
        if other:
            raise ValidationError(
                f"W tym czasie stanowisko zajmuje {other.person}. Zakończ tamto powołanie albo zaznacz „p.o.”."
            )

    def shares_a_day_with(self, other: "Appointment") -> bool:
        """As the database's own rule has it (`orgchart.triggers`)."""
        begins_in_time = self.since is None or other.until is None or self.since <= other.until
        return begins_in_time and (other.since is None or self.until is None or other.since <= self.until)

    def holds_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)
