"""A page that editors wrote, as its template wants it: its words as HTML, beside what the office says of itself."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.conf import settings
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from bip.wording import DESCRIPTION_LENGTH, dialled, shorten
from publishing.document import Channel, Contact, Declaration, OfficeDocument, Officer, PageDocument
from publishing.markdown import plain, render
from search.entries import named_on

# Pages that say something of the office's own data, too; any other shows its words alone.
TEMPLATES: Final = {
    "editorial": "bip/written/editorial.html",
    "unpublished": "bip/written/unpublished.html",
    "privacy": "bip/written/privacy.html",
    "accessibility": "bip/written/accessibility.html",
    "declaration": "bip/written/declaration.html",
}
PLAIN: Final = "bip/written/page.html"


@dataclass(frozen=True)
class Written:
    """A page beside the office of the same moment. `duties_changed`: when any department's last did."""

    page: PageDocument
    office: OfficeDocument
    duties_changed: datetime | None = None

    @property
    def description(self) -> str:
        """For search engines: how its words begin."""
        return shorten(" ".join(plain(self.page.body).split()), DESCRIPTION_LENGTH) or self.page.title

    @property
    def template(self) -> str:
        return TEMPLATES.get(self.page.kind, PLAIN)

    @property
    def body(self) -> SafeString:
        return html(self.page.body)

    @property
    def easy_text(self) -> SafeString:
        return html(self.page.easy_text, under=2, prefix="etr-")

    @property
    def declaration(self) -> Declaration | None:
        return self.page.declaration

    @property
    def architecture(self) -> SafeString:
        return self._stated("architecture", under=3)

    @property
    def communication(self) -> SafeString:
        return self._stated("communication", under=3)

    @property
    def information(self) -> SafeString:
        return self._stated("information", under=2)

    def _stated(self, name: str, *, under: int) -> SafeString:
        return html(getattr(self.page.declaration, name, ""), under=under, prefix=f"{name}-")

    @property
    def site_url(self) -> str:
        return f"{settings.SITE_URL}/"

    @property
    def people(self) -> list[Contact]:
        """Those whom the page names."""
        return [box_of(officer) for officer in named_on(self.page, self.office)]

    @property
    def outdated_since(self) -> date | None:
        """The day on which duties changed after the easy text and the film were made; None while they are right."""
        if self.page.told_on is None or self.duties_changed is None:
            return None
        changed = timezone.localdate(self.duties_changed)
        return changed if changed > self.page.told_on else None


def box_of(officer: Officer) -> Contact:
    """Somebody whom the office names, as a contact box."""
    said = (
        Channel(key="", kind="telefon", value=officer.phone, link=dialled(officer.phone)),
        Channel(key="", kind="faks", value=officer.fax, link=dialled(officer.fax)),
        Channel(key="", kind="e-mail", value=officer.email),
    )
    return Contact(key="", title=officer.name, channels=tuple(channel for channel in said if channel.value))


def html(text: str, *, under: int = 1, prefix: str = "") -> SafeString:
    """The text below a heading of that level; what has a prefix shares its page with other texts."""
    return mark_safe(render(text, under=under, prefix=prefix))  # noqa: S308  # the renderer lets only its own few tags through
