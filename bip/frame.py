"""What surrounds a page's own words: the head of the document, the header, the way back up."""

from dataclasses import dataclass
from typing import Final

from django.conf import settings

from bip import linked
from bip.finding import Spot
from bip.linked import Named
from bip.menu import Menu, menu_of
from publishing.document import OfficeDocument
from publishing.models import Edition
from publishing.reading import Front

BIP: Final = "Biuletyn Informacji Publicznej"
HOME: Final = "Strona główna"


@dataclass(frozen=True)
class Step:
    """A step of the breadcrumbs."""

    name: str
    href: str


def steps(*spots: Spot) -> tuple[Step, ...]:
    return tuple(Step(spot.unit.name, spot.path) for spot in spots)


def home_of(edition: Edition) -> str:
    """The address below which the editions of the same subject stand."""
    return "/" if edition.subject == Edition.Subject.OFFICE else f"/{edition.slug}/"


@dataclass(frozen=True)
class Notice:
    """What a strip across the page says of all of it, with a way back."""

    text: str
    href: str
    name: str


@dataclass(frozen=True)
class Frame:
    """`path` is the page's canonical address without the site's; empty where it has none (an error, an older state).

    `front` is the office in force with all that its menu lists; None where nothing may be asked of the database, or
    nothing is published. `here` is the address of a page that has no canonical one; `feed` that of a feed of what the
    page tells. `about`: the organisation that the page describes, in the words of `bip.linked`.
    """

    title: str
    front: Front | None = None
    path: str = ""
    description: str = ""
    trail: tuple[Step, ...] = ()
    indexed: bool = True
    here: str = ""
    feed: str = ""
    notice: Notice | None = None
    about: linked.Node | None = None

    @property
    def office(self) -> OfficeDocument | None:
        return self.front.document if self.front else None

    @property
    def menu(self) -> Menu:
        """The subject menu (menu przedmiotowe), with the present place marked."""
        return menu_of(self.front.listed if self.front else (), self.path or self.here)

    @property
    def head_title(self) -> str:
        parts = [self.title, *(step.name for step in reversed(self.trail)), self.site]
        return " – ".join(part for part in parts if part)

    @property
    def site(self) -> str:
        return f"BIP – {self.office.name}" if self.office else BIP

    @property
    def canonical(self) -> str:
        """Of a page that search engines should find: to others none of its copies matters."""
        return f"{settings.SITE_URL}{self.path}" if self.path and self.indexed else ""

    @property
    def origin(self) -> str:
        return str(settings.SITE_URL)

    @property
    def short_title(self) -> str:
        """The title where the site's name stands beside it."""
        return self.title or self.site

    @property
    def linked_data(self) -> linked.Node | None:
        """What the page says to programs, if it is one that they should find."""
        if not (self.canonical and self.office):
            return None
        steps = (Step(HOME, "/"), *self.trail, Step(self.title, self.path))
        way = linked.breadcrumbs([Named(step.name, f"{self.origin}{step.href}") for step in steps])
        nodes = [self.about] if self.about else []
        return linked.document(*nodes, *([way] if self.path != "/" else []))

    @property
    def url(self) -> str:
        """The address of the page for people, to be written down."""
        return f"{settings.SITE_URL}{self.path or self.here}"

    @property
    def website_name(self) -> str:
        """The office's own website as people say it: «www.lodzkie.pl»."""
        return self.office.website.partition("://")[2].rstrip("/") if self.office else ""
