"""Publishing the title of the office: the smallest thing that readers can see change."""

from datetime import datetime
from typing import Any

from orgchart.models import OFFICE_ID, Office
from publishing.models import Edition
from publishing.services import Statement, publish_edition

STATEMENT: dict[str, Any] = {
    "prepared_by": "Anna Redaktor",
    "responsible": "Maciej Łaski",
    "published_by": "Ewa Wydawca",
    "reason": "Zmiana nazwy.",
}


def publish_title(title: str, in_force_from: datetime | None = None) -> Edition:
    office, _ = Office.objects.update_or_create(
        pk=OFFICE_ID, defaults={"name": title, "seat": "ul. Prosta 1\n00-001 Łódź", "website": "https://urzad.example/"}
    )
    return publish_edition(office, Statement(in_force_from=in_force_from, **STATEMENT))
