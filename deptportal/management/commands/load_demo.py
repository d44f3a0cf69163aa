from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from deptportal import demo


class Command(BaseCommand):
    help = "Wczytuje przykładowy urząd z departamentem, publikuje ich pierwsze wydania i zakłada cztery konta."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="nic nie robi, jeśli w bazie jest już urząd, departament lub wydanie",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Dane przykładowe wczytuje się tylko z ustawieniem DEMO=on. To nie jest pokaz.")
        if not demo.is_empty():
            if options["if_empty"]:
                return
            raise CommandError("Baza nie jest pusta. Dane przykładowe wczytuje się tylko do pustej.")
        if taken := demo.taken_names():
            names = ", ".join(f"„{name}”" for name in taken)
            raise CommandError(
                f"Nazwy kont pokazowych są już zajęte ({names}): zmień je w redakcji („Konta i uprawnienia”) "
                "albo zacznij od nowej, pustej bazy."
            )
        accounts = demo.load()
        self.stdout.write("Wczytano przykładowy urząd i opublikowano jego pierwsze wydania.")
        for account in accounts:
            self.stdout.write(f"  {account.role}: konto „{account.username}”, hasło „{account.password}”")
        self.stdout.write(
            'Zapisz hasła: drugi raz się nie pokażą. Nowe nadasz poleceniem: make manage DO="changepassword KONTO"'
        )
