"""The road from the working copy to an edition: a proposal freezes documents, people read, approve and publish them."""

import secrets
from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from publishing.models.editions import Edition


class Attachment(models.Model):
    """A file of a legal basis (PDF), kept in the database: so it is saved, restored and removed with the rest."""

    name = models.CharField("nazwa pliku", max_length=200)
    digest = models.CharField("skrót SHA-256", max_length=64, unique=True)
    content = models.BinaryField("treść")
    size = models.PositiveIntegerField("rozmiar w bajtach")
    at = models.DateTimeField("kiedy dodano", default=timezone.now)

    class Meta:
        verbose_name = "plik podstawy prawnej"
        verbose_name_plural = "pliki podstaw prawnych"
        default_permissions = ()

    def __str__(self) -> str:
        return self.name


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def open(self) -> Self:
        """Those that somebody still has to do something about."""
        return self.filter(state__in=Proposal.OPEN)

    def waiting(self) -> Self:
        """Submitted, or approved and not published yet. Of a subject there is at most one."""
        return self.filter(state__in=Proposal.WAITING)

    def of(self, subject: str, key: str) -> Self:
        parts = ProposalPart.objects.filter(proposal=OuterRef("pk"), subject=subject, key=key)
        return self.filter(Exists(parts))

    def uncountersigned(self) -> Self:
        """Published without the usual approval, and nobody has agreed since."""
        return self.filter(Q(deferred=True) | Q(kind=Edition.Kind.EMERGENCY)).filter(
            state=Proposal.State.PUBLISHED, countersignature=None
        )


class Proposal(models.Model):
    """A change of one subject, or of several at once (a package), on its way: one reason, one day, one approval.

    Its parts hold the frozen documents. `mark` is the number of the journal's newest entry when they were frozen;
    `touched_by` are those who changed anything in them since the last editions. `in_force_from` None: from the moment
    of publication. `deferred`: its author approved it himself, as the office allows («kontrasygnata odroczona»).
    """

    class State(models.TextChoices):
        DRAFT = "draft", "szkic"
        SUBMITTED = "submitted", "złożony do zatwierdzenia"
        APPROVED = "approved", "zatwierdzony"
        PUBLISHED = "published", "opublikowany"
        REJECTED = "rejected", "odrzucony"
        WITHDRAWN = "withdrawn", "wycofany przez autora"
        OVERTAKEN = "overtaken", "wyprzedzony przez inne wydanie"

    OPEN = (State.DRAFT, State.SUBMITTED, State.APPROVED, State.OVERTAKEN)
    WAITING = (State.SUBMITTED, State.APPROVED)

    state = models.CharField("stan", max_length=20, choices=State, default=State.DRAFT)
    kind = models.CharField("rodzaj", max_length=20, choices=Edition.Kind, default=Edition.Kind.CHANGE)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="proposals", verbose_name="autor")
    created_at = models.DateTimeField("utworzono", default=timezone.now)
    frozen_at = models.DateTimeField("stan wersji roboczej z", default=timezone.now)
    mark = models.PositiveBigIntegerField("ostatni wpis dziennika", default=0)
    touched_by: models.ManyToManyField[Any, Any] = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="+", verbose_name="kto zmieniał"
    )
    submitted_at = models.DateTimeField("złożono", null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="zatwierdził"
    )
    approved_at = models.DateTimeField("zatwierdzono", null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="zakończył"
    )
    closed_at = models.DateTimeField("zakończono", null=True, blank=True)
    comment = models.TextField("uzasadnienie odrzucenia", blank=True)
    deferred = models.BooleanField("kontrasygnata odroczona", default=False)

    prepared_by = models.CharField("kto wytworzył", max_length=200, blank=True)
    prepared_on = models.DateField("data wytworzenia", default=timezone.localdate)
    responsible = models.CharField("kto odpowiada za treść", max_length=200, blank=True)
    reason = models.TextField("powód zmiany", blank=True)
    legal_basis = models.CharField("podstawa prawna", max_length=500, blank=True)
    legal_basis_url = models.URLField("odnośnik do podstawy prawnej", max_length=500, blank=True)
    attachment = models.ForeignKey(
        Attachment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="proposals",
        verbose_name="plik podstawy prawnej",
    )
    in_force_from: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(
        "obowiązuje od", null=True, blank=True
    )
    corrects = models.ForeignKey(
        Edition, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="prostuje wydanie"
    )

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = "projekt wydania"
        verbose_name_plural = "projekty wydań"
        ordering = ["-pk"]
        default_permissions = ("add", "view")
        permissions = [
            ("approve_proposal", "Może zatwierdzać i publikować projekty"),
        ]
        indexes = [models.Index(fields=["state"], name="proposal_state")]

    def __str__(self) -> str:
        titles = [part.title for part in self.parts.all()]
        return f"projekt {self.pk}: {', '.join(titles)}"

    @property
    def is_package(self) -> bool:
        return len(self.parts.all()) > 1


class ProposalPart(models.Model):
    """The frozen document of one subject: `content` is its canonical text.

    `base` is the subject's newest edition when it was frozen (None: there was none), `edition` the one it became.
    """

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="parts", verbose_name="projekt")
    subject = models.CharField("przedmiot", max_length=20, choices=Edition.Subject)
    key = models.CharField("klucz", max_length=16)
    title = models.CharField("tytuł", max_length=300)
    base = models.ForeignKey(
        Edition, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="wydanie, od którego wychodzi"
    )
    content = models.TextField("treść")
    edition = models.OneToOneField(
        Edition, models.PROTECT, null=True, blank=True, related_name="part", verbose_name="wydanie, którym się stał"
    )

    class Meta:
        verbose_name = "część projektu"
        verbose_name_plural = "części projektu"
        ordering = ["pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["proposal", "subject", "key"], name="proposal_part_once")]
        indexes = [models.Index(fields=["subject", "key"], name="proposal_part_subject")]

    def __str__(self) -> str:
        return self.title


class PreviewLinkQuerySet(models.QuerySet["PreviewLink"]):
    def valid(self, at: datetime) -> Self:
        return self.filter(expires_at__gt=at, revoked_at=None)


class PreviewLink(models.Model):
    """A secret address at which somebody without an account reads a proposal. Only the token's hash is kept."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="links", verbose_name="projekt")
    token_hash = models.CharField("skrót tajnego adresu", max_length=64, unique=True)
    for_whom = models.CharField("dla kogo", max_length=200)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="kto utworzył"
    )
    created_at = models.DateTimeField("utworzono", default=timezone.now)
    expires_at = models.DateTimeField("ważny do")
    revoked_at = models.DateTimeField("unieważniono", null=True, blank=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "odnośnik do podglądu"
        verbose_name_plural = "odnośniki do podglądu"
        ordering = ["-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.for_whom


def new_once() -> str:
    return secrets.token_hex(16)


class Remark(models.Model):
    """What somebody said of a proposal: a person without an account, through his `link`, or an account (`user`).

    `once` marks the form that it was sent with, so that none is sent twice.
    """

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="remarks", verbose_name="projekt")
    link = models.ForeignKey(
        PreviewLink, models.PROTECT, null=True, blank=True, related_name="remarks", verbose_name="odnośnik"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="konto"
    )
    author = models.CharField("kto", max_length=200)
    text = models.TextField("uwaga")
    once = models.CharField("znak formularza", max_length=32, unique=True, default=new_once, editable=False)
    at = models.DateTimeField("kiedy", default=timezone.now)

    class Meta:
        verbose_name = "uwaga do projektu"
        verbose_name_plural = "uwagi do projektów"
        ordering = ["at", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.author}: {self.text[:80]}"
