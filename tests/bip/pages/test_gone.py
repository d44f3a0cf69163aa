"""What was removed says when, by which edition, and what took its place; what only has another name leads on."""

from datetime import timedelta

import pytest

from publishing.document import DepartmentDocument, Gone, Unit
from tests.bip.pages.reader import Reader
from tests.bip.pages.record import DEPARTMENT, DESK, PROMOTION, PUBLISHED, department, put_in_force

pytestmark = pytest.mark.once

HOME = "/departament-proby/"
UNIT = f"{HOME}pri/"
LATER = PUBLISHED + timedelta(days=30)
MARKETING = Unit(key="market", kind="wydzial", name="Wydział Marki", symbol="PRM", slug="prm", heading="Marka")
CULTURE = Unit(
    key="culture", kind="departament", name="Kultura", slug="kultura", heading="", units=(PROMOTION.units[0],)
)


def without_promotion(*gone: Gone) -> DepartmentDocument:
    return DepartmentDocument(unit=DEPARTMENT.model_copy(update={"units": (DESK, MARKETING)}), gone=gone)


def test_it_tells_by_which_edition(portal: None, reader: Reader) -> None:
    put_in_force(without_promotion(Gone(key="promo", how="closed")), at=LATER)
    page = reader.read(UNIT, status=410)

    assert "Co się stało zlikwidowano" in page.words
    assert "Obowiązywało do 1.04.2026 11:30 – zastąpiło je wydanie 2" in page.words
    assert f"{HOME}wydania/2/zmiany/" in page.links


@pytest.mark.parametrize(("how", "told"), [("merged", "połączono z inną"), ("split", "podzielono"), ("", None)])
def test_it_leads_to_what_took_its_place(portal: None, reader: Reader, how: str, told: str | None) -> None:
    gone = Gone.model_validate({"key": "promo", "how": how, "successors": ["market", "desk", "nie-ma"]})
    put_in_force(without_promotion(gone), at=LATER)
    page = reader.read(UNIT, status=410)

    assert f"{HOME}prm/" in page.links
    assert f"{HOME}{DESK.slug}/" in page.links
    assert "Co jest w tym miejscu Wydział Marki (PRM), Samodzielne Stanowisko ds. Rozliczeń" in page.words
    assert told is None or told in page.words


def test_the_successor_may_stand_in_another_department(portal: None, reader: Reader) -> None:
    put_in_force(without_promotion(Gone(key="promo", how="merged", successors=("stalls",))), at=LATER)
    put_in_force(department(CULTURE), at=LATER)

    assert "/kultura/pri-t/" in reader.read(UNIT, status=410).links


@pytest.mark.parametrize("key", ["promo", "d-two"])
def test_what_was_renamed_is_found_under_its_new_name(portal: None, reader: Reader, key: str) -> None:
    duty = PROMOTION.duties[0].model_copy(update={"key": "d-new", "points": ()})
    new = MARKETING.model_copy(update={"duties": (duty,)})
    gone = (
        Gone(key="promo", how="renamed", successors=("market",)),
        Gone(key="d-two", how="renamed", successors=("d-new",)),
    )
    root = DEPARTMENT.model_copy(update={"units": (DESK, new)})
    put_in_force(DepartmentDocument(unit=root, gone=gone), at=LATER)
    path, target = {"promo": (UNIT, f"{HOME}prm/"), "d-two": ("/zadanie/d-two/", "/zadanie/d-new/")}[key]
    answer = reader.get(path)

    assert (answer.status_code, answer["Location"]) == (301, target)
    assert answer["Cache-Control"] == "public, max-age=0, must-revalidate"


@pytest.mark.parametrize("successors", [(), ("nie-ma",), ("market", "desk")])
def test_without_one_new_name_that_stands_somewhere_it_is_gone(
    portal: None, reader: Reader, successors: tuple[str, ...]
) -> None:
    put_in_force(without_promotion(Gone(key="promo", how="renamed", successors=successors)), at=LATER)

    assert "zmieniono nazwę" in reader.read(UNIT, status=410).words


def test_a_duty_leads_to_the_duties_that_took_its_place(portal: None, reader: Reader) -> None:
    duty = PROMOTION.duties[0].model_copy(update={"key": "d-new", "points": ()})
    root = DEPARTMENT.model_copy(update={"units": (MARKETING.model_copy(update={"duties": (duty,)}),)})
    put_in_force(DepartmentDocument(unit=root, gone=(Gone(key="d-two", how="split", successors=("d-new",)),)), at=LATER)
    page = reader.read("/zadanie/d-two/", status=410)

    assert "/zadanie/d-new/" in page.links
    assert "Zadanie 1 – Wydział Marki (PRM)" in page.words


@pytest.mark.parametrize(
    ("how", "told"), [("closed", "usunięto, nic go nie zastąpiło"), ("merged", "połączono z innym zadaniem")]
)
def test_a_duty_is_told_of_in_its_own_gender(portal: None, reader: Reader, how: str, told: str) -> None:
    successors = ["d-three"] if how == "merged" else []
    gone = Gone.model_validate({"key": "d-two", "how": how, "successors": successors})
    put_in_force(without_promotion(gone), at=LATER)

    assert f"Co się stało {told}" in reader.read("/zadanie/d-two/", status=410).words
