"""The system checks of the functions that the settings of publishing name, both ways."""

from typing import Any

import pytest

from publishing import checks


def after_publication(edition_id: int) -> None:
    """Nothing."""


def forget() -> None:
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


def test_what_forgets_the_words_of_editions_is_checked_too(settings: Any) -> None:
    assert checks.what_is_made_of_editions_can_be_forgotten(None) == []
    settings.MADE_OF_EDITIONS = [f"{__name__}.forget", "search.services.forgetting.no_such_function"]
    (message,) = checks.what_is_made_of_editions_can_be_forgotten(None)

    assert message.id == "publishing.E002"
    assert message.msg.startswith(
        "Nie ma funkcji „search.services.forgetting.no_such_function”, którą MADE_OF_EDITIONS"
    )
