"""The system check of what follows a publication, both ways."""

from typing import Any

import pytest

from publishing import checks


def after_publication(edition_id: int) -> None:
    """Nothing."""


def found(settings: Any, *names: str) -> list[str]:
    settings.AFTER_PUBLICATION = names
    return [f"{message.id} {message.msg}" for message in checks.what_follows_a_publication_exists(None)]


def test_what_can_be_called_is_taken(settings: Any) -> None:
    assert found(settings) == []
    assert found(settings, f"{__name__}.after_publication") == []


@pytest.mark.parametrize("name", ["no.such.function", "bare", f"{__name__}.no_such_function", f"{__name__}.__doc__"])
def test_a_wrong_name_is_told(settings: Any, name: str) -> None:
    (told,) = found(settings, f"{__name__}.after_publication", name)

    assert told == f"publishing.E001 Nie ma funkcji „{name}”, którą AFTER_PUBLICATION każe wywołać po publikacji."
