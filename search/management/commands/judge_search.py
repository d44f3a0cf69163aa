from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError

from search.index import Index
from search.judging import ALL, Question, WrongSet, read_questions, scores
from search.keeper import keeper
from search.query import Query

MOST: Final = 50


class Command(BaseCommand):
    help = "Sprawdza wyszukiwarkę pytaniami ze znanymi odpowiedziami (FILE) i wypisuje hit@1, hit@3 i MRR."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path, help="rodzaj, pytanie, symbole, numery; przez tabulator")
        parser.add_argument(
            "--missed", action="store_true", help="wypisz pytania, na które pierwsza odpowiedź jest zła"
        )

    def handle(self, *_: Any, file: Path, missed: bool, **__: Any) -> None:
        try:
            questions = read_questions(file.read_text(encoding="utf-8").splitlines())
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"Nie da się przeczytać pliku {file}: {error}") from error
        except WrongSet as error:
            raise CommandError(str(error)) from error
        if not questions:
            raise CommandError(f"W pliku {file} nie ma żadnego pytania.")
        index = keeper.now()
        ranks = [(question, self._rank(index, question, missed=missed)) for question in questions]
        self.stdout.write(f"{'rodzaj':<20}{'pytań':>6}{'hit@1':>8}{'hit@3':>8}{'MRR':>8}")
        for kind, score in scores(ranks).items():
            name = "razem" if kind == ALL else kind
            self.stdout.write(f"{name:<20}{score.questions:>6}{score.hit1:>8.1%}{score.hit3:>8.1%}{score.mrr:>8.3f}")

    def _rank(self, index: Index, question: Question, *, missed: bool) -> int:
        results = [shown.entry for shown in index.shown(index.find(Query.of(question.query)).hits[:MOST])]
        rank = question.rank(results)
        if missed and rank != 1:
            got = ", ".join(f"{one.kind} {one.symbol} {one.number}".strip() for one in results[:3])
            right = f"{','.join(question.symbols) or '-'} {','.join(question.numbers) or '-'}"
            self.stdout.write(f"{rank or '–':>3}  {question.kind}: {question.query} ({right.upper()}) → {got or 'nic'}")
        return rank
