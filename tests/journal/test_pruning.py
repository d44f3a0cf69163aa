"""`prune_journal` removes what is older than two years, but for what somebody still needs."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db.models import QuerySet
from django.utils import timezone

from journal.models import Entry

pytestmark = pytest.mark.django_db


def still_needed() -> QuerySet[Entry]:
    return Entry.objects.filter(key="needed")


@pytest.fixture
def entries() -> None:
    old = timezone.now() - timedelta(days=733)
    almost = timezone.now() - timedelta(days=729)
    Entry.objects.bulk_create(
        [
            Entry(kind="zmiana", act="dawne", at=old),
            Entry(kind="zmiana", act="dawne, lecz potrzebne", at=old, key="needed"),
            Entry(kind="zmiana", act="prawie dawne", at=almost),
            Entry(kind="zmiana", act="nowe"),
        ]
    )


def left() -> list[str]:
    return list(Entry.objects.order_by("pk").values_list("act", flat=True))


@pytest.mark.usefixtures("entries")
def test_old_entries_go_and_are_counted(capsys: Any) -> None:
    call_command("prune_journal")
    assert left() == ["prawie dawne", "nowe"]
    assert capsys.readouterr().out == "Usunięto z dziennika: 2 wpisy.\n"
    call_command("prune_journal")
    assert capsys.readouterr().out == "Usunięto z dziennika: 0 wpisów.\n"


@pytest.mark.usefixtures("entries")
def test_what_is_needed_stays(settings: Any) -> None:
    settings.JOURNAL_KEEPS = [f"{__name__}.still_needed"]
    call_command("prune_journal")
    assert left() == ["dawne, lecz potrzebne", "prawie dawne", "nowe"]
