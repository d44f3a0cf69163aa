"""What was refused, and failed sign-ins: written once, and counted while they repeat within the hour.

So a stranger who knocks all night fills no disk: of one address and hour, only so many different entries are kept,
and so many of all strangers together, since whoever has many addresses is one stranger still.
"""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from journal.acting import acting
from journal.models import Entry
from journal.services import record

WITHIN: Final = timedelta(hours=1)
MOST: Final = 50  # different entries of one kind, of one address, in an hour
MOST_OF_STRANGERS: Final = 1_000  # of all addresses together

NO_RIGHT: Final = "odmowa: brak uprawnień"
FORGED_FORM: Final = "odmowa: formularz bez ważnego znacznika (CSRF)"
NOT_SIGNED_IN: Final = "odmowa: wymagane zalogowanie"
WRONG_METHOD: Final = "odmowa: niedozwolona metoda"
FAILED: Final = "nieudane logowanie"
LOCKED: Final = "zablokowano logowanie"


@transaction.atomic
def record_refusal(act: str, *, kind: str = Entry.Kind.REFUSAL, title: str = "") -> None:
    """By whoever acts now. An account is told of page by page; a stranger, wherever he tried, once."""
    who, now = acting(), timezone.now()
    counted = Entry.objects.filter(kind=kind, at__gt=now - WITHIN, key="")  # of nothing in particular
    recent = counted.filter(actor_id=who.actor_id, address=who.address)
    alike = recent.filter(act=act, title=title[:300])
    if who.actor_id is not None:
        alike = alike.filter(path=who.path[:300])
    entry = alike.first() or (recent.first() if recent.count() >= MOST else None)
    if entry is None and who.actor_id is None:
        strangers = counted.filter(actor_id=None)
        entry = strangers.first() if strangers.count() >= MOST_OF_STRANGERS else None
    if entry is None:
        record(kind, act, title=title)
    else:
        last = Greatest(Coalesce(F("last_at"), F("at")), Value(now))  # another worker may have counted a later one
        Entry.objects.filter(pk=entry.pk).update(times=F("times") + 1, last_at=last)
