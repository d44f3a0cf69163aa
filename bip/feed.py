"""The register of changes as an Atom feed (RFC 4287)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from bip.frame import home_of
from publishing.history import Entry
from publishing.models import Edition

# XML 1.0 has no such characters; a reason that was pasted from elsewhere may.
CONTROL: Final = {code: None for code in range(32) if code not in (9, 10, 13)}


class _Feed(Atom1Feed):
    """Of the moment of its newest entry; without entries, of the edition that it stands on, never of now."""

    def latest_post_date(self) -> datetime:
        moments: list[datetime] = [item["updateddate"] for item in self.items]
        otherwise: datetime = self.feed["otherwise"]
        return max(moments, default=otherwise)


def feed_of(entries: Sequence[Entry], *, title: str, home: str, otherwise: Edition) -> str:
    """`home`: the address below which the register stands; `otherwise`: the edition that dates a feed of nothing."""
    site = settings.SITE_URL
    feed = _Feed(
        title=_clean(title),
        link=f"{site}{home}rejestr-zmian/",
        description="",
        language="pl",
        feed_url=f"{site}{home}rejestr-zmian/atom.xml",
        feed_guid=f"{site}{home}rejestr-zmian/",
        author_name=_clean(entries[0].metadata.office if entries else otherwise.title),
        otherwise=otherwise.published_at,
    )
    for entry in entries:
        edition = entry.edition
        address = f"{site}{home_of(edition)}wydania/{edition.number}/zmiany/"
        feed.add_item(
            title=_clean(f"{edition.title}: {_heading(entry)}"),
            link=address,
            description="".join(f"<p>{escape(line)}</p>" for line in _clean(_words(entry)).splitlines()),
            unique_id=f"urn:sha256:{edition.digest}",
            pubdate=edition.published_at,
            updateddate=_updated(entry),
            author_name=_clean(entry.metadata.published_by),
        )
    return feed.writeString("utf-8")


def _updated(entry: Entry) -> datetime:
    """When what the feed says of the edition changed last: it was published, came into force, or was withdrawn."""
    if entry.withdrawal:
        return entry.withdrawal.at
    edition = entry.edition
    return (
        edition.published_at if entry.planned or entry.outranked else max(edition.published_at, edition.in_force_from)
    )


def _heading(entry: Entry) -> str:
    states = {
        "wycofane": entry.withdrawal,
        "zastąpione, zanim zaczęło obowiązywać": entry.outranked,
        "zaplanowane": entry.planned,
    }
    state = next((f" ({state})" for state, holds in states.items() if holds), "")
    return f"wydanie {entry.edition.number}{state}"


def _words(entry: Entry) -> str:
    """Lines of plain text: the reason, then the first sentences of what changed."""
    if entry.withdrawal:
        return f"Wydanie wycofano z BIP. Powód: {entry.withdrawal.reason}"
    lines = [f"Powód: {entry.metadata.reason}"]
    lines += [f"{chapter.title}: {told.sentence.rstrip(':')}" for chapter in entry.beginning for told in chapter.told]
    if entry.more:
        lines.append(f"i jeszcze zmian: {entry.more}")
    return "\n".join(lines)


def _clean(text: str) -> str:
    return text.translate(CONTROL)
