"""E-mail addresses in texts: readers see them behind a button only, elsewhere other words stand for them. No Django."""

import re
from typing import Final

EMAIL: Final = re.compile(r"(?<![^\s@<>(),;:])[^\s@<>(),;:]++@[^\s@<>(),;:]+")  # a place is tried once only
INSTEAD: Final = "[adres e-mail]"


def without_emails(text: str) -> str:
    return EMAIL.sub(INSTEAD, text) if "@" in text else text
