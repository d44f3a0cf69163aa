"""Making pages, their order, and those that the law asks for."""

from django.db.models import Max

from pages.models import Page


def next_position() -> int:
    """The place behind the last page."""
    return (Page.objects.aggregate(last=Max("position"))["last"] or 0) + 1
