"""Freezing: the working copy as it stands becomes the parts of a proposal, which nothing changes afterwards."""

from collections.abc import Sequence
from datetime import datetime

from journal.services import mark
from publishing.canonical import canonical
from publishing.models import Proposal, ProposalPart
from publishing.obstacles import Obstacle, obstacles_before_building
from publishing.services.editions import day_of
from publishing.services.refusals import refuse_if
from publishing.subjects import Subject, build, fresh, identity_of, newest_edition, title_of
from publishing.touches import who_touched


def freeze(proposal: Proposal, subjects: Sequence[Subject], now: datetime) -> None:
    """Make the proposal's parts anew of the working copy, and note who had a hand in them.

    The mark is taken before anything is read: what somebody changes meanwhile is then counted twice, never missed.
    Raises `RoadRefused` where the working copy was broken by hand.
    """
    proposal.mark = mark()
    proposal.frozen_at = now
    proposal.save(update_fields=["mark", "frozen_at"])
    proposal.parts.all().delete()
    parts = [freeze_part(proposal, subject, now) for subject in subjects]
    proposal.touched_by.set(who_touched(parts))


def freeze_part(proposal: Proposal, subject: Subject, now: datetime) -> ProposalPart:
    subject = fresh(subject)
    refuse_if(obstacles_before_building(subject))
    content = build(subject, day_of(proposal.in_force_from, now))
    kind, key = identity_of(subject)
    part = ProposalPart(
        proposal=proposal,
        subject=kind,
        key=key,
        title=title_of(content)[:300],
        base=newest_edition(kind, key),
        content=canonical(content),
    )
    part.full_clean()
    part.save()
    return part


def obstacles_of_draft(part: ProposalPart, subject: Subject | None, in_force_from: datetime) -> list[Obstacle]:
    """Whether what was frozen, and read in a preview, still is what the working copy says for that day."""
    outdated = Obstacle(
        "draft-outdated",
        f"Wersja robocza („{part.title}”) zmieniła się, odkąd powstał szkic, albo w dniu, od którego ma obowiązywać, "
        "stanowiska zajmują inne osoby. Odśwież szkic i obejrzyj go jeszcze raz.",
    )
    if subject is None or part.base != newest_edition(part.subject, part.key):
        return [outdated]
    broken = obstacles_before_building(subject)
    if broken:
        return broken
    now_says = canonical(build(subject, day_of(in_force_from, in_force_from)))
    return [outdated] if now_says != part.content else []
