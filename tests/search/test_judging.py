"""Sets of questions are read with the line of each fault told, and scores are counted by kind."""

from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from search.judging import ALL, Question, Score, WrongSet, read_questions, scores

LINES = """exact\twystawy\tPRI\t2a
synonym\tjarmark\tPRI, pri-t\t3,1

person\tsekretarz\t-\t-
contact\t663 36 02\t-\t-
mark\tPRI.042.7.2026\tPRI\t-
""".splitlines()


@dataclass(frozen=True)
class Result:
    kind: str = "duty"
    symbol: str = ""
    number: str = ""


def test_a_set_is_read_without_its_empty_lines() -> None:
    questions = read_questions(LINES)

    assert [question.kind for question in questions] == ["exact", "synonym", "person", "contact", "mark"]
    assert questions[1] == Question("synonym", "jarmark", frozenset({"pri", "pri-t"}), frozenset({"3", "1"}))
    assert questions[2] == Question("person", "sekretarz", frozenset(), frozenset())


@pytest.mark.parametrize("wrong", ["exact\twystawy\tPRI", "a\tb\tc\td\te", "exact\t \tPRI\t1", "exact wystawy PRI 1"])
def test_a_wrong_line_is_told_by_its_number(wrong: str) -> None:
    with pytest.raises(WrongSet, match=r"^Wiersz 3: potrzebne są cztery niepuste kolumny rozdzielone tabulatorem\.$"):
        read_questions([LINES[0], "", wrong])


@pytest.mark.parametrize(
    ("at", "result", "right"),
    [
        (0, Result("duty", "PRI", "2a"), True),
        (0, Result("duty", "pri", "2a"), True),
        (0, Result("duty", "PRI", "2"), False),
        (0, Result("duty", "PRI-T", "2a"), False),
        (0, Result("unit", "PRI"), False),
        (1, Result("duty", "PRI-T", "3"), True),
        (2, Result("post"), True),
        (2, Result("contact"), False),
        (3, Result("contact"), True),
        (3, Result("post"), False),
        (4, Result("unit", "PRI"), True),
        (4, Result("duty", "PRI", "9"), True),
    ],
)
def test_what_is_right(at: int, result: Result, right: bool) -> None:
    assert read_questions(LINES)[at].is_right(result) is right


def test_the_rank_is_that_of_the_first_right_result() -> None:
    question = read_questions(LINES)[2]

    assert question.rank([]) == question.rank([Result(), Result("unit")]) == 0
    assert question.rank([Result(), Result("post"), Result("post")]) == 2


def test_scores_are_told_by_kind_and_of_all() -> None:
    one, other = (Question(kind, "x", frozenset(), frozenset()) for kind in ("exact", "mark"))
    found = scores([(one, 1), (other, 4), (one, 2), (one, 0), (one, 1)])

    assert found == {
        "exact": Score(4, 0.5, 0.75, (1 + 0.5 + 0 + 1) / 4),
        "mark": Score(1, 0.0, 0.0, 0.25),
        ALL: Score(5, 0.4, 0.6, (1 + 0.25 + 0.5 + 0 + 1) / 5),
    }
    assert list(found) == ["exact", "mark", ALL]
    assert scores([]) == {}


def judged(folder: Path, text: str, **options: bool) -> str:
    file, told = folder / "pytania.tsv", StringIO()
    file.write_text(text, encoding="utf-8")
    call_command("judge_search", str(file), stdout=told, **options)
    return told.getvalue()


@pytest.mark.usefixtures("indexed")
class TestTheCommand:
    SET = "exact\twystawy\tPRI\t2a\nexact\tjednorożec\tPRI\t-\ncontact\t663 36 02\t-\t-\n"

    def test_it_prints_the_scores(self, tmp_path: Path) -> None:
        lines = [line.split() for line in judged(tmp_path, self.SET).splitlines()]

        assert lines == [
            ["rodzaj", "pytań", "hit@1", "hit@3", "MRR"],
            ["exact", "2", "50.0%", "50.0%", "0.500"],
            ["contact", "1", "100.0%", "100.0%", "1.000"],
            ["razem", "3", "66.7%", "66.7%", "0.667"],
        ]

    def test_it_lists_what_was_missed_when_it_is_told_to(self, tmp_path: Path) -> None:
        assert "jednorożec" not in judged(tmp_path, self.SET)
        (line,) = (line for line in judged(tmp_path, self.SET, missed=True).splitlines() if "jednorożec" in line)
        assert line.strip() == "–  exact: jednorożec (PRI -) → nic"

    @pytest.mark.parametrize(
        ("text", "says"), [("wystawy", "^Wiersz 1: potrzebne są"), ("\n\n", "nie ma żadnego pytania")]
    )
    def test_a_wrong_set_is_told_in_polish(self, tmp_path: Path, text: str, says: str) -> None:
        with pytest.raises(CommandError, match=says):
            judged(tmp_path, text)

    def test_so_is_a_file_that_cannot_be_read(self, tmp_path: Path) -> None:
        (tmp_path / "latin.tsv").write_bytes(b"\xff\xfe\xb3")
        for name in ("nie-ma.tsv", "latin.tsv"):
            with pytest.raises(CommandError, match="Nie da się przeczytać pliku"):
                call_command("judge_search", str(tmp_path / name))
