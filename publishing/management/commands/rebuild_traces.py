from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from orgchart.services import lock_office
from publishing.register import rebuild_register
from publishing.trace import rebuild_traces


class Command(BaseCommand):
    help = "Odtwarza ze wszystkich wydań ślady (dzieje kluczy, adresów i symboli) oraz rejestr zmian."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Nobody publishes meanwhile."""
        lock_office()
        self.stdout.write(f"Odtworzono ślady z wydań. Wierszy: {rebuild_traces()}.")
        self.stdout.write(f"Odtworzono rejestr zmian. Wpisów: {rebuild_register()}.")
