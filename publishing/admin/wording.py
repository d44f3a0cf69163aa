"""Sentences of the desk. No queries of its own."""

from collections.abc import Iterable
from typing import Final

from publishing.models import Proposal
from publishing.obstacles import told_moment
from publishing.services.judging import name_of
from publishing.telling import Chapter

LONGEST_REASON: Final = 600


def reason_from(chapters: Iterable[Chapter]) -> str:
    """The differences as one text: a beginning for the reason that the author has to give."""
    told = [f"{chapter.title}: {' '.join(_plain(each.sentence) for each in chapter.told)}" for chapter in chapters]
    text = " ".join(told)
    return text if len(text) <= LONGEST_REASON else f"{text[:LONGEST_REASON].rsplit(' ', 1)[0]}…"


def _plain(sentence: str) -> str:
    """A sentence that ended with a colon, because the words followed, ends by itself."""
    return f"{sentence[:-1]}." if sentence.endswith(":") else sentence


def next_step(proposal: Proposal) -> str:
    """What the proposal waits for, and who has to act."""
    author = name_of(proposal.author)
    if proposal.state == Proposal.State.DRAFT:
        return f"Szkic czeka, aż złoży go {author}."
    if proposal.state == Proposal.State.SUBMITTED:
        return "Czeka na zatwierdzenie przez wydawcę, który nie miał udziału w zmianie."
    if proposal.state == Proposal.State.APPROVED:
        approved = f" Zatwierdził: {name_of(proposal.approved_by)}." if proposal.approved_by else ""
        return f"Czeka na publikację przez wydawcę.{approved}"
    if proposal.state == Proposal.State.OVERTAKEN:
        return f"Wyprzedziło go inne wydanie. Odnowić może go {author} albo inny redaktor."
    return closing_of(proposal)


def closing_of(proposal: Proposal) -> str:
    who = f", {name_of(proposal.closed_by)}" if proposal.closed_by else ""
    when = told_moment(proposal.closed_at) if proposal.closed_at else ""
    return f"{proposal.get_state_display()[:1].upper()}{proposal.get_state_display()[1:]}: {when}{who}."
