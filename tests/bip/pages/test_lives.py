"""What became of a duty or a unit from edition to edition; on both databases, since each orders and compares itself."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from bip.lives import Life, of_duty, of_unit
from publishing import history, turns
from publishing.document import Duty, Point, Unit
from publishing.models import Edition
from publishing.turns import LONGEST
from tests.bip.pages.reader import Reader
from tests.bip.pages.record import DESK, PROMOTION, PUBLISHED, department, put_in_force, soon, withdraw

ONE, TWO = PROMOTION.duties[:2]
CULTURE = Unit(key="culture", kind="departament", name="Kultura", slug="kultura", heading="")


def later(days: int) -> datetime:
    return PUBLISHED + timedelta(days=days)


def with_duties(*duties: Duty, at: int, **said: Any) -> Edition:
    return put_in_force(department(units=(PROMOTION.model_copy(update={"duties": duties}), DESK)), later(at), **said)


def duty(**changes: Any) -> Duty:
    return TWO.model_copy(update=changes)


def life(key: str) -> Life:
    return of_duty(key, turns.of_duty(key, timezone.now()))


def said(life: Life) -> list[tuple[int, str]]:
    """The newest first: the edition's number and what is told of it."""
    return [(turn.edition.number, " ".join(told.sentence for told in turn.told)) for turn in life.turns]


def since(life: Life) -> int:
    assert life.since
    return life.since.edition.number


FIRST = (1, "Najstarszy znany stan: zadanie 2 – Wydział Promocji (PRI), Departament Próby.")


def test_what_never_changed_has_its_beginning_alone(portal: None) -> None:
    with_duties(ONE.model_copy(update={"text": "Inne."}), TWO, at=1)

    assert said(life("d-two")) == [FIRST]
    assert not life("d-two").changed


def test_wording_number_unit_and_basis_are_told_with_the_edition(portal: None) -> None:
    with_duties(duty(text="Promocja i reklama;"), at=1)
    with_duties(ONE, duty(text="Promocja i reklama;", number="3"), at=2)
    with_duties(duty(text="Promocja i reklama;", number="3", legal_basis="uchwała nr 9"), at=3)
    moved = duty(text="Promocja i reklama;", number="1", legal_basis="uchwała nr 9")
    put_in_force(department(units=(PROMOTION.model_copy(update={"duties": ()}), _desk(moved))), later(4))
    found = life("d-two")

    assert said(found) == [
        (
            5,
            (
                "Przeniesiono: wcześniej zadanie 3 – Wydział Promocji (PRI), Departament Próby, "
                "teraz zadanie 1 – Samodzielne Stanowisko ds. Rozliczeń, Departament Próby."
            ),
        ),
        (4, "Zmieniono podstawę prawną:"),
        (3, "Zmieniono numer: wcześniej zadanie 2, teraz zadanie 3."),
        (2, "Zmieniono brzmienie:"),
        FIRST,
    ]
    pieces = found.turns[3].told[0].pieces
    assert [(piece.how, piece.text) for piece in pieces if piece.how] == [
        ("del", "<b>& reklama</b>;"),
        ("ins", "i reklama;"),
    ]
    assert since(found) == 2
    assert found.turns[0].path == "/departament-proby/wydania/5/#zadanie-d-two"


def _desk(*duties: Duty) -> Unit:
    return DESK.model_copy(update={"duties": duties})


def test_what_is_planned_is_no_history_yet(portal: None) -> None:
    plan = department(units=(PROMOTION.model_copy(update={"duties": (duty(text="Tajne."),)}),))
    put_in_force(plan, in_force_from=soon())

    assert said(life("d-two")) == [FIRST]


def test_a_correction_that_was_dated_back_stands_where_it_belongs(portal: None) -> None:
    """Edition 3 holds between 1 and 2, and says what 1 says; so its words changed with 2, though 3 came last."""
    with_duties(ONE, duty(text="Nowe."), at=20)
    put_in_force(department(intro="Sprostowane."), later(30), later(10))

    assert said(life("d-two")) == [(2, "Zmieniono brzmienie:"), FIRST]
    assert since(life("d-two")) == 2
    with_duties(ONE, duty(text="Od nowa."), at=40)
    put_in_force(department(), later(41), later(15))
    with_duties(ONE, duty(text="Tylko wtedy."), at=12)  # 6, before 5

    assert [number for number, _ in said(life("d-two"))] == [4, 2, 5, 6, 1]


def test_an_edition_that_never_was_in_force_changed_nothing(portal: None) -> None:
    day = later(10)
    put_in_force(department(units=()), later(1), day)
    put_in_force(department(intro="Odnowione."), later(2), day)

    assert said(life("d-two")) == [FIRST]
    for number in (4, 5):  # both say the same for the same moment: readers saw the second alone
        assert with_duties(ONE, duty(text="Nowe."), at=20).number == number
    assert [number for number, _ in said(life("d-two"))] == [5, 1]


def test_what_was_withdrawn_is_passed_over(portal: None) -> None:
    withdraw(with_duties(ONE, duty(text="Poufne."), at=1))
    with_duties(ONE, duty(text="Jawne."), at=2)
    found = life("d-two")

    assert said(found) == [(3, "Zmieniono brzmienie:"), FIRST]
    assert "Poufne" not in str(found)


def test_it_goes_and_comes_back(portal: None) -> None:
    with_duties(ONE, at=1)
    with_duties(ONE, TWO, at=2)
    found = life("d-two")

    assert [number for number, _ in said(found)] == [3, 2, 1]
    assert said(found)[0][1].startswith("Przywrócono: zadanie 2")
    assert said(found)[1][1] == "Usunięto."
    assert found.turns[1].path == "/departament-proby/wydania/2/zmiany/"


def test_it_goes_to_another_department_at_one_moment(portal: None) -> None:
    put_in_force(department(units=(DESK,)), later(1))
    put_in_force(department(CULTURE, units=(PROMOTION,)), later(1))
    (moved, first) = life("d-two").turns

    assert (moved.path, first.path) == (
        "/kultura/wydania/1/#zadanie-d-two",
        "/departament-proby/wydania/1/#zadanie-d-two",
    )
    # The unit is the same, and so is the number: the sentence tells the department.
    assert "teraz zadanie 2 – Wydział Promocji (PRI), Kultura" in moved.told[0].sentence


def test_points_belong_to_the_words_of_their_duty(portal: None) -> None:
    put_in_force(department(intro="Inny."), later(1))
    with_duties(ONE.model_copy(update={"points": (*ONE.points, Point(key="p-3", number="3", text="umów;"))}), at=2)

    assert since(life("d-one")) == 3
    assert said(life("p-one"))[0][0] == 1
    assert since(life("p-3")) == 3


def test_a_point_follows_its_duty(portal: None) -> None:
    with_duties(TWO, ONE.model_copy(update={"number": "7"}), at=1)
    put_in_force(department(units=(_desk(ONE.model_copy(update={"number": "7"})),)), later(2))
    told = said(life("p-two"))

    assert told[1] == (2, "Zmieniono numer: wcześniej zadanie 1, punkt 2, teraz zadanie 7, punkt 2.")
    assert told[0][1].endswith("teraz zadanie 7, punkt 2 – Samodzielne Stanowisko ds. Rozliczeń, Departament Próby.")
    assert since(life("p-two")) == 1


def test_of_a_long_history_the_newest_part_is_told(portal: None) -> None:
    for index in range(LONGEST + 3):
        with_duties(ONE, duty(text=f"Brzmienie {index}."), at=index + 1)
    found = life("d-two")

    assert found.cut
    assert len(found.turns) == LONGEST
    assert found.turns[-1].told[0].sentence == "Zmieniono brzmienie:"
    assert since(found) == LONGEST + 4


def test_how_long_it_has_these_words_is_not_told_where_it_is_not_known(portal: None) -> None:
    for index in range(LONGEST + 3):
        with_duties(ONE, duty(number=str(index + 5)), at=index + 1)

    assert life("d-two").since is None


# Units


def renamed(at: int, **changes: Any) -> Edition:
    return put_in_force(department(units=(PROMOTION.model_copy(update=changes), DESK)), later(at))


def of_promotion() -> Life:
    edition = Edition.objects.in_force(timezone.now()).get(key="dept")
    return of_unit("promo", history.of_unit(edition, "promo", timezone.now())[1])


def test_a_unit_s_names_and_symbols_are_told(portal: None) -> None:
    renamed(1, intro="Nic takiego.")
    renamed(2, symbol="PM", slug="pm")
    renamed(3, symbol="PM", slug="pm", name="Wydział Marki")
    put_in_force(department(units=(DESK.model_copy(update={"units": (PROMOTION,)}),)), later(4))
    found = of_promotion()

    assert said(found) == [
        (
            5,
            (
                "Zmieniono nazwę: wcześniej „Wydział Marki”, teraz „Wydział Promocji”. "
                "Zmieniono symbol: wcześniej PM, teraz PRI. "
                "Przeniesiono: wcześniej Departament Próby, teraz Samodzielne Stanowisko ds. Rozliczeń."
            ),
        ),
        (4, "Zmieniono nazwę: wcześniej „Wydział Promocji”, teraz „Wydział Marki”."),
        (3, "Zmieniono symbol: wcześniej PRI, teraz PM."),
        (1, "Najstarszy znany stan: Wydział Promocji (PRI)."),
    ]
    assert [turn.path for turn in found.turns[1:]] == [
        "/departament-proby/wydania/4/pm/",
        "/departament-proby/wydania/3/pm/",
        "/departament-proby/wydania/1/pri/",
    ]


def test_of_the_last_changes_a_unit_s_page_tells_its_own(portal: None, reader: Reader) -> None:
    renamed(1, handling="Codziennie.")
    put_in_force(
        department(units=(PROMOTION.model_copy(update={"handling": "Codziennie."}),)), later(2), reason="Biurko."
    )
    words = reader.read("/departament-proby/pri/").words
    part = words[words.index("Ostatnie zmiany tej komórki") : words.index("Metryczka", words.index("Ostatnie zmiany"))]

    assert "Zmiana zadań." in part
    assert "Biurko." not in part
    assert "Biurko." in reader.read("/departament-proby/").main.words


def test_only_editions_at_which_something_turned_are_read(portal: None, django_assert_num_queries: Any) -> None:
    for index in range(6):
        put_in_force(department(intro=f"{index}"), later(index + 1))
    with django_assert_num_queries(1):
        assert len(turns.of_duty("d-two", timezone.now()).editions) == 1
    edition = Edition.objects.in_force(timezone.now()).get(key="dept")
    with django_assert_num_queries(1):
        _, turned = history.of_unit(edition, "promo", timezone.now())
        assert [len(each.body.content) > 0 for each in turned.editions] == [True]
