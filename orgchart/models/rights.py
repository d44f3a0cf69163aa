"""Who may work on which part of the office. What somebody may do there, his groups tell (`orgchart.rights`)."""

from datetime import date
from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from journal.recording import RecordedQuerySet
from orgchart.models.structure import Unit


class Grant(models.Model):
    """A part of the office that was given to somebody: a unit with all below it, or the whole office (`unit` empty)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="grants", verbose_name="konto")
    unit = models.ForeignKey(
        Unit,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="grants",
        verbose_name="komórka",
        help_text="Razem ze wszystkim, co jej podlega. Puste: cały urząd, także jego dane i kontakty wspólne.",
    )

    objects = RecordedQuerySet["Grant"].as_manager()

    class Meta:
        verbose_name = "powierzona część urzędu"
        verbose_name_plural = "powierzone części urzędu"
        ordering = ["user", "unit"]
        constraints = [
            models.UniqueConstraint(fields=["user", "unit"], name="grant_has_no_double"),
            models.UniqueConstraint(fields=["user"], condition=Q(unit=None), name="grant_of_the_office_has_no_double"),
        ]

    def __str__(self) -> str:
        return str(self.unit) if self.unit_id else "cały urząd"


class DeputyQuerySet(RecordedQuerySet["Deputy"]):
    def on(self, day: date) -> Self:
        """Those that stand in for somebody on that day."""
        return self.filter(since__lte=day, until__gte=day)


class Deputy(models.Model):
    """For some days, both included, somebody acts as publisher in the parts of the office that another was given."""

    principal = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="deputies", verbose_name="kogo zastępuje"
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="deputises_for", verbose_name="zastępca"
    )
    since = models.DateField("od dnia", default=timezone.localdate)
    until = models.DateField("do dnia")

    objects = DeputyQuerySet.as_manager()

    class Meta:
        verbose_name = "zastępstwo"
        verbose_name_plural = "zastępstwa"
        ordering = ["-since", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")),
                name="deputy_does_not_end_before_he_begins",
                violation_error_message="Zastępstwo kończy się, zanim się zaczęło.",
            ),
            models.CheckConstraint(
                condition=~Q(principal=F("deputy")),
                name="nobody_is_his_own_deputy",
                violation_error_message="Nie można zastępować samego siebie.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deputy} za: {self.principal}, {self.since:%d.%m.%Y}–{self.until:%d.%m.%Y}"

    def clean(self) -> None:
        super().clean()
        if self.until and self.until < timezone.localdate():
            raise ValidationError({"until": "Ten dzień już minął."})


class Presence(models.Model):
    """Somebody opened a form of a department not long ago, and may be changing it now."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="konto")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+", verbose_name="departament")
    what = models.CharField("co otworzył", max_length=300)
    at = models.DateTimeField("kiedy", default=timezone.now)

    class Meta:
        verbose_name = "obecność"
        verbose_name_plural = "obecności"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "unit"], name="presence_has_no_double")]

    def __str__(self) -> str:
        return f"{self.user}: {self.what}"
