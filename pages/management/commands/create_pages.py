from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from pages.services import create_statutory_pages


class Command(BaseCommand):
    help = "Tworzy brakujące strony, których wymaga prawo. Te, które już są, zostawia bez zmian."

    def handle(self, *args: Any, **options: Any) -> None:
        made = create_statutory_pages(timezone.localdate())
        for page in made:
            self.stdout.write(f"Utworzono stronę „{page.title}”: {page.path}")
        self.stdout.write(
            "Przejrzyj strony w panelu redakcji i opublikuj je." if made else "Wszystkie wymagane strony już są."
        )
