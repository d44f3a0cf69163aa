"""The system checks of publishing. Their ids are stable and stand in docs/operations.md."""

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


def what_is_made_of_editions_can_be_forgotten(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Told at the start: later, a wrong name would refuse the removal of somebody's data."""
    return [
        Error(
            f"Nie ma funkcji „{name}”, którą MADE_OF_EDITIONS każe wywołać przy usuwaniu danych osobowych.",
            hint="Popraw nazwę w ustawieniu MADE_OF_EDITIONS albo ją usuń.",
            id="publishing.E002",
        )
        for name in _wrong(settings.MADE_OF_EDITIONS)
    ]


def _wrong(names: Iterable[str]) -> Iterable[str]:
    for name in names:
        try:
            found = callable(import_string(name))
        except ImportError:
            found = False
        if not found:
            yield name
