"""The fingerprint of the code changes with whatever a page is made with, and with nothing else."""

import os
from pathlib import Path

from deptportal.release import fingerprint, installed_at


def test_the_same_files_give_the_same_name(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<h1>")

    assert fingerprint([tmp_path]) == fingerprint([tmp_path])
    assert len(fingerprint([tmp_path])) == 12


def test_a_changed_a_renamed_and_a_new_file_change_the_name(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<h1>")
    names = [fingerprint([tmp_path])]
    page.write_text("<h2>")
    names.append(fingerprint([tmp_path]))
    page.rename(tmp_path / "other.html")
    names.append(fingerprint([tmp_path]))
    (tmp_path / "portal.css").write_text("")
    names.append(fingerprint([tmp_path]))

    assert len(set(names)) == 4


def test_what_no_page_is_made_with_does_not_count(tmp_path: Path) -> None:
    before = fingerprint([tmp_path])
    (tmp_path / "notes.md").write_text("x")
    (tmp_path / "view.pyc").write_bytes(b"x")

    assert fingerprint([tmp_path, tmp_path / "absent"]) == before


def test_a_release_is_as_old_as_its_newest_file(tmp_path: Path) -> None:
    for name, moment in {"a.html": 1_700_000_000, "b.html": 1_800_000_000, "notes.md": 1_900_000_000}.items():
        (tmp_path / name).write_text(name)
        os.utime(tmp_path / name, (moment, moment))

    assert installed_at([tmp_path]).timestamp() == 1_800_000_000
