"""Whose a letter's mark is, is told by what was in force in its year, and how that unit is reached today."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from publishing.document import DepartmentDocument, Gone, Unit
from search.lettermark import LetterMark, alone, compact, read
from search.marks import MOST_QUERIES, MOST_TOLD, Bearer, Resolved, resolve
from tests.bip.pages.record import OFFICE, put_in_force, withdraw

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 6, 15, 10, tzinfo=UTC)


def on(year: int, month: int = 1, day: int = 1) -> datetime:
    return timezone.make_aware(datetime(year, month, day))  # noqa: DTZ001 (a day in the office)


def unit(key: str, symbol: str, name: str = "", *below: Unit) -> Unit:
    return Unit(
        key=key,
        kind="referat",
        name=name or f"Referat {key}",
        symbol=symbol,
        slug=f"{key}-{symbol}".lower().replace(" ", "-"),
        heading="",
        units=below,
    )


def department(*units: Unit, key: str = "d1", gone: tuple[Gone, ...] = ()) -> DepartmentDocument:
    root = Unit(key=key, kind="departament", name=f"Departament {key}", slug=key, heading="", units=units)
    return DepartmentDocument(unit=root, gone=gone)


def asked(typed: str, at: datetime = NOW) -> Resolved:
    mark = read(typed, ()) or alone(typed)
    assert isinstance(mark, LetterMark)
    return resolve(mark, at)


def keys(bearers: tuple[Bearer, ...]) -> list[str]:
    return [bearer.key for bearer in bearers]


@pytest.fixture(autouse=True)
def office(db: None) -> None:
    put_in_force(OFFICE, at=on(2014))


class TestTheYear:
    def test_the_bearer_of_that_year_has_another_name_and_symbol_now(self) -> None:
        put_in_force(department(unit("a", "PRI", "Referat Promocji")), at=on(2014))
        put_in_force(department(unit("a", "PRM", "Referat Marki")), at=on(2020))
        found = asked("PRI.0421.7.2014.AB")
        (bearer,) = found.bearers

        assert (found.how, found.symbol) == ("then", "PRI")
        assert (bearer.then.unit.name, bearer.edition.number) == ("Referat Promocji", 1)
        assert (bearer.since, bearer.until) == (on(2014), on(2020))
        assert bearer.now is not None
        assert (bearer.now.unit.name, bearer.now.unit.symbol) == ("Referat Marki", "PRM")
        assert [above.key for above in bearer.now.above] == ["d1"]

    def test_a_name_that_changed_within_the_year_is_told_as_it_was_in_the_end(self) -> None:
        put_in_force(department(unit("a", "PRI", "Referat Promocji")), at=on(2014))
        put_in_force(department(unit("a", "PRI", "Referat Marki")), at=on(2014, 5))
        put_in_force(department(unit("a", "PRI", "Referat Reklamy")), at=on(2015))
        (bearer,) = asked("PRI.0421.7.2014").bearers

        assert bearer.then.unit.name == "Referat Marki"
        assert (bearer.since, bearer.until) == (on(2014), on(2015))

    def test_a_symbol_that_changed_hands_in_the_year_is_that_of_both(self) -> None:
        put_in_force(department(unit("a", "PRI"), unit("b", "")), at=on(2014))
        put_in_force(department(unit("a", ""), unit("b", "PRI")), at=on(2014, 6))
        found = asked("PRI.0421.7.2014")

        assert [(bearer.key, bearer.since, bearer.until) for bearer in found.bearers] == [
            ("a", on(2014), on(2014, 6)),
            ("b", on(2014, 6), None),
        ]
        assert keys(asked("PRI.0421.7.2015").bearers) == ["b"]

    @pytest.mark.parametrize(
        ("moment", "expected"),
        [
            (on(2015), ["a"]),  # the first moment of the next year in Warsaw: an hour before it in UTC
            (on(2015) - timedelta(microseconds=1), ["a", "b"]),
        ],
    )
    def test_a_year_ends_in_warsaw(self, moment: datetime, expected: list[str]) -> None:
        put_in_force(department(unit("a", "PRI"), unit("b", "")), at=on(2014))
        put_in_force(department(unit("a", ""), unit("b", "PRI")), at=moment)

        assert keys(asked("PRI.0421.7.2014").bearers) == expected

    def test_who_bears_it_today_is_told_beside(self) -> None:
        put_in_force(department(unit("a", "PRI"), unit("b", "")), at=on(2014))
        put_in_force(department(unit("a", ""), unit("b", "PRI")), at=on(2020))
        found = asked("PRI.0421.7.2014")

        assert (keys(found.bearers), keys(found.others)) == (["a"], ["b"])

    def test_an_edition_that_was_dated_back_is_believed(self) -> None:
        put_in_force(department(unit("a", "PRI"), unit("b", "")), at=on(2014))
        put_in_force(department(unit("a", ""), unit("b", "PRI")), at=on(2016), in_force_from=on(2014, 1, 2))

        assert keys(asked("PRI.0421.7.2015").bearers) == ["b"]

    def test_of_one_moment_only_the_last_edition_counts(self) -> None:
        put_in_force(department(unit("a", "PRI")), at=on(2014, 3))
        put_in_force(department(unit("b", "PRI")), at=on(2014, 3))

        assert keys(asked("PRI.0421.7.2014").bearers) == ["b"]

    def test_nobody_in_that_year_is_told_with_the_others(self) -> None:
        put_in_force(department(unit("a", "PRI")), at=on(2014))
        put_in_force(department(unit("a", "")), at=on(2016))
        found = asked("PRI.0421.7.2018")

        assert (found.how, keys(found.bearers)) == ("otherwise", ["a"])

    def test_so_it_is_where_the_states_begin_within_the_year(self) -> None:
        put_in_force(department(unit("a", "")), at=on(2014, 3))
        put_in_force(department(unit("a", "PRI")), at=on(2016))

        assert asked("PRI.0421.7.2014").how == "otherwise"

    def test_no_edition_reaches_back(self) -> None:
        put_in_force(department(unit("a", "PRI", "Referat Promocji")), at=on(2024, 9, 3))
        put_in_force(department(unit("a", "PRI", "Referat Marki")), at=on(2025))
        found = asked("PRI.0421.7.2014")
        (bearer,) = found.bearers

        assert (found.how, found.oldest) == ("earliest", on(2024, 9, 3))
        assert bearer.then.unit.name == "Referat Promocji"
        assert bearer.now is not None and bearer.now.unit.name == "Referat Marki"

    def test_only_the_department_may_not_reach_back(self) -> None:
        put_in_force(department(unit("x", "KUL"), key="d2"), at=on(2010))
        put_in_force(department(unit("a", "PRI")), at=on(2024))
        found = asked("PRI.0421.7.2014")

        assert (found.how, found.oldest) == ("earliest", on(2010))
        assert found.bearers[0].oldest == on(2024)

    def test_who_bore_it_in_a_department_that_reaches_back_is_believed(self) -> None:
        put_in_force(department(unit("x", "PRI"), key="d2"), at=on(2010))
        put_in_force(department(unit("x", ""), key="d2"), at=on(2020))
        put_in_force(department(unit("a", "PRI")), at=on(2024))
        found = asked("PRI.0421.7.2014")

        assert (found.how, keys(found.bearers), keys(found.others)) == ("then", ["x"], ["a"])

    def test_a_year_that_is_still_to_come(self) -> None:
        put_in_force(department(unit("a", "PRI")), at=on(2014))
        put_in_force(department(unit("b", "PRI")), at=on(2026, 3), in_force_from=on(2027))
        found = asked("PRI.0421.7.2031")

        assert (found.how, keys(found.bearers), keys(found.planned)) == ("future", ["a"], ["b"])

    def test_a_plan_by_which_it_stays_is_not_worth_a_word(self) -> None:
        put_in_force(department(unit("a", "PRI")), at=on(2026))
        put_in_force(department(unit("a", "PRI", "Inaczej")), at=on(2026, 3), in_force_from=on(2026, 10))

        assert asked("PRI.0421.7.2026").planned == ()

    def test_a_plan_for_this_year_is_no_fact(self) -> None:
        put_in_force(department(unit("a", "PRI"), unit("b", "")), at=on(2026))
        put_in_force(department(unit("a", ""), unit("b", "PRI")), at=on(2026, 3), in_force_from=on(2026, 10))
        found = asked("PRI.0421.7.2026")

        assert (keys(found.bearers), keys(found.planned)) == (["a"], ["b"])
        assert keys(asked("PRI.0421.7.2026", on(2026, 10)).bearers) == ["a", "b"]


class TestWhatBecameOfIt:
    def test_gone_with_successors(self) -> None:
        put_in_force(department(unit("a", "PRI")), at=on(2014))
        gone = Gone(key="a", how="split", successors=("c", "b", "nobody"))
        put_in_force(department(unit("b", "PRB"), unit("c", "PRC"), gone=(gone,)), at=on(2020))
        (bearer,) = asked("PRI.0421.7.2014").bearers

        assert (bearer.now, bearer.how) == (None, "split")
        assert [place.unit.symbol for place in bearer.today] == ["PRC", "PRB"]

    def test_what_took_its_place_went_too_and_stands_elsewhere(self) -> None:
        put_in_force(department(unit("a", "PRI")), at=on(2014))
        first = Gone(key="a", how="merged", successors=("b",))
        put_in_force(department(unit("b", "PRB"), gone=(first,)), at=on(2016))
        put_in_force(department(gone=(first, Gone(key="b", how="merged", successors=("x",)))), at=on(2020))
        put_in_force(department(unit("x", "KUL"), key="d2"), at=on(2020))
        (bearer,) = asked("PRI.0421.7.2014").bearers

        assert [place.document.unit.key for place in bearer.today] == ["d2"]

    def test_units_that_name_each_other_end_somewhere(self) -> None:
        put_in_force(department(unit("a", "PRI"), unit("b", "PRB")), at=on(2014))
        gone = (Gone(key="a", how="merged", successors=("b",)), Gone(key="b", how="merged", successors=("a",)))
        put_in_force(department(gone=gone), at=on(2016))
        (bearer,) = asked("PRI.0421.7.2014").bearers

        assert (bearer.how, bearer.today) == ("merged", ())

    def test_gone_without_a_word(self) -> None:
        put_in_force(department(unit("a", "PRI")), at=on(2014))
        put_in_force(department(gone=(Gone(key="a"),)), at=on(2020))
        (bearer,) = asked("PRI.0421.7.2014").bearers

        assert (bearer.now, bearer.how, bearer.today) == (None, "", ())

    def test_moved_to_another_department(self) -> None:
        put_in_force(department(unit("a", "PRI")), at=on(2014))
        put_in_force(department(unit("x", "KUL", "Kultura", unit("a", "KULP")), key="d2"), at=on(2020))
        put_in_force(department(), at=on(2020))
        (bearer,) = asked("PRI.0421.7.2014").bearers

        assert bearer.then.document.unit.key == "d1"
        assert bearer.now is not None
        assert ([above.key for above in bearer.now.above], bearer.now.unit.symbol) == (["d2", "x"], "KULP")

    def test_as_long_as_two_departments_hold_it_the_last_published_counts(self) -> None:
        put_in_force(department(unit("a", "PRI")), at=on(2014))
        put_in_force(department(unit("a", "KUL"), key="d2"), at=on(2020))
        (bearer,) = asked("PRI.0421.7.2014").bearers

        assert bearer.now is not None and bearer.now.document.unit.key == "d2"

    def test_moved_with_its_symbol_it_is_one_bearer(self) -> None:
        put_in_force(department(unit("a", "PRI")), at=on(2014))
        put_in_force(department(unit("a", "PRI"), key="d2"), at=on(2014, 6))
        put_in_force(department(), at=on(2014, 6))

        assert [(bearer.key, bearer.edition.key) for bearer in asked("PRI.0421.7.2014").bearers] == [("a", "d2")]


class TestWithdrawn:
    def test_a_withdrawn_edition_tells_nothing(self) -> None:
        put_in_force(department(unit("a", "PRI")), at=on(2014))
        hidden = put_in_force(department(unit("b", "PRI")), at=on(2015))
        put_in_force(department(unit("c", "PRI")), at=on(2016))
        withdraw(hidden)
        found = asked("PRI.0421.7.2015")

        assert found.how == "otherwise"
        assert "b" not in keys((*found.bearers, *found.others))

    def test_nor_does_the_oldest_state_if_it_is_withdrawn(self) -> None:
        withdraw(put_in_force(department(unit("a", "PRI")), at=on(2014)))
        put_in_force(department(unit("b", "PRI")), at=on(2016))
        found = asked("PRI.0421.7.2014")

        assert (found.how, keys(found.bearers), found.oldest) == ("earliest", ["b"], on(2016))

    def test_a_symbol_that_only_a_withdrawn_edition_had_never_was(self) -> None:
        withdraw(put_in_force(department(unit("a", "PRIX")), at=on(2014)))
        put_in_force(department(unit("b", "PRI")), at=on(2016))
        found = asked("PRIX.0421.7.2014")

        assert (found.how, found.bearers, found.similar) == ("never", (), ("PRI",))

    def test_where_it_stands_now_may_be_withdrawn(self) -> None:
        put_in_force(department(unit("a", "PRI")), at=on(2014))
        withdraw(put_in_force(department(unit("a", "PRM", "Tajny")), at=on(2020)))
        (bearer,) = asked("PRI.0421.7.2014").bearers

        assert bearer.today == ()


class TestASymbolAlone:
    def test_who_bears_it_and_who_did(self) -> None:
        put_in_force(department(unit("a", "PRI"), unit("b", "")), at=on(2014))
        put_in_force(department(unit("a", ""), unit("b", "PRI")), at=on(2020))
        found = asked("pri")

        assert (found.how, keys(found.bearers), keys(found.others)) == ("present", ["b"], ["a"])

    def test_nobody_bears_it_any_more(self) -> None:
        put_in_force(department(unit("a", "PRI"), unit("b", "")), at=on(2014))
        put_in_force(department(unit("a", ""), unit("b", "PRI")), at=on(2016))
        put_in_force(department(unit("a", ""), unit("b", "PRM")), at=on(2020))
        found = asked("PRI")

        assert (found.how, keys(found.bearers), keys(found.others)) == ("past", ["b"], ["a"])
        assert found.bearers[0].until == on(2020)

    def test_half_a_mark_without_a_year_is_told_of_its_symbol(self) -> None:
        put_in_force(department(unit("a", "PRI")), at=on(2014))

        assert asked("PRI.0421.7").how == "present"

    def test_it_is_only_planned(self) -> None:
        put_in_force(department(unit("a", "")), at=on(2014))
        put_in_force(department(unit("a", "PRI")), at=on(2026, 3), in_force_from=on(2027))
        for typed in ("PRI", "PRI.0421.7.2026"):
            found = asked(typed)
            assert (found.how, keys(found.bearers)) == ("planned", ["a"])
            assert found.bearers[0].since == on(2027)

    @pytest.mark.parametrize(
        ("stored", "typed"),
        [("Os-A", "OŚ‑A"), ("OŚ-A", "os-a"), ("PW II", "pwii"), ("PWII", "pw-ii"), ("PWII", "PWII-B")],
    )
    def test_symbols_are_compared_loosely_on_both_databases(self, stored: str, typed: str) -> None:
        put_in_force(department(unit("a", stored)), at=on(2014))

        assert asked(f"{typed}.0421.7.2014").symbol == stored

    def test_all_ways_to_write_it_are_one_symbol(self) -> None:
        put_in_force(department(unit("a", "Pri")), at=on(2014))
        put_in_force(department(unit("b", "PRI")), at=on(2014, 6))

        assert keys(asked("pri.0421.7.2014").bearers) == ["a", "b"]

    def test_unknown_with_those_that_exist(self) -> None:
        put_in_force(department(unit("a", "PRI"), unit("b", "PRO"), unit("c", "XYZ"), unit("e", "PRA")), at=on(2014))
        put_in_force(department(unit("a", "PRI"), unit("b", "PRO"), unit("c", "XYZ"), unit("e", "")), at=on(2015))
        found = asked("PRU.0421.7.2014")

        assert (found.how, set(found.similar)) == ("never", {"PRI", "PRO"})

    def test_unknown_in_an_empty_record(self) -> None:
        assert asked("PRU.0421.7.2014").how == "never"


def test_it_asks_few_questions_however_long_the_record_is(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for year in range(2000, 2020):
        gone = tuple(Gone(key=f"u{y}", how="merged", successors=(f"u{y + 1}", "x")) for y in range(2000, year))
        put_in_force(department(unit(f"u{year}", "PRI"), gone=gone), at=on(year))
    put_in_force(department(gone=(*gone, Gone(key="u2019", how="split", successors=("x", "y")))), at=on(2020))
    put_in_force(department(gone=(Gone(key="x", how="merged", successors=("z",)),), key="d2"), at=on(2020))
    put_in_force(department(unit("x", "KUX"), key="d2"), at=on(2019))
    put_in_force(department(unit("z", "KUZ"), key="d3"), at=on(2020))
    for typed in ("PRI.0421.7.2014", "PRI", "PRI.0421.7.1995", "PRU.0421.7.2014"):
        with django_assert_max_num_queries(MOST_QUERIES):
            found = asked(typed)
        assert len(found.bearers) <= MOST_TOLD and len(found.others) <= MOST_TOLD
    assert compact(asked("PRI").bearers[0].then.unit.symbol) == "pri"
