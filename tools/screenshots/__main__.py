"""Takes every picture of docs/images; those that are taken no more are removed."""

import sys
from pathlib import Path
from typing import Final

from tests import chromium
from tools.manual.camera import Camera, camera
from tools.manual.png import smaller
from tools.manual.portal import running
from tools.screenshots.pictures import PICTURES, Picture

FOLDER: Final = Path(__file__).resolve().parents[2] / "docs" / "images"


def take(taking: Camera, picture: Picture) -> Path:
    page = taking.page
    page.context.clear_cookies()
    page.set_viewport_size(picture.window)
    page.emulate_media(color_scheme=picture.scheme, media=picture.media, reduced_motion="reduce")
    if picture.account:
        taking.sign_in(picture.account)
    page.goto(taking.portal.address + picture.path, wait_until="networkidle")
    file = FOLDER / f"{picture.name}.png"
    file.write_bytes(smaller(taking.blank, page.screenshot(animations="disabled")))
    return file


def main() -> None:
    if chromium.path() is None:
        sys.exit(chromium.MISSING)
    with running() as portal, camera(portal, FOLDER) as taking:
        taken = {take(taking, picture) for picture in PICTURES}
    for stale in set(FOLDER.glob("*.png")) - taken:
        stale.unlink()


if __name__ == "__main__":
    main()
