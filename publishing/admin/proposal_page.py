"""The page of one proposal: what it changes, what stands in its way, and who may take which step."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, Final

from django.contrib import admin
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from journal.models import Entry
from publishing import reading
from publishing.admin.forms import CommentForm, LinkForm, NoteForm, PartForm, RemarkForm, StatementForm, mark_of
from publishing.admin.seeing import desk_address
from publishing.admin.wording import next_step, reason_from
from publishing.models import Edition, Proposal, ProposalPart
from publishing.obstacles import Obstacle
from publishing.rights import desks_of, may_propose, may_publish
from publishing.services import (
    ThreeWay,
    changes_of,
    fingerprint_of,
    obstacles_of_approval,
    obstacles_of_countersignature,
    obstacles_of_proposal,
    statement_of,
    three_way,
)
from publishing.services.judging import name_of
from publishing.services.packages import before
from publishing.services.road import may
from publishing.services.statements import KEPT
from publishing.subjects import Subject, newest_edition, subject_of
from publishing.telling import Chapter

State: Final = Proposal.State
WITH_PARTS: Final = (State.DRAFT, State.SUBMITTED, State.APPROVED)
RENEWABLE: Final = (State.OVERTAKEN, State.REJECTED, State.WITHDRAWN)
UNTOLD: Final = frozenset({"statement-incomplete"})  # of a draft: its form asks for that anyway


@dataclass(frozen=True)
class Part:
    """A part with its differences from what readers would see `before`, without it.

    `desk` is where its working copy is told of, empty if it is gone.
    """

    row: ProposalPart
    chapters: list[Chapter]
    desk: str
    before: Edition | None


@dataclass
class Sheet:
    """What one answer shows: the proposal, and what came back of the form that was sent.

    `forms` are those that were sent, as they were typed; `refusal`: why the step was not taken; `secret`: the address
    of a new link, to be shown this once.
    """

    request: HttpRequest
    proposal: Proposal
    user: User
    now: datetime = field(default_factory=timezone.now)
    forms: dict[str, Any] = field(default_factory=dict)
    refusal: list[Obstacle] = field(default_factory=list)
    secret: str = ""

    def refresh(self) -> None:
        """Ask anew: a step that was refused may have found it in another state."""
        self.proposal = Proposal.objects.select_related("author", "attachment", "corrects").get(pk=self.proposal.pk)
        for name in ("parts", "proposes", "publishes"):
            vars(self).pop(name, None)

    @cached_property
    def proposes(self) -> bool:
        return may(may_propose, self.user, self.proposal)

    @cached_property
    def publishes(self) -> bool:
        return may(may_publish, self.user, self.proposal)

    @property
    def takes_part(self) -> bool:
        return self.proposes or self.publishes

    @cached_property
    def parts(self) -> list[Part]:
        found = []
        for row, chapters in changes_of(self.proposal):
            subject = subject_of(row.subject, row.key)
            found.append(Part(row, chapters, desk_address(subject) if subject else "", before(row)))
        return found

    @property
    def subjects(self) -> list[tuple[str, str]]:
        return [(part.row.subject, part.row.key) for part in self.parts]

    def form(self, name: str, made: Any) -> Any:
        """The form as it was sent, or else a new one."""
        return self.forms.get(name) or made

    # What stands in the way

    @cached_property
    def obstacles(self) -> list[Obstacle]:
        if self.refusal or self.proposal.state not in WITH_PARTS:
            return self.refusal
        found = obstacles_of_proposal(self.proposal, at=self.now)
        hidden = UNTOLD if self.proposal.state == State.DRAFT else frozenset()
        return [obstacle for obstacle in found if obstacle.code not in hidden]

    @property
    def warnings(self) -> list[Obstacle]:
        """Those that whoever goes on has to confirm, each once."""
        return list({each.code: each for each in self.obstacles if not each.blocks}.values())

    # What somebody may do

    def may_submit(self) -> bool:
        own = self.proposal.state == State.DRAFT and self.proposal.author_id == self.user.pk
        return own and self.proposes

    def may_withdraw(self) -> bool:
        return self.proposal.state in Proposal.OPEN and self.proposal.author_id == self.user.pk

    def may_renew(self) -> bool:
        day = self.proposal.in_force_from
        is_plan = self.proposal.state == State.PUBLISHED and day is not None and day > self.now
        return self.proposes and (self.proposal.state in RENEWABLE or is_plan)

    def awaits_countersignature(self) -> bool:
        return Proposal.objects.uncountersigned().filter(pk=self.proposal.pk).exists()

    def may_countersign(self) -> bool:
        return self.publishes and self.awaits_countersignature()

    def eyes(self) -> list[Obstacle]:
        """Why this account is not the second pair of eyes."""
        if self.proposal.state == State.PUBLISHED:
            return obstacles_of_countersignature(self.proposal, by=self.user)
        return obstacles_of_approval(self.proposal, by=self.user)

    # The page

    def answer(self, status: int = 200) -> HttpResponse:
        return TemplateResponse(self.request, "admin/publishing/proposal/page.html", self.context(), status=status)

    def context(self) -> dict[str, Any]:
        proposal, state = self.proposal, self.proposal.state
        return {
            **admin.site.each_context(self.request),
            "title": f"Projekt {proposal.pk}",
            "subtitle": ", ".join(part.row.title for part in self.parts),
            "opts": Proposal._meta,
            "sheet": self,
            "proposal": proposal,
            "author": name_of(proposal.author),
            "next_step": next_step(proposal),
            "three": self.three(),
            "seen": fingerprint_of(proposal),
            "confirmed": self.request.POST.getlist("confirmed"),
            "statement": self.statement_form() if self.may_submit() else None,
            "decides": state in Proposal.WAITING,
            "is_submitted": state == State.SUBMITTED,
            "is_approved": state == State.APPROVED,
            "is_draft": state == State.DRAFT,
            "eyes": self.eyes() if self.publishes else [],
            "comment": self.form("comment", CommentForm()),
            "note": self.form("note", NoteForm()),
            "remark": self.form("remark", RemarkForm()),
            "link": self.form("link", LinkForm()),
            "links": proposal.links.select_related("created_by") if self.takes_part else (),
            "part": self.part_form(),
            "remarks": proposal.remarks.all(),
            "history": self.history(),
            "editions": [part.row.edition for part in self.parts if part.row.edition],
        }

    def three(self) -> ThreeWay | None:
        return three_way(self.proposal) if self.proposal.state == State.OVERTAKEN else None

    def part_form(self) -> PartForm | None:
        if not self.proposes or self.proposal.state not in WITH_PARTS:
            return None
        form = PartForm(subjects=self.proposable(), proposal=self.proposal)
        return form if form.has_any or len(self.parts) > 1 else None

    def proposable(self) -> list[Subject]:
        return [subject for subject in desks_of(self.user) if may_propose(self.user, subject)]

    def history(self) -> list[Entry]:
        entries = Entry.objects.filter(model="publishing.proposal", key=f"proposal:{self.proposal.pk}")
        return list(entries.order_by("pk"))

    def statement_form(self) -> StatementForm:
        form = self.forms.get("statement")
        return form or StatementForm(initial=self.said(), subjects=self.subjects)

    def said(self) -> dict[str, Any]:
        """What the proposal keeps of an earlier statement, or else what can be guessed."""
        said = statement_of(self.proposal)
        if said.reason:
            return {name: getattr(said, name) for name in KEPT} | {"kept": mark_of(said.attachment)}
        chapters = [chapter for part in self.parts for chapter in part.chapters]
        first = self.parts[0].row if self.parts else None
        return {
            **(first_guess(self.user, first.subject, first.key) if first else {}),
            "reason": reason_from(chapters),
            "in_force_from": self.proposal.in_force_from,
        }


def first_guess(user: User, kind: str, key: str) -> dict[str, Any]:
    """Who prepared it: whoever fills the form in. Who answers for it: whoever did for the last edition."""
    last = newest_edition(kind, key)
    responsible = reading.metadata_of(last).responsible if last else ""
    return {
        "prepared_by": name_of(user),
        "prepared_on": timezone.localdate(),
        "responsible": responsible,
        "kind": Edition.Kind.CHANGE,
    }
