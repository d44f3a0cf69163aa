"""Whoever asks with a date alone is not told that a page is the same when it is not."""

from datetime import timedelta

import pytest

from publishing.models import Edition
from tests.bip.pages.reader import Reader
from tests.bip.pages.record import DEPARTMENT, PUBLISHED, department, put_in_force, withdraw
from tests.publishing.redacted import on_record

HOME = "/departament-proby/"
FEED = f"{HOME}rejestr-zmian/atom.xml"
LATER = PUBLISHED + timedelta(days=30)
OTHER = department(DEPARTMENT.model_copy(update={"key": "other", "slug": "inny", "units": (), "name": "Inny"}))


def dates(reader: Reader, *paths: str) -> dict[str, str]:
    return {path: reader.get(path)["Last-Modified"] for path in paths}


def all_are_sent_anew(reader: Reader, before: dict[str, str]) -> bool:
    answers = [reader.get(path, HTTP_IF_MODIFIED_SINCE=date) for path, date in before.items()]
    return [answer.status_code for answer in answers] == [200] * len(before)


def test_what_is_unchanged_is_not_sent_again(portal: None, reader: Reader) -> None:
    for path, date in dates(reader, "/", HOME, f"{HOME}pri/", FEED, f"{HOME}wydania/1/zmiany/").items():
        assert reader.get(path, HTTP_IF_MODIFIED_SINCE=date).status_code == 304, path


def test_a_withdrawal_is_a_change(portal: None, reader: Reader) -> None:
    past = put_in_force(department(intro="Omyłka."), at=LATER)
    put_in_force(department(intro="Bez omyłki."), at=LATER + timedelta(days=1))
    other = put_in_force(OTHER, at=LATER)
    before = dates(reader, "/", HOME, FEED, f"{HOME}wydania/3/zmiany/")
    withdraw(past)
    withdraw(other)

    assert all_are_sent_anew(reader, before)
    assert "/inny/" not in reader.read("/").links


def test_a_redaction_is_a_change(portal: None, reader: Reader) -> None:
    before = dates(reader, HOME, f"{HOME}pri/", "/zadanie/d-two/", FEED)
    on_record(Edition.objects.get(key="dept"), "0" * 64)
    again = Reader()  # nothing is kept, as after the version rose

    assert all_are_sent_anew(again, before)


@pytest.mark.parametrize("path", ["wydania/1/", "wydania/1/pri/", "stan-na/2026-03-15/", "rejestr-zmian/"])
def test_what_later_editions_change_has_a_tag_and_no_date(portal: None, reader: Reader, path: str) -> None:
    answer = reader.get(f"{HOME}{path}")
    assert "Last-Modified" not in answer
    assert reader.get(f"{HOME}{path}", HTTP_IF_NONE_MATCH=answer["ETag"]).status_code == 304
    put_in_force(department(intro="Nowy."), at=LATER)

    assert reader.get(f"{HOME}{path}", HTTP_IF_NONE_MATCH=answer["ETag"]).status_code == 200
