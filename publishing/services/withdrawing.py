"""Withdrawing: readers do not see some editions any more, and are told why. The editions themselves stay."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from journal.models import Entry
from journal.services import record
from orgchart.services import lock_office
from publishing.models import Edition, Withdrawal
from publishing.obstacles import Obstacle
from publishing.services.following import call_after_commit
from publishing.services.refusals import PublicationRefused
from publishing.services.versions import raise_version
from publishing.subjects import Identity

LONGEST: Final = {"legal_basis": 500, "decided_by": 200}
REQUIRED: Final = {
    "reason": "powód wycofania",
    "legal_basis": "podstawę prawną",
    "decided_by": "kto zdecydował o wycofaniu",
}


class WithdrawalRefused(PublicationRefused):
    """The editions cannot be withdrawn; `obstacles` says why, each in a sentence for whoever tried."""


@dataclass(frozen=True)
class Grounds:
    """Why editions are withdrawn, on what basis, and who decided: readers are told so in their place."""

    reason: str
    legal_basis: str
    decided_by: str


@transaction.atomic
def withdraw_editions(
    identity: Identity, *, first: int = 1, last: int | None = None, grounds: Grounds, by: User
) -> Withdrawal:
    """Withdraw a subject's editions from number `first` to `last`, both included; None: to the newest there is.

    An edition that is published later is not withdrawn: it brings the subject's pages back. Raises
    `WithdrawalRefused`. May this person? The caller has asked (`rights.may_withdraw`). After the commit, what is named
    in AFTER_PUBLICATION is called with the id of each.
    """
    lock_office()
    newest = Edition.objects.of(*identity).order_by("-number").first()
    last = last if last is not None else (newest.number if newest else 0)
    found = obstacles_of_withdrawal(identity, first=first, last=last, grounds=grounds)
    if found or newest is None:
        raise WithdrawalRefused(found)
    withdrawal = Withdrawal(
        subject=identity[0],
        key=identity[1],
        title=newest.title,
        first_number=first,
        last_number=last,
        reason=grounds.reason.strip(),
        legal_basis=grounds.legal_basis.strip(),
        decided_by=grounds.decided_by.strip(),
        withdrawn_by=(by.get_full_name() or by.get_username())[:200],
    )
    withdrawal.full_clean()
    withdrawal.save()
    raise_version()
    _record(withdrawal)
    withdrawn = Edition.objects.of(*identity).filter(number__range=(first, last)).order_by("number")
    call_after_commit(withdrawn.values_list("pk", flat=True))
    return withdrawal


def _record(withdrawal: Withdrawal) -> None:
    record(
        Entry.Kind.ROAD,
        "wycofano wydania",
        model="publishing.withdrawal",
        key=f"withdrawal:{withdrawal.pk}",
        title=str(withdrawal),
        after={
            "powód": withdrawal.reason,
            "podstawa prawna": withdrawal.legal_basis,
            "kto zdecydował": withdrawal.decided_by,
        },
    )


def obstacles_of_withdrawal(identity: Identity, *, first: int, last: int, grounds: Grounds) -> list[Obstacle]:
    """What would refuse this withdrawal now; empty when nothing would."""
    said = list(_obstacles_of_grounds(grounds))
    numbers = list(_obstacles_of_numbers(identity, first, last))
    return [*said, *(numbers or _obstacles_of_editions(identity, first, last))]


def _obstacles_of_grounds(grounds: Grounds) -> Iterator[Obstacle]:
    for name, what in REQUIRED.items():
        answer = getattr(grounds, name).strip()
        if not answer:
            yield Obstacle("withdrawal-incomplete", f"Podaj {what}.")
        if len(answer) > LONGEST.get(name, len(answer)):
            yield Obstacle("withdrawal-incomplete", f"Skróć {what}: najwyżej {LONGEST[name]} znaków.")


def _obstacles_of_numbers(identity: Identity, first: int, last: int) -> Iterator[Obstacle]:
    newest = Edition.objects.of(*identity).order_by("-number").values_list("number", flat=True).first()
    if newest is None:
        yield Obstacle("withdrawal-of-nothing", "Nie ma żadnego wydania, które można by wycofać.")
    elif not 1 <= first <= last <= newest:
        yield Obstacle(
            "withdrawal-of-nothing",
            f"Podaj numery wydań od 1 do {newest}, pierwszy nie większy niż ostatni.",
        )


def _obstacles_of_editions(identity: Identity, first: int, last: int) -> Iterator[Obstacle]:
    editions = Edition.objects.of(*identity).filter(number__range=(first, last))
    if not editions.with_withdrawal().filter(withdrawal=None).exists():
        yield Obstacle("already-withdrawn", "Te wydania już wycofano.")
    now = timezone.now()
    shown = Edition.objects.in_force(now).filter(pk__in=editions) | editions.planned(now)
    if identity[0] == Edition.Subject.OFFICE and shown.exists():
        yield Obstacle(
            "withdrawal-of-the-site",
            "Dane urzędu stoją na każdej stronie, więc obowiązującego ani zaplanowanego wydania urzędu nie można "
            "wycofać. Opublikuj poprawione wydanie, a potem wycofaj poprzednie.",
        )
