"""What the journal says on the front page to those who review it."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse
from django.utils import timezone

from journal.attention import Item, attention
from journal.models import Entry
from journal.services import review_day
from journal.words import counted

pytestmark = pytest.mark.django_db

REVIEW = reverse("admin:journal_entry_review")


@pytest.fixture
def auditor() -> User:
    user = User.objects.create_user("audytor", password="x", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="review_entry"))
    return user


def test_refusals_and_a_day_without_review(auditor: User) -> None:
    now, yesterday = timezone.now(), timezone.localdate() - timedelta(days=1)
    Entry.objects.bulk_create(
        [
            Entry(kind="odmowa", act="odmowa", at=now, times=4),
            Entry(kind="nieudane-logowanie", act="nieudane logowanie", at=now),
            Entry(kind="odmowa", act="dawna odmowa", at=now - timedelta(days=3), times=9),
            Entry(kind="zmiana", act="zmieniono", at=now),
        ]
    )
    text = f"Dziennik: 5 odmów od wczoraj, przegląd z {yesterday:%d.%m.%Y} nieodnotowany"
    assert attention(auditor) == [Item(text, REVIEW, urgent=True)]
    review_day(yesterday, by="Audytor", by_id=auditor.pk)
    assert attention(auditor) == [Item("Dziennik: 5 odmów od wczoraj", REVIEW, urgent=True)]


def test_a_quiet_day_that_was_reviewed_says_nothing(auditor: User) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    Entry.objects.create(kind="zmiana", act="zmieniono", at=timezone.now() - timedelta(days=2))
    assert [item.urgent for item in attention(auditor)] == [False]
    review_day(yesterday, by="Audytor", by_id=auditor.pk)
    assert attention(auditor) == []


def test_on_the_journal_s_first_day_there_is_nothing_to_review_yet(auditor: User) -> None:
    Entry.objects.create(kind="zmiana", act="zmieniono")
    assert attention(auditor) == []


def test_others_are_told_nothing() -> None:
    Entry.objects.create(kind="odmowa", act="odmowa")
    assert attention(User.objects.create_user("inny", password="x", is_staff=True)) == []


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "0 odmów"),
        (1, "1 odmowa"),
        (2, "2 odmowy"),
        (5, "5 odmów"),
        (12, "12 odmów"),
        (21, "21 odmów"),
        (22, "22 odmowy"),
        (112, "112 odmów"),
    ],
)
def test_numbers_in_polish(number: int, said: str) -> None:
    assert counted(number, "odmowa", "odmowy", "odmów") == said
