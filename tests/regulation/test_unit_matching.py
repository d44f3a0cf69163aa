"""Which stored unit goes on as which: names, symbols, and symbols that wander."""

from regulation.matching import NEW, Question
from regulation.unit_matching import Named, match_units


def test_units_go_on_by_symbol_or_by_name() -> None:
    old = [
        Named("a", "PWI", "Wydział Promocji"),
        Named("b", "PWII", "Wydział Współpracy Zagranicznej"),
        Named("c", "", "Sekretariat"),
    ]
    new = [
        Named("", "pwi", "Wydział Promocji Gospodarczej"),
        Named("", "PWZ", "Wydział Współpracy Zagranicznej"),
        Named("", "PWS", "Sekretariat"),
        Named("", "PWN", "Referat Nowy"),
    ]

    assert match_units(old, new).keys == ("a", "b", "c", None)


def test_a_unit_whose_symbol_and_name_changed_goes_on_by_a_similar_name() -> None:
    old = [Named("a", "PWVI", "Samodzielne Stanowisko ds. Promocji i Wdrażania Kierunku Strategicznego Marki")]
    new = [Named("", "PWM", "Samodzielne Stanowisko ds. Promocji i Kierunku Strategicznego Marki")]

    assert match_units(old, new).keys == ("a",)


def stored(*units: tuple[str, str]) -> list[Named]:
    """Units «A», «B» … with the keys a, b …: (symbol, name)."""
    return [Named(chr(ord("a") + place), symbol, name) for place, (symbol, name) in enumerate(units)]


def wanted(*units: tuple[str, str]) -> list[Named]:
    return [Named("", symbol, name) for symbol, name in units]


MUSEUMS, LIBRARIES = ("KM", "Wydział Muzeów"), ("KB", "Wydział Bibliotek")


def test_two_that_exchange_their_symbols_keep_their_keys() -> None:
    new = wanted(("KB", "Wydział Muzeów"), ("KM", "Wydział Bibliotek"))

    assert match_units(stored(MUSEUMS, LIBRARIES), new).keys == ("a", "b")


def test_symbols_that_move_on_by_one_leave_the_keys() -> None:
    new = wanted(("KB", "Wydział Muzeów"), ("KX", "Wydział Bibliotek"))

    assert match_units(stored(MUSEUMS, LIBRARIES), new).keys == ("a", "b")


def test_a_new_unit_takes_a_symbol_that_became_free() -> None:
    new = wanted(("KMU", "Wydział Muzeów"), LIBRARIES, ("KM", "Wydział Kin"))

    assert match_units(stored(MUSEUMS, LIBRARIES), new).keys == ("a", "b", None)


def test_of_two_with_one_name_the_symbol_tells() -> None:
    old = stored(("KA", "Sekretariat"), ("KB", "Sekretariat"))

    assert match_units(old, wanted(("KB", "Sekretariat"), ("KA", "Sekretariat"))).keys == ("b", "a")
    assert match_units(old, wanted(("KB", "Sekretariat"), ("KC", "Sekretariat"))).keys == ("b", "a")


def test_a_symbol_of_one_and_a_name_of_several_others_are_asked_about() -> None:
    old = stored(MUSEUMS, ("KA", "Sekretariat"), ("KB", "Sekretariat"))
    new = wanted(("KM", "Sekretariat"))

    assert match_units(old, new).questions == (Question(0, ("a", "b", "c")),)
    assert match_units(old, new, {0: "c"}).keys == ("c",)
    assert match_units(old, new, {0: NEW}).keys == (None,)
