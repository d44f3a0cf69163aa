"""The report of sizes names what is too long and counts what it should."""

from pathlib import Path

from tools.sizes import report


def test_the_report_names_what_is_too_long(tmp_path: Path) -> None:
    room, tests = tmp_path / "bip", tmp_path / "tests"
    room.mkdir()
    tests.mkdir()
    (room / "views.py").write_text("def page():\n" + "    x = 1\n" * 40)
    (room / "pages.py").write_text("x = 1\n" * 351)
    (tests / "test_views.py").write_text("x = 1\n" * 784)
    lines = list(report(tmp_path))

    assert "functions: 1; median 41; 95 % ≤ 41; max 41" in lines
    assert "  over 30: bip/views.py:1 page (41)" in lines
    assert "  over 350: bip/pages.py (351)" in lines
    assert "  over 350: tests/test_views.py (784)" in lines
    assert lines[-1] == "lines of test a line of code: 2.00"
