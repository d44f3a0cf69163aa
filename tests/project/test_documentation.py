"""Documentation is complete: a command, setting, make target or check that it does not name fails here."""

import re
from collections.abc import Iterable
from pathlib import Path

from django.apps import apps
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
OPERATIONS = ROOT / "docs" / "operations.md"
# Read by gunicorn's configuration, the tests or the Makefile, not by the settings.
OTHER_VARIABLES = {"PORT", "WORKERS", "TEST_DATABASE_URL", "CHROMIUM", "CI"}


def text_of(paths: Iterable[Path]) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in paths if path.exists())


def everything() -> str:
    return text_of([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])


def rooms() -> list[Path]:
    return [Path(app.path) for app in apps.get_app_configs() if Path(app.path).parent == ROOT]


def missing(words: Iterable[str], text: str) -> list[str]:
    return sorted(word for word in words if not re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text))


def test_every_variable_of_the_environment_is_documented() -> None:
    assert missing(settings.ENVIRONMENT.names | OTHER_VARIABLES, text_of([OPERATIONS])) == []


def test_every_command_is_documented() -> None:
    commands = {
        path.stem for room in rooms() for path in (room / "management" / "commands").glob("*.py") if path.stem[0] != "_"
    }

    assert missing(commands, everything()) == []


def test_every_make_target_is_documented() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE)

    assert "run" in targets
    assert missing((f"make {target}" for target in targets), everything()) == []


def test_every_system_check_is_documented() -> None:
    sources = text_of(path for room in rooms() for path in room.rglob("*.py"))
    ids = set(re.findall(r"\"([a-z]+\.[EW]\d{3})\"", sources)) - set(settings.SILENCED_SYSTEM_CHECKS)

    assert "deptportal.E001" in ids
    assert missing(ids, text_of([OPERATIONS])) == []


def test_every_decision_is_listed() -> None:
    records = [path for path in (ROOT / "docs" / "adr").glob("*.md") if path.name != "README.md"]
    titles = [path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ") for path in records]
    listed = {title.replace(". ", ". [", 1) + f"]({path.name})" for title, path in zip(titles, records, strict=True)}

    assert set(text_of([ROOT / "docs" / "adr" / "README.md"]).splitlines()) >= listed


def test_every_obstacle_is_documented() -> None:
    sources = text_of(path for room in rooms() for path in room.rglob("*.py"))
    codes = set(re.findall(r"Obstacle\(\s*\"([a-z-]+)\"", sources))

    assert "office-missing" in codes
    assert missing(codes, text_of([ROOT / "docs" / "editions.md"])) == []
