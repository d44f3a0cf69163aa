"""What the portal says instead of Django's own Polish."""

import ast
import re
from gettext import GNUTranslations
from pathlib import Path

from django.utils.translation import gettext

FOLDER = Path(__file__).parents[2] / "deptportal" / "locale" / "pl" / "LC_MESSAGES"
QUOTED = r'((?:"(?:[^"\\]|\\.)*"\s*)+)'


def written() -> dict[str, str]:
    """The sentences of django.po."""
    pairs = re.findall(rf"^msgid {QUOTED}msgstr {QUOTED}", (FOLDER / "django.po").read_text(), re.MULTILINE)
    said = {ast.literal_eval(f"({english})"): ast.literal_eval(f"({polish})") for english, polish in pairs}
    return {english: polish for english, polish in said.items() if english}


def test_the_compiled_file_is_up_to_date() -> None:
    with (FOLDER / "django.mo").open("rb") as compiled:
        translations = GNUTranslations(compiled)
    assert {english: translations.gettext(english) for english in written()} == written()
    assert len(written()) > 20


def test_it_wins_over_djangos() -> None:
    assert {english: gettext(english) for english in written()} == written()
