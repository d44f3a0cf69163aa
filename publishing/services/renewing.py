"""Renewing a proposal that another edition overtook, or a plan that one left behind: against the newest edition."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.utils import timezone

from publishing import reading
from publishing.differences import compare
from publishing.document import Document
from publishing.models import Edition, Proposal, ProposalPart
from publishing.obstacles import Obstacle, obstacles_before_building
from publishing.rights import may_propose
from publishing.services.editions import day_of
from publishing.services.freezing import freeze
from publishing.services.judging import address_of
from publishing.services.refusals import refuse_if
from publishing.services.road import declare, may, record_step, require, step
from publishing.services.statements import statement_of
from publishing.subjects import Subject, build, newest_edition, subject_of
from publishing.telling import Chapter, tell

State = Proposal.State


@dataclass(frozen=True)
class Three:
    """Of one part: what the other edition changed, what the proposal changed, and what is to change now.

    `newest` is that other edition, None while there is none; `theirs` is empty where it is the part's own base.
    """

    part: ProposalPart
    newest: Edition | None
    theirs: list[Chapter]
    ours: list[Chapter]
    renewed: list[Chapter]


@dataclass(frozen=True)
class ThreeWay:
    """`obstacles`: why no document can be made of the working copy; `renewed` is empty then."""

    parts: list[Three]
    obstacles: list[Obstacle]


def renew_proposal(proposal: Proposal, *, by: User) -> Proposal:
    """Freeze the working copy again, against the newest editions; the statement is kept, and submitted anew.

    An overtaken proposal becomes a draft again. A rejected or withdrawn one stays as it is, and so does a plan that
    was published: a new draft is made, of the same subjects and for the same moment. Whoever renews is its author.
    """

    def renew(proposal: Proposal, now: datetime) -> Proposal:
        require(may(may_propose, by, proposal), "odnowić tego projektu")
        refuse_if(_obstacles_of_renewal(proposal, now))
        parts = list(proposal.parts.all())
        subjects = [subject for part in parts if (subject := subject_of(part.subject, part.key))]
        if len(subjects) < len(parts):
            text = "Departamentu, którego dotyczy projekt, nie ma już w wersji roboczej."
            refuse_if([Obstacle("subject-missing", text, link=address_of(proposal))])
        former = proposal.author
        draft = _draft_again(proposal, by) if proposal.state == State.OVERTAKEN else _draft_anew(proposal, by)
        freeze(draft, subjects, now)
        if former != by:
            draft.touched_by.add(former)
        record_step(draft, "odnowiono projekt", by, {"z projektu": proposal.pk})
        return draft

    return step(proposal, renew)


def three_way(proposal: Proposal) -> ThreeWay:
    """The three differences of each part. `renewed` is against the newest edition, of the working copy as it is."""
    found: list[Three] = []
    broken: list[Obstacle] = []
    for part in proposal.parts.select_related("base__body"):
        newest = newest_edition(part.subject, part.key)
        theirs = reading.document_of(newest) if newest else None
        base = reading.document_of(part.base) if part.base else None
        frozen = reading.read_document(part.subject, part.content)
        working, obstacles = _working_copy(subject_of(part.subject, part.key), proposal.in_force_from)
        broken += obstacles
        found.append(
            Three(part, newest, theirs=_told(base, theirs), ours=_told(base, frozen), renewed=_told(theirs, working))
        )
    return ThreeWay(found, broken)


def _working_copy(subject: Subject | None, in_force_from: datetime | None) -> tuple[Document | None, list[Obstacle]]:
    if subject is None:
        return None, []
    broken = obstacles_before_building(subject)
    return (None, broken) if broken else (build(subject, day_of(in_force_from, timezone.now())), [])


def _told(old: Document | None, new: Document | None) -> list[Chapter]:
    return tell(old, new, compare(old, new)) if old and new else []


def _obstacles_of_renewal(proposal: Proposal, now: datetime) -> list[Obstacle]:
    plan = proposal.in_force_from is not None and proposal.in_force_from > now
    if proposal.state in (State.OVERTAKEN, State.REJECTED, State.WITHDRAWN):
        return []
    if proposal.state == State.PUBLISHED and plan:
        return []
    text = "Odnawia się projekt wyprzedzony, odrzucony albo wycofany, a z opublikowanych tylko plan na przyszły dzień."
    return [Obstacle("nothing-to-renew", text, link=address_of(proposal))]


def _draft_again(proposal: Proposal, by: User) -> Proposal:
    proposal.author, proposal.state = by, State.DRAFT
    proposal.deferred = False
    for name in ("submitted_at", "approved_by", "approved_at", "closed_by", "closed_at"):
        setattr(proposal, name, None)
    proposal.save()
    return proposal


def _draft_anew(proposal: Proposal, by: User) -> Proposal:
    draft = Proposal(author=by)
    declare(draft, statement_of(proposal))
    draft.save()
    return draft
