from typing import Any

from django.core.management.base import BaseCommand, CommandError

from publishing.verification import verify_editions


class Command(BaseCommand):
    help = "Sprawdza łańcuch wydań: przelicza wszystkie skróty i wskazuje pierwsze naruszone ogniwo."

    def handle(self, *args: Any, **options: Any) -> None:
        result = verify_editions()
        if not result.is_sound:
            lines = [f"{link.title or link.key}, ogniwo {link.number}: {link.problem}." for link in result.broken]
            lines += [f"Brakuje wydań: {result.missing}. Opublikowano ich więcej, niż jest."] if result.missing else []
            lines += [f"Jest więcej wydań, niż opublikowano: {result.surplus}."] if result.surplus else []
            raise CommandError("Łańcuch wydań jest naruszony.\n" + "\n".join(lines), returncode=1)
        for edition in result.redacted:
            self.stdout.write(f"{edition.title}, ogniwo {edition.number}: zredagowane.")
        self.stdout.write(f"Łańcuch wydań jest nienaruszony. Sprawdzone wydania: {result.checked}.")
