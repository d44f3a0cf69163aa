"""What the law asks of a BIP, as the office reads it: the ids of docs/law.md with Polish names. No Django.

An id of the kind DATA is met by what the office wrote and published (`conformity`); one of the kind PORTAL by the
program itself, which the named test proves – none named: still to come; one of the kind OFFICE by people beside it.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    DATA = "data"
    PORTAL = "portal"
    OFFICE = "office"


@dataclass(frozen=True)
class Line:
    """`about` says in a sentence what is asked; `proof` is a test that docs/compliance.md names, too."""

    id: str
    name: str
    about: str
    kind: Kind = Kind.PORTAL
    proof: str = ""


@dataclass(frozen=True)
class Chapter:
    title: str
    lines: tuple[Line, ...]


_PAGES: Final = "tests/bip/pages/"
_METRYCZKA: Final = f"{_PAGES}test_department.py::test_the_metryczka_of_a_first_edition"
_EVERY_PAGE: Final = (
    f"{_PAGES}test_statutory.py::test_p3_p4_p9_every_page_has_search_and_menu_and_leads_to_the_statement"
)

CHAPTERS: Final = (
    Chapter(
        "Każda strona",
        (
            Line(
                "P1",
                "Logo BIP",
                "U góry każdej strony stoi logo BIP, które prowadzi do strony głównej BIP.",
                proof=f"{_PAGES}test_office.py::test_the_law_s_links_are_in_the_header",
            ),
            Line("P2", "Strona urzędu", "Każda strona ma czytelny odnośnik do własnej strony urzędu.", Kind.DATA),
            Line(
                "P3",
                "Wyszukiwarka",
                "Na każdej stronie można szukać.",
                proof=_EVERY_PAGE,
            ),
            Line(
                "P4",
                "Menu przedmiotowe",
                "Każda strona ma menu przedmiotowe z kategorią „Ponowne wykorzystywanie”.",
                proof=_EVERY_PAGE,
            ),
            Line(
                "P5",
                "Bez reklam",
                "Strony nie zawierają reklam ani treści innych podmiotów.",
                proof="tests/browser/test_readers.py::test_the_browser_complains_of_nothing",
            ),
            Line(
                "P6",
                "Kopiowanie i drukowanie",
                "Treść można skopiować i wydrukować; nic nie jest tylko obrazkiem.",
                proof="tests/browser/test_readers.py::test_paper_has_the_words_and_no_ways_to_go",
            ),
            Line(
                "P7",
                "Bezpieczne połączenie",
                "Strony są po polsku, w kodowaniu UTF-8, przez HTTPS.",
                proof="tests/deptportal/test_settings.py::test_production_is_closed_unless_something_is_set",
            ),
            Line(
                "P8",
                "Dostępność cyfrowa",
                "Strony spełniają WCAG 2.1 AA; portal sprawdza się według WCAG 2.2 AA.",
                proof="tests/browser/test_templates.py::test_the_crawl_comes_to_every_template_and_shuts_nobody_out",
            ),
            Line(
                "P9",
                "Odnośnik do deklaracji",
                "Każda strona prowadzi do deklaracji dostępności, więc musi ona być opublikowana.",
                Kind.DATA,
            ),
            Line(
                "P10",
                "Bez śledzenia",
                "Czytelnikowi nie zostawia się plików cookie i nikt go nie śledzi.",
                proof="tests/deptportal/test_settings.py::test_cookies_stay_in_the_admin",
            ),
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
            Line(
                "M2",
                "Kto wytworzył",
                "Metryczka mówi, kto wytworzył informację i kto odpowiada za treść.",
                proof="tests/publishing/test_publish_edition.py::test_nothing_is_published_without_what_the_law_asks",
            ),
            Line(
                "M3",
                "Kto opublikował",
                "Metryczka mówi, kto wprowadził informację do BIP.",
                proof=f"{_PAGES}test_department.py::test_the_metryczka_of_a_later_edition_keeps_the_first_publication",
            ),
            Line(
                "M4",
                "Czas wytworzenia i publikacji",
                "Metryczka podaje jedno i drugie, każde osobno.",
                proof=_METRYCZKA,
            ),
            Line(
                "M5",
                "Prawdziwy czas publikacji",
                "Czas publikacji podaje serwer; nikt go nie wpisuje.",
                proof="tests/publishing/test_publish_edition.py::test_the_server_tells_the_time_of_publication",
            ),
            Line(
                "M6",
                "Historia zmian",
                "Każda zmiana ma powód, a wcześniejsze wydania można przeczytać.",
                proof=f"{_PAGES}test_register.py::test_it_tells_what_changed_when_why_by_whom_and_on_what_basis",
            ),
            Line(
                "M7",
                "Wyłączenia jawności",
                "Gdzie czegoś nie udostępniono, stoi zakres, podstawa prawna i kto zdecydował.",
                proof=f"{_PAGES}test_editions.py::test_a_redacted_one_says_what_is_missing_and_why",
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
            Line(
                "S9",
                "Mapa strony",
                "Jedna strona prowadzi do wszystkich.",
                proof=f"{_PAGES}test_maps.py::test_people_see_departments_in_the_order_of_the_menu_with_their_units",
            ),
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
            Line(
                "B1",
                "Baza danych",
                "Informacje są przechowywane w bazie danych.",
                proof="tests/project/test_database.py::test_the_chosen_database_answers",
            ),
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
            Line(
                "B5",
                "Dzienniki przez dwa lata",
                "Wpisy dziennika są przechowywane co najmniej dwa lata.",
                proof="tests/journal/test_pruning.py::test_old_entries_go_and_are_counted",
            ),
            Line("B6", "API", "Dane można pobierać programem, przez opisany i stały interfejs."),
            Line(
                "B7",
                "Usuwanie danych osobowych",
                "Dane osoby można usunąć ze wszystkich wydań, zgodnie z prawem i ze śladem.",
                proof="tests/publishing/test_redacting.py::test_she_is_replaced_and_nothing_of_her_is_found_any_more",
            ),
        ),
    ),
)
LINES: Final = {line.id: line for chapter in CHAPTERS for line in chapter.lines}
