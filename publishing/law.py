"""What the law asks of a BIP, as the office reads it: the ids of docs/law.md with Polish names. No Django.

An id of the kind DATA is met by what the office wrote and published (`conformity`); one of the kind PORTAL by the
program itself, as docs/compliance.md proves; one of the kind COMING by nothing yet; one of the kind OFFICE by people.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    DATA = "data"
    PORTAL = "portal"
    COMING = "coming"
    OFFICE = "office"


@dataclass(frozen=True)
class Line:
    """`about` says in a sentence what is asked."""

    id: str
    name: str
    about: str
    kind: Kind = Kind.PORTAL


@dataclass(frozen=True)
class Chapter:
    title: str
    lines: tuple[Line, ...]


CHAPTERS: Final = (
    Chapter(
        "Każda strona",
        (
            Line("P1", "Logo BIP", "U góry każdej strony stoi logo BIP, które prowadzi do strony głównej BIP."),
            Line("P2", "Strona urzędu", "Każda strona ma czytelny odnośnik do własnej strony urzędu.", Kind.DATA),
            Line("P3", "Wyszukiwarka", "Na każdej stronie można szukać."),
            Line("P4", "Menu przedmiotowe", "Każda strona ma menu przedmiotowe z kategorią „Ponowne wykorzystywanie”."),
            Line("P5", "Bez reklam", "Strony nie zawierają reklam ani treści innych podmiotów."),
            Line("P6", "Kopiowanie i drukowanie", "Treść można skopiować i wydrukować; nic nie jest tylko obrazkiem."),
            Line("P7", "Bezpieczne połączenie", "Strony są po polsku, w kodowaniu UTF-8, przez HTTPS."),
            Line("P8", "Dostępność cyfrowa", "Strony spełniają WCAG 2.1 AA; portal sprawdza się według WCAG 2.2 AA."),
            Line(
                "P9",
                "Odnośnik do deklaracji",
                "Każda strona prowadzi do deklaracji dostępności, więc musi ona być opublikowana.",
                Kind.DATA,
            ),
            Line("P10", "Bez śledzenia", "Czytelnikowi nie zostawia się plików cookie i nikt go nie śledzi."),
        ),
    ),
    Chapter(
        "Metryczka każdej informacji",
        (
            Line(
                "M1",
                "Kto udostępnia",
                "Metryczka nazywa podmiot udostępniający, więc urząd musi być opisany i opublikowany.",
                Kind.DATA,
            ),
            Line("M2", "Kto wytworzył", "Metryczka mówi, kto wytworzył informację i kto odpowiada za treść."),
            Line("M3", "Kto opublikował", "Metryczka mówi, kto wprowadził informację do BIP."),
            Line("M4", "Czas wytworzenia i publikacji", "Metryczka podaje jedno i drugie, każde osobno."),
            Line("M5", "Prawdziwy czas publikacji", "Czas publikacji podaje serwer; nikt go nie wpisuje."),
            Line("M6", "Historia zmian", "Każda zmiana ma powód, a wcześniejsze wydania można przeczytać."),
            Line(
                "M7",
                "Wyłączenia jawności",
                "Gdzie czegoś nie udostępniono, stoi zakres, podstawa prawna i kto zdecydował.",
            ),
        ),
    ),
    Chapter(
        "Strony, które muszą być",
        (
            Line(
                "S1",
                "Redakcja BIP",
                "Strona podaje adres redakcji oraz imię i nazwisko, telefon, faks i e-mail co najmniej jednego "
                "redaktora.",
                Kind.DATA,
            ),
            Line("S2", "Instrukcja korzystania z BIP", "Strona mówi, jak korzystać z tego BIP.", Kind.DATA),
            Line(
                "S3",
                "Informacje nieudostępnione",
                "Strona mówi, jak uzyskać informację publiczną, której nie ma w BIP.",
                Kind.DATA,
            ),
            Line(
                "S4",
                "Ponowne wykorzystywanie",
                "Kategoria o dokładnie tej nazwie podaje warunki, opłaty, środki prawne i umowy wyłączne.",
                Kind.DATA,
            ),
            Line(
                "S5",
                "Deklaracja dostępności",
                "Deklaracja jest opublikowana, kompletna i co roku przeglądana.",
                Kind.DATA,
            ),
            Line(
                "S6",
                "Koordynator dostępności",
                "Strona „Dostępność” podaje kontakt do koordynatora, plan i raport.",
                Kind.DATA,
            ),
            Line(
                "S7",
                "O urzędzie dla każdego",
                "Zakres działalności stoi jako tekst, w tekście łatwym do czytania (ETR) i w języku migowym (PJM).",
                Kind.DATA,
            ),
            Line(
                "S8",
                "Ochrona danych osobowych",
                "Strona mówi o przetwarzaniu danych i podaje kontakt do inspektora ochrony danych.",
                Kind.DATA,
            ),
            Line("S9", "Mapa strony", "Jedna strona prowadzi do wszystkich."),
        ),
    ),
    Chapter(
        "Strony departamentów",
        (
            Line(
                "D1", "Organizacja", "Każdy departament jest opublikowany, ze wszystkimi swoimi komórkami.", Kind.DATA
            ),
            Line("D2", "Kompetencje", "Każda komórka ma spisane zadania.", Kind.DATA),
            Line("D3", "Osoby", "Wiadomo, kto pełni każdą funkcję.", Kind.DATA),
            Line(
                "D4",
                "Załatwianie spraw",
                "Wiadomo, jak przyjmuje się i załatwia sprawy i jakie prowadzi się rejestry.",
                Kind.DATA,
            ),
            Line("D5", "Symbole", "Każda komórka ma symbol, którym oznacza pisma.", Kind.DATA),
            Line(
                "D6",
                "Kontakty",
                "Każdy departament ma aktualne kontakty, także adres do e-Doręczeń.",
                Kind.DATA,
            ),
        ),
    ),
    Chapter(
        "Zaplecze",
        (
            Line("B1", "Baza danych", "Informacje są przechowywane w bazie danych."),
            Line(
                "B2",
                "Dziennik",
                "Portal sam zapisuje zmiany i próby bez uprawnień, a administrator czyta to każdego dnia roboczego.",
                Kind.DATA,
            ),
            Line(
                "B3",
                "Kopie zapasowe",
                "W dniu, w którym coś zmieniono, powstaje kopia na osobnym nośniku. Portal tego nie widzi.",
                Kind.OFFICE,
            ),
            Line(
                "B4",
                "Odtworzenie po awarii",
                "Przerwa trwa najwyżej dobę, więc odtworzenie trzeba wypróbować. Portal tego nie widzi.",
                Kind.OFFICE,
            ),
            Line("B5", "Dzienniki przez dwa lata", "Wpisy dziennika są przechowywane co najmniej dwa lata."),
            Line("B6", "API", "Dane można pobierać programem, przez opisany i stały interfejs.", Kind.COMING),
            Line(
                "B7",
                "Usuwanie danych osobowych",
                "Dane osoby można usunąć ze wszystkich wydań, zgodnie z prawem i ze śladem.",
            ),
        ),
    ),
)
LINES: Final = {line.id: line for chapter in CHAPTERS for line in chapter.lines}
