"""E-mails to those who must act next, and to the author whose proposal came to something.

Whoever calls a service of the road calls `tell` after it. Nothing is sent before the transaction was committed, and a
letter that could not be sent is logged: it undoes nothing, for the desk says the same (`publishing.attention`).
"""

import logging
from collections.abc import Callable, Iterable
from typing import Final

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from publishing.models import Edition, Proposal, Remark
from publishing.obstacles import Obstacle, admin_address
from publishing.rights import may_publish
from publishing.services import obstacles_of_approval, obstacles_of_countersignature
from publishing.services.judging import address_of, name_of, titles_of
from publishing.services.road import may

logger: Final = logging.getLogger(__name__)
State = Proposal.State
# What the author is told of, and in which words the letter begins.
TO_AUTHOR: Final = {
    State.APPROVED: "Zatwierdzono projekt",
    State.REJECTED: "Odrzucono projekt",
    State.OVERTAKEN: "Projekt wyprzedziło inne wydanie",
    State.PUBLISHED: "Opublikowano",
}


def tell(proposal: Proposal) -> None:
    """Send, after commit, what the proposal's state asks for; of a published one, also to those whom it overtook."""
    pk = proposal.pk

    def send() -> None:  # not a partial: Django logs a failure by the function's __qualname__
        _tell_now(Proposal.objects.select_related("author", "closed_by", "approved_by").get(pk=pk))

    transaction.on_commit(send, robust=True)


def _tell_now(proposal: Proposal) -> None:
    if proposal.state == State.SUBMITTED:
        approvers = _who_may(proposal, obstacles_of_approval)
        _send(approvers, "Czeka na zatwierdzenie", "submitted", proposal)
    elif proposal.state in TO_AUTHOR:
        _tell_author(proposal)
    if proposal.state == State.APPROVED:
        publishers = [user for user in _who_may(proposal) if user not in (proposal.approved_by, proposal.author)]
        _send(publishers, "Czeka na publikację", "approved", proposal)
    if proposal.state == State.PUBLISHED:
        if Proposal.objects.uncountersigned().filter(pk=proposal.pk).exists():
            signers = _who_may(proposal, obstacles_of_countersignature)
            _send(signers, "Czeka na kontrasygnatę", "countersignature", proposal)
        for other in overtaken_by(proposal):
            _tell_author(other)
        for plan in left_behind_by(proposal):
            _send_author(plan, "Odnów plan", "left_behind")


def overtaken_by(proposal: Proposal) -> list[Proposal]:
    """The proposals that its editions overtook: they were closed at the very moment of the publication."""
    others = Proposal.objects.filter(
        state=State.OVERTAKEN,
        closed_at=proposal.closed_at,
        parts__key__in=proposal.parts.values("key"),
    )
    return list(others.select_related("author", "closed_by", "approved_by").distinct())


def left_behind_by(proposal: Proposal) -> list[Proposal]:
    """The plans, as proposals, that will undo on their day what its editions say."""
    plans = Edition.objects.left_behind(timezone.now()).filter(key__in=proposal.parts.values("key"))
    others = Proposal.objects.filter(parts__edition__in=plans).exclude(pk=proposal.pk)
    return list(others.select_related("author", "closed_by", "approved_by").distinct().order_by("pk"))


def tell_of_remark(remark: Remark) -> None:
    """After commit, to the author of the proposal, who can do something about it."""

    def send() -> None:
        _send_author(remark.proposal, "Uwaga do projektu", "remark", remark=remark)

    transaction.on_commit(send, robust=True)


def _tell_author(proposal: Proposal) -> None:
    """Unless he did it himself."""
    did_it = proposal.approved_by_id if proposal.state == State.APPROVED else proposal.closed_by_id
    if proposal.author_id != did_it:
        state = State(proposal.state)
        _send_author(proposal, TO_AUTHOR[state], state.value)


def _send_author(proposal: Proposal, opening: str, template: str, **facts: object) -> None:
    if proposal.author.is_active and proposal.author.email:
        _send([proposal.author], opening, template, proposal, **facts)


def _who_may(proposal: Proposal, obstacles_of: Callable[..., list[Obstacle]] | None = None) -> list[User]:
    """Accounts with an address and the right to publish in all parts, whom none of these obstacles stops."""
    accounts = User.objects.filter(is_active=True).exclude(email="").order_by("pk")
    publishers = [user for user in accounts if may(may_publish, user, proposal)]
    return [user for user in publishers if not (obstacles_of and obstacles_of(proposal, by=user))]


def _send(people: Iterable[User], opening: str, template: str, proposal: Proposal, **facts: object) -> None:
    titles = titles_of(proposal)
    context = {
        **facts,
        "proposal": proposal,
        "titles": titles,
        "author": name_of(proposal.author),
        "publisher": name_of(proposal.closed_by) if proposal.closed_by else "",
        "approver": name_of(proposal.approved_by) if proposal.approved_by else "",
        "link": settings.SITE_URL + (address_of(proposal) or admin_address("index")),
    }
    body = render_to_string(f"publishing/notices/{template}.txt", context)
    subject = " ".join(f"{opening}: {titles}".split())[:150]
    for person in people:  # each alone: nobody learns the others' addresses, and one that is wrong stops no other
        try:
            send_mail(subject, body, None, [person.email])
        except Exception:
            logger.exception("a notice of proposal %s was not sent to account %s", proposal.pk, person.pk)
