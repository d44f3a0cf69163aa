"""The duties of all units of a department: which goes on as which, what changed, and writing them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from orgchart.models import Unit
from regulation.matching import Matching, Stored, Wanted, match
from regulation.records import Duty as DutyRecord
from regulation.records import Point, Regulation
from regulation.report import Answers, Candidate, ImportReport, Question, shortened
from regulation.unit_import import DEPARTMENT, Found
from tasks.models import Duty
from tasks.numbering import numbers
from tasks.services import DutyRow, arrange_duties


@dataclass(frozen=True)
class Known:
    """A stored duty or point: what it is matched by, and how a person is told which it is («PWI, 3.»)."""

    stored: Stored
    unit: int
    number: str
    where: str
    label: str
    legal_basis: str

    @property
    def row(self) -> DutyRow:
        return DutyRow(self.stored.text, self.stored.key, self.label, self.legal_basis)


@dataclass(frozen=True)
class Text:
    """A duty or point of the text, likewise."""

    wanted: Wanted
    number: str
    where: str
    line: int
    label: str


def short_name(unit: Unit) -> str:
    return unit.symbol or unit.name


def read_known(units: Sequence[Unit]) -> tuple[list[Known], list[Known]]:
    """The stored duties of these units, and their points, each in its order."""
    by_pk = {unit.pk: unit for unit in units}
    lists: dict[tuple[int, int | None], list[Duty]] = defaultdict(list)
    for duty in Duty.objects.filter(unit__in=by_pk).order_by("unit_id", "position"):
        lists[duty.unit_id, duty.parent_id].append(duty)
    duties: list[Known] = []
    points: list[Known] = []
    for (unit_id, parent_id), rows in lists.items():
        if parent_id is not None:
            continue
        unit = by_pk[unit_id]
        for duty, known in zip(rows, _known(rows, unit.key, unit_id, short_name(unit)), strict=True):
            duties.append(known)
            points += _known(lists.get((unit_id, duty.pk), []), duty.key, unit_id, f"{known.where} punkt")
    return duties, points


def _known(rows: Sequence[Duty], place: str, unit: int, where: str) -> list[Known]:
    return [
        Known(Stored(d.key, place, d.position, d.text), unit, number, f"{where} {number}.", d.label, d.legal_basis)
        for d, number in zip(rows, numbers(d.label for d in rows), strict=True)
    ]


@dataclass(frozen=True)
class Plan:
    """Every list of duties as it shall be, by the unit's number; and the rows as they are, by their keys."""

    rows: Mapping[int, list[DutyRow]]
    known: Mapping[str, Known]


def plan_duties(regulation: Regulation, found: Found, answers: Answers, report: ImportReport) -> Plan:
    """Match duties, then points, and report what is new, changed, gone or to be asked about."""
    units = [unit for unit in (*found.units.values(), *found.gone) if unit]
    known_duties, known_points = read_known(units)
    told = [(number, record) for number, records in _told(regulation) for record in records]
    texts = _duty_texts(regulation, found, told)
    duties = _match(known_duties, texts, answers, report)
    point_texts = [
        text
        for index, (_, record) in enumerate(told)
        for text in _point_texts(record.points, duties.keys[index] or f"nowe {index}", texts[index].where)
    ]
    points = _match(known_points, point_texts, answers, report)
    known = {row.stored.key: row for row in (*known_duties, *known_points)}
    point_rows = iter(_rows(point_texts, points, known))
    rows: dict[int, list[DutyRow]] = {number: [] for number in found.units}
    for (number, record), row in zip(told, _rows(texts, duties, known), strict=True):
        below = tuple(next(point_rows) for _ in record.points)
        rows[number].append(DutyRow(row.text, row.key, row.label, row.legal_basis, below))
    return Plan(rows, known)


def _told(regulation: Regulation) -> Iterator[tuple[int, tuple[DutyRecord, ...]]]:
    yield DEPARTMENT, regulation.duties
    yield from ((section.unit, section.duties) for section in regulation.sections)


def _duty_texts(regulation: Regulation, found: Found, told: Sequence[tuple[int, DutyRecord]]) -> list[Text]:
    names = {unit.number: unit.symbol or unit.name for unit in regulation.units} | {DEPARTMENT: regulation.name}
    keys = {number: unit.key if unit else f"nowa {number}" for number, unit in found.units.items()}
    positions: dict[int, int] = defaultdict(int)
    texts = []
    for number, record in told:
        positions[number] += 1
        wanted = Wanted(keys[number], positions[number], record.text)
        texts.append(Text(wanted, record.number, f"{names[number]} {record.number}.", record.line, record.label))
    return texts


def _point_texts(points: Sequence[Point], parent: str, where: str) -> list[Text]:
    return [
        Text(Wanted(parent, position, point.text), number, f"{where} punkt {number}.", point.line, point.label)
        for position, (point, number) in enumerate(
            zip(points, numbers(point.label for point in points), strict=True), start=1
        )
    ]


def _match(known: Sequence[Known], texts: Sequence[Text], answers: Answers, report: ImportReport) -> Matching:
    stored, wanted = [row.stored for row in known], [text.wanted for text in texts]
    found = answers.settle([text.line for text in texts], lambda taken: match(stored, wanted, taken))
    by_key = {row.stored.key: row for row in known}
    asked: set[str] = set()
    for question in found.questions:
        text = texts[question.wanted]
        candidates = (Candidate(key, _described(by_key[key].where, by_key[key].stored.text)) for key in question.keys)
        report.questions.append(Question(text.line, text.wanted.text, tuple(candidates)))
        asked.update(question.keys)
    _tell(by_key, texts, found, report)
    kept = asked.union(key for key in found.keys if key)
    report.removed += [_described(row.where, row.stored.text) for row in known if row.stored.key not in kept]
    return found


def _tell(known: Mapping[str, Known], texts: Sequence[Text], found: Matching, report: ImportReport) -> None:
    """Report which texts are new, which stand elsewhere now, and which are worded otherwise."""
    unclear = {question.wanted for question in found.questions}
    for index, (text, key) in enumerate(zip(texts, found.keys, strict=True)):
        if key is None:
            report.created += [] if index in unclear else [_described(text.where, text.wanted.text)]
            continue
        row = known[key]
        if (row.stored.place, row.number) != (text.wanted.place, text.number):
            report.changed.append(f"{row.where} → {text.where} „{shortened(text.wanted.text)}”")
        elif row.label != text.label:
            report.changed.append(f"{text.where} oznaczenie „{row.label or 'brak'}” → „{text.label or 'brak'}”")
        if row.stored.text != text.wanted.text:
            report.changed.append(f"{text.where} „{row.stored.text}” → „{text.wanted.text}”")


def _described(where: str, text: str) -> str:
    return f"{where} „{shortened(text)}”"


def _rows(texts: Sequence[Text], found: Matching, known: Mapping[str, Known]) -> Iterator[DutyRow]:
    for text, key in zip(texts, found.keys, strict=True):
        legal_basis = known[key].legal_basis if key else ""
        yield DutyRow(text.wanted.text, key or "", text.label, legal_basis)


def write_duties(plan: Plan, written: Mapping[int, Unit]) -> None:
    """Arrange each unit whose list differs from what is stored.

    A list that is arranged loses what it does not name, and what stood below a duty that moves into it. So a row
    that goes to a unit further on stands at the end of that list, under no number of its own, until that unit's turn
    comes and takes it.
    """
    goes_to = {row.key: number for number, rows in plan.rows.items() for row in _flat(rows) if row.key}
    now = _stored_rows(plan)
    for number, unit in sorted(written.items()):
        rows = plan.rows[number]
        waiting = [
            replace(known.row, label="")
            for key, known in plan.known.items()
            if goes_to.get(key, -1) > number and (known.unit == unit.pk or goes_to.get(known.stored.place) == number)
        ]
        if rows != now.get(unit.pk, []) or waiting:
            arrange_duties(unit, [*rows, *waiting])


def _flat(rows: Sequence[DutyRow]) -> Iterator[DutyRow]:
    for row in rows:
        yield from (row, *row.points)


def _stored_rows(plan: Plan) -> dict[int, list[DutyRow]]:
    """Every list of duties as it is, by the unit's primary key."""
    points: dict[str, list[DutyRow]] = defaultdict(list)
    for known in plan.known.values():
        points[known.stored.place].append(known.row)
    rows: dict[int, list[DutyRow]] = defaultdict(list)
    for key, known in plan.known.items():
        if known.stored.place not in plan.known:  # its place is a unit, so it is no point
            below = tuple(points.get(key, ()))
            rows[known.unit].append(DutyRow(known.stored.text, key, known.label, known.legal_basis, below))
    return rows
