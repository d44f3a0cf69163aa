"""What the law asks of each of its pages, by ids of docs/law.md: the texts that the portal begins with, and data."""

from datetime import date

import pytest

from pages.kinds import STATUTORY
from pages.services import starting_texts
from publishing.document import OfficeDocument, Officer, PageDocument
from tests.bip.pages.reader import Page, Reader
from tests.bip.pages.record import DECLARATION, OFFICE, PUBLISHED, department, put_in_force
from tests.worlds import kept

pytestmark = [pytest.mark.django_db, pytest.mark.once]

PEOPLE = {"redaktor": "Anna Redaktor", "iod": "Jan Inspektor", "dostepnosc": "Ewa Koordynator"}
FILM = "https://film.example/urzad"


def office() -> OfficeDocument:
    officers = tuple(
        Officer(role=role, name=name, phone="42 663 30 00", fax="42 663 30 02", email=f"{role}@urzad.example")
        for role, name in PEOPLE.items()
    )
    return OFFICE.model_copy(update={"officers": officers})


@kept
def published() -> None:
    """The office, a department, and every page that the law asks for, with the texts that it begins with."""
    put_in_force(office())
    put_in_force(department())
    for kind in STATUTORY.values():
        texts = starting_texts(kind.code, date(2026, 3, 1))
        film = {"film": FILM} if "easy_text" in texts else {}
        facts = {"key": kind.code, "kind": kind.code, "title": kind.title, "slug": kind.slug}
        put_in_force(
            DECLARATION if kind.code == DECLARATION.kind else PageDocument(**facts, **texts, **film), at=PUBLISHED
        )


def revealed(reader: Reader, page: Page) -> str:
    """What the button of a box of people shows."""
    action = page.all("form", method="post")[0].attributes["action"].partition("#")[0]
    return str(reader.client.post(action).content.decode())


def test_s1_the_editorial_office_can_be_reached(published: None, reader: Reader) -> None:
    page = reader.read("/redakcja/")
    assert page.said("h1") == ["Redakcja BIP"]
    for words in ("Urząd Próbny", "ul. Prosta 1", "Anna Redaktor", "42 663 30 00", "42 663 30 02"):
        assert words in page.main.words, words
    assert "redaktor@urzad.example" in revealed(reader, page)


def test_s2_the_manual_names_every_way(published: None, reader: Reader) -> None:
    page = reader.read("/instrukcja/").main
    assert page.said("h1") == ["Instrukcja korzystania z BIP"]
    told = " ".join(page.said("h2")).lower()
    for topic in ("menu", "wyszukiwarka", "znak sprawy", "zmieni", "drukowanie", "dowiadywać się", "klawiatur"):
        assert topic in told, topic


def test_s3_it_says_how_to_ask_for_what_is_not_published(published: None, reader: Reader) -> None:
    page = reader.read("/informacje-nieudostepnione/").main
    for words in ("W dowolnej formie", "14 dni", "bezpłatny", "odwołać", "6 września 2001"):
        assert words in page.words, words


def test_s4_the_category_has_exactly_that_name_and_says_what_it_must(published: None, reader: Reader) -> None:
    page = reader.read("/ponowne-wykorzystywanie/")
    assert page.said("h1") == ["Ponowne wykorzystywanie"]
    assert {"Warunki", "Opłaty", "Środki prawne", "Umowy wyłączne"} <= set(page.said("h2"))
    assert "Ponowne wykorzystywanie" in [e.text for e in reader.read("/").all("a", href="/ponowne-wykorzystywanie/")]


def test_s6_the_coordinator_the_plan_and_the_report(published: None, reader: Reader) -> None:
    page = reader.read("/dostepnosc/")
    for words in ("Ewa Koordynator", "42 663 30 00", "Plan działania", "Raport o stanie dostępności", "cztery lata"):
        assert words in page.main.words, words
    assert "dostepnosc@urzad.example" in revealed(reader, page)


def test_s7_the_scope_as_text_in_easy_words_and_in_sign_language(published: None, reader: Reader) -> None:
    page = reader.read("/dostepnosc/").main
    assert "/departament-proby/" in page.links
    assert FILM in page.links
    assert "Tekst łatwy do czytania (ETR)" in page.said("h2")
    assert page.said("mark") and not [m for m in page.said("mark") if m.startswith("Urząd nie przygotował")]


def test_s8_the_controller_the_inspector_and_the_rights(published: None, reader: Reader) -> None:
    page = reader.read("/ochrona-danych/")
    for words in ("Urząd Próbny", "ul. Prosta 1", "Jan Inspektor", "42 663 30 00"):
        assert words in page.main.words, words
    told = " ".join(page.main.said("h2")).lower()
    for topic in ("administrator", "inspektor", "jak długo przechowujemy", "komu przekazujemy", "prawa", "skarga"):
        assert topic in told, topic
    assert "iod@urzad.example" in revealed(reader, page)


PATHS = (
    *("/", "/departament-proby/", "/departament-proby/pri/", "/zadanie/d-one/", "/kontakt/common/", "/rejestr-zmian/"),
    *("/departament-proby/rejestr-zmian/", "/departament-proby/wydania/1/", "/departament-proby/stan-na/2026-03-05/"),
    *("/mapa-strony/", "/szukaj/?q=plany", *(f"/{kind.slug}/" for kind in STATUTORY.values())),
)


def test_p3_p4_p9_every_page_has_search_and_menu_and_leads_to_the_statement(published: None, reader: Reader) -> None:
    for path, status in [*((path, 200) for path in PATHS), ("/nie-ma/", 404)]:
        page = reader.read(path, status=status)
        assert page.all("form", role="search", action="/szukaj/", method="get"), path
        menu = page.one("nav", aria_label="Menu przedmiotowe").text
        assert "Ponowne wykorzystywanie" in menu and "Departament Próby" in menu, path
        link = page.all("a", href="/deklaracja-dostepnosci/")[0]
        assert link.text.strip() == "Deklaracja dostępności", path
