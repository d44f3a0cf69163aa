"""A package is a proposal of several subjects: one reason, one day, one approval, all parts or none.

Whoever adds a part or takes one out has a hand in it, and an approval that was given before holds no longer.
"""

from datetime import datetime

from django.contrib.auth.models import User
from django.utils import timezone

from journal.models import Entry
from publishing import reading
from publishing.models import Edition, Proposal, ProposalPart
from publishing.obstacles import Obstacle, in_the_way
from publishing.packages import Change, tell_changes
from publishing.register import edition_before
from publishing.rights import may_propose
from publishing.services.freezing import freeze_part
from publishing.services.judging import address_of, obstacles_of_another, obstacles_of_state
from publishing.services.refusals import refuse_if
from publishing.services.road import may, record_step, require, step
from publishing.subjects import Subject, identity_of
from publishing.telling import Chapter
from publishing.touches import who_touched

State = Proposal.State
OPEN_TO_PARTS = (State.DRAFT, State.SUBMITTED, State.APPROVED)


def add_part(proposal: Proposal, subject: Subject, *, by: User) -> Proposal:
    """Freeze the subject's working copy as one more part. An approved package has to be approved again.

    The proposal keeps its mark, the earlier one: of what was changed between, nothing is missed.
    """

    def add(proposal: Proposal, now: datetime) -> Proposal:
        require(may(may_propose, by, proposal) and may_propose(by, subject), "dołożyć tej części")
        refuse_if(obstacles_of_state(proposal, *OPEN_TO_PARTS))
        kind, key = identity_of(subject)
        if proposal.parts.filter(subject=kind, key=key).exists():
            text = f"„{subject.name}” już jest w tym pakiecie. Odśwież szkic, jeśli wersja robocza się zmieniła."
            refuse_if([Obstacle("already-in-package", text, link=address_of(proposal))])
        refuse_if(in_the_way(obstacles_of_another(proposal, kind, key)))
        part = freeze_part(proposal, subject, now)
        proposal.touched_by.add(by, *who_touched([part]))
        return _changed(proposal, f"dołożono część „{part.title}”", by)

    return step(proposal, add, bases=True)


def remove_part(proposal: Proposal, part: ProposalPart, *, by: User) -> Proposal:
    """Take a part out; the last one stays: a proposal of nothing is withdrawn instead."""

    def remove(proposal: Proposal, now: datetime) -> Proposal:
        require(may(may_propose, by, proposal), "wyjąć tej części")
        refuse_if(obstacles_of_state(proposal, *OPEN_TO_PARTS))
        parts = list(proposal.parts.select_related("base__body"))
        if part not in parts:
            refuse_if([Obstacle("not-in-package", "Tej części już nie ma w pakiecie.", link=address_of(proposal))])
        left = [each for each in parts if each != part]
        if not left:
            text = "Projekt ma tylko tę jedną część. Wycofaj cały projekt."
            refuse_if([Obstacle("last-part", text, link=address_of(proposal))])
        only_there = who_touched([part]) - who_touched(left) - _who_took_steps(proposal)
        part.delete()
        proposal.touched_by.set({*proposal.touched_by.all(), by} - (only_there - {by}))
        return _changed(proposal, f"wyjęto część „{part.title}”", by)

    return step(proposal, remove)


def _who_took_steps(proposal: Proposal) -> set[User]:
    """They had a hand in the package itself: submitted it, put parts into it, took some out."""
    steps = Entry.objects.filter(kind=Entry.Kind.ROAD, key=f"proposal:{proposal.pk}")
    return set(User.objects.filter(pk__in=steps.order_by().values("actor_id")))


def changes_of(proposal: Proposal) -> list[tuple[ProposalPart, list[Chapter]]]:
    """What each part changes for readers (see `before`); what moved between parts is told once."""
    parts = list(proposal.parts.select_related("base__body", "edition", "proposal"))
    told = tell_changes([change_of(part) for part in parts])
    return list(zip(parts, told, strict=True))


def change_of(part: ProposalPart) -> Change:
    old = before(part)
    return Change(reading.document_of(old) if old else None, reading.read_document(part.subject, part.content))


def before(part: ProposalPart) -> Edition | None:
    """What readers would see without the part, from the moment at which it takes effect; None: nothing.

    That need not be the newest edition, which may be a plan for a later day. Of a proposal that came to nothing: the
    edition from which it set out.
    """
    if part.edition:
        return edition_before(part.edition).select_related("body").first()
    proposal = part.proposal
    if proposal.state not in OPEN_TO_PARTS:
        return part.base
    at = proposal.in_force_from or timezone.now()
    return Edition.objects.of(part.subject, part.key).in_force(at).select_related("body").first()


def _changed(proposal: Proposal, act: str, by: User) -> Proposal:
    """What somebody approved is not this any more."""
    if proposal.state == State.APPROVED:
        proposal.state, proposal.deferred = State.SUBMITTED, False
        proposal.approved_by = proposal.approved_at = None
    proposal.save(update_fields=["state", "approved_by", "approved_at", "deferred"])
    record_step(proposal, act, by)
    return proposal
