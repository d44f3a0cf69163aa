"""Keys: the short lasting names of everything that a reader can point to."""

import secrets
from typing import Any, Final

from django.db import models

LETTERS: Final = "23456789abcdefghjkmnpqrstuvwxyz"  # none that are mistaken for each other: 0 o, 1 i l
LENGTH: Final = 10  # 31 ** 10 = 8 * 10 ** 14: a removed key does not come back by chance


def new_key() -> str:
    """A random key, e.g. «k7wq2mzd4x». It says nothing about order or number."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


class KeyField(models.CharField[str, str]):
    """A key given once, when the row is made; no form shows it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        defaults: dict[str, Any] = {"max_length": 16, "unique": True, "default": new_key}
        defaults |= {"editable": False, "verbose_name": "klucz"}
        super().__init__(*args, **defaults | kwargs)
