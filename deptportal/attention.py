"""What waits for whoever signed in: every room's own list, on the admin's front page. A room adds its function here."""

from collections.abc import Callable
from typing import Final

from django.contrib.auth.models import User

from journal.attention import Item
from journal.attention import attention as of_journal
from pages.attention import attention as of_pages
from publishing.attention import attention as of_publishing
from search.attention import attention as of_search

ROOMS: Final[list[Callable[[User], list[Item]]]] = [of_publishing, of_pages, of_search, of_journal]


def attention(user: User) -> list[Item]:
    """Urgent first; else in the order of the rooms, and of each room's own list."""
    found = [item for of_room in ROOMS for item in of_room(user)]
    return sorted(found, key=lambda item: not item.urgent)
