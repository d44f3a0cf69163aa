"""`parse`: the text of a department's page, as the office publishes it, read into typed records.

The order is: contact boxes, the department's name, leadership, «W skład … wchodzą:» with the numbered list of units,
«Zadania:» with an intro and a section for each unit. `docs/import.md` describes what each may look like.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from orgchart.text import roman
from regulation.boxes import DEPARTMENT_BOX, read_boxes
from regulation.channels import is_plain_detail, read_channels, read_details
from regulation.errors import RegulationError
from regulation.hidden import marked, unmarked
from regulation.marks import Mark
from regulation.notes import Notes
from regulation.records import Leader, Line, ListedUnit, Regulation, Section
from regulation.sections import Block, read_duties, read_sections, same_name, split_blocks
from regulation.source import read_lines

LIST_STARTS_USUALLY: Final = "W skład departamentu wchodzą:"
DUTIES_START_USUALLY: Final = "Zadania:"
LIST_STARTS: Final = re.compile(r"(?P<start>w\s+skład\b.*\bwchodz[ią]\b[^:]*:?)(?P<first>.*)", re.IGNORECASE)
DUTIES_START: Final = re.compile(r"(?:zadania|zakres zadań|zakres działania)(?: [^:.;]{1,80})? ?:?", re.IGNORECASE)
DEPARTMENT: Final = re.compile(r"departament [^:]+", re.IGNORECASE)
ACTING: Final = re.compile(r"(?:p\. ?o\.|pełniąc[ya] obowiązki) *(?P<rest>.*)", re.IGNORECASE)
VACANT: Final = re.compile(r"(?:wakat|vacat|stanowisko nieobsadzone|[-–—]+)?\.?", re.IGNORECASE)
NOMINATIVE: Final = {
    "Dyrektora": "Dyrektor",
    "Zastępcy": "Zastępca",
    "Kierownika": "Kierownik",
    "Naczelnika": "Naczelnik",
    "Sekretarza": "Sekretarz",
    "Skarbnika": "Skarbnik",
    "Koordynatora": "Koordynator",
}
MOST_UNITS: Final = 3999  # the largest Roman numeral
SYMBOL: Final = r"[^\W\d_][^\W_]*(?:-[^\W_]+)*"
WITH_SYMBOL: Final = re.compile(rf"(?P<name>.*[^\s,])(?:\s?,\s?|\s[-–—]\s|\s(?=\())(?P<symbol>{SYMBOL}|\({SYMBOL}\))")


def parse(text: str) -> Regulation:
    """Raises `RegulationError` for whatever is no such text, and nothing else."""
    lines = read_lines(text)
    listed, tasks = _landmarks(lines)
    named = _department_at(lines[:listed])
    notes = Notes()
    boxes, leaders = read_boxes(lines[:named], notes), _read_leaders(lines[named + 1 : listed], notes)
    blocks = split_blocks(lines[tasks + 1 :])
    listing = [_read_landmarks(lines[listed], lines[tasks], notes), *lines[listed + 1 : tasks]]
    units = _read_units(listing, {block.heading.symbol.casefold() for block in blocks if block.heading}, notes)
    if not units:
        raise RegulationError("w wykazie nie ma żadnej komórki.", lines[listed].number)
    intro, duties = read_duties(blocks[0], notes, intro_alone=len(blocks) > 1)
    sections = read_sections(blocks[1:], units, notes)
    if not (duties or sections):
        raise RegulationError("pod tym wierszem nie ma żadnego rozdziału ani zadania.", lines[tasks].number)
    units = _complete(units, sections)
    _compare(units, sections, blocks, notes)
    return Regulation(
        name=lines[named].text,
        line=lines[named].number,
        boxes=tuple(boxes),
        leaders=leaders,
        units=units,
        intro=intro,
        duties=duties,
        sections=sections,
        unread=tuple(sorted(notes.unread, key=lambda line: line.number)),
        remarks=tuple(sorted(notes.remarks, key=lambda line: line.number)),
    )


def _landmarks(lines: Sequence[Line]) -> tuple[int, int]:
    """Where the list of units begins, and where the duties begin."""
    starts = [at for at, line in enumerate(lines) if LIST_STARTS.fullmatch(line.text)]
    if not starts:
        last = max(line.number for line in lines if line.text)
        reason = f"to ostatni wiersz, a w pliku nie znaleziono wykazu komórek, czyli wiersza „{LIST_STARTS_USUALLY}”."
        raise RegulationError(reason, last)
    for second in (lines[at] for at in starts[1:]):
        if second.text.endswith(":"):
            raise RegulationError("zaczyna się tu drugi wykaz komórek; plik opisuje jeden departament.", second.number)
    listed = starts[0]
    tasks = (at for at in range(listed + 1, len(lines)) if DUTIES_START.fullmatch(lines[at].text))
    found = next(tasks, None)
    if found is None:
        raise RegulationError("pod wykazem komórek brakuje wiersza „Zadania:”.", lines[listed].number)
    return listed, found


def _read_landmarks(list_starts: Line, duties_start: Line, notes: Notes) -> Line:
    """What stands behind the colon of «wchodzą:» is the list's first line. Pages word either landmark in one way."""
    found = LIST_STARTS.fullmatch(list_starts.text)
    start, first = (found["start"].strip(), found["first"].strip()) if found else ("", "")
    for number, printed, usual in (
        (list_starts.number, start, LIST_STARTS_USUALLY),
        (duties_start.number, duties_start.text, DUTIES_START_USUALLY),
    ):
        if _plain(printed) != _plain(usual):
            notes.remark(number, f"zapisano bez własnego brzmienia wiersza „{printed}” (zwykle jest to „{usual}”).")
    return Line(list_starts.number, first)


def _plain(landmark: str) -> str:
    return " ".join(landmark.casefold().rstrip(": ").split())


def _department_at(lines: Sequence[Line]) -> int:
    """Which line names the department: as its contact box does, or by its first word, or the one above its leaders."""
    named = {same_name(box["whose"]) for line in lines if (box := DEPARTMENT_BOX.fullmatch(line.text))}
    found = -1
    for at, line in enumerate(lines):
        if same_name(line.text) in named or (not named and DEPARTMENT.fullmatch(line.text)):
            found = at
    if found < 0:
        found = _above_leaders(lines)
    if found < 0:
        raise RegulationError("przed wykazem komórek nie ma nazwy departamentu.", len(lines) + 1)
    return found


def _above_leaders(lines: Sequence[Line]) -> int:
    for at in range(len(lines) - 1, -1, -1):
        text = lines[at].text
        if text and not _after_function(text):
            return -1 if read_channels(lines[at]) or DEPARTMENT_BOX.fullmatch(text) else at
    return -1


def _after_function(text: str) -> tuple[str, str] | None:
    """«Dyrektor: Jan Kowalski» as two; a function has a letter."""
    function, colon, person = text.partition(":")
    return (function.strip(), person.strip()) if colon and any(map(str.isalpha, function)) else None


def _read_leaders(lines: Sequence[Line], notes: Notes) -> tuple[Leader, ...]:
    leaders = []
    for line in lines:
        leader = _read_leader(line, notes)
        if leader:
            leaders.append(leader)
        elif line.text:
            notes.unread.append(line)
    return tuple(leaders)


def _read_leader(line: Line, notes: Notes) -> Leader | None:
    """A function and a person, or a vacancy. An e-mail address behind them is left unread."""
    details = read_details(line)
    text = details.before if details.channels else line.text
    function, person = _after_function(text) or ("", "")
    is_vacant = VACANT.fullmatch(person) is not None
    if not function or is_plain_detail(text) or (details.channels if is_vacant else not any(map(str.isalpha, person))):
        return None
    if details.channels:
        notes.unread.append(unmarked(Line(line.number, marked(line.text)[len(text) :].lstrip(" ,;"))))
    return _leader(function, person, line.number)


def _leader(function: str, person: str, line: int) -> Leader:
    acting_post, acting_person = ACTING.fullmatch(function), ACTING.fullmatch(person)
    if acting_post:
        first, *others = acting_post["rest"].split(" ")
        function = " ".join([NOMINATIVE.get(first, first), *others])
    if acting_person:
        person = acting_person["rest"]
    vacant = VACANT.fullmatch(person) is not None
    return Leader(function, "" if vacant else person, bool(acting_post or acting_person) and not vacant, line)


def _read_units(lines: Sequence[Line], symbols: set[str], notes: Notes) -> tuple[ListedUnit, ...]:
    """The numbered list. `symbols` are those that the sections name: they tell a symbol from a name's last word."""
    units: list[ListedUnit] = []
    printed: dict[str, int] = {}
    named: dict[tuple[str, str], ListedUnit] = {}
    for line in lines:
        mark = Mark.read(line.text)
        if mark is None or not mark.number.isdecimal() or not mark.text:
            notes.unread += [line] if line.text else []
            continue
        if mark.number in printed:
            earlier = printed[mark.number]
            raise RegulationError(
                f"numer {mark.printed} jest w wykazie dwa razy (też w wierszu {earlier}).", line.number
            )
        printed[mark.number] = line.number
        name, symbol = split_symbol(mark.text.rstrip(";,. "), symbols)
        units.append(ListedUnit(len(units) + 1, name, symbol, line.number))
        _refuse_twin(units[-1], named)
        if mark.number != str(len(units)):
            notes.remark(line.number, f"komórka ma w wykazie numer {mark.number}, a jest {len(units)}. z kolei.")
    if len(units) > MOST_UNITS:
        raise RegulationError(
            f"to już {MOST_UNITS + 1}. komórka, a tylu rozdziałów nie da się ponumerować.", units[MOST_UNITS].line
        )
    return tuple(units)


def split_symbol(text: str, symbols: set[str]) -> tuple[str, str]:
    """«Referat ePromocji, PWIV» is a name and a symbol; «Wydział Kultury, Sportu» is a name alone."""
    found = WITH_SYMBOL.fullmatch(text)
    symbol = found["symbol"].strip("()") if found else ""
    if found and (symbol.casefold() in symbols or sum(c.isupper() or c.isdigit() for c in symbol) > 1):
        return found["name"], symbol
    return text, ""


def _refuse_twin(unit: ListedUnit, named: dict[tuple[str, str], ListedUnit]) -> None:
    """A unit must not bear an earlier one's symbol; without symbols, nor its name. `named` takes it in."""
    other = named.setdefault((unit.symbol.casefold(), "" if unit.symbol else same_name(unit.name)), unit)
    if other is unit:
        return
    at = f"(wiersz {other.line})"
    if unit.symbol:
        raise RegulationError(f"symbol {unit.symbol} ma już komórka „{other.name}” {at}.", unit.line)
    raise RegulationError(f"komórka „{unit.name}” jest już w wykazie {at}.", unit.line)


def _complete(units: Sequence[ListedUnit], sections: Sequence[Section]) -> tuple[ListedUnit, ...]:
    """A symbol that only the section tells belongs to the unit as well."""
    told = {section.unit: section.symbol for section in sections}
    return tuple(replace(unit, symbol=unit.symbol or told.get(unit.number, "")) for unit in units)


def _compare(units: Sequence[ListedUnit], sections: Sequence[Section], blocks: Sequence[Block], notes: Notes) -> None:
    """Remarks on sections whose numeral is not the unit's number, and on units without a section."""
    for section in sections:
        due = roman(section.unit)
        if section.numeral != due:
            notes.remark(section.line, f"rozdział ma numer „{section.numeral}”, a z wykazu wynika {due}.")
    described = {section.unit for section in sections}
    for unit in units:
        if len(blocks) > 1 and unit.number not in described:
            notes.remark(unit.line, f"komórka „{unit.name}” nie ma rozdziału w części „Zadania”.")
