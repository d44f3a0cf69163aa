"""Every line of the law has its row, every row its proof, and a full run fails where a proof did not pass in it."""

import ast
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from publishing.law import LINES, Kind
from tests.compliance_run import PROOF, proofs_of, rows_of

pytestmark = pytest.mark.once

ROOT: Final = Path(__file__).resolve().parents[2]
COMPLIANCE: Final = (ROOT / "docs" / "compliance.md").read_text(encoding="utf-8")
LAW: Final = (ROOT / "docs" / "law.md").read_text(encoding="utf-8")
IDS: Final = [law for law, _ in rows_of(LAW)]
ROWS: Final = dict(rows_of(COMPLIANCE))
TO_COME, NOT_OURS = "«jeszcze nie»", "«nie portal»"


@cache
def nodes_of(file: str) -> frozenset[str]:
    """Node ids, without parameters, of the tests that `make test` runs: not those that it leaves to `make audit`."""
    path = ROOT / file
    body = ast.parse(path.read_text(encoding="utf-8")).body if path.is_file() else []
    groups = [(file, body), *((f"{file}::{each.name}", each.body) for each in body if isinstance(each, ast.ClassDef))]
    tests = [(group, each) for group, parts in groups for each in parts if isinstance(each, ast.FunctionDef)]
    marks = {(group, each.name): " ".join(map(ast.unparse, each.decorator_list)) for group, each in tests}
    return frozenset(f"{group}::{name}" for (group, name), said in marks.items() if "mark.audit" not in said)


def test_every_line_of_the_law_has_one_row_in_its_order() -> None:
    chapters = {"P": 10, "M": 7, "S": 9, "D": 6, "B": 7}
    assert IDS == [f"{letter}{number}" for letter, most in chapters.items() for number in range(1, most + 1)]
    assert [law for law, _ in rows_of(COMPLIANCE)] == IDS
    assert [line for line in COMPLIANCE.splitlines() if line.startswith("|")][2:] == list(ROWS.values())


def test_every_proof_is_a_test_of_every_run() -> None:
    proofs = proofs_of(COMPLIANCE)
    assert len(proofs) > 30
    assert [(law, proof) for law, proof in proofs if proof not in nodes_of(proof.partition("::")[0])] == []
    assert re.findall(r"`(tests/[^`]*)`", COMPLIANCE.partition("\n| id |")[2]) == [proof for _, proof in proofs]


def test_a_row_without_a_proof_says_why() -> None:
    unproved = [law for law, line in ROWS.items() if not PROOF.search(line)]
    assert [law for law in unproved if TO_COME not in ROWS[law] and NOT_OURS not in ROWS[law]] == []


def test_every_line_of_the_law_says_where_it_comes_from_and_how_sure_that_is() -> None:
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for _, line in rows_of(LAW)]
    assert [row[0] for row in cells if len(row) != 4 or not row[2] or row[3] not in {"F", "E", "R", "–"}] == []


def test_obstacles_carry_ids_of_the_law() -> None:
    paths = [*(ROOT / "publishing").rglob("*.py"), ROOT / "pages" / "kinds.py"]
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in paths if path.name != "law.py"]
    words = {str(node.value) for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    carried = {word for word in words if re.fullmatch(r"[PMSDB][0-9]{1,2}", word)}
    assert {"D6", "M4", "S5", "S8"} <= carried <= set(IDS)


class TestWhatTheOfficeIsTold:
    """`publishing.law` has the ids of docs/law.md, and calls nothing met that docs/compliance.md does not prove."""

    def test_it_has_the_same_ids(self) -> None:
        assert list(LINES) == IDS

    def test_what_the_portal_meets_has_a_proof(self) -> None:
        assert [
            line.id for line in LINES.values() if line.kind is Kind.PORTAL and not PROOF.findall(ROWS[line.id])
        ] == []

    def test_what_is_still_to_come_is_not_told_as_met(self) -> None:
        to_come = {line.id for line in LINES.values() if TO_COME in ROWS[line.id]}
        assert {line.id for line in LINES.values() if line.kind is Kind.COMING} <= to_come
        assert [key for key in to_come if LINES[key].kind in {Kind.PORTAL, Kind.DATA}] == []


# The run itself, with a small suite

CONFTEST: Final = """
import pytest
from tests import compliance_run

def pytest_addoption(parser):
    parser.addoption("--db", default="sqlite")

def pytest_configure(config):
    config.addinivalue_line("markers", "once: once")
    config.addinivalue_line("markers", "audit: audit")
    compliance_run.watch(config)

def pytest_collection_modifyitems(config, items):
    unwanted = {"audit", "once"} if config.option.db == "postgres" else {"audit"}
    left = [item for item in items if any(map(item.get_closest_marker, unwanted))]
    config.hook.pytest_deselected(items=left)
    items[:] = [item for item in items if item not in left]
"""
SUITE: Final = """
import pytest

def test_good(): pass

@pytest.mark.once
def test_once(): pass

@pytest.mark.parametrize("number", [1, 2])
def test_many(number):
    if number == 2:
        pytest.skip("words of the other database")

class TestGroup:
    def test_good(self): pass
"""
BAD: Final = """
import pytest

def test_skipped(): pytest.skip("no browser here")

@pytest.mark.xfail
def test_expected(): assert False

@pytest.mark.parametrize("number", [1, 2])
def test_half(number): assert number == 1

@pytest.fixture
def broken(): raise ValueError

def test_broken(broken): pass

@pytest.mark.audit
def test_audit(): pass
"""
GOOD_ROWS: Final = """
| P1 | | | `tests/test_it.py::test_good`, `tests/test_it.py::test_once` |
| P2 | | | `tests/test_it.py::test_many`, `tests/test_it.py::TestGroup::test_good` |
"""


def run(folder: Path, suite: str, rows: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    files = {"conftest.py": CONFTEST, "tests/test_it.py": suite, "docs/compliance.md": rows}
    files["pytest.ini"] = "[pytest]\ntestpaths = tests\n"
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    alone = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    environment = alone | {"PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_a_run_passes_if_every_proof_did(tmp_path: Path) -> None:
    answer = run(tmp_path, SUITE, GOOD_ROWS)
    assert (answer.returncode, "Not proved" in answer.stdout) == (0, False), answer.stdout


def test_it_names_what_did_not_pass(tmp_path: Path) -> None:
    names = ["skipped", "expected", "half", "broken", "audit", "forgotten"]
    rows = "".join(f"| S{number} | | | `tests/test_it.py::test_{name}` |\n" for number, name in enumerate(names, 1))
    answer = run(tmp_path, BAD, rows)
    told = answer.stdout.partition("Not proved by this run (docs/compliance.md)")[2]
    assert re.findall(r"^(S\d: .*)$", told, re.MULTILINE) == [
        "S1: tests/test_it.py::test_skipped was skipped",
        "S2: tests/test_it.py::test_expected was xfailed",
        "S3: tests/test_it.py::test_half was failed",
        "S4: tests/test_it.py::test_broken was failed",
        "S5: tests/test_it.py::test_audit was deselected",
        "S6: tests/test_it.py::test_forgotten was not collected",
    ]


def test_a_run_that_passes_otherwise_fails_for_that(tmp_path: Path) -> None:
    answer = run(tmp_path, SUITE, "| S6 | | | `tests/test_it.py::test_forgotten` |\n")
    assert (answer.returncode, "4 passed" in answer.stdout) == (1, True), answer.stdout
    chosen = run(tmp_path, SUITE, "| S6 | | | `tests/test_it.py::test_forgotten` |\n", "tests/test_it.py")
    assert (chosen.returncode, "Not proved" in chosen.stdout) == (0, False), chosen.stdout


def test_of_a_parallel_second_pass_the_controller_knows_what_the_first_one_proved(tmp_path: Path) -> None:
    rows = f"{GOOD_ROWS}| S6 | | | `tests/test_it.py::test_forgotten` |\n"
    answer = run(tmp_path, SUITE, rows, "-p", "xdist.plugin", "-n", "1", "--db=postgres")
    assert re.findall(r"^(\w\d: .*)$", answer.stdout, re.MULTILINE) == [
        "S6: tests/test_it.py::test_forgotten was not collected"
    ]
    assert (answer.returncode, "3 passed" in answer.stdout) == (1, True), answer.stdout
