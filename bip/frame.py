"""What surrounds a page's own words: the head of the document, the header, the way back up."""

from dataclasses import dataclass
from typing import Final

from django.conf import settings

from bip.finding import Spot
from publishing.document import OfficeDocument

BIP: Final = "Biuletyn Informacji Publicznej"


@dataclass(frozen=True)
class Step:
    """A step of the breadcrumbs."""

    name: str
    href: str


def steps(*spots: Spot) -> tuple[Step, ...]:
    return tuple(Step(spot.unit.name, spot.path) for spot in spots)


@dataclass(frozen=True)
class Frame:
    """`path` is the page's canonical address without the site's; empty where it has none (an error).

    `office` is None where nothing may be asked of the database, or nothing is published.
    """

    title: str
    office: OfficeDocument | None = None
    path: str = ""
    description: str = ""
    trail: tuple[Step, ...] = ()
    indexed: bool = True

    @property
    def head_title(self) -> str:
        parts = [self.title, *(step.name for step in reversed(self.trail)), self.site]
        return " – ".join(part for part in parts if part)

    @property
    def site(self) -> str:
        return f"BIP – {self.office.name}" if self.office else BIP

    @property
    def canonical(self) -> str:
        return f"{settings.SITE_URL}{self.path}" if self.path else ""

    @property
    def website_name(self) -> str:
        """The office's own website as people say it: «www.lodzkie.pl»."""
        return self.office.website.partition("://")[2].rstrip("/") if self.office else ""
