"""What the search wants to say to a person at work: what people did not find."""

from typing import Any

from django.urls import reverse

from journal.attention import Item
from journal.words import counted
from search.misses import shown


def attention(user: Any) -> list[Item]:
    """For those who can add other words for it."""
    if not user.has_perms(["search.view_miss", "search.add_synonym"]):
        return []
    number = shown().count()
    if not number:
        return []
    told = counted(number, "hasło", "hasła", "haseł")
    return [Item(f"Czego szukano i nie znaleziono: {told}.", reverse("admin:search_miss_changelist"))]
