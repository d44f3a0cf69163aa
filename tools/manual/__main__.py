"""Takes every picture of docs/redaktor/obrazy; those that no chapter takes any more are removed."""

import sys
from pathlib import Path
from typing import Final

from tests import chromium
from tools.manual.camera import camera
from tools.manual.first import approving, changing_a_duty, deputising, showing_a_director, signing_in
from tools.manual.pages import stating_accessibility, writing_pages
from tools.manual.portal import running
from tools.manual.publishing import correcting, going_back, publishing_at_once
from tools.manual.recording import reading_the_journal, redacting, withdrawing
from tools.manual.reorganising import moving, planning, removing, renewing_the_plan, something_newer_before

PICTURES: Final = Path(__file__).resolve().parents[2] / "docs" / "redaktor" / "obrazy"
CHAPTERS: Final = (
    signing_in,
    changing_a_duty,
    showing_a_director,
    approving,
    deputising,
    writing_pages,
    stating_accessibility,
    publishing_at_once,
    correcting,
    going_back,
    moving,
    removing,
    planning,
    something_newer_before,
    renewing_the_plan,
    withdrawing,
    redacting,
    reading_the_journal,
)


def main() -> None:
    if chromium.path() is None:
        sys.exit(chromium.MISSING)
    with running() as portal, camera(portal, PICTURES) as taking:
        for chapter in CHAPTERS:
            chapter(taking)
            sys.stdout.write(f"{chapter.__name__}\n")
    for stale in set(PICTURES.glob("*.png")) - set(taking.taken):
        stale.unlink()


if __name__ == "__main__":
    main()
