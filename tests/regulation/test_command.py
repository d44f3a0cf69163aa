"""`manage.py import_regulation`: what a person at the terminal reads."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from tasks.models import Duty
from tests.regulation.test_import_questions import AFTER, AMBIGUOUS, ASKED
from tests.regulation.texts import SMALL, line_of, sample, swapped, without
from tests.regulation.working_copy import everything, key_of, load

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "regulamin.txt"


def run(file: Path, text: str | bytes, *arguments: str) -> None:
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    call_command("import_regulation", str(file), *arguments)


def test_the_sample(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(file, sample())

    said = capsys.readouterr().out
    assert said.startswith("Departament Promocji i Współpracy Zagranicznej. Zapisano w wersji roboczej.\nNowe (81):\n")
    assert "  + komórka Referat „Ziemia Łódzka” (PWIII)\n" in said
    assert said.endswith(
        "Niewczytane wiersze (4):\n"
        "    wiersz 1: Menu Kontekstowe\n"
        "    wiersz 17: Instrukcja obsługi BIP\n"
        "    wiersz 124: ankieta-badania-satysfakcji\n"
        "    wiersz 126: ankieta-badania-satysfakcji\n"
    )
    assert Duty.objects.count() == 63


def test_the_same_again(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    load(SMALL)

    run(file, SMALL)

    assert capsys.readouterr().out == "Departament Kultury. Bez zmian: wersja robocza jest już taka jak tekst.\n"


def test_a_dry_run(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    load(SMALL)
    before = everything()
    text = without(swapped(SMALL, "Dyrektor: Anna Nowak", "Dyrektor: wakat"), "3. organizacja")

    run(file, swapped(text, "2. szkolenie", "2. nowe;\n3. szkolenie"), "--dry-run")

    assert capsys.readouterr().out == (
        "Departament Kultury. Próba: niczego nie zapisano.\n"
        "Nowe (1):\n"
        "  + KB 2. „nowe;”\n"
        "Zmienione (2):\n"
        "  ~ KB 2. → KB 3. „szkolenie bibliotekarzy z całego województwa.”\n"
        "  ~ stanowisko „Dyrektor”: Anna Nowak → wakat\n"
        "Usunięte (1):\n"
        "  - KM 3. „organizacja konkursów dla muzealników.”\n"
    )
    assert everything() == before


def test_questions_come_with_answers_to_copy(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    load(AMBIGUOUS)
    key = key_of("prowadzenie rejestru B")

    run(file, AFTER, "--dry-run")
    said = capsys.readouterr().out
    assert f"Pytania (1):\n  wiersz {ASKED}: „prowadzenie rejestru C w województwie;” – co było tu dotąd?\n" in said
    answers = re.findall(r"--answer (\S+)", said)
    assert answers[1:] == [f"{ASKED}={key}", f"{ASKED}=nowe"]

    with pytest.raises(CommandError) as refused:
        run(file, AFTER)
    assert answers == re.findall(r"--answer (\S+)", str(refused.value))
    assert "Niczego nie zapisano" in str(refused.value)

    run(file, AFTER, "--answer", answers[1])
    assert key_of("prowadzenie rejestru C") == key


def test_an_answer_that_nobody_asked_for_is_told(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(file, SMALL, "--answer", "20=nowe")

    assert capsys.readouterr().out.endswith("Niepotrzebne odpowiedzi (1):\n    wiersz 20\n")


@pytest.mark.parametrize("answer", ["20", "x=nowe", "20="])
def test_an_answer_of_another_form_is_refused(file: Path, answer: str) -> None:
    with pytest.raises(CommandError, match="--answer"):
        run(file, SMALL, "--answer", answer)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(b"", "plik jest pusty", id="empty"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00", "wiersz 2: to plik binarny", id="binary"),
        pytest.param(SMALL.encode("cp1250"), "wiersz 3: plik nie jest zapisany w UTF-8 (wygl", id="Windows-1250"),
        pytest.param("Ala ma kota.", "wiersz 1: to ostatni wiersz, a w pliku nie znaleziono", id="another text"),
        pytest.param(
            swapped(SMALL, "2. Wydział Bibliotek, KB", "2. Wydział Bibliotek, KM"),
            f"wiersz {line_of(SMALL, '2. Wydział')}: symbol KM ma już komórka",
            id="two units with one symbol",
        ),
        pytest.param(
            without(SMALL, "1. Wydział"),
            f"wiersz {line_of(SMALL, 'I. Wydział') - 1}: komórki z rozdziału",
            id="a section whose unit is in no list",
        ),
        pytest.param(
            swapped(SMALL, "Dyrektor: Anna Nowak", f"{'Dyrektor ' * 30}: Anna Nowak"),
            "wiersz 9: Upewnij się, że",
            id="refused by the working copy",
        ),
    ],
)
def test_what_cannot_be_read_leaves_everything_as_it_was(file: Path, text: str | bytes, said: str) -> None:
    load(sample())
    before = everything()

    with pytest.raises(CommandError) as refused:
        run(file, text)

    assert str(refused.value).startswith(f"{file}: {said}")
    assert refused.value.returncode == 1
    assert everything() == before


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"Nie można odczytać pliku .*brak\.txt: nie ma takiego pliku\.$"):
        call_command("import_regulation", str(tmp_path / "brak.txt"))


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r": to folder\.$"):
        call_command("import_regulation", str(tmp_path))


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (PermissionError(13, "Permission denied"), "brak uprawnień do odczytu"),
        (OSError(5, "x"), "błąd systemu numer 5"),
    ],
)
def test_a_file_that_may_not_be_read(file: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, reason: str) -> None:
    def refuse(self: Path) -> bytes:
        raise error

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(CommandError, match=rf": {reason}\.$"):
        call_command("import_regulation", str(file))


def test_the_terminal_sees_status_one_and_no_traceback(file: Path) -> None:
    file.write_text("Ala ma kota.", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "manage.py", "import_regulation", str(file)],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": f"sqlite:///{file.with_suffix('.sqlite3')}"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith(f"CommandError: {file}: wiersz 1: to ostatni wiersz, a w pliku nie znaleziono")
    assert "Traceback" not in done.stderr
