"""A full run fails where a test that `docs/compliance.md` names as a proof did not pass in that very run.

A full run is one that was given no paths and no choice (`-k`, `-m`, `--lf` …). The pass on PostgreSQL leaves out what
is marked `once`; that counts as proved by the pass on SQLite. In a parallel run the controller hears of every outcome,
and of what was left out from its workers.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import pytest

DOCUMENT: Final = Path("docs", "compliance.md")
ROW: Final = re.compile(r"^\| ([A-Z]+\d+) \|.*$", re.MULTILINE)
PROOF: Final = re.compile(r"`(tests/[\w/]+\.py(?:::\w+)*)`")
CHOICES: Final = ("keyword", "markexpr", "lf", "stepwise", "collectonly", "setuponly", "setupplan", "showfixtures")
WHOLE: Final = {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.NO_TESTS_COLLECTED}


def rows_of(text: str) -> list[tuple[str, str]]:
    """(id, the whole line) of each row, in their order."""
    return [(row[1], row[0]) for row in ROW.finditer(text)]


def proofs_of(text: str) -> list[tuple[str, str]]:
    """(id, test) of everything that the rows name as a proof."""
    return [(law, proof) for law, line in rows_of(text) for proof in PROOF.findall(line)]


def is_full(config: pytest.Config) -> bool:
    is_chosen = any(config.getoption(name, default=None) for name in CHOICES)
    return config.args_source != pytest.Config.ArgsSource.ARGS and not is_chosen


def watch(config: pytest.Config) -> None:
    """To be called when pytest is configured, by the controller and by each worker."""
    document = config.rootpath / DOCUMENT
    proofs = proofs_of(document.read_text(encoding="utf-8")) if document.is_file() else []
    if hasattr(config, "workerinput"):
        config.pluginmanager.register(LeftOut(config), "compliance-of-worker")
    elif is_full(config):
        config.pluginmanager.register(Outcomes(config, proofs), "compliance")


class LeftOut:
    """Hears of what was collected and not run; a worker tells its controller."""

    def __init__(self, config: pytest.Config) -> None:
        self.is_second_pass = config.getoption("db", default="sqlite") == "postgres"
        self.elsewhere: set[str] = set()  # runs in the pass on SQLite
        self.nowhere: set[str] = set()

    def pytest_deselected(self, items: Iterable[pytest.Item]) -> None:
        for item in items:
            is_once = item.get_closest_marker("once") and not item.get_closest_marker("audit")
            (self.elsewhere if self.is_second_pass and is_once else self.nowhere).add(item.nodeid)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        output: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
        if output is not None:
            output["left_out"] = [sorted(self.elsewhere), sorted(self.nowhere)]


class Outcomes(LeftOut):
    def __init__(self, config: pytest.Config, proofs: list[tuple[str, str]]) -> None:
        super().__init__(config)
        self.proofs = proofs
        self.outcomes: dict[str, set[str]] = defaultdict(set)
        self.unproved: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" or not report.passed:
            outcome = "xfailed" if hasattr(report, "wasxfail") else report.outcome
            self.outcomes[report.nodeid].add(outcome)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any, error: Any) -> None:
        elsewhere, nowhere = getattr(node, "workeroutput", {}).get("left_out", ((), ()))
        self.elsewhere.update(elsewhere)
        self.nowhere.update(nowhere)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """A run that was broken off says so itself, and proves nothing anyhow."""
        if session.exitstatus in WHOLE and not session.shouldfail:
            self.unproved = [f"{law}: {proof} {why}" for law, proof in self.proofs if (why := self.why_not(proof))]
        if self.unproved:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def why_not(self, proof: str) -> str:
        """Why the test proves nothing in this run; empty if it does. Words for the other database may be skipped."""
        ran = set().union(*(said for node, said in self.outcomes.items() if is_of(node, proof)))
        ran -= {"skipped"} if "passed" in ran else set()
        left = {"deselected"} if any(is_of(node, proof) for node in self.nowhere) and not ran else set()
        if faults := sorted(ran - {"passed"} | left):
            return f"was {' and '.join(faults)}"
        is_elsewhere = any(is_of(node, proof) for node in self.elsewhere)
        return "" if ran or is_elsewhere else "was not collected"

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        if self.unproved:
            terminalreporter.section(f"Not proved by this run ({DOCUMENT.as_posix()})", red=True, bold=True)
            for line in self.unproved:
                terminalreporter.write_line(line)


def is_of(node: str, proof: str) -> bool:
    return node.partition("[")[0] == proof
