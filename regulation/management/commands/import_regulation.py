from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from regulation.errors import RegulationError
from regulation.report import NEW_WORD, ImportReport, Question, UndecidedError, shortened
from regulation.services import import_regulation
from regulation.source import decode


def answer(text: str) -> tuple[int, str]:
    """«57=k7wq2mzd4x» is line 57 and a key."""
    line, _, key = text.partition("=")
    if not key:
        raise ValueError(text)
    return int(line), key.strip()


class Command(BaseCommand):
    help = "Wczytuje tekst regulaminu jednego departamentu do wersji roboczej. Niczego nie publikuje."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="PLIK", type=Path, help="plik tekstowy w UTF-8")
        parser.add_argument(
            "--dry-run", action="store_true", help="pokazuje, co by się zmieniło, i niczego nie zapisuje"
        )
        parser.add_argument(
            "--answer",
            dest="answers",
            metavar="WIERSZ=KLUCZ",
            type=answer,
            action="append",
            default=[],
            help="odpowiedź na pytanie: tekst z tego wiersza pliku to dotychczasowe zadanie (albo komórka) "
            f"o tym kluczu; „WIERSZ={NEW_WORD}” – żadne. Pytania i klucze wypisuje --dry-run. Można podać wiele razy.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            text = decode(options["file"].read_bytes())
            report = import_regulation(text=text, dry_run=options["dry_run"], answers=dict(options["answers"]))
        except OSError as error:
            raise CommandError(f"Nie można odczytać pliku {options['file']}: {reason_of(error)}.") from error
        except UndecidedError as error:
            questions = "\n".join(line for question in error.questions for line in question_lines(question))
            raise CommandError(f"{options['file']}: {error}\n{questions}") from error
        except RegulationError as error:
            raise CommandError(f"{options['file']}: {error}") from error
        self.stdout.write("\n".join(report_lines(report)))


def reason_of(error: OSError) -> str:
    """What the system says in English."""
    reasons = {
        FileNotFoundError: "nie ma takiego pliku",
        NotADirectoryError: "nie ma takiego pliku",
        IsADirectoryError: "to folder",
        PermissionError: "brak uprawnień do odczytu",
    }
    return reasons.get(type(error), f"błąd systemu numer {error.errno}")


def report_lines(report: ImportReport) -> list[str]:
    said = "Próba: niczego nie zapisano." if report.dry_run else "Zapisano w wersji roboczej."
    if report.changes_nothing and not report.questions:
        said = "Bez zmian: wersja robocza jest już taka jak tekst."
    lines = [f"{report.department}. {said}"]
    lines += _listed("Nowe", "+", report.created)
    lines += _listed("Zmienione", "~", report.changed)
    lines += _listed("Usunięte", "-", report.removed)
    if report.questions:
        lines += [f"Pytania ({len(report.questions)}):"]
        lines += [line for question in report.questions for line in question_lines(question)]
    lines += _listed("Uwagi", " ", [f"wiersz {line.number}: {line.text}" for line in report.remarks])
    lines += _listed("Niewczytane wiersze", " ", [f"wiersz {line.number}: {line.text}" for line in report.unread])
    lines += _listed("Niepotrzebne odpowiedzi", " ", [f"wiersz {line}" for line in report.idle_answers])
    return lines


def _listed(title: str, mark: str, phrases: list[str]) -> list[str]:
    return [f"{title} ({len(phrases)}):", *(f"  {mark} {phrase}" for phrase in phrases)] if phrases else []


def question_lines(question: Question) -> list[str]:
    """The question, and below it every answer, ready to be copied into the next command."""
    answers = [(candidate.key, candidate.description) for candidate in question.candidates]
    return [
        f"  wiersz {question.line}: „{shortened(question.text)}” – co było tu dotąd?",
        *(f"    --answer {question.line}={key}  {what}" for key, what in [*answers, (NEW_WORD, "nic, to nowa treść")]),
    ]
