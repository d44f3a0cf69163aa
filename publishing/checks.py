"""The system check of publishing. Its id is stable and stands in docs/operations.md."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.utils.module_loading import import_string


def what_follows_a_publication_exists(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Told at the start: later, a wrong name could only be logged, after each publication."""
    return [
        Error(
            f"Nie ma funkcji „{name}”, którą AFTER_PUBLICATION każe wywołać po publikacji.",
            hint="Popraw nazwę w ustawieniu AFTER_PUBLICATION albo ją usuń.",
            id="publishing.E001",
        )
        for name in _wrong(settings.AFTER_PUBLICATION)
    ]


def _wrong(names: Iterable[str]) -> Iterable[str]:
    for name in names:
        try:
            found = callable(import_string(name))
        except ImportError:
            found = False
        if not found:
            yield name
