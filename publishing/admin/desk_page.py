"""What the desk of one subject answers: what is public, what would change, what is in the way, what waits, what was."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from orgchart.models import Gone, Unit
from orgchart.presence import others_editing
from orgchart.presence import told as told_presence
from orgchart.rights import may_edit
from pages.models import Page
from publishing import reading
from publishing.admin.seeing import desk_address
from publishing.admin.unchecked import Unchecked, unchecked
from publishing.admin.wording import next_step
from publishing.canonical import canonical
from publishing.document import Metadata
from publishing.freshness import Due, due
from publishing.models import Edition, Proposal, Trace, Withdrawal
from publishing.obstacles import (
    Obstacle,
    Severity,
    address_of_subject,
    admin_address,
    obstacles_before_building,
    unpublished_office,
    warnings_of_page,
)
from publishing.reading import OFFICE_KEY
from publishing.rights import may_propose, may_publish
from publishing.services import PublicationRefused, changes_since_in_force
from publishing.subjects import Subject, build, identity_of
from publishing.telling import Chapter

RECENT = 5


def public_address(edition: Edition) -> str:
    if edition.subject == Edition.Subject.OFFICE:
        return reverse("bip:office")
    return reverse("bip:department", args=[edition.slug])  # the address of a page has the same form


@dataclass(frozen=True)
class Told:
    """An edition, with what it says of itself."""

    edition: Edition
    metadata: Metadata

    @property
    def address(self) -> str:
        return reverse("admin:publishing_edition_change", args=[self.edition.pk])


@dataclass(frozen=True)
class Waiting:
    """A proposal on its way, and what it waits for."""

    proposal: Proposal
    next_step: str


@dataclass(frozen=True)
class Desk:
    """The desk of one subject, as one account sees it at one moment. `known_due`: what is due, where somebody asked."""

    subject: Subject
    user: User
    now: datetime
    known_due: tuple[Due, ...] | None = None

    @property
    def kind(self) -> str:
        return identity_of(self.subject)[0]

    @property
    def key(self) -> str:
        return identity_of(self.subject)[1]

    @property
    def address(self) -> str:
        return desk_address(self.subject)

    @property
    def is_office(self) -> bool:
        return self.key == OFFICE_KEY

    @cached_property
    def editions(self) -> Any:
        return Edition.objects.of(self.kind, self.key).select_related("body")

    # 1. What is public now, and what will be

    @cached_property
    def in_force(self) -> Told | None:
        edition = self.editions.in_force(self.now).first()
        return _told(edition) if edition else None

    @property
    def public_address(self) -> str:
        return public_address(self.in_force.edition) if self.in_force else ""

    @cached_property
    def withdrawal(self) -> Withdrawal | None:
        """That of the edition in force: its pages answer that they were withdrawn."""
        if self.in_force is None:
            return None
        found: Withdrawal | None = Withdrawal.objects.of(self.in_force.edition).first()
        return found

    @cached_property
    def planned(self) -> list[Told]:
        return [_told(edition) for edition in self.editions.planned(self.now).order_by("in_force_from", "number")]

    @cached_property
    def left_behind(self) -> list[Told]:
        return [_told(edition) for edition in self.editions.left_behind(self.now).order_by("in_force_from")]

    # 2. What the working copy would change, and 3. what stands in the way

    @cached_property
    def broken(self) -> list[Obstacle]:
        return obstacles_before_building(self.subject)

    @cached_property
    def changes(self) -> list[Chapter] | None:
        """None: nothing is in force to compare with, or no document can be made of the working copy."""
        if self.in_force is None or self.broken:
            return None
        try:
            return changes_since_in_force(self.subject)
        except PublicationRefused:  # it was broken in this very moment
            return None

    @cached_property
    def obstacles(self) -> list[Obstacle]:
        of_page = warnings_of_page(self.subject, timezone.localdate(self.now)) if isinstance(self.subject, Page) else ()
        return [*self.broken, *of_page, *self._office_first(), *self._already_proposed(), *self._unanswered()]

    def _unanswered(self) -> list[Obstacle]:
        """Readers of an address that is gone learn where it went only if somebody says so."""
        public = Trace.objects.filter(key=OuterRef("key"))
        rows = Gone.objects.filter(Exists(public), department_key=self.key, how="").order_by("pk")
        names = [row.title for row in rows]
        if not names:
            return []
        told = ", ".join(f"„{name}”" for name in names[:RECENT])
        more = f" i jeszcze {len(names) - RECENT}" if len(names) > RECENT else ""
        text = f"Usunięto to, co było publiczne: {told}{more}. Powiedz, co zajęło tego miejsce, zanim to opublikujesz."
        return [Obstacle("gone-unanswered", text, Severity.WARNS, admin_address("orgchart_gone_changelist"))]

    def _office_first(self) -> list[Obstacle]:
        office = Edition.objects.of(Edition.Subject.OFFICE, OFFICE_KEY).in_force(self.now)
        return [] if self.is_office or office.exists() else [unpublished_office()]

    def _already_proposed(self) -> list[Obstacle]:
        return [
            Obstacle(
                "already-proposed",
                f"Inny projekt już czeka: {waiting.proposal}. Następny można złożyć, gdy tamten zostanie opublikowany, "
                "odrzucony albo wycofany.",
                link=reverse("admin:publishing_proposal_change", args=[waiting.proposal.pk]),
            )
            for waiting in self.waiting
            if waiting.proposal.state in Proposal.WAITING
        ]

    # 4. What waits, and 5. what was published

    @cached_property
    def waiting(self) -> list[Waiting]:
        proposals = Proposal.objects.open().of(self.kind, self.key).select_related("author", "approved_by", "closed_by")
        return [Waiting(each, next_step(each)) for each in proposals.prefetch_related("parts").order_by("pk")]

    @cached_property
    def uncountersigned(self) -> list[Proposal]:
        return list(Proposal.objects.uncountersigned().of(self.kind, self.key).prefetch_related("parts"))

    @cached_property
    def recent(self) -> list[Told]:
        return [_told(edition) for edition in self.editions.order_by("-published_at", "-pk")[:RECENT]]

    @cached_property
    def others(self) -> list[str]:
        if not isinstance(self.subject, Unit):
            return []
        return [told_presence(each, self.now) for each in others_editing(self.user, self.subject, self.now)]

    # 6. What nobody looked at for long

    @cached_property
    def due(self) -> Sequence[Due]:
        return due([self.subject], self.now) if self.known_due is None else self.known_due

    @cached_property
    def unchecked(self) -> list[Unchecked]:
        return unchecked(self.due, self.in_force.edition, self.user) if self.in_force and self.due else []

    @cached_property
    def his_to_check(self) -> list[Unchecked]:
        return [each for each in self.unchecked if each.may_check]

    # What somebody may do here

    @cached_property
    def proposes(self) -> bool:
        return may_propose(self.user, self.subject)

    @cached_property
    def publishes(self) -> bool:
        return may_publish(self.user, self.subject)

    @cached_property
    def edits(self) -> bool:
        return may_edit(self.user, self.subject)

    @property
    def working_copy(self) -> str:
        if isinstance(self.subject, Unit):
            return reverse("admin:orgchart_unit_change", args=[self.subject.pk])
        return address_of_subject(self.subject)

    @property
    def has_something_new(self) -> bool:
        return not self.broken and (self.in_force is None or bool(self.changes))

    # One line of the list

    @property
    def state(self) -> str:
        """What is public, in a few words."""
        if self.in_force is None:
            return "zaplanowane pierwsze wydanie" if self.planned else "jeszcze nie opublikowano"
        since = timezone.localdate(self.in_force.edition.in_force_from)
        said = f"wydanie {self.in_force.edition.number} od {since:%d.%m.%Y}"
        return f"{said}, wycofane" if self.withdrawal else said

    @property
    def has_changes(self) -> bool:
        """Cheaper than telling them."""
        if self.in_force is None or self.broken:
            return False
        return canonical(build(self.subject, timezone.localdate(self.now))) != self.in_force.edition.body.content


def _told(edition: Edition) -> Told:
    return Told(edition, reading.metadata_of(edition))
