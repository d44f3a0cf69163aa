"""Rows beside the editions: what happened to one later, and what is derived of it. Editions themselves stay."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q
from django.utils import timezone

from publishing.models.editions import Edition, Immutable, ImmutableQuerySet


class WithdrawalQuerySet(ImmutableQuerySet):
    """Those of one edition, the newest first."""

    def of(self, edition: Edition) -> Self:
        return self._at(edition.subject, edition.key, edition.number)

    def of_outer(self, number: str = "number") -> Self:
        """Inside a query of editions; `number` names what holds the number there."""
        return self._at(OuterRef("subject"), OuterRef("key"), OuterRef(number))

    def _at(self, subject: Any, key: Any, number: Any) -> Self:
        found = self.filter(subject=subject, key=key, first_number__lte=number, last_number__gte=number)
        return found.order_by("-at", "-pk")


class Withdrawal(Immutable):
    """Editions of a subject that readers do not see any more, and why. A newer edition brings the pages back.

    It holds for the editions from `first_number` to `last_number`, both included.
    """

    subject = models.CharField("przedmiot", max_length=20, choices=Edition.Subject)
    key = models.CharField("klucz", max_length=16)
    title = models.CharField("tytuł", max_length=300)
    first_number = models.PositiveIntegerField("od wydania")
    last_number = models.PositiveIntegerField("do wydania")
    at = models.DateTimeField("kiedy", default=timezone.now)
    reason = models.TextField("powód")
    legal_basis = models.CharField("podstawa prawna", max_length=500)
    decided_by = models.CharField("kto zdecydował", max_length=200)
    withdrawn_by = models.CharField("kto wycofał", max_length=200)

    objects = WithdrawalQuerySet.as_manager()

    class Meta:
        verbose_name = "wycofanie"
        verbose_name_plural = "wycofania"
        ordering = ["-at", "-pk"]
        default_permissions = ("add", "view")
        constraints = [
            models.CheckConstraint(
                condition=Q(first_number__gte=1) & Q(last_number__gte=F("first_number")), name="withdrawal_of_some"
            )
        ]
        indexes = [models.Index(fields=["subject", "key"], name="withdrawal_subject")]

    def __str__(self) -> str:
        return f"{self.title}, wydania {self.first_number}–{self.last_number}"


class Redaction(Immutable):
    """Personal data that were removed from the record: scope, legal basis and who decided (LAW M7, B7); never the data.

    `unreachable` lists, a line each, what the office could not reach: backups, packets that somebody downloaded …
    """

    at = models.DateTimeField("kiedy", default=timezone.now)
    scope = models.TextField("zakres")
    reason = models.TextField("powód")
    legal_basis = models.CharField("podstawa prawna", max_length=500)
    decided_by = models.CharField("kto zdecydował", max_length=200)
    done_by = models.CharField("kto wykonał", max_length=200)
    unreachable = models.TextField("czego nie można było usunąć", blank=True)

    objects = ImmutableQuerySet.as_manager()

    class Meta:
        verbose_name = "usunięcie danych osobowych"
        verbose_name_plural = "usunięcia danych osobowych"
        ordering = ["-at", "-pk"]
        default_permissions = ("add", "view")

    def __str__(self) -> str:
        return self.scope


class RedactedLink(Immutable):
    """An edition whose words a redaction replaced, and the digest of those that stand there since."""

    redaction = models.ForeignKey(Redaction, models.PROTECT, related_name="links", verbose_name="usunięcie danych")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="redacted_links", verbose_name="wydanie")
    digest = models.CharField("skrót po usunięciu danych", max_length=64, unique=True)

    objects = ImmutableQuerySet.as_manager()

    class Meta:
        verbose_name = "zredagowane ogniwo"
        verbose_name_plural = "zredagowane ogniwa"
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.edition)


class Countersignature(Immutable):
    """A second person looked at what was published without the usual approval, and agrees."""

    proposal = models.OneToOneField(
        "publishing.Proposal", models.PROTECT, related_name="countersignature", verbose_name="projekt"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="kto")
    at = models.DateTimeField("kiedy", default=timezone.now)
    note = models.TextField("uwagi", blank=True)

    objects = ImmutableQuerySet.as_manager()

    class Meta:
        verbose_name = "kontrasygnata"
        verbose_name_plural = "kontrasygnaty"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.by}, {self.at:%d.%m.%Y}"


class Check(Immutable):
    """Somebody looked on that day at what readers see of one key (a unit, a contact), and it was right.

    A row beside the editions: no edition is made only to look fresh. It holds for the key wherever that stands.
    """

    key = models.CharField("klucz", max_length=16)
    day = models.DateField("dzień")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="kto")
    at = models.DateTimeField("kiedy", default=timezone.now)

    objects = ImmutableQuerySet.as_manager()

    class Meta:
        verbose_name = "sprawdzenie"
        verbose_name_plural = "sprawdzenia"
        ordering = ["-at", "-pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["key", "-day"], name="check_key")]

    def __str__(self) -> str:
        return f"{self.key}, {self.day:%d.%m.%Y}"


class RegisterEntry(models.Model):
    """What an edition changed for readers, told in words: derived from editions, and rebuildable.

    `before` is the edition that readers would have seen at that moment without this one; None for a first. `chapters`
    is a JSON list of {unit, title, told: [{sentence, pieces: [[how, text], …]}, …]} (`publishing.telling`).
    """

    edition = models.OneToOneField(Edition, models.PROTECT, primary_key=True, related_name="register")
    before = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="+")
    chapters = models.TextField()
    acts = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "wpis rejestru zmian"
        verbose_name_plural = "rejestr zmian"
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.edition)


class RegisterUnit(models.Model):
    """A unit in which an edition changed something: so that the register can be asked for one unit."""

    entry = models.ForeignKey(RegisterEntry, models.CASCADE, related_name="units")
    unit_key = models.CharField(max_length=16)

    class Meta:
        verbose_name = "komórka w rejestrze zmian"
        verbose_name_plural = "komórki w rejestrze zmian"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["unit_key", "entry"], name="register_unit_has_no_double")]

    def __str__(self) -> str:
        return self.unit_key
