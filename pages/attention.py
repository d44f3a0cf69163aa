"""What pages want to say to a person at work: which of them are due for a review."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from journal.attention import Item
from orgchart.rights import may_edit
from pages.models import Declaration, Page

MOST_NAMED: Final = 3


def attention(user: User) -> list[Item]:
    """Only whoever edits pages is told."""
    if not may_edit(user, None):
        return []
    today = timezone.localdate()
    return [*_pages(today), *_statement(today)]


def _pages(today: date) -> Iterator[Item]:
    """One line, however many are due."""
    due = list(Page.objects.due_for_review(today).order_by("review_on", "position"))
    if len(due) == 1:
        text = f"Strona do przejrzenia: „{due[0].title}” (do {due[0].review_on:%d.%m.%Y})."
        yield Item(text, reverse("admin:pages_page_change", args=[due[0].pk]))
    elif due:
        named = ", ".join(f"„{page.title}”" for page in due[:MOST_NAMED])
        more = f" i jeszcze {len(due) - MOST_NAMED}" if len(due) > MOST_NAMED else ""
        yield Item(f"Strony do przejrzenia: {named}{more}.", reverse("admin:pages_page_changelist"))


def _statement(today: date) -> Iterator[Item]:
    stated = Declaration.objects.first()
    if stated and stated.is_due_for_review(today):
        text = f"Deklarację dostępności przejrzano ostatnio {stated.checked_on:%d.%m.%Y}, a przegląda się ją co roku."
        yield Item(text, reverse("admin:pages_declaration_change", args=[stated.pk]))
