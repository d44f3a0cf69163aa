"""How to name a duty so that anybody finds it again: where it stands, in which state, and under which address."""

from django.utils import timezone

from bip.finding import DutySpot
from bip.wording import day
from publishing.document import Metadata


def citation(found: DutySpot, metadata: Metadata, url: str) -> str:
    """«Departament Promocji, PWI, zad. 7 pkt 2, stan na 3.09.2026, wydanie 12, https://…».

    The day is that from which the edition holds: a page is the same for every reader until another edition comes.
    """
    unit = found.spot.unit
    parts = [
        found.spot.department.name,
        unit.symbol or (unit.name if found.spot.above else ""),
        f"zad. {found.duty.number}" + (f" pkt {found.point.number}" if found.point else ""),
        f"stan na {day(timezone.localtime(metadata.in_force_from))}",
        f"wydanie {metadata.number}",
        url,
    ]
    return ", ".join(filter(None, parts))
