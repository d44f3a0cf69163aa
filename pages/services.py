"""Writes to pages: their order, those that the law asks for, and their removal."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from django.db.models import Max

from journal.recording import one_act, tell_moved
from orgchart.order import arrange, close_gaps, insert_at
from orgchart.services import lock_office
from pages import kinds
from pages.models import Declaration, Page, a_year_after

TEXTS: Final = Path(__file__).resolve().parent / "texts"


class StatutoryPage(Exception):
    """The page is one that the law asks for: the message tells the editor what to do instead."""


def missing_kinds() -> list[kinds.Kind]:
    """Kinds of statutory pages of which there is none yet, in the order of their list."""
    there = set(Page.objects.exclude(kind=kinds.OTHER).values_list("kind", flat=True))
    return [kind for code, kind in kinds.STATUTORY.items() if code not in there]


def starting_texts(kind: str, day: date) -> dict[str, Any]:
    """What a statutory page says at first, on that day. The statement of accessibility is a form of its own."""
    if kind == kinds.DECLARATION:
        return {}
    told = {"easy_text": _read("accessibility_easy"), "told_on": day} if kind == kinds.ACCESSIBILITY else {}
    return {"body": _read(kind), **told}


def starting_statement() -> dict[str, str]:
    """What the statement of accessibility says at first: texts with places that the office fills."""
    return {name: _read(f"declaration_{name}") for name in ("information", "architecture", "communication")}


def _read(name: str) -> str:
    return (TEXTS / f"{name}.md").read_text(encoding="utf-8").strip()


@one_act()
def create_statutory_pages(day: date, *, declaration: Mapping[str, Any] | None = None) -> list[Page]:
    """Make the statutory pages that are missing, to be reviewed a year after `day`. Returns those that were made.

    `declaration`: what the statement of accessibility says (fields of `Declaration`; those that are texts may be left
    to `starting_statement`), where there is none yet.
    Raises `ValidationError` for a statement that cannot be.
    """
    lock_office()
    made = [
        create_page(
            kind=kind.code,
            title=kind.title,
            slug=kind.slug,
            review_on=a_year_after(day),
            **starting_texts(kind.code, day),
        )
        for kind in missing_kinds()
    ]
    page = Page.objects.get(kind=kinds.DECLARATION)
    if declaration is not None and not Declaration.objects.filter(page=page).exists():
        stated = Declaration(page=page, **{**starting_statement(), **declaration})
        stated.full_clean()
        stated.save()
    return made


@one_act()
def create_page(**facts: Any) -> Page:
    """A new page, the last of the menu. Raises `ValidationError` for facts that no form takes."""
    lock_office()
    page = Page(**facts)
    page.position = next_position()
    page.full_clean()
    page.save()
    return page


@one_act()
def save_page(page: Page) -> Page:
    """Save a page that a form has checked; a new one comes last."""
    lock_office()
    if page._state.adding:
        page.position = next_position()
    page.save()
    return page


@one_act()
def move_page(page: Page, *, by: int) -> bool:
    """Move the page by so many places in the menu, wherever it stands now; whether there was room."""
    lock_office()
    ids = _in_order()
    target = ids.index(page.pk) + by if page.pk in ids else -1
    if not 0 <= target < len(ids):
        return False
    tell_moved(Page, page.pk)
    arrange(Page.objects.all(), insert_at(ids, page.pk, target))
    return True


@one_act()
def remove_page(page: Page) -> None:
    """Remove a page, and close the gap. Raises `StatutoryPage` for one that the law asks for."""
    lock_office()
    if page.statutory:
        raise StatutoryPage(f"Strony „{page.title}” wymaga prawo, więc się jej nie usuwa. Zmień jej treść.")
    Page.objects.filter(pk=page.pk).delete()
    close_gaps(Page.objects.all())


def next_position() -> int:
    """The place behind the last page."""
    return (Page.objects.aggregate(last=Max("position"))["last"] or 0) + 1


def _in_order() -> Sequence[int]:
    return list(Page.objects.order_by("position").values_list("pk", flat=True))
