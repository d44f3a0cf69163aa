"""Codes of obstacles are stable: those in the code and those in the documentation are the same."""

import re
from pathlib import Path
from typing import Final

import publishing
from publishing.obstacles import Obstacle, Severity, admin_address, in_the_way

ROOM: Final = Path(publishing.__file__).parent
RAISED: Final = re.compile(r'\bObstacle\(\s*"([a-z-]+)"')
DOCUMENTED: Final = re.compile(r"^\| `([a-z-]+)` \|", re.MULTILINE)


def test_every_code_is_documented() -> None:
    raised = {code for path in ROOM.rglob("*.py") for code in RAISED.findall(path.read_text(encoding="utf-8"))}
    text = (ROOM.parent / "docs" / "editions.md").read_text(encoding="utf-8")
    section = text.partition("## Obstacles")[2].partition("\n## ")[0]
    assert sorted(DOCUMENTED.findall(section)) == sorted(raised)


def test_a_warning_is_in_the_way_until_it_is_confirmed() -> None:
    blocks, warns = Obstacle("nothing-changed", "Nic."), Obstacle("plan-left-behind", "Plan.", Severity.WARNS)
    assert in_the_way([blocks, warns]) == [blocks, warns]
    assert in_the_way([blocks, warns], ["plan-left-behind", "nothing-changed"]) == [blocks]


def test_where_admin_has_no_such_page_an_obstacle_leads_nowhere() -> None:
    assert admin_address("orgchart_unit_change", 7) == "/admin/orgchart/unit/7/change/"
    assert admin_address("no_such_page", 7) == ""
