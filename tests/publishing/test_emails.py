"""E-mail addresses in texts, and what stands for them."""

import pytest

from publishing.emails import without_emails
from tests.growth import LINEAR, growth

pytestmark = pytest.mark.once


def test_e_mail_addresses_are_left_out() -> None:
    assert without_emails("Pisz: <jan.kowalski@urzad.example>, tel. 1") == "Pisz: <[adres e-mail]>, tel. 1"
    assert without_emails("bez adresu") == "bez adresu"
    assert without_emails("a@b@c d,e@f") == "[adres e-mail]@c d,[adres e-mail]"


def test_a_long_word_beside_an_address_takes_time_in_proportion() -> None:
    assert without_emails(f"{'a' * 100_000} @") == f"{'a' * 100_000} @"
    assert growth(lambda size: without_emails(f"{'a' * size} @"), 50_000) < LINEAR
