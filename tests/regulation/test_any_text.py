"""Whatever is given to the parser, it returns records or says in a sentence why not; and it loses no line."""

import re
from collections.abc import Iterator
from contextlib import suppress

from hypothesis import example, given
from hypothesis import strategies as st

from regulation.errors import RegulationError
from regulation.parser import DUTIES_START_USUALLY, LIST_STARTS_USUALLY, parse
from regulation.records import Regulation
from regulation.source import decode, read_lines
from tasks.numbering import numbers
from tests.regulation.texts import SMALL, sample

LINES = sorted({*SMALL.split("\n"), *sample().split("\n")})
SENTENCE = (
    "Ten adres pocztowy jest chroniony przed spamowaniem. "
    "Aby go zobaczyć, konieczne jest włączenie w przeglądarce obsługi JavaScript."
)
LABELS = {"telefon": "tel", "faks": "fax", "komorka": "tel kom", "e-mail": "e-mail"}
PIECES = st.one_of(
    st.sampled_from(LINES),
    st.sampled_from(
        ["I.", "II. X", "1)", "a) b", "- c", "7a. d", "5.", "e-mail:", "tel. 1", "W skład wchodzą:", "Zadania"]
    ),
    st.sampled_from(["W skład biura wchodzą: 1. Biuro, KX", "Zadania biura w roku", "W skład wchodzą dwie: trzy"]),
    st.sampled_from([f"{SENTENCE} tel. 42 1, Jan", f"Jan: {SENTENCE}", "Jan: jan@x.pl (Jan), ul. Jana", "jan@x.pl"]),
    st.sampled_from(SENTENCE.split(" ")),
    st.text(max_size=20),
)


@given(st.binary(max_size=300))
@example(b"\xff\xfe")
@example("Łódź".encode("cp1250"))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(RegulationError):
        parse(decode(data))


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(RegulationError):
        parse(text)


@given(st.lists(PIECES, max_size=40).map("\n".join))
def test_any_lines_are_read_or_refused(text: str) -> None:
    with suppress(RegulationError):
        parse(text)


@given(st.data())
def test_a_damaged_text_is_refused_or_no_line_of_it_is_lost(data: st.DataObject) -> None:
    lines = (SMALL if data.draw(st.booleans()) else sample()).split("\n")
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(lines) - 1))
        lines[at : at + data.draw(st.integers(0, 2))] = data.draw(st.lists(PIECES, max_size=2))
        lines = lines or [""]
    text = "\n".join(lines)
    with suppress(RegulationError):
        assert_whole(text, parse(text))


def assert_whole(text: str, regulation: Regulation) -> None:
    """Every word of every line is in a record or among the unread; and the labels give the printed numbers."""
    for listed in (regulation.duties, *(section.duties for section in regulation.sections)):
        assert list(numbers(duty.label for duty in listed)) == [duty.number for duty in listed]
    known = {word for told in texts(regulation) for word in words(told)}
    for line in read_lines(text):
        assert words(line.text) <= known, line


def words(text: str) -> set[str]:
    """A number glued to its word («1.Nadzór») is a word of its own, as are parts that a dash or comma joins."""
    return set(re.findall(r"[^\W\d_]+", text.casefold()))


def texts(regulation: Regulation) -> Iterator[str]:
    yield from (LIST_STARTS_USUALLY, DUTIES_START_USUALLY, regulation.name, regulation.intro)
    yield from (line.text for line in (*regulation.unread, *regulation.remarks))
    for box in regulation.boxes:
        yield from (box.title, box.address, box.room, box.opening_hours, "pok pokój")
        yield from (f"{LABELS[channel.kind]} {channel.value or SENTENCE}" for channel in box.channels)
    for leader in regulation.leaders:
        yield from (leader.function, leader.person)
    for unit in regulation.units:
        yield from (unit.name, unit.symbol)
    for section in regulation.sections:
        yield from (section.numeral, section.heading, section.intro)
    for duty in (*regulation.duties, *(duty for section in regulation.sections for duty in section.duties)):
        yield from (duty.number, duty.text, *(f"{point.mark} {point.text}" for point in duty.points))
