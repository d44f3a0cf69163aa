"""The department and its units: found again, made, changed, put in order, removed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from orgchart import kinds
from orgchart.models import Department, Unit
from orgchart.services import add_unit, change_unit, free_symbols, ids_below, move_unit
from regulation.losses import losses_of
from regulation.records import ListedUnit, Regulation, Section
from regulation.report import Answers, Candidate, ImportReport, Question, blaming
from regulation.sections import same_name
from regulation.unit_matching import Named, match_units
from tasks.services import close_unit

NAMES = {"name": "nazwa", "symbol": "symbol", "heading": "nagłówek", "intro": "wstęp do zadań"}
DEPARTMENT = 0  # stands for the department among the numbers of the list


@dataclass(frozen=True)
class Found:
    """The stored units by the number that they have in the text's list; the department itself is number 0.

    `gone` are those that the text names no more. The list names only what belongs to the department directly, so
    what editors put below a unit that stays is not the text's business, and stays with it.
    """

    units: Mapping[int, Unit | None]
    gone: tuple[Unit, ...]
    asked: frozenset[str]


def find_units(regulation: Regulation, answers: Answers, report: ImportReport) -> Found:
    root = find_department(regulation)
    below = ids_below(root.pk)[1:] if root else []
    stored = sorted(Unit.objects.filter(pk__in=below), key=lambda unit: below.index(unit.pk))
    found = answers.settle(
        [unit.line for unit in regulation.units],
        lambda taken: match_units(
            [Named(unit.key, unit.symbol, unit.name) for unit in stored],
            [Named("", unit.symbol, unit.name) for unit in regulation.units],
            taken,
        ),
    )
    by_key = {unit.key: unit for unit in stored}
    for question in found.questions:
        listed = regulation.units[question.wanted]
        candidates = tuple(Candidate(key, f"komórka {by_key[key]}") for key in question.keys)
        report.questions.append(Question(listed.line, listed.name, candidates))
    units = {n: by_key[key] if key else None for n, key in enumerate(found.keys, start=1)}
    asked = frozenset(key for question in found.questions for key in question.keys)
    return Found({DEPARTMENT: root, **units}, _gone(root, stored, {key for key in found.keys if key}), asked)


def _gone(root: Unit | None, stored: Sequence[Unit], kept: set[str]) -> tuple[Unit, ...]:
    """Units right below the root that are not kept, each followed by what goes with it."""
    gone: list[Unit] = []
    for unit in stored:  # a unit stands after its parent
        falls = unit.parent_id in {root.pk if root else None, *(above.pk for above in gone)}
        if falls and unit.key not in kept:
            gone.append(unit)
    return tuple(gone)


def find_department(regulation: Regulation) -> Unit | None:
    """The department of that name, or the one to which most of the text's symbols belong: it has been renamed."""
    roots: list[Unit] = list(Department.objects.order_by("position"))
    same = next((root for root in roots if same_name(root.name) == same_name(regulation.name)), None)
    symbols = [unit.symbol.casefold() for unit in regulation.units if unit.symbol]
    if same or not symbols:
        return same
    for root in roots:
        borne = {unit.symbol.casefold() for unit in Unit.objects.filter(pk__in=ids_below(root.pk))}
        if 2 * sum(symbol in borne for symbol in symbols) > len(symbols):
            return root
    return None


def write_units(regulation: Regulation, found: Found, report: ImportReport) -> dict[int, Unit]:
    """Make and change the units of the text; those that it names no more stay for now. By number, as in `Found`."""
    sections = {section.unit: section for section in regulation.sections}
    free_symbols(_bearers(regulation, found))
    with blaming(regulation.line):
        facts = {"name": regulation.name, "intro": regulation.intro}
        written = {DEPARTMENT: _write_unit(found.units[DEPARTMENT], None, facts, report)}
    for listed in regulation.units:
        stored = found.units[listed.number]
        facts = _facts(listed, sections.get(listed.number), stored)
        with blaming(listed.line):
            asked = not stored and any(question.line == listed.line for question in report.questions)
            written[listed.number] = _write_unit(stored, written[DEPARTMENT], facts, None if asked else report)
    return written


def _bearers(regulation: Regulation, found: Found) -> Iterator[Unit]:
    """Stored units whose symbol the text gives to another one."""
    wanted = {unit.symbol.casefold(): found.units[unit.number] for unit in regulation.units if unit.symbol}
    for unit in (*found.units.values(), *found.gone):
        symbol = unit.symbol.casefold() if unit else ""
        if unit and symbol in wanted and wanted[symbol] != unit:
            yield unit


def _facts(listed: ListedUnit, section: Section | None, stored: Unit | None) -> dict[str, str]:
    """What the text says of the unit; of a unit without a section, that it has neither heading nor intro."""
    facts = {"name": listed.name, "symbol": listed.symbol, "kind": _kind(listed.name, stored)}
    if section is None:
        return {**facts, "heading": "", "intro": ""}
    derived = kinds.heading(**facts, opens_list=bool(section.duties))
    return {**facts, "heading": "" if section.heading == derived else section.heading, "intro": section.intro}


def _kind(name: str, stored: Unit | None) -> str:
    """The kind follows the name, unless an editor chose another one."""
    if stored and (stored.name == name or stored.kind != kinds.kind_of(stored.name)):
        return stored.kind
    return kinds.kind_of(name)


def _write_unit(stored: Unit | None, root: Unit | None, facts: dict[str, str], report: ImportReport | None) -> Unit:
    if stored is None:
        unit = add_unit(parent=root, **_as_facts(facts))
        if report:
            report.created.append(f"komórka {unit}" if root else f"departament: {unit}")
        return unit
    changed = {name: value for name, value in facts.items() if getattr(stored, name) != value}
    if not changed:
        return stored
    address = {"slug": ""} if "symbol" in changed else {}  # made of the new symbol
    unit = change_unit(stored, **_as_facts(changed | address))
    for name in changed.keys() & NAMES.keys():
        before, after = getattr(stored, name) or "brak", changed[name] or "brak"
        if report:
            report.changed.append(f"{stored}: {NAMES[name]} „{before}” → „{after}”")
    return unit


def _as_facts(facts: dict[str, str]) -> dict[str, Any]:
    """`add_unit` takes any fact of a unit by keyword."""
    return dict(facts)


def remove_units(found: Found, written: Mapping[int, Unit], report: ImportReport) -> None:
    """Remove what the text names no more. Duties that go on elsewhere, and units that do, have moved before."""
    root = written[DEPARTMENT]
    for number, unit in written.items():
        if number != DEPARTMENT and unit.parent_id != root.pk:
            move_unit(unit, parent=root)
            report.changed.append(f"{unit}: teraz bezpośrednio w departamencie")
    report.removed += losses_of([unit for unit in found.gone if unit.key not in found.asked])
    for unit in found.gone:
        if unit.parent_id == root.pk:
            close_unit(unit)


def order_units(found: Found, written: Mapping[int, Unit], report: ImportReport) -> None:
    """Put the units below the department in the list's order."""
    root = written[DEPARTMENT]
    wanted = [unit.pk for number, unit in sorted(written.items()) if number != DEPARTMENT]
    order = list(Unit.objects.filter(parent=root).order_by("position").values_list("pk", flat=True))
    stayed = {unit.pk for unit in found.units.values() if unit}
    if [pk for pk in order if pk in stayed] != [pk for pk in wanted if pk in stayed]:
        report.changed.append("kolejność komórek departamentu")
    for place, pk in enumerate(wanted):
        if order[place] != pk:
            order.remove(pk)
            order.insert(place, pk)
            move_unit(Unit.objects.get(pk=pk), parent=root, index=place)
