"""The contracts in pyproject.toml hold, and each of them notices the import that it is there for."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONFIGURATION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
ROOMS = CONFIGURATION["root_packages"]

# contract, file, import that must not stand there
WRONG = [
    ("floors", "orgchart/text.py", "import tasks.numbering"),
    ("floors", "tasks/models.py", "import contacts.models"),
    ("readers", "bip/apps.py", "import contacts.websites"),
    ("gate", "bip/apps.py", "import publishing.services"),
    ("order", "tasks/models.py", "import tasks.services"),
    ("publishing", "publishing/reading.py", "import publishing.snapshot"),
    ("pure", "tasks/numbering.py", "import django.conf"),
]


def checked(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for room in ROOMS:
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__", "static", "samples"))
    return tmp_path


def test_every_layer_holds() -> None:
    answer = checked(ROOT)

    assert answer.returncode == 0, answer.stdout


def test_every_room_stands_in_the_contracts() -> None:
    rooms = {path.parent.name for path in ROOT.glob("*/apps.py")}

    assert rooms == set(ROOMS)


@pytest.mark.parametrize(("contract", "file", "statement"), WRONG)
def test_a_wrong_import_is_noticed(copy: Path, contract: str, file: str, statement: str) -> None:
    with (copy / file).open("a", encoding="utf-8") as source:
        source.write(f"\n{statement}\n")
    names = {entry["id"]: entry["name"] for entry in CONFIGURATION["contracts"]}
    answer = checked(copy)

    assert answer.returncode == 1
    assert f"{names[contract]} BROKEN" in answer.stdout


def test_every_contract_is_tried() -> None:
    assert {contract for contract, _, _ in WRONG} == {entry["id"] for entry in CONFIGURATION["contracts"]}
