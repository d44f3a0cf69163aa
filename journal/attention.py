"""What an app wants to say to a person at work; the front page of the admin gathers it from all of them."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone

from journal.days import REFUSED, start_of
from journal.models import Entry, Review
from journal.words import counted


@dataclass(frozen=True)
class Item:
    """One sentence, and the page where something can be done about it. `urgent`: before anything else."""

    text: str
    link: str = ""
    urgent: bool = False


def attention(user: Any) -> list[Item]:
    """For those who review the journal: what was refused since yesterday, and whether that day was reviewed."""
    if not user.has_perm("journal.review_entry"):
        return []
    yesterday = timezone.localdate() - timedelta(days=1)
    refusals = Entry.objects.filter(kind__in=REFUSED, at__gte=start_of(yesterday)).aggregate(total=Sum("times"))
    total = refusals["total"] or 0
    said = [f"{counted(total, 'odmowa', 'odmowy', 'odmów')} od wczoraj"] if total else []
    kept_then = Entry.objects.filter(at__lt=start_of(timezone.localdate())).exists()  # not on the journal's first day
    if kept_then and not Review.objects.filter(day=yesterday).exists():
        said.append(f"przegląd z {yesterday:%d.%m.%Y} nieodnotowany")
    if not said:
        return []
    return [Item(f"Dziennik: {', '.join(said)}", reverse("admin:journal_entry_review"), urgent=bool(total))]
