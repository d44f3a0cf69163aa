"""What a statement of accessibility says that nothing is wrong with."""

from datetime import date
from typing import Any, Final

STATED: Final[dict[str, Any]] = {
    "site_published_on": date(2026, 1, 12),
    "site_updated_on": date(2026, 3, 2),
    "status": "czesciowo",
    "inaccessible": "skany uchwał sprzed 2020 roku",
    "prepared_on": date(2026, 1, 20),
    "reviewed_on": None,
    "contact": "Anna Nowa",
    "email": "dostepnosc@urzad.example",
    "phone": "42 663 30 01",
    "architecture": "Wejście od ulicy Prostej jest na poziomie chodnika.",
    "communication": "Tłumacz języka migowego jest dostępny przez internet.",
}
