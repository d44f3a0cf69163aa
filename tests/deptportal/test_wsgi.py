"""What would break every page ends the start of gunicorn, with one sentence and nothing before it."""

import subprocess
from pathlib import Path

import pytest

from deptportal.database import NOT_MIGRATED
from tests.started import address, refusal, started

pytestmark = pytest.mark.django_db


@pytest.fixture
def static(tmp_path: Path) -> Path:
    (tmp_path / "staticfiles.json").write_text("{}")
    return tmp_path


def served(static: Path, *, then: str = "", **changes: str) -> subprocess.CompletedProcess[str]:
    """Import the application, its static files standing in a folder of the test's own."""
    place = f"from pathlib import Path; from deptportal import settings; settings.STATIC_ROOT = Path({str(static)!r})"
    return started("-c", f"{place}; import deptportal.wsgi; {then}", **{"DATABASE_URL": address()} | changes)


def test_a_sound_installation_starts_and_workers_inherit_no_connection(static: Path) -> None:
    show = "from django.db import connections; print(connections.all(initialized_only=True))"
    answer = served(static, then=show)

    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout == "[]\n"


@pytest.mark.once
def test_static_files_must_have_been_collected(tmp_path: Path) -> None:
    told = refusal(served(tmp_path / "missing"))

    assert told == "Brakuje zebranych plików statycznych: wykonaj polecenie manage.py collectstatic."


@pytest.mark.once
def test_the_database_must_answer(static: Path) -> None:
    told = refusal(served(static, DATABASE_URL="postgres://portal:tajne@127.0.0.1:1/portal"))

    assert told.startswith("Baza danych, do której prowadzi DATABASE_URL, nie odpowiada")


def test_the_database_must_have_been_migrated(static: Path, empty: str) -> None:
    assert refusal(served(static, DATABASE_URL=empty)) == NOT_MIGRATED


@pytest.mark.once
def test_the_portal_must_answer_at_its_own_address(static: Path) -> None:
    told = refusal(served(static, SITE_URL="https://portal.example.pl"))

    assert told.startswith("Adres portalu (SITE_URL) prowadzi do hosta, któremu portal odmawia odpowiedzi: dopisz ")


def test_gunicorn_stops_at_once_with_the_sentence() -> None:
    told = refusal(started("-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "deptportal.wsgi", DEBUG="może"))

    assert told.startswith("Zmienna środowiskowa DEBUG ma niewłaściwą wartość: ")
