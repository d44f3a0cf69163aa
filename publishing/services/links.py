"""Secret addresses at which people without an account read a proposal, and the remarks that people leave on one."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Final

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from journal.models import Entry
from journal.services import record
from publishing.models import PreviewLink, Proposal, Remark

TOKEN_BYTES: Final = 32
LONGEST_LINK: Final = timedelta(days=60)
LONGEST_REMARK: Final = 4000
MOST_REMARKS: Final = 100  # through one link: whoever got hold of it must not fill the database


class RemarkRepeated(Exception):
    """The form of this remark was sent before."""


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make_link(proposal: Proposal, *, for_whom: str, expires_at: datetime, by: User) -> tuple[PreviewLink, str]:
    """The link, and its token, which is kept nowhere: it can be shown now and never again."""
    now = timezone.now()
    if not now < expires_at <= now + LONGEST_LINK:
        raise ValidationError({"expires_at": f"Odnośnik może być ważny najwyżej {LONGEST_LINK.days} dni."})
    token = secrets.token_urlsafe(TOKEN_BYTES)
    link = PreviewLink(
        proposal=proposal, token_hash=hash_of(token), for_whom=for_whom, created_by=by, expires_at=expires_at
    )
    link.full_clean()
    link.save(force_insert=True)
    until = timezone.localtime(expires_at)
    _record("utworzono odnośnik do podglądu", proposal, {"dla kogo": for_whom, "ważny do": f"{until:%d.%m.%Y %H:%M}"})
    return link, token


@transaction.atomic
def revoke_link(link: PreviewLink, *, by: User) -> PreviewLink:
    """From now on its address leads nowhere. A link that was revoked before stays as it was."""
    link = PreviewLink.objects.select_for_update().select_related("proposal").get(pk=link.pk)
    if link.revoked_at is None:
        link.revoked_at = timezone.now()
        link.save(update_fields=["revoked_at"])
        facts = {"dla kogo": link.for_whom, "kto unieważnił": by.get_full_name() or by.get_username()}
        _record("unieważniono odnośnik do podglądu", link.proposal, facts)
    return link


def link_with(token: str, at: datetime) -> PreviewLink | None:
    """The link that has the token and holds at that moment. None for a wrong, an expired and a revoked one alike."""
    valid = PreviewLink.objects.valid(at).select_related("proposal")
    return valid.filter(token_hash=hash_of(token)).first()


@transaction.atomic
def leave_remark(
    proposal: Proposal,
    *,
    text: str,
    author: str = "",
    link: PreviewLink | None = None,
    user: User | None = None,
    once: str = "",
) -> Remark:
    """`once` marks one form that was shown: what is sent with it a second time raises `RemarkRepeated`."""
    if (link is None) == (user is None):
        raise ValueError("a remark is left through a link or by an account")
    if link and link.remarks.count() >= MOST_REMARKS:
        raise ValidationError("Przez ten odnośnik zostawiono już bardzo dużo uwag. Kolejne przekaż redakcji inaczej.")
    name = user.get_full_name() or user.get_username() if user else author
    remark = Remark(proposal=proposal, link=link, user=user, author=name, text=text)
    if once:
        remark.once = once
    remark.full_clean(validate_unique=False)
    try:
        with transaction.atomic():
            remark.save(force_insert=True)
    except IntegrityError as error:
        raise RemarkRepeated from error
    _record("zostawiono uwagę do projektu", proposal, {"kto": name})
    return remark


def _record(act: str, proposal: Proposal, facts: dict[str, str]) -> None:
    record(
        Entry.Kind.ROAD,
        act,
        model="publishing.proposal",
        key=f"proposal:{proposal.pk}",
        title=str(proposal),
        after=facts,
    )
