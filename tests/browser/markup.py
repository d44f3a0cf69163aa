"""Whether HTML is valid: the Nu Html Checker, by which the law's validators and browsers' makers go."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

JAR = Path(__file__).resolve().parents[2] / "var" / "vnu" / "vnu.jar"
MISSING = "Brakuje programu Nu Html Checker albo Javy: zainstaluj Javę i npm, a potem wykonaj polecenie make audit."


def faults(pages: dict[str, str]) -> list[str]:
    """Errors and warnings, each with the name of its page."""
    java = shutil.which("java")
    if java is None or not JAR.is_file():
        if os.environ.get("CI"):
            pytest.fail(MISSING, pytrace=False)
        pytest.skip(MISSING)
    with TemporaryDirectory() as folder:
        names = {f"{number}.html": name for number, name in enumerate(pages)}
        for file, name in names.items():
            (Path(folder) / file).write_text(pages[name], encoding="utf-8")
        command = [java, "-jar", str(JAR), "--format", "json", "--stdout", "--exit-zero-always", folder]
        answer = subprocess.run(command, capture_output=True, text=True, check=True)
    messages = json.loads(answer.stdout)["messages"]
    return [f"{names[Path(each['url']).name]}: {each['message']} (line {each.get('lastLine')})" for each in messages]
