"""The packet: whoever has it checks the digest with public tools alone, by the line that the documentation gives."""

import io
import json
import re
import shutil
import subprocess
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest

from publishing.models import Edition
from tests.bip.pages.reader import Reader
from tests.bip.pages.record import PUBLISHED, department, put_in_force
from tests.bip.pages.test_editions import redact

DOCUMENTATION = Path(__file__).parents[3] / "docs" / "editions.md"
PATH = "/departament-proby/wydania/2/paczka/"
LATER = PUBLISHED + timedelta(days=30)


@pytest.fixture
def second(portal: None) -> Edition:
    edition = put_in_force(department(intro="Zażółć gęślą jaźń."), at=LATER)
    put_in_force(department(intro="Trzeci."), at=LATER + timedelta(days=1))
    return edition


def unpacked(reader: Reader, folder: Path) -> Path:
    answer = reader.client.post(PATH)
    assert answer["Content-Type"] == "application/zip"
    assert answer["Content-Disposition"] == 'attachment; filename="departament-proby-wydanie-2.zip"'
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        archive.extractall(folder)
    return folder


def digest_by(line: str, folder: Path) -> str:
    shell = shutil.which("sh")
    assert shell
    answer = subprocess.run([shell, "-c", line], cwd=folder, capture_output=True, text=True, check=True)
    return answer.stdout.split()[0]


def documented() -> str:
    lines: set[str] = set(re.findall(r"printf .*sha256sum", DOCUMENTATION.read_text(encoding="utf-8")))
    assert len(lines) == 1
    return lines.pop()


def test_the_documented_line_gives_the_digest(second: Edition, reader: Reader, tmp_path: Path) -> None:
    folder = unpacked(reader, tmp_path)

    assert digest_by(documented(), folder) == second.digest
    assert documented() in (folder / "README.txt").read_text(encoding="utf-8")
    assert second.digest in (folder / "README.txt").read_text(encoding="utf-8")


def test_a_page_with_a_button_stands_before_it(second: Edition, reader: Reader) -> None:
    """Whoever only follows links gets no packet: the addresses are in it."""
    page = reader.read(PATH)

    assert page.said("h1") == ["Paczka wydania 2"]
    assert page.one("form", method="post").attributes["action"] == PATH
    assert second.digest in page.words
    assert page.one("meta", name="robots").attributes["content"] == "noindex"


def test_no_other_site_may_ask_for_it(second: Edition, reader: Reader) -> None:
    assert reader.client.post(PATH, HTTP_ORIGIN="https://harvester.example").status_code == 403


def test_a_changed_byte_gives_another(second: Edition, reader: Reader, tmp_path: Path) -> None:
    folder = unpacked(reader, tmp_path)
    content = folder / "content.json"
    content.write_bytes(content.read_bytes().replace("Zażółć".encode(), "Zazółć".encode()))

    assert digest_by(documented(), folder) != second.digest


def test_it_holds_the_chain_up_to_the_edition(second: Edition, reader: Reader, tmp_path: Path) -> None:
    folder = unpacked(reader, tmp_path)
    first, last = json.loads((folder / "chain.json").read_text(encoding="utf-8"))

    assert (first["number"], last["number"]) == (1, 2)
    assert last["digest"] == second.digest
    assert last["previous_digest"] == first["digest"]
    assert json.loads((folder / "metadata.json").read_text(encoding="utf-8"))["previous_digest"] == first["digest"]
    assert {file.name for file in folder.iterdir()} == {
        "README.txt",
        "chain.json",
        "content.json",
        "metadata.json",
        "salt.bin",
    }


def test_it_is_the_same_each_time(second: Edition, reader: Reader) -> None:
    assert reader.client.post(PATH).content == Reader().client.post(PATH).content


def test_that_of_a_redacted_edition_says_which_digest_is_left(second: Edition, reader: Reader, tmp_path: Path) -> None:
    redact(second)
    folder = unpacked(reader, tmp_path)
    *_, last = json.loads((folder / "chain.json").read_text(encoding="utf-8"))

    assert last["digest"] == second.digest
    assert digest_by(documented(), folder) == last["redacted_digest"] != second.digest
    assert "usunięto dane osobowe" in (folder / "README.txt").read_text(encoding="utf-8")
    assert last["redacted_digest"] in (folder / "README.txt").read_text(encoding="utf-8")
