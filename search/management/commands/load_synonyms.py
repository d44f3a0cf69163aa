from typing import Any

from django.core.management.base import BaseCommand

from search.services.thesaurus import load_starter


class Command(BaseCommand):
    help = "Dodaje do wyszukiwarki zestaw startowy innych słów na to samo. Grup, które już są, nie zmienia."

    def handle(self, *args: Any, **options: Any) -> None:
        added = load_starter()
        self.stdout.write(
            f"Dodano grup: {added}. Przejrzyj je w panelu redakcji („Inne słowa na to samo”)."
            if added
            else "Wszystkie grupy zestawu startowego już są."
        )
