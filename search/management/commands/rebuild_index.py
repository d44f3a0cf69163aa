from typing import Any

from django.core.management.base import BaseCommand

from search.services.indexing import rebuild


class Command(BaseCommand):
    help = "Buduje indeks wyszukiwarki od nowa z wydań; do tego czasu wyszukiwarka używa starego."

    def handle(self, *_: Any, **__: Any) -> None:
        self.stdout.write(f"Indeks jest zbudowany od nowa: {rebuild()} haseł.")
