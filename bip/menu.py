"""The subject menu: everything that is published, in the office's order, with the reader's place marked."""

from collections.abc import Iterable
from dataclasses import dataclass

from publishing.models import Edition


@dataclass(frozen=True)
class Item:
    """`current`: the reader is on this page («page»), or on one below it («true»); empty elsewhere."""

    title: str
    href: str
    current: str = ""


@dataclass(frozen=True)
class Menu:
    departments: tuple[Item, ...] = ()
    pages: tuple[Item, ...] = ()


def menu_of(listed: Iterable[Edition], path: str) -> Menu:
    """`path` is the address of the page on which the menu stands."""
    found: dict[str, list[Item]] = {Edition.Subject.DEPARTMENT: [], Edition.Subject.PAGE: []}
    for edition in listed:
        href = f"/{edition.slug}/"
        current = "page" if path == href else "true" if path.startswith(href) else ""
        found[edition.subject].append(Item(edition.title, href, current))
    return Menu(tuple(found[Edition.Subject.DEPARTMENT]), tuple(found[Edition.Subject.PAGE]))
