"""Polish telephone numbers: the printed form is kept as the office writes it, the dialled form derived. No Django."""

import re
from collections.abc import Iterator
from typing import Final

import phonenumbers

POLAND: Final = 48
POLISH_DIGITS: Final = 9
REMARK: Final = re.compile(r"\([^()]*[^\W\d_][^()]*\)")  # «(sekretariat)», unlike the area code «(42)»
EXTENSION: Final = re.compile(
    r"(?P<number>.+?)[, ]*\b(?:wewn?|w)(?:ętrzny)?\.? *(?P<extension>[0-9]{1,7})", re.IGNORECASE
)
ANOTHER: Final = re.compile(r"\s*(?:/|\b(?:lub|albo|oraz|i|do)\b)\s*", re.IGNORECASE)


def dialled(printed: str) -> str:
    """«(42) 663 33 80» as a telephone dials it, «+48426633380»; an extension as «;ext=12».

    Where several numbers are printed («42 663 36 00/01», «… lub …»), the first. Raises `ValueError` when it is no
    possible number.
    """
    plain = REMARK.sub("", printed).strip()
    read = [number for number in map(_parsed, _readings(plain)) if number]
    number = next(filter(_is_possible, read), None)
    if number is None:
        wrong = "ma niewłaściwą liczbę cyfr" if read else "to nie numer telefonu"
        raise ValueError(f"„{printed}” {wrong}")
    link = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.RFC3966)
    return link.removeprefix("tel:").replace("-", "")


def _readings(plain: str) -> Iterator[str]:
    """The first of several numbers; the whole, for «42/663 36 00» is one; and without the end of a range, «…00-02»."""
    yield ANOTHER.split(plain)[0]
    yield plain
    yield re.sub(r"[-–] ?[0-9]{1,3}$", "", plain)


def _is_possible(number: phonenumbers.PhoneNumber) -> bool:
    """Nobody can dial a Polish number without its area code any more, though the library lets it pass."""
    is_whole = number.country_code != POLAND or len(str(number.national_number)) == POLISH_DIGITS
    return is_whole and phonenumbers.is_possible_number(number)


def _parsed(text: str) -> phonenumbers.PhoneNumber | None:
    with_extension = EXTENSION.fullmatch(text)
    try:
        number = phonenumbers.parse(with_extension["number"] if with_extension else text, "PL")
    except phonenumbers.NumberParseException:
        return None
    number.italian_leading_zero = False  # the «0» that was once dialled before an area code
    if with_extension:
        number.extension = with_extension["extension"]
    return number
