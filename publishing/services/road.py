"""The road of a proposal: draft → submitted → approved → published, or rejected, withdrawn, overtaken on the way.

Each step is one transaction under the office's lock, recorded in the journal, and refused with named obstacles
(`RoadRefused`) or for want of a right (`RoadForbidden`). A proposal that is found overtaken when its step is tried
stays so, committed, and whoever tried is told; therefore no step may be called within a transaction of the caller.
E-mails are the caller's: `publishing.notices.tell`.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final, TypeVar

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from journal.acting import acting, acts
from journal.models import Entry
from journal.services import record
from orgchart.models import Office, Unit
from orgchart.services import lock_office
from publishing import reading
from publishing.models import Countersignature, Edition, Proposal
from publishing.obstacles import Obstacle, in_the_way
from publishing.register import tell_packages
from publishing.rights import may_propose, may_publish
from publishing.services.editions import store_edition
from publishing.services.freezing import freeze
from publishing.services.judging import (
    address_of,
    name_of,
    obstacles_of_approval,
    obstacles_of_bases,
    obstacles_of_countersignature,
    obstacles_of_proposal,
    obstacles_of_sight,
    obstacles_of_state,
)
from publishing.services.refusals import RoadForbidden, RoadRefused, refuse_if
from publishing.services.statements import KEPT, ProposalStatement, Statement, statement_of
from publishing.subjects import Subject, identity_of, subject_of

State: Final = Proposal.State
T = TypeVar("T")


@transaction.atomic
def freeze_draft(subjects: Sequence[Subject], *, by: User, in_force_from: datetime | None = None) -> Proposal:
    """Freeze the working copy of the subjects as a draft, to be previewed; the office first, then as they are given.

    The author's draft of the same subjects is frozen anew instead, so that links to its preview stay good.
    `in_force_from`: of whose day it is to speak; None: today.
    """
    lock_office()
    subjects = in_order(subjects)
    require(all(may_propose(by, each) or may_publish(by, each) for each in subjects), "przygotować projekt")
    draft = _draft_of(subjects, by) or Proposal(author=by)
    draft.in_force_from = in_force_from
    draft.save()
    freeze(draft, subjects, timezone.now())
    record_step(draft, "zamrożono szkic", by)
    return draft


def submit_proposal(
    proposal: Proposal, statement: ProposalStatement, *, by: User, confirmed: Collection[str] = (), seen: str = ""
) -> Proposal:
    """What was frozen, and previewed, is what is submitted. `confirmed`: codes of warnings that the author knows of.

    `seen`, here and below: the `fingerprint_of` what somebody read before he decided; nothing is compared without it.
    """

    def submit(proposal: Proposal, now: datetime) -> Proposal:
        require(proposal.author_id == by.pk and may(may_propose, by, proposal), "złożyć tego projektu")
        refuse_if(obstacles_of_state(proposal, State.DRAFT) or obstacles_of_sight(proposal, seen))
        declare(proposal, statement)
        refuse_if(in_the_way(obstacles_of_proposal(proposal, at=now), confirmed))
        proposal.state, proposal.submitted_at = State.SUBMITTED, now
        proposal.full_clean()
        proposal.save()
        record_step(proposal, "złożono projekt", by)
        return proposal

    return step(proposal, submit)


def approve_proposal(proposal: Proposal, *, by: User, seen: str = "") -> Proposal:
    """Raises `RoadRefused` with `touched-by-approver` for whoever had a hand in it; the journal keeps the attempt."""
    return _watched(proposal, by, lambda: step(proposal, lambda fresh, now: _approve(fresh, by, now, seen), bases=True))


def publish_proposal(proposal: Proposal, *, by: User, confirmed: Collection[str] = ()) -> list[Edition]:
    """All parts become editions in one transaction, in force from the same moment; or none does."""
    return step(proposal, lambda fresh, now: _publish_approved(fresh, by, now, confirmed), bases=True)


def approve_and_publish(
    proposal: Proposal, *, by: User, confirmed: Collection[str] = (), seen: str = ""
) -> list[Edition]:
    """Both or neither."""

    def both(proposal: Proposal, now: datetime) -> list[Edition]:
        return _publish_approved(_approve(proposal, by, now, seen), by, now, confirmed)

    return _watched(proposal, by, lambda: step(proposal, both, bases=True))


def reject_proposal(proposal: Proposal, comment: str, *, by: User) -> Proposal:
    """Say what is wrong; an approved one may be rejected as well, as long as it is not published."""

    def reject(proposal: Proposal, now: datetime) -> Proposal:
        require(may(may_publish, by, proposal), "odrzucić tego projektu")
        refuse_if(obstacles_of_state(proposal, State.SUBMITTED, State.APPROVED))
        if not comment.strip():
            refuse_if([Obstacle("comment-missing", "Napisz autorowi, dlaczego odrzucasz jego projekt.")])
        proposal.comment = comment.strip()
        return _close(proposal, State.REJECTED, "odrzucono projekt", by, now, {"uzasadnienie": proposal.comment})

    return step(proposal, reject)


def withdraw_proposal(proposal: Proposal, *, by: User) -> Proposal:
    """Its author takes it back."""

    def withdraw(proposal: Proposal, now: datetime) -> Proposal:
        require(proposal.author_id == by.pk, "wycofać cudzego projektu")
        refuse_if(obstacles_of_state(proposal, *Proposal.OPEN))
        return _close(proposal, State.WITHDRAWN, "wycofano projekt", by, now)

    return step(proposal, withdraw)


@transaction.atomic
def publish_at_once(
    subjects: Sequence[Subject], statement: ProposalStatement, *, by: User, confirmed: Collection[str] = ()
) -> Proposal:
    """An emergency: the working copy is published without approval; somebody else countersigns it afterwards."""
    lock_office()
    now = timezone.now()
    subjects = in_order(subjects)
    require(all(may_publish(by, each) for each in subjects), "opublikować")
    if statement.in_force_from and statement.in_force_from > now:
        refuse_if([Obstacle("emergency-at-once", "Publikacja pilna obowiązuje od razu, a nie od późniejszego dnia.")])
    proposal = Proposal(author=by, submitted_at=now, state=State.SUBMITTED)
    declare(proposal, replace(statement, kind="emergency"))
    proposal.full_clean()
    proposal.save()
    freeze(proposal, subjects, now)
    refuse_if(in_the_way(obstacles_of_proposal(proposal, at=now), confirmed))
    _publish(proposal, by, now, "opublikowano w trybie pilnym")
    return proposal


def countersign(proposal: Proposal, note: str, *, by: User) -> Countersignature:
    """A second person agrees with what was published without the usual approval."""

    def sign(proposal: Proposal, now: datetime) -> Countersignature:
        require(may(may_publish, by, proposal), "kontrasygnować tego projektu")
        if not Proposal.objects.uncountersigned().filter(pk=proposal.pk).exists():
            text = "Ten projekt nie wymaga kontrasygnaty albo ktoś już ją złożył."
            refuse_if([Obstacle("nothing-to-countersign", text, link=address_of(proposal))])
        refuse_if(obstacles_of_countersignature(proposal, by=by))
        signature = Countersignature(proposal=proposal, by=by, at=now, note=note.strip())
        signature.full_clean()
        signature.save()
        record_step(proposal, "złożono kontrasygnatę", by)
        return signature

    return _watched(proposal, by, lambda: step(proposal, sign))


def step(proposal: Proposal, take: Callable[[Proposal, datetime], T], *, bases: bool = False) -> T:
    """Take the step with the proposal as it stands under the lock, at one moment.

    `bases`: ask first whether a newer edition has come between, though the state does not say so (a restored backup,
    a row written by hand). The proposal is overtaken then, which is committed before whoever tried is told.
    """
    with transaction.atomic():
        lock_office()
        fresh = Proposal.objects.select_related("author").get(pk=proposal.pk)
        now = timezone.now()
        overtaken = obstacles_of_bases(fresh) if bases and fresh.state in Proposal.WAITING else []
        if not overtaken:
            return take(fresh, now)
        fresh.state, fresh.closed_at = State.OVERTAKEN, now
        fresh.save(update_fields=["state", "closed_at"])
        record_step(fresh, "wyprzedzono projekt", None)
    raise RoadRefused(overtaken)


def require(allowed: bool, what: str) -> None:
    if not allowed:
        raise RoadForbidden(f"Nie możesz {what}.")


def may(predicate: Callable[[User, Subject], bool], user: User, proposal: Proposal) -> bool:
    """Whether somebody has the right in all parts. Of a department that is gone, who has it in the whole office."""
    subjects = [subject_of(part.subject, part.key) or Office() for part in proposal.parts.all()]
    return all(predicate(user, subject) for subject in subjects)


def record_step(proposal: Proposal, act: str, by: User | None, after: dict[str, Any] | None = None) -> None:
    """Record the step in the journal. `by` None: nobody took it, it followed from another."""
    who = replace(acting(), actor=name_of(by), actor_id=by.pk) if by else acting()
    with acts(who):
        record(
            Entry.Kind.ROAD,
            act,
            model="publishing.proposal",
            key=f"proposal:{proposal.pk}",
            title=str(proposal),
            after=after,
        )


def declare(proposal: Proposal, statement: ProposalStatement) -> None:
    for name in KEPT:
        setattr(proposal, name, getattr(statement, name))


def in_order(subjects: Iterable[Subject]) -> list[Subject]:
    """Each once; the office first, because departments name it and refer to its contacts."""
    unique = {identity_of(subject): subject for subject in subjects}
    if not unique:
        raise ValueError("a proposal of nothing")
    return sorted(unique.values(), key=lambda subject: isinstance(subject, Unit))


def _draft_of(subjects: Sequence[Subject], user: User) -> Proposal | None:
    drafts = user.proposals.filter(state=State.DRAFT).annotate(size=Count("parts")).filter(size=len(subjects))
    for kind, key in map(identity_of, subjects):
        drafts = drafts.of(kind, key)
    return drafts.order_by("-pk").first()


def _approve(proposal: Proposal, by: User, now: datetime, seen: str) -> Proposal:
    require(may(may_publish, by, proposal), "zatwierdzić tego projektu")
    refuse_if(obstacles_of_state(proposal, State.SUBMITTED) or obstacles_of_sight(proposal, seen))
    eyes = obstacles_of_approval(proposal, by=by)
    refuse_if([obstacle for obstacle in [*eyes, *obstacles_of_proposal(proposal, at=now)] if obstacle.blocks])
    proposal.state, proposal.approved_by, proposal.approved_at = State.APPROVED, by, now
    proposal.deferred = bool(eyes)
    proposal.save(update_fields=["state", "approved_by", "approved_at", "deferred"])
    record_step(proposal, "zatwierdzono projekt", by)
    return proposal


def _publish_approved(proposal: Proposal, by: User, now: datetime, confirmed: Collection[str]) -> list[Edition]:
    require(may(may_publish, by, proposal), "opublikować tego projektu")
    refuse_if(obstacles_of_state(proposal, State.APPROVED))
    refuse_if(in_the_way(obstacles_of_proposal(proposal, at=now), confirmed))
    return _publish(proposal, by, now, "opublikowano projekt")


def _publish(proposal: Proposal, by: User, now: datetime, act: str) -> list[Edition]:
    parts = list(proposal.parts.all())
    editions = []
    for part in parts:
        content = reading.read_document(part.subject, part.content)
        said = _statement(proposal, (part.subject, part.key), by, is_package=len(parts) > 1)
        part.edition = store_edition((part.subject, part.key), content, said, now, proposal=proposal)
        part.save(update_fields=["edition"])
        editions.append(part.edition)
    tell_packages([edition.pk for edition in editions])
    _close(proposal, State.PUBLISHED, act, by, now, {"wydania": [str(edition) for edition in editions]})
    return editions


def _statement(proposal: Proposal, identity: tuple[str, str], by: User, *, is_package: bool) -> Statement:
    said = statement_of(proposal)
    corrected = proposal.corrects
    names_it = corrected is not None and (corrected.subject, corrected.key) == identity
    return Statement(
        **{name: getattr(said, name) for name in KEPT if name not in {"attachment", "corrects"}},
        published_by=name_of(by),
        legal_basis_file=said.attachment.name if said.attachment else "",
        legal_basis_digest=said.attachment.digest if said.attachment else "",
        corrects=corrected.number if corrected and names_it else 0,
        approved_by=name_of(proposal.approved_by) if proposal.approved_by else "",
        package=str(proposal.pk) if is_package else "",
    )


def _close(
    proposal: Proposal, state: str, act: str, by: User, now: datetime, after: dict[str, Any] | None = None
) -> Proposal:
    proposal.state, proposal.closed_by, proposal.closed_at = state, by, now
    proposal.save(update_fields=["state", "closed_by", "closed_at", "comment"])
    record_step(proposal, act, by, after)
    return proposal


def _watched(proposal: Proposal, by: User, act: Callable[[], T]) -> T:
    """An attempt to do without the second pair of eyes leaves a trace, though the step itself was rolled back."""
    try:
        return act()
    except RoadRefused as refusal:
        if any(obstacle.code == "touched-by-approver" for obstacle in refusal.obstacles):
            with acts(replace(acting(), actor=name_of(by), actor_id=by.pk)):
                record(
                    Entry.Kind.REFUSAL,
                    "odmowa: udział w zmianie",
                    model="publishing.proposal",
                    key=f"proposal:{proposal.pk}",
                    title=str(proposal),
                )
        raise
