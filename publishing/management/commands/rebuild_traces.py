from typing import Any

from django.core.management.base import BaseCommand

from publishing.trace import rebuild_traces


class Command(BaseCommand):
    help = "Odtwarza ślady (dzieje kluczy, adresów i symboli) ze wszystkich wydań."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Odtworzono ślady z wydań. Wierszy: {rebuild_traces()}.")
