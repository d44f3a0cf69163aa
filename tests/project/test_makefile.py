"""The commands of the Makefile list themselves, and a start that cannot succeed says why before it does anything."""

import os
import re
import socket
import subprocess
from pathlib import Path

import pytest

from tests import chromium
from tools.port_is_free import refusal

ROOT = Path(__file__).resolve().parents[2]


def make(*arguments: str) -> subprocess.CompletedProcess[str]:
    """As a person types it, even when `make test` runs these tests."""
    alone = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(["make", *arguments], cwd=ROOT, env=alone, capture_output=True, text=True, check=False)


def test_make_alone_lists_every_command() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    commands = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE)) - {"port-is-free", "database", "vnu"}
    listed = set(re.findall(r"^make (\w+) ", make().stdout, re.MULTILINE))

    assert {"run", "test", "check", "audit", "bench", "fix", "help"} <= listed
    assert listed == commands


def test_a_busy_port_is_told_before_anything_else() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        answer = make("run", f"PORT={port}")

    assert answer.returncode != 0
    assert answer.stdout == ""
    assert answer.stderr.startswith(f"Port {port} jest zajęty. Podaj inny: make run PORT=8000\n")


@pytest.mark.parametrize("port", ["", "http", "0", "65536", "-1", "80 80"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    assert str(refusal(port)).startswith("PORT musi być liczbą od 1 do 65535")


def test_a_python_that_is_too_old_is_told(tmp_path: Path) -> None:
    answer = with_python(tmp_path, "exit 1")

    assert answer.returncode == 1
    assert answer.stderr.startswith("Portal potrzebuje Pythona 3.11 lub nowszego")


def test_a_python_without_venv_is_told(tmp_path: Path) -> None:
    answer = with_python(tmp_path, 'case "$2" in *ensurepip*) exit 1;; esac')

    assert answer.returncode == 1
    assert "apt install python3-venv" in answer.stderr


def with_python(folder: Path, behaviour: str) -> subprocess.CompletedProcess[str]:
    """Run tools/make_venv in a folder whose only python3 behaves as the shell line says."""
    python = folder / "python3"
    python.write_text(f"#!/bin/sh\n{behaviour}\n")
    python.chmod(0o755)
    return subprocess.run(
        ["/bin/sh", str(ROOT / "tools" / "make_venv")],
        cwd=folder,
        env={"PATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_ci_looks_for_the_browsers_that_the_tests_take() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")

    assert f"for name in {' '.join(chromium.NAMES)}; do" in script


def test_ci_runs_the_commands_of_the_makefile() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")

    assert "for target in check test audit; do" in script
    assert 'make "$target"' in script
