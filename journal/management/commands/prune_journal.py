"""`prune_journal`: removes entries of the journal that are older than two years."""

from datetime import timedelta
from typing import Any, Final

from django.core.management.base import BaseCommand
from django.utils import timezone

from journal.models import YEARS_KEPT
from journal.services import prune
from journal.words import counted

KEPT: Final = timedelta(days=366 * YEARS_KEPT)  # never less than the years that the database insists on


class Command(BaseCommand):
    help = "Usuwa z dziennika wpisy starsze niż dwa lata, poza tymi, które są jeszcze potrzebne."

    def handle(self, *args: Any, **options: Any) -> None:
        gone = prune(timezone.now() - KEPT)
        self.stdout.write(f"Usunięto z dziennika: {counted(gone, 'wpis', 'wpisy', 'wpisów')}.")
