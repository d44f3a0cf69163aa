"""Polish typography of what is shown."""

import pytest

from publishing.typesetting import typeset

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("w zakresie", "w\xa0zakresie"),
        ("i o sprawach z gminy", "i\xa0o\xa0sprawach z\xa0gminy"),
        ("(w tym)", "(w\xa0tym)"),
        ("„Z życia”", "„Z\xa0życia”"),
        ("nie i", "nie i"),
        ("lodzkie.pl i wydawaniem", "lodzkie.pl i\xa0wydawaniem"),
        ("PWI i", "PWI i"),
        ("ulica A. B.", "ulica A. B."),
        ("Usunięto: punkt 2 zadania 3.", "Usunięto: punkt\xa02 zadania\xa03."),
        ("uchwała Nr 7 z dnia 3 marca 2026 r.", "uchwała Nr\xa07 z\xa0dnia 3\xa0marca 2026\xa0r."),
        ("w ciągu 14 dni, za 5 zł", "w\xa0ciągu 14\xa0dni, za 5\xa0zł"),
        ("po 2 miesiącach", "po 2 miesiącach"),
        ("", ""),
    ],
)
def test_short_words_are_bound_to_the_next(text: str, bound: str) -> None:
    assert typeset(text) == bound
    assert typeset(text).split() == text.split()
