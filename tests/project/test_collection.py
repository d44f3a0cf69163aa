"""No test is forgotten: every file with tests is collected, every folder of tests is a package."""

import ast
from pathlib import Path

import pytest

from tests.conftest import COLLECTED

ROOT = Path(__file__).resolve().parents[2]
TESTS = ROOT / "tests"


def has_tests(path: Path) -> bool:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return any(isinstance(node, ast.FunctionDef) and node.name.startswith("test_") for node in ast.walk(tree))


def test_every_file_with_tests_is_collected(pytestconfig: pytest.Config) -> None:
    if not {Path(part).resolve() for part in pytestconfig.args} <= {ROOT, TESTS}:
        pytest.skip("only a run of all tests can tell whether all are collected")
    written = {path for path in TESTS.rglob("*.py") if has_tests(path)}

    assert len(written) > 100
    collected = pytestconfig.stash[COLLECTED]
    assert written - collected == set()


def test_tests_stand_in_the_folder_of_tests_only() -> None:
    rooms = {path.parent for path in ROOT.glob("*/__init__.py")} - {TESTS}
    strays = [path for room in rooms for path in room.rglob("test*.py")]

    assert strays == []


def test_every_folder_of_tests_is_a_package() -> None:
    folders = {path.parent for path in TESTS.rglob("*.py")}

    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []
