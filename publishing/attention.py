"""What publishing wants to say to a person at work: what waits for him, and what comes by itself."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from journal.attention import Item
from orgchart.models import Office, Unit
from publishing.freshness import SECTION, due, told
from publishing.models import Edition, Proposal
from publishing.obstacles import admin_address, told_moment
from publishing.rights import desks_of, may_propose, may_publish, may_see_any_desk, may_see_desk, places_to_check
from publishing.services import obstacles_of_approval, obstacles_of_countersignature
from publishing.services.checking import number_of
from publishing.services.judging import address_of, name_of, titles_of
from publishing.services.road import may
from publishing.subjects import Subject, subject_of

REMINDED: Final = timedelta(days=30)  # of a rejection that nothing followed


def attention(user: User) -> list[Item]:
    """Urgent first; within each, the oldest first."""
    if not may_see_any_desk(user):
        return []
    now = timezone.now()
    found = [
        *_waiting_for_approval(user),
        *_waiting_for_publication(user),
        *_uncountersigned(user),
        *_own(user, now),
        *_left_behind(user, now),
        *_planned(user, now),
        *_unchecked(user, now),
    ]
    return sorted(found, key=lambda item: not item.urgent)


def _waiting_for_approval(user: User) -> Iterator[Item]:
    for proposal in _proposals(state=Proposal.State.SUBMITTED):
        blocked = any(obstacle.blocks for obstacle in obstacles_of_approval(proposal, by=user))
        if may(may_publish, user, proposal) and not blocked:
            author = name_of(proposal.author)
            yield Item(f"Czeka na zatwierdzenie: {titles_of(proposal)} ({author}).", address_of(proposal), urgent=True)


def _waiting_for_publication(user: User) -> Iterator[Item]:
    for proposal in _proposals(state=Proposal.State.APPROVED):
        if may(may_publish, user, proposal):
            yield Item(f"Zatwierdzono, czeka na publikację: {titles_of(proposal)}.", address_of(proposal), urgent=True)


def _uncountersigned(user: User) -> Iterator[Item]:
    """Everybody who sees the desk is told; it is urgent to those who can do something about it."""
    for proposal in Proposal.objects.uncountersigned().select_related("author").order_by("pk"):
        can_sign = may(may_publish, user, proposal) and not obstacles_of_countersignature(proposal, by=user)
        if can_sign or may(may_see_desk, user, proposal):
            text = f"Opublikowano bez drugiej osoby, czeka na kontrasygnatę: {titles_of(proposal)}."
            yield Item(text, address_of(proposal), urgent=can_sign)


def _own(user: User, now: datetime) -> Iterator[Item]:
    """Proposals of his own that came back."""
    for proposal in _proposals(state=Proposal.State.OVERTAKEN, author=user):
        yield Item(f"Wyprzedziło go inne wydanie, odnów: {titles_of(proposal)}.", address_of(proposal), urgent=True)
    newer = Proposal.objects.filter(author=user, pk__gt=OuterRef("pk"), parts__key=OuterRef("parts__key"))
    rejected = Proposal.objects.filter(~Exists(newer), state=Proposal.State.REJECTED, author=user)
    for proposal in rejected.filter(closed_at__gt=now - REMINDED).distinct().order_by("pk"):
        text = f"Odrzucono projekt: {titles_of(proposal)}. Powód: {proposal.comment}"
        yield Item(text, address_of(proposal), urgent=True)


def _left_behind(user: User, now: datetime) -> Iterator[Item]:
    for plan in Edition.objects.left_behind(now).order_by("in_force_from", "pk"):
        subject = _subject(plan)
        if may_propose(user, subject) or may_publish(user, subject):
            newer = Edition.objects.of(plan.subject, plan.key).filter(
                number__gt=plan.number, in_force_from__lt=plan.in_force_from
            )
            number = newer.order_by("-number").values_list("number", flat=True)[0]
            text = (
                f"{plan.title}: wydanie {plan.number} (od {told_moment(plan.in_force_from)}) powstało przed wydaniem "
                f"{number} i cofnie jego zmiany: odnów plan."
            )
            yield Item(text, _address_of_plan(plan), urgent=True)


def _planned(user: User, now: datetime) -> Iterator[Item]:
    for plan in Edition.objects.planned(now).order_by("in_force_from", "pk"):
        if may_see_desk(user, _subject(plan)):
            text = f"{plan.title}: wydanie {plan.number} zacznie obowiązywać {told_moment(plan.in_force_from)}."
            yield Item(text, _address_of_plan(plan))


def _unchecked(user: User, now: datetime) -> Iterator[Item]:
    """One line, however much is due: only what is his to check."""
    waiting = due(desks_of(user), now)
    may, numbers = places_to_check(user), dict(Unit.objects.order_by().values_list("key", "pk") if waiting else ())
    found = [each for each in waiting if may(number_of(each.line, numbers))]
    desks = {each.edition.key: each.edition.title for each in found}
    if len(desks) == 1:
        ((key, title),) = desks.items()
        address = f"{reverse('desk:subject', args=[key])}#{SECTION}"
        yield Item(f"{title}: do sprawdzenia po ponad pół roku: {told(found)}.", address)
    elif desks:
        text = f"Do sprawdzenia po ponad pół roku: {told(found)}, na kilku biurkach ({len(desks)})."
        yield Item(text, reverse("desk:index"))


def _proposals(**facts: object) -> Iterator[Proposal]:
    yield from Proposal.objects.filter(**facts).select_related("author").order_by("pk")


def _subject(edition: Edition) -> Subject:
    """Of a department that is gone, whoever has the right in the whole office is told."""
    return subject_of(edition.subject, edition.key) or Office()


def _address_of_plan(plan: Edition) -> str:
    """Where it is renewed: the proposal that it came of, if it went the road."""
    proposal = Proposal.objects.filter(parts__edition=plan).first()
    return address_of(proposal) if proposal else admin_address("publishing_edition_change", plan.pk)
