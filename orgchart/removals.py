"""What was removed and what took its place: kept by key, so that a lasting address can tell."""

from collections.abc import Collection, Iterable, Sequence
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction

from orgchart.models import Gone, Unit

# How many successors an answer takes: at least, at most.
SUCCESSORS: Final[dict[str, tuple[int, int]]] = {
    "": (0, 0),
    "closed": (0, 0),
    "merged": (1, 1),
    "renamed": (1, 1),
    "split": (2, 99),
}
WRONG: Final = {
    "": "Powiedz najpierw, co się stało, a potem wskaż następców.",
    "closed": "Bez następcy: nie wskazuj żadnego.",
    "merged": "Wskaż jedną, z którą połączono.",
    "renamed": "Wskaż jedną, która zastąpiła.",
    "split": "Po podziale wskaż co najmniej dwie.",
}


def roots_of(units: Iterable[Unit]) -> dict[int, Unit]:
    """The departments of these units, by the tree's number."""
    numbers = {unit.tree_id for unit in units}
    return {root.tree_id: root for root in Unit.objects.filter(parent=None, tree_id__in=numbers)}


def note_gone(rows: Sequence[Gone]) -> None:
    Gone.objects.filter(key__in=[row.key for row in rows]).delete()
    Gone.objects.bulk_create(rows, batch_size=200)


def note_units(units: Sequence[Unit]) -> None:
    """Before they are removed."""
    roots = roots_of(units)
    names = {unit.pk: str(unit) for unit in Unit.objects.filter(pk__in=[unit.parent_id for unit in units])}
    note_gone(
        [
            Gone(
                key=unit.key,
                kind=Gone.Kind.UNIT,
                department_key=roots[unit.tree_id].key if unit.tree_id in roots else "",
                title=str(unit)[:300],
                place=names.get(unit.parent_id or 0, "")[:300],
            )
            for unit in units
        ]
    )


def forget_gone(keys: Collection[str]) -> None:
    """They have come back."""
    Gone.objects.filter(key__in=keys).delete()


def problem_of_answer(how: str, successors: Collection[str]) -> str:
    """What is wrong with the answer, as a sentence; empty when nothing is."""
    least, most = SUCCESSORS[how]
    return "" if least <= len(set(successors)) <= most else WRONG[how]


@transaction.atomic
def answer_gone(gone: Gone, *, how: str, successors: Sequence[str]) -> Gone:
    """Say what became of it. Raises `ValidationError` where number and kind of successors do not agree."""
    problem = problem_of_answer(how, successors)
    if problem:
        raise ValidationError(problem)
    gone.how, gone.successors = how, " ".join(dict.fromkeys(successors))
    gone.full_clean()
    gone.save()
    return gone
