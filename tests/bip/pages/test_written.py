"""Pages that editors wrote, at addresses of their own: with the office's data, their history and metryczka."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from bip.wording import dialled
from publishing.document import OfficeDocument, Officer, PageDocument
from tests.bip.pages.reader import Reader
from tests.bip.pages.record import (
    DECLARATION,
    DESK,
    EDITORIAL,
    OFFICE,
    PUBLISHED,
    REUSE,
    department,
    put_in_force,
    soon,
    withdraw,
)
from tests.worlds import kept

pytestmark = pytest.mark.django_db
LATER = PUBLISHED + timedelta(days=30)
ACCESSIBILITY = PageDocument(key="access", kind="accessibility", title="Dostępność", slug="dostepnosc")


@kept
def pages(portal: None) -> None:
    for page in (REUSE, EDITORIAL, DECLARATION):
        put_in_force(page)


def officers(*people: Officer) -> OfficeDocument:
    return OFFICE.model_copy(update={"officers": people})


def test_it_works(reader: Reader, pages: None) -> None:
    page = reader.read("/ponowne-wykorzystywanie/")

    assert page.said("h1") == ["Ponowne wykorzystywanie"]
    assert page.said("title") == ["Ponowne wykorzystywanie – BIP – Urząd Próbny"]
    assert "Zasady" in page.said("h2")
    assert {"Metryczka", "Ostatnie zmiany"} <= set(page.said("h2"))


def test_every_page_lists_what_is_published_and_marks_the_place(reader: Reader, pages: None) -> None:
    put_in_force(OFFICE.model_copy(update={"pages": ("reuse", "a11y", "editors")}), at=LATER)

    page = reader.read("/deklaracja-dostepnosci/")
    menu = [element for element in page.all("a") if element.attributes["href"] in {f"/{p.slug}/" for p in ALL}]
    titles = list(dict.fromkeys(element.text.strip() for element in menu))

    assert titles[:3] == ["Ponowne wykorzystywanie", "Deklaracja dostępności", "Redakcja BIP"]
    assert [e.attributes["href"] for e in page.all("a", aria_current="page")] == ["/deklaracja-dostepnosci/"]


ALL = (REUSE, EDITORIAL, DECLARATION)


def test_it_has_a_history_of_its_own(reader: Reader, pages: None) -> None:
    put_in_force(REUSE.model_copy(update={"body": "## Zasady\n\nWolno każdemu."}), at=LATER, reason="Jaśniej.")

    assert "Jaśniej." in reader.read("/ponowne-wykorzystywanie/rejestr-zmian/").words
    assert "Jaśniej." in reader.read("/rejestr-zmian/?departament=ponowne-wykorzystywanie").words
    assert "Wolno." in reader.read("/ponowne-wykorzystywanie/wydania/1/").words
    assert "każdemu" in reader.read("/ponowne-wykorzystywanie/wydania/2/zmiany/").words
    assert "Wolno." in reader.read(f"/ponowne-wykorzystywanie/stan-na/{PUBLISHED:%Y-%m-%d}/").words
    assert reader.get("/ponowne-wykorzystywanie/wydania/2/paczka/").status_code == 200
    assert "Jaśniej." in reader.get("/ponowne-wykorzystywanie/rejestr-zmian/atom.xml").content.decode()


def test_a_former_address_leads_to_the_present_one(reader: Reader, pages: None) -> None:
    put_in_force(REUSE.model_copy(update={"kind": "other", "slug": "reuse"}), at=LATER)

    assert reader.get("/ponowne-wykorzystywanie/").headers["Location"] == "/reuse/"
    assert reader.get("/ponowne-wykorzystywanie/wydania/1/").headers["Location"] == "/reuse/wydania/1/"


def test_a_withdrawn_one_says_why(reader: Reader, pages: None) -> None:
    withdraw(put_in_force(REUSE.model_copy(update={"body": "Tajne."}), at=LATER))

    page = reader.read("/ponowne-wykorzystywanie/", status=410)

    assert "Tajne" not in page.words
    assert "/ponowne-wykorzystywanie/" not in reader.read("/").links


def test_a_planned_one_is_not_there_yet(reader: Reader, portal: None) -> None:
    put_in_force(REUSE, in_force_from=soon())

    assert reader.get("/ponowne-wykorzystywanie/").status_code == 404


def test_nothing_stands_below_it(reader: Reader, pages: None) -> None:
    assert reader.get("/redakcja/pri/").status_code == 404
    assert reader.get("/departament-proby/adresy/").status_code == 404


@pytest.mark.once
class TestPeople:
    def test_the_editorial_office_is_told_without_addresses(self, reader: Reader, pages: None) -> None:
        page = reader.read("/redakcja/")

        assert "Anna Redaktor" in page.said("h3")
        assert {"ul. Prosta 1", "Piszcie do nas."} <= {
            w for w in ("ul. Prosta 1", "Piszcie do nas.") if w in page.words
        }
        assert "tel:+48426633000" in page.links
        assert "redakcja@urzad.example" not in reader.get("/redakcja/").content.decode()

    def test_a_button_shows_them(self, reader: Reader, pages: None) -> None:
        (form,) = reader.read("/redakcja/").all("form", method="post")
        answer = reader.client.post(form.attributes["action"].partition("#")[0])

        assert "redakcja@urzad.example" in answer.content.decode()
        assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
        assert reader.get("/redakcja/adresy/").headers["Location"] == "/redakcja/"

    def test_another_site_shows_none(self, reader: Reader, pages: None) -> None:
        answer = reader.client.post("/redakcja/adresy/", headers={"Sec-Fetch-Site": "cross-site"})

        assert answer.status_code == 403

    def test_nobody_is_told_as_missing(self, reader: Reader, pages: None) -> None:
        put_in_force(officers(), at=LATER)

        assert reader.read("/redakcja/").said("mark") == ["Urząd nie wskazał jeszcze redaktora."]

    @pytest.mark.parametrize(
        ("printed", "link"),
        [
            ("42 663 30 00", "tel:+48426633000"),
            ("(42) 663-30-00", "tel:+48426633000"),
            ("+48 42 663 30 00", "tel:+48426633000"),
            ("42 663 30 00 wew. 5", ""),
            ("112", ""),
        ],
    )
    def test_a_number_is_dialled(self, printed: str, link: str) -> None:
        assert dialled(printed) == link


class TestAccessibility:
    """LAW S7: what the office does, in easy words and in sign language; outdated when duties changed after them."""

    def told(self, reader: Reader, told_on: date | None) -> list[str]:
        page = ACCESSIBILITY.model_copy(
            update={"easy_text": "Urząd *pomaga*.", "film": "https://film.example/", "told_on": told_on}
        )
        put_in_force(page, at=LATER)
        return [e.text for e in reader.read("/dostepnosc/").all("p", role="note")]

    def test_it_is_right_while_no_duty_changed(self, reader: Reader, portal: None) -> None:
        put_in_force(department(intro="Inny wstęp."), at=LATER)

        assert self.told(reader, PUBLISHED.date()) == []
        assert "https://film.example/" in reader.read("/dostepnosc/").links

    def test_it_is_outdated_after_a_duty_changed(self, reader: Reader, portal: None) -> None:
        put_in_force(department(units=(DESK,)), at=LATER)

        (note,) = self.told(reader, PUBLISHED.date())
        assert f"{timezone.localdate(LATER).day}.{LATER:%m.%Y}" in note

    def test_what_is_planned_changes_nothing_yet(self, reader: Reader, portal: None) -> None:
        put_in_force(department(units=(DESK,)), at=LATER, in_force_from=soon())

        assert self.told(reader, PUBLISHED.date()) == []

    def test_headings_of_its_two_texts_are_apart(self, reader: Reader, portal: None) -> None:
        put_in_force(ACCESSIBILITY.model_copy(update={"body": "## Pomoc", "easy_text": "## Pomoc"}))

        page = reader.read("/dostepnosc/")
        headings = [
            (e.tag, e.attributes["id"]) for e in page.elements if e.tag in {"h2", "h3", "h4"} and e.text == "Pomoc"
        ]
        assert headings == [("h2", "pomoc"), ("h3", "etr-pomoc")]

    def test_what_is_missing_is_said(self, reader: Reader, portal: None) -> None:
        put_in_force(ACCESSIBILITY)

        assert len(reader.read("/dostepnosc/").said("mark")) == 3
