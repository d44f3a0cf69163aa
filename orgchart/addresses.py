"""First- and second-level words of the site's addresses that no department and no unit may bear."""

from typing import Final

from django.core.exceptions import ValidationError

# Kept equal to the URLconf, and to the addresses that are promised for later, by a test.
RESERVED: Final = frozenset(
    {
        "admin",
        "adresy",
        "ankieta-badania-satysfakcji",
        "api",
        "atom.xml",
        "deklaracja-dostepnosci",
        "dostepnosc",
        "informacje-nieudostepnione",
        "instrukcja",
        "kontakt",
        "mapa-strony",
        "ochrona-danych",
        "podglad",
        "ponowne-wykorzystywanie",
        "redakcja",
        "rejestr-zmian",
        "robots.txt",
        "sitemap.xml",
        "stan-na",
        "static",
        "struktura",
        "szukaj",
        "wydania",
        "zadanie",
        "zgloszenie",
        "zmiany",
    }
)


NO_CAPITALS: Final = "Adres składa się z małych liter, cyfr i łączników, np. „promocja”."


def validate_slug(slug: str) -> None:
    """Readers' addresses are lower-case: any other way to write one leads to that."""
    if slug != slug.lower():
        raise ValidationError(NO_CAPITALS)
    if slug in RESERVED:
        raise ValidationError(f"Adres „{slug}” jest zajęty przez stałą stronę portalu.")
