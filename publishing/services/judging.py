"""Whether a proposal may take its next step: obstacles of the proposal itself, and of the person who would take it."""

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from django.conf import settings
from django.contrib.auth.models import User

from publishing import obstacles, reading
from publishing.models import Edition, Proposal, ProposalPart
from publishing.obstacles import Obstacle, Severity, admin_address
from publishing.services.editions import obstacles_of_document
from publishing.services.freezing import obstacles_of_draft
from publishing.services.statements import KEPT, obstacles_of_said, statement_of
from publishing.subjects import newest_edition, subject_of
from publishing.touches import what_was_touched

TOLD: Final = 5  # of the things that somebody changed, so many are named


def address_of(proposal: Proposal) -> str:
    """The proposal's page in admin."""
    return admin_address("publishing_proposal_change", proposal.pk)


def obstacles_of_state(proposal: Proposal, *states: str) -> list[Obstacle]:
    """The step can be taken in these states only: somebody may have taken another one meanwhile."""
    if proposal.state in states:
        return []
    text = f"Tego nie można już zrobić: stan projektu to „{proposal.get_state_display()}”."
    return [Obstacle("wrong-state", text, link=address_of(proposal))]


def fingerprint_of(proposal: Proposal) -> str:
    """Of all that somebody reads before he decides: a form carries it, and the decision is refused if it differs."""
    parts = proposal.parts.order_by("subject", "key").values_list("subject", "key", "content")
    said = [str(getattr(proposal, name)) for name in KEPT]
    return hashlib.sha256(json.dumps([list(parts), said], default=list).encode()).hexdigest()


def obstacles_of_sight(proposal: Proposal, seen: str) -> list[Obstacle]:
    """`seen` is the fingerprint of what somebody read; empty: he does not say."""
    if not seen or seen == fingerprint_of(proposal):
        return []
    text = "Projekt zmienił się, odkąd go otwarto. Obejrzyj go jeszcze raz."
    return [Obstacle("changed-meanwhile", text, link=address_of(proposal))]


def obstacles_of_bases(proposal: Proposal) -> list[Obstacle]:
    """Editions that were published since the proposal was frozen."""
    parts = proposal.parts.select_related("base")
    return [
        Obstacle(
            "overtaken",
            f"Projekt wyprzedziło wydanie {newest.number} („{newest.title}”). Odnów projekt, żeby go nie cofnąć.",
            link=address_of(proposal),
        )
        for part in parts
        if (newest := newest_edition(part.subject, part.key)) and newest != part.base
    ]


def obstacles_of_proposal(proposal: Proposal, *, at: datetime) -> list[Obstacle]:
    """What stands in the way of the proposal's next step, but for the person who would take it.

    Of a draft: of its submission, with what the proposal keeps of the statement; else of its approval and publication.
    """
    statement = statement_of(proposal)
    in_force_from = proposal.in_force_from or at
    said = [*obstacles_of_said(statement, at), *_obstacles_of_kind(proposal)]
    out_of_bounds = list(obstacles.obstacles_of_moment(in_force_from, at))
    if out_of_bounds:
        return [*said, *out_of_bounds]
    parts = list(proposal.parts.select_related("base__body"))
    if proposal.state == Proposal.State.DRAFT:
        said += [obstacle for part in parts for obstacle in _obstacles_of_submission(proposal, part, in_force_from)]
    else:
        said += obstacles_of_bases(proposal)
    keys = [part.key for part in parts]
    for part in parts:
        found = obstacles_of_document(
            (part.subject, part.key),
            reading.read_document(part.subject, part.content),
            kind=proposal.kind,
            in_force_from=in_force_from,
            now=at,
            besides=keys,
        )
        said += [_naming(part, obstacle) if len(parts) > 1 else obstacle for obstacle in found]
    return said


def obstacles_of_approval(proposal: Proposal, *, by: User) -> list[Obstacle]:
    """Nobody approves what he touched or submitted, whatever his rights are.

    Where the office has put off the second pair of eyes (DEFERRED_COUNTERSIGNATURE), that is a warning.
    """
    return _obstacles_of_eyes(proposal, by, deferrable=settings.DEFERRED_COUNTERSIGNATURE)


def obstacles_of_countersignature(proposal: Proposal, *, by: User) -> list[Obstacle]:
    """Nor does anybody countersign what he touched, submitted, approved or published himself."""
    found = _obstacles_of_eyes(proposal, by, deferrable=False)
    if by.pk in (proposal.closed_by_id, proposal.approved_by_id):
        text = "Kontrasygnuje inna osoba niż ta, która zatwierdziła albo opublikowała."
        found.append(Obstacle("published-by-countersigner", text, link=address_of(proposal)))
    return found


def _obstacles_of_eyes(proposal: Proposal, by: User, *, deferrable: bool) -> list[Obstacle]:
    reasons = list(_hand_in(proposal, by))
    if not reasons:
        return []
    told = "; ".join(reasons)
    if deferrable:
        text = f"Zatwierdzasz własne zmiany ({told}). Urząd odroczył kontrasygnatę: druga osoba złoży ją później."
        return [Obstacle("touched-by-approver", text, Severity.WARNS, address_of(proposal))]
    act = "kontrasygnuje" if proposal.state == Proposal.State.PUBLISHED else "zatwierdza"
    text = f"Nie {act} nikt, kto miał udział w zmianie ({told}). Musi to zrobić inna osoba."
    return [Obstacle("touched-by-approver", text, link=address_of(proposal))]


def _hand_in(proposal: Proposal, user: User) -> Iterator[str]:
    if proposal.author_id == user.pk:
        yield "projekt złożono z tego konta"
    if proposal.touched_by.filter(pk=user.pk).exists():
        things = what_was_touched(proposal, user)
        named = ", ".join(f"„{thing}”" for thing in things[:TOLD])
        more = f" i jeszcze {len(things) - TOLD}" if len(things) > TOLD else ""
        yield f"z tego konta zmieniono: {named}{more}" if named else "z tego konta zmieniano treść"


def _obstacles_of_kind(proposal: Proposal) -> Iterator[Obstacle]:
    if proposal.kind == Edition.Kind.EMERGENCY and proposal.state == Proposal.State.DRAFT:
        text = (
            "Publikacja pilna nie czeka na zatwierdzenie ani na swój dzień. Opublikuj od razu albo wybierz inny rodzaj."
        )
        yield Obstacle("emergency-at-once", text)
    if proposal.kind != Edition.Kind.CORRECTION:
        return
    corrected = proposal.corrects
    if corrected is None or not proposal.parts.filter(subject=corrected.subject, key=corrected.key).exists():
        yield Obstacle("corrects-missing", "Wskaż wydanie tej samej strony, które prostujesz.", law="M6")


def _obstacles_of_submission(proposal: Proposal, part: ProposalPart, in_force_from: datetime) -> list[Obstacle]:
    found = obstacles_of_draft(part, subject_of(part.subject, part.key), in_force_from)
    return [*obstacles_of_another(proposal, part.subject, part.key), *found]


def obstacles_of_another(proposal: Proposal, kind: str, key: str) -> list[Obstacle]:
    """Another proposal of the subject is on its way: they would overtake each other."""
    others = Proposal.objects.waiting().of(kind, key).exclude(pk=proposal.pk).select_related("author")
    return [
        Obstacle(
            "already-proposed",
            f"Czeka już {other} ({other.get_state_display()}, autor: {name_of(other.author)}). "
            "Najpierw trzeba go opublikować, odrzucić albo wycofać.",
            link=address_of(other),
        )
        for other in others
    ]


def name_of(user: User) -> str:
    """As the public record names an account."""
    return user.get_full_name() or user.get_username()


def titles_of(proposal: Proposal) -> str:
    return ", ".join(part.title for part in proposal.parts.all())


def _naming(part: ProposalPart, obstacle: Obstacle) -> Obstacle:
    """Of several subjects, which one is meant."""
    return Obstacle(obstacle.code, f"{part.title}: {obstacle.text}", obstacle.severity, obstacle.link, obstacle.law)
