"""What follows a change of the public record: functions that settings name, since no floor below may import them."""

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string


def call_after_commit(editions: Iterable[int]) -> None:
    """Call what AFTER_PUBLICATION names, with the id of each edition that was published, withdrawn or redacted.

    A wrong name, of which `publishing.checks` tells at the start, fails only then too: what was done stands.
    """
    for edition_id in editions:
        for name in settings.AFTER_PUBLICATION:
            _call_after_commit(name, edition_id)


def forget_what_is_made_of_editions() -> None:
    """Call what MADE_OF_EDITIONS names, at once: what keeps words of editions gives all of them up.

    Within the redaction's transaction: where one fails, nothing is redacted, rather than a name left behind.
    """
    for name in settings.MADE_OF_EDITIONS:
        import_string(name)()


def _call_after_commit(name: str, edition_id: int) -> None:
    def call() -> None:  # not a partial: Django logs a failure by the function's __qualname__
        import_string(name)(edition_id)

    transaction.on_commit(call, robust=True)
