"""The duties of a unit, as editors write them."""

from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from orgchart.keys import KeyField
from orgchart.models import Unit
from orgchart.search import FoldedField, SearchableQuerySet


class DutyQuerySet(SearchableQuerySet["Duty"]):
    symbol_of = "unit__caseless_symbol"

    def top(self) -> Self:
        """Duties proper, without their points."""
        return self.filter(parent=None)

    def as_listed(self) -> Self:
        """By unit, each duty followed by its points."""
        place = Coalesce("parent__position", "position")
        return self.order_by("unit__tree_id", "unit__lft", place, F("parent").asc(nulls_first=True), "position")


class Duty(models.Model):
    """A numbered duty of a unit, or a point of such a duty (then `parent` is set)."""

    key = KeyField()
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="duties", verbose_name="komórka")
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="points", verbose_name="punkt zadania"
    )
    position = models.PositiveIntegerField("kolejność")
    label = models.CharField(
        "oznaczenie",
        max_length=10,
        blank=True,
        help_text="Tylko jeśli numer nie wynika z kolejności, np. „7a”.",
        validators=[RegexValidator(r"^\w+\Z", "Oznaczenie to litery i cyfry bez kropki, np. „7a”.")],
    )
    text = models.TextField("treść")
    legal_basis = models.CharField("podstawa prawna", max_length=500, blank=True)
    searchable = FoldedField(of=["text", "legal_basis"])

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name = "zadanie"
        verbose_name_plural = "zadania"
        ordering = ["unit", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "position"], condition=Q(parent=None), name="duty_order_has_no_doubles"
            ),
            models.UniqueConstraint(
                fields=["parent", "position"], condition=~Q(parent=None), name="point_order_has_no_doubles"
            ),
            models.CheckConstraint(condition=~Q(parent=models.F("pk")), name="duty_is_not_its_own_point"),
        ]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 80 else f"{self.text[:79].rstrip()}…"

    def clean(self) -> None:
        super().clean()
        if self.parent is None:
            return
        if self.parent.parent_id is not None:
            raise ValidationError("Punkt nie może mieć własnych punktów.")
        if self.parent.unit_id != self.unit_id:
            raise ValidationError("Punkt musi należeć do tej samej komórki co jego zadanie.")
