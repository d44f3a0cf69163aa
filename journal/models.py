"""Rows of the journal. A row is written once; the database refuses to change or remove it (`journal.triggers`)."""

import json
from typing import Final

from django.db import models
from django.utils import timezone


class Entry(models.Model):
    """Something that somebody did or tried.

    `key` is that of the row, `owner` that of the row to which it belongs (a duty's unit, a channel's contact).
    `actor` is the name as it was then, `actor_id` the account's id, empty for a command or a stranger. `before` and
    `after` are JSON objects of the facts that changed, empty where there was nothing. A refusal that repeats within
    the hour is counted in `times` and `last_at` instead of being written again.
    """

    class Kind(models.TextChoices):
        CHANGE = "zmiana", "zmiana wersji roboczej"
        ROAD = "publikacja", "projekt lub publikacja"
        ACCOUNT = "konto", "konto lub uprawnienie"
        SIGN_IN = "logowanie", "logowanie"
        FAILED_SIGN_IN = "nieudane-logowanie", "nieudane logowanie"
        REFUSAL = "odmowa", "odmowa dostępu"
        REVIEW = "przeglad", "przegląd dziennika"

    at = models.DateTimeField("kiedy", default=timezone.now)
    kind = models.CharField("rodzaj", max_length=20, choices=Kind)
    act = models.CharField("czynność", max_length=200)
    actor = models.CharField("kto", max_length=200, blank=True)
    actor_id: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(
        "numer konta", null=True, blank=True
    )
    address = models.GenericIPAddressField("skąd", null=True, blank=True)
    path = models.CharField("strona lub polecenie", max_length=300, blank=True)
    model = models.CharField("rodzaj obiektu", max_length=60, blank=True)
    key = models.CharField("klucz obiektu", max_length=40, blank=True)
    owner = models.CharField("do czego należy", max_length=40, blank=True)
    title = models.CharField("obiekt", max_length=300, blank=True)
    before = models.TextField("przed", blank=True)
    after = models.TextField("po", blank=True)
    batch = models.CharField("zapytanie", max_length=16, blank=True)
    times = models.PositiveIntegerField("ile razy", default=1)
    last_at = models.DateTimeField("ostatnio", null=True, blank=True)
    redaction: models.ForeignKey["Erasure | None", "Erasure | None"] = models.ForeignKey(
        "Erasure", models.PROTECT, null=True, blank=True, verbose_name="usunięcie danych"
    )

    class Meta:
        verbose_name = "wpis dziennika"
        verbose_name_plural = "dziennik"
        ordering = ["-pk"]
        default_permissions = ("view",)
        permissions = [("review_entry", "Może odnotować przegląd dziennika"), ("export_entry", "Może pobrać dziennik")]
        indexes = [
            models.Index(fields=["at"], name="journal_at"),
            models.Index(fields=["kind", "at"], name="journal_kind"),
            models.Index(fields=["key", "id"], name="journal_key"),
            models.Index(fields=["owner", "id"], name="journal_owner"),
            models.Index(fields=["actor_id", "id"], name="journal_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.act}: {self.title}" if self.title else self.act

    @property
    def changes(self) -> list[tuple[str, str, str]]:
        """The facts that changed, each with what stood there before and after; empty where there was nothing."""
        before, after = (json.loads(text) if text else {} for text in (self.before, self.after))
        return [(name, str(before.get(name, "")), str(after.get(name, ""))) for name in {**before, **after}]


class Erasure(models.Model):
    """The one gate by which words of an entry may be replaced: personal data were removed, lawfully and on record."""

    at = models.DateTimeField("kiedy", default=timezone.now)
    by = models.CharField("kto wykonał", max_length=200)
    reason = models.TextField("powód")

    class Meta:
        verbose_name = "usunięcie danych z dziennika"
        verbose_name_plural = "usunięcia danych z dziennika"
        default_permissions = ()

    def __str__(self) -> str:
        return self.reason


class Review(models.Model):
    """Somebody read the journal of a day («przegląd dzienny»)."""

    day = models.DateField("dzień", unique=True)
    by = models.CharField("kto", max_length=200)
    by_id: models.BigIntegerField[int, int] = models.BigIntegerField("numer konta")
    at = models.DateTimeField("kiedy", default=timezone.now)
    note = models.TextField("uwagi", blank=True)

    class Meta:
        verbose_name = "przegląd dziennika"
        verbose_name_plural = "przeglądy dziennika"
        ordering = ["-day"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.day:%d.%m.%Y}"


YEARS_KEPT: Final = 2
