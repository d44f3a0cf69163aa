from typing import Any

from django.core.management.base import BaseCommand, CommandError

from publishing.services.remnants import erase_remnants


class Command(BaseCommand):
    help = "Zapisuje bazę danych od nowa, żeby w jej plikach nie zostało nic z tego, co zastąpiono lub usunięto."

    def handle(self, *args: Any, **options: Any) -> None:
        problem = erase_remnants()
        if problem:
            raise CommandError(f"{problem} Powtórz polecenie.", returncode=1)
        self.stdout.write("Baza danych jest zapisana od nowa.")
