from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from orgchart.models import Unit
from orgchart.order import close_gaps
from orgchart.services import lock_office, renumber
from orgchart.soundness import Fault, find_faults
from orgchart.tree import Node, Place


class Command(BaseCommand):
    help = "Sprawdza drzewo komórek: czy numery nie zachodzą na siebie i nie mają luk, czy nie ma sierot i cykli."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--mend", action="store_true", help="przenumerowuje drzewo według jednostek nadrzędnych i kolejności"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        faults = faults_now()
        self._report(faults)
        if faults and options["mend"]:
            mend()
            self.stdout.write("Przenumerowano. Stan po naprawie:")
            faults = faults_now()
            self._report(faults)
        if faults:
            raise CommandError(f"Usterki drzewa: {len(faults)}.")

    def _report(self, faults: list[Fault]) -> None:
        units = Unit.objects.in_bulk([fault.unit for fault in faults])
        for fault in faults:
            self.stdout.write(f"„{units[fault.unit].name}” (numer {fault.unit}): {fault.sentence}.\n    {fault.remedy}")
        if not faults:
            self.stdout.write(f"Drzewo jest poprawne. Komórek: {Unit.objects.count()}.")


def faults_now() -> list[Fault]:
    rows = Unit.objects.order_by().values_list("pk", "parent_id", "position", "tree_id", "level", "lft", "rght")
    return find_faults({Node(pk, parent, position): Place(*place) for pk, parent, position, *place in rows})


@transaction.atomic
def mend() -> None:
    """Close the gaps in every order, then number anew; what no root leads to stays for a person to decide."""
    lock_office()
    for parent in Unit.objects.order_by().values_list("parent_id", flat=True).distinct():
        close_gaps(Unit.objects.filter(parent=parent))
    renumber()
