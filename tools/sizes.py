"""Reports how large functions, files and templates are, and the lines of test a line of code. It gates nothing."""

import ast
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOMS = ["bip", "contacts", "deptportal", "journal", "orgchart", "pages", "publishing", "regulation", "search", "tasks"]
LONGEST_FILE = 350
LONGEST_FUNCTION = 30
LONGEST_TEMPLATE = 120


@dataclass(frozen=True)
class Size:
    place: str
    lines: int


def sources(root: Path, folders: list[str], pattern: str = "*.py") -> Iterator[Path]:
    for folder in folders:
        yield from (path for path in sorted((root / folder).rglob(pattern)) if "migrations" not in path.parts)


def files(root: Path, folders: list[str], pattern: str = "*.py") -> list[Size]:
    return [
        Size(str(path.relative_to(root)), len(path.read_text(encoding="utf-8").splitlines()))
        for path in sources(root, folders, pattern)
    ]


def functions(root: Path, folders: list[str]) -> list[Size]:
    """Every function and method, from `def` to its last line."""
    return [
        Size(f"{path.relative_to(root)}:{node.lineno} {node.name}", (node.end_lineno or node.lineno) - node.lineno + 1)
        for path in sources(root, folders)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def summary(title: str, sizes: list[Size], longest: int) -> Iterator[str]:
    lengths = [size.lines for size in sizes]
    if not lengths:
        return
    ninety_fifth = statistics.quantiles(lengths, n=20)[-1] if len(lengths) > 1 else lengths[0]
    yield f"{title}: {len(sizes)}; median {statistics.median(lengths):g}; 95 % ≤ {ninety_fifth:.0f}; max {max(lengths)}"
    for size in sorted(sizes, key=lambda size: -size.lines):
        if size.lines > longest:
            yield f"  over {longest}: {size.place} ({size.lines})"


def report(root: Path) -> Iterator[str]:
    code, tests = files(root, ROOMS), files(root, ["tests"])
    yield from summary("functions", functions(root, ROOMS), LONGEST_FUNCTION)
    yield from summary("files of code", [size for size in code if size.lines], LONGEST_FILE)
    yield from summary("files of tests", [size for size in tests if size.lines], LONGEST_FILE)
    yield from summary("templates", files(root, ["templates"], "*.html"), LONGEST_TEMPLATE)
    ratio = sum(size.lines for size in tests) / max(1, sum(size.lines for size in code))
    yield f"lines of test a line of code: {ratio:.2f}"


if __name__ == "__main__":
    sys.stdout.write("\n".join(report(Path(__file__).resolve().parent.parent)) + "\n")
