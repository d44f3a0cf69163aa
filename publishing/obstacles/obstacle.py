"""A named reason why something cannot be published, or why somebody has to say that he knows."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.urls import NoReverseMatch, reverse


class Severity(StrEnum):
    BLOCKS = "blocks"
    WARNS = "warns"  # whoever submits or publishes has to say that he knows


@dataclass(frozen=True)
class Obstacle:
    """`code` is stable and named in docs/editions.md; `text` tells the person what to do.

    `link` is the address in admin where it is mended, empty where there is none; `law` the line of docs/law.md.
    """

    code: str
    text: str
    severity: Severity = Severity.BLOCKS
    link: str = ""
    law: str = ""

    @property
    def blocks(self) -> bool:
        return self.severity is Severity.BLOCKS


def admin_address(name: str, *args: Any) -> str:
    """The address of a page in admin; empty where this admin has no such page."""
    try:
        return reverse(f"admin:{name}", args=args)
    except NoReverseMatch:
        return ""


def in_the_way(found: list[Obstacle], confirmed: Collection[str] = ()) -> list[Obstacle]:
    """Those that block, and warnings that nobody confirmed."""
    return [obstacle for obstacle in found if obstacle.blocks or obstacle.code not in confirmed]
