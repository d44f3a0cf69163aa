"""The pictures of docs/images are those that `make screenshots` takes, small, and the README shows some of them."""

import re
from pathlib import Path

import pytest

from tools.screenshots.pictures import PICTURES

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "images"
LARGEST = 200_000  # bytes


def test_every_picture_is_taken_by_the_command() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {f"{picture.name}.png" for picture in PICTURES}


def test_a_picture_is_as_large_as_its_window_and_has_few_bytes() -> None:
    for picture in PICTURES:
        taken = (FOLDER / f"{picture.name}.png").read_bytes()
        size = int.from_bytes(taken[16:20], "big"), int.from_bytes(taken[20:24], "big")
        assert size == (picture.window["width"], picture.window["height"]), picture.name
        assert len(taken) < LARGEST, picture.name


def test_what_the_readme_shows_is_there_and_is_told_in_words() -> None:
    shown = re.findall(r"!\[([^\]]*)\]\((docs/images/[^)]+)\)", (ROOT / "README.md").read_text(encoding="utf-8"))

    assert len(shown) > 0
    assert [path for words, path in shown if len(words.split()) < 2 or not (ROOT / path).is_file()] == []
