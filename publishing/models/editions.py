"""Editions and what is derived from them. Rows of the public record are made once and never changed or deleted.

No foreign key leads into the working copy, and nothing here imports it.
"""

from datetime import datetime
from typing import Any, Final, NoReturn, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery

VERSION_ID: Final = 1

# Facts of an edition's metadata that name no person; they stand in columns too, so that they can be asked for.
COPIED: Final = (
    "subject", "key", "number", "title", "slug", "previous_digest", "published_at", "in_force_from", "kind",
)  # fmt: skip


class ImmutableError(Exception):
    """Somebody tried to change or delete a row of the public record."""


class ImmutableQuerySet(models.QuerySet[Any]):
    def _refuse(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise ImmutableError("an edition is never changed; publish a new one that corrects it")

    update = delete = bulk_update = _raw_delete = _refuse

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> Any:
        if kwargs.get("update_conflicts"):
            self._refuse()
        return super().bulk_create(objs, *args, **kwargs)


class Immutable(models.Model):
    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise ImmutableError("an edition is never changed; publish a new one that corrects it")
        super().save(*args, **kwargs | {"force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise ImmutableError("an edition is never deleted; publish a new one that corrects it")


class EditionQuerySet(ImmutableQuerySet):
    def of(self, subject: str, key: str) -> "EditionQuerySet":
        return self.filter(subject=subject, key=key)

    def in_force(self, at: datetime) -> "EditionQuerySet":
        """At most one edition a subject: the one with the latest `in_force_from` up to `at`; the higher number wins."""
        later = Edition.objects.filter(subject=OuterRef("subject"), key=OuterRef("key"), in_force_from__lte=at).filter(
            Q(in_force_from__gt=OuterRef("in_force_from"))
            | Q(in_force_from=OuterRef("in_force_from"), number__gt=OuterRef("number"))
        )
        return self.filter(~Exists(later), in_force_from__lte=at)

    def with_withdrawal(self) -> Self:
        """Each with `withdrawal`: the newest one (its `pk`) that keeps it from readers, or None."""
        withdrawals: Any = apps.get_model("publishing", "Withdrawal")._default_manager
        return self.annotate(withdrawal=Subquery(withdrawals.of_outer().values("pk")[:1]))

    def public(self, at: datetime) -> "EditionQuerySet":
        """What readers see at that moment: in force, and not withdrawn."""
        return self.in_force(at).with_withdrawal().filter(withdrawal=None)

    def planned(self, at: datetime) -> "EditionQuerySet":
        """Published, but not yet in force at that moment."""
        return self.filter(in_force_from__gt=at)

    def left_behind(self, at: datetime) -> "EditionQuerySet":
        """Planned ones that will undo what a newer edition says which takes effect before them, unless renewed."""
        same = Edition.objects.filter(subject=OuterRef("subject"), key=OuterRef("key"), number__gt=OuterRef("number"))
        newer = same.filter(in_force_from__lt=OuterRef("in_force_from"))
        renewed = same.filter(in_force_from=OuterRef("in_force_from"))
        return self.planned(at).filter(Exists(newer), ~Exists(renewed))


class Edition(Immutable):
    """An approved, frozen state of a subject. Its words are in its `body`."""

    class Subject(models.TextChoices):
        OFFICE = "office", "urząd"
        DEPARTMENT = "department", "departament"
        PAGE = "page", "strona"

    class Kind(models.TextChoices):
        CHANGE = "change", "zmiana"
        MINOR = "minor", "drobna poprawka"
        CORRECTION = "correction", "sprostowanie"
        EMERGENCY = "emergency", "publikacja pilna"

    subject = models.CharField("przedmiot", max_length=20, choices=Subject)
    key = models.CharField("klucz", max_length=16)
    number = models.PositiveIntegerField("numer wydania")
    title = models.CharField("tytuł", max_length=300)
    slug = models.CharField("adres", max_length=120, blank=True)
    sort_key = models.CharField("klucz sortowania", max_length=700, blank=True)
    digest = models.CharField("skrót", max_length=64, unique=True)
    previous_digest = models.CharField("skrót poprzedniego wydania", max_length=64, blank=True)
    published_at = models.DateTimeField("opublikowano")
    in_force_from = models.DateTimeField("obowiązuje od")
    kind = models.CharField("rodzaj", max_length=20, choices=Kind, default=Kind.CHANGE)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = "wydanie"
        verbose_name_plural = "wydania"
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["subject", "key", "number"], name="edition_numbers_have_no_doubles"),
            models.UniqueConstraint(fields=["subject", "key", "previous_digest"], name="edition_chain_has_no_forks"),
            models.CheckConstraint(condition=Q(number__gte=1), name="edition_numbers_begin_at_one"),
            models.CheckConstraint(
                condition=Q(number=1, previous_digest="") | Q(number__gt=1) & ~Q(previous_digest=""),
                name="edition_is_linked_to_the_one_before",
            ),
        ]
        indexes = [
            models.Index("subject", "key", F("in_force_from").desc(), F("number").desc(), name="edition_in_force"),
            models.Index(fields=["slug"], name="edition_slug"),
            models.Index(fields=["in_force_from"], name="edition_in_force_from"),
            models.Index(F("published_at").desc(), F("id").desc(), name="edition_published"),
            models.Index("subject", "key", F("published_at").desc(), F("id").desc(), name="edition_published_of"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, wydanie {self.number}"


class EditionBody(Immutable):
    """The words of an edition: metadata and content as canonical JSON, and the salt of their digest.

    `redacted_digest` is empty as long as they are those that were published. The one change that the database lets
    through puts redacted words in, with their own digest, which a `RedactedLink` must hold already.
    """

    edition = models.OneToOneField(Edition, models.PROTECT, primary_key=True, related_name="body")
    salt = models.BinaryField("sól", max_length=32)
    metadata = models.TextField("metryczka")
    content = models.TextField("treść")
    redacted_digest = models.CharField("skrót po usunięciu danych", max_length=64, blank=True, default="")

    objects = ImmutableQuerySet.as_manager()

    class Meta:
        verbose_name = "treść wydania"
        verbose_name_plural = "treści wydań"

    def __str__(self) -> str:
        return str(self.edition)


class Trace(models.Model):
    """What an edition says of one key, kept only where it changed: derived from editions, and rebuildable.

    The row holds for the subject's editions from `first_number` to `last_number`, both included; an empty
    `last_number` means up to the newest. `place` is the key of what it belongs to: a unit's parent, a duty's unit …
    """

    subject = models.CharField(max_length=20)
    subject_key = models.CharField(max_length=16)
    key = models.CharField(max_length=16)
    kind = models.CharField(max_length=20)
    place = models.CharField(max_length=16, blank=True)
    number = models.CharField(max_length=100, blank=True)
    symbol = models.CharField(max_length=20, blank=True)
    slug = models.CharField(max_length=120, blank=True)
    wording = models.CharField(max_length=16)
    first_number = models.PositiveIntegerField()
    last_number = models.PositiveIntegerField(null=True)

    class Meta:
        verbose_name = "ślad"
        verbose_name_plural = "ślady"
        constraints = [
            models.UniqueConstraint(fields=["subject", "subject_key", "key", "first_number"], name="trace_begins_once")
        ]
        indexes = [
            models.Index(fields=["key"], name="trace_key"),
            models.Index(fields=["slug"], condition=~Q(slug=""), name="trace_slug"),
            models.Index(fields=["symbol"], condition=~Q(symbol=""), name="trace_symbol"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class PublicVersion(models.Model):
    """One row whose number grows in every transaction that changes what the public may see.

    `editions` counts the editions that were ever published, so that one cut off without a trace is missed.
    """

    number = models.PositiveBigIntegerField(default=0)
    editions = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "wersja publiczna"
        verbose_name_plural = "wersja publiczna"
        constraints = [models.CheckConstraint(condition=Q(pk=VERSION_ID), name="one_public_version")]

    def __str__(self) -> str:
        return str(self.number)
