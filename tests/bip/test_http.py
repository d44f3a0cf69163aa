"""HTTP of the public pages: codings, validators, HEAD. Most is asked twice: as a page is made, and when it is kept."""

import gzip
from email.utils import parsedate_to_datetime

import brotli
import pytest
from django.db import OperationalError

from bip.finished import CODINGS, preferred
from bip.record import PublicRecord
from tests.bip.reader import Answer, Reader
from tests.bip.small_office import publish_title
from tests.bip.small_site import FILLING

pytestmark = pytest.mark.once

TWICE = pytest.mark.parametrize("kept", [False, True], ids=["made", "kept"])
SECURITY = ("Content-Security-Policy", "Permissions-Policy", "X-Content-Type-Options", "X-Frame-Options")


def unpacked(answer: Answer) -> str:
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}[answer.headers.get("Content-Encoding", "")]
    return unpack(answer.body).decode()


def prepare(reader: Reader, kept: bool, path: str = "/") -> None:
    if kept:
        reader.ask(path)


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("", "identity"),
        ("identity", "identity"),
        ("gzip", "gzip"),
        ("x-gzip", "gzip"),
        ("br", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("GZIP", "gzip"),
        ("gzip;q=0, br", "br"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.5, gzip;q=0.8", "gzip"),
        ("br ; q=0.8 , gzip ; q=0.5", "br"),
        ("gzip;q=0", "identity"),
        ("deflate", "identity"),
        ("*", "br"),
        ("*;q=0, gzip", "gzip"),
        ("br;q=0, *", "gzip"),
        ("identity;q=0.5, gzip;q=0.2", "identity"),
        ("identity;q=0, gzip;q=0.1", "gzip"),
        ("identity, *;q=0", "identity"),
        ("gzip;q=many", "identity"),
        ("br;q=nan", "identity"),
        ("br;q=inf, gzip", "gzip"),
        ("br;q=1e999, gzip;q=0.1", "gzip"),
        ("br;q=-1, gzip;q=0.1", "gzip"),
        ("br;q=2, gzip;q=0.1", "gzip"),
        ("br;q=1.5, gzip;q=0.1", "gzip"),
        ("br;q=0.1234, gzip;q=0.1", "gzip"),
        ("br;q=, gzip;q=0.1", "gzip"),
        ("br;q=.5, gzip;q=0.1", "gzip"),
        ("br;q=1_0, gzip;q=0.1", "gzip"),
        ("br;q=٠.٥, gzip;q=0.1", "gzip"),
        ("br;q=1.000, gzip;q=0.999", "br"),
        ("br;q=0., gzip;q=1.", "gzip"),
        ("identity;q=nan", None),
        (",, gzip ,", "gzip"),
        ("identity;q=0", None),
        ("*;q=0", None),
        ("deflate, identity;q=0", None),
    ],
)
def test_the_coding_is_the_one_that_the_reader_asks_for_most(accepted: str, coding: str | None) -> None:
    assert preferred(accepted) == coding


@TWICE
@pytest.mark.parametrize("coding", CODINGS)
def test_a_page_comes_in_the_coding_that_was_asked_for(reader: Reader, kept: bool, coding: str) -> None:
    prepare(reader, kept)
    answer = reader.ask("/", accept_encoding=coding)

    assert answer.status == 200
    assert answer.headers.get("Content-Encoding", "identity") == coding
    assert answer.headers["Content-Length"] == str(len(answer.body))
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert unpacked(answer) == f"<h1>Pierwszy</h1>{FILLING}"


@TWICE
def test_a_reader_who_refuses_every_coding_is_told_so(reader: Reader, kept: bool) -> None:
    prepare(reader, kept)
    answer = reader.ask("/", accept_encoding="identity;q=0")

    assert answer.status == 406
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "Nie umiemy" in answer.body.decode()
    assert_refused_safely(answer)
    head = reader.ask("/", "HEAD", accept_encoding="identity;q=0")
    assert (head.status, head.headers, head.body) == (406, answer.headers, b"")


@TWICE
@pytest.mark.parametrize(
    "condition", [{"if_match": '"other"'}, {"if_unmodified_since": "Thu, 01 Jan 2015 00:00:00 GMT"}]
)
def test_a_reader_who_has_another_page_is_told_so(reader: Reader, kept: bool, condition: dict[str, str]) -> None:
    prepare(reader, kept)
    answer = reader.ask("/", accept_encoding="br", **condition)

    assert (answer.status, answer.body) == (412, b"")
    assert "Content-Type" not in answer.headers
    assert_refused_safely(answer)


def assert_refused_safely(answer: Answer) -> None:
    """Kept by nobody, of a length that is told, and as safe as a page."""
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.headers["Content-Length"] == str(len(answer.body))
    assert set(SECURITY) <= set(answer.headers)
    assert not {"ETag", "Last-Modified", "Content-Encoding"} & set(answer.headers)


def test_a_short_page_is_not_worth_compressing(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bip.finished.SMALLEST", 100_000)
    answer = reader.ask("/", accept_encoding="br")

    assert "Content-Encoding" not in answer.headers


@TWICE
def test_every_coding_has_a_strong_tag_of_its_own(reader: Reader, kept: bool) -> None:
    prepare(reader, kept)
    tags = [reader.ask("/", accept_encoding=coding).headers["ETag"] for coding in CODINGS]

    assert len(set(tags)) == 3
    assert all(tag.startswith('"') and tag.endswith('"') for tag in tags)


@TWICE
@pytest.mark.parametrize("coding", CODINGS)
def test_a_reader_who_has_the_page_is_answered_304_without_a_body(reader: Reader, kept: bool, coding: str) -> None:
    prepare(reader, kept)
    full = reader.ask("/", accept_encoding=coding)
    answer = reader.ask("/", accept_encoding=coding, if_none_match=full.headers["ETag"])

    assert (answer.status, answer.body) == (304, b"")
    for name in ("ETag", "Cache-Control", "Vary", *SECURITY):
        assert answer.headers[name] == full.headers[name]
    for name in ("Content-Type", "Content-Length", "Content-Encoding", "Last-Modified"):
        assert name not in answer.headers


@TWICE
def test_the_tag_of_one_coding_does_not_stand_for_another(reader: Reader, kept: bool) -> None:
    prepare(reader, kept)
    tag = reader.ask("/", accept_encoding="gzip").headers["ETag"]

    assert reader.ask("/", accept_encoding="br", if_none_match=tag).status == 200


@TWICE
@pytest.mark.parametrize("sent", ["{tag}", "W/{tag}", '"other", {tag}', '"other",W/{tag}, "more"', "*"])
def test_any_of_the_tags_that_a_reader_has_may_match_and_weakly(reader: Reader, kept: bool, sent: str) -> None:
    prepare(reader, kept)
    tag = reader.ask("/").headers["ETag"]

    assert reader.ask("/", if_none_match=sent.format(tag=tag)).status == 304


@TWICE
@pytest.mark.parametrize("sent", ['"other"', 'W/"other"', "nonsense"])
def test_other_tags_bring_the_whole_page(reader: Reader, kept: bool, sent: str) -> None:
    prepare(reader, kept)

    assert reader.ask("/", if_none_match=sent).status == 200


@TWICE
def test_a_page_not_modified_since_is_answered_304(reader: Reader, kept: bool) -> None:
    prepare(reader, kept)
    modified = reader.ask("/").headers["Last-Modified"]

    assert parsedate_to_datetime(modified).tzinfo is not None
    assert reader.ask("/", if_modified_since=modified).status == 304
    assert reader.ask("/", if_modified_since="Sun, 01 Jan 2090 00:00:00 GMT").status == 304
    assert reader.ask("/", if_modified_since="Thu, 01 Jan 2015 00:00:00 GMT").status == 200
    assert reader.ask("/", if_modified_since="wczoraj").status == 200


@TWICE
def test_the_tag_decides_where_both_are_sent(reader: Reader, kept: bool) -> None:
    prepare(reader, kept)
    full = reader.ask("/")
    other = reader.ask("/", if_none_match='"other"', if_modified_since=full.headers["Last-Modified"])
    same = reader.ask("/", if_none_match=full.headers["ETag"], if_modified_since="Thu, 01 Jan 2015 00:00:00 GMT")

    assert (other.status, same.status) == (200, 304)


def test_a_new_edition_is_no_match_for_the_old_tag(reader: Reader) -> None:
    tag = reader.ask("/").headers["ETag"]
    publish_title("Drugi")
    answer = reader.ask("/", if_none_match=tag)

    assert answer.status == 200
    assert "Drugi" in unpacked(answer)


@TWICE
@pytest.mark.parametrize("coding", CODINGS)
def test_head_is_answered_like_get_without_the_body(reader: Reader, kept: bool, coding: str) -> None:
    prepare(reader, kept)
    head = reader.ask("/", "HEAD", accept_encoding=coding)
    full = reader.ask("/", accept_encoding=coding)

    assert (head.status, head.body) == (200, b"")
    assert head.headers == full.headers
    assert reader.ask("/", "HEAD", accept_encoding=coding, if_none_match=full.headers["ETag"]).status == 304


@pytest.mark.parametrize("path", ["/nowhere/", "/plain/", "/private/", "/absent/", "/leading/"])
@pytest.mark.parametrize("host", ["testserver", "evil.example"])
def test_head_of_what_is_never_kept_has_no_body_either(reader: Reader, path: str, host: str) -> None:
    """A server drops it, and gunicorn would log a warning each time."""
    head, full = reader.ask(path, "HEAD", host=host), reader.ask(path, host=host)

    assert head.body == b""
    assert (head.status, head.headers) == (full.status, full.headers)


def test_head_without_the_database_has_no_body_either(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise OperationalError("no connection")

    monkeypatch.setattr(PublicRecord, "state", broken)
    head, full = reader.ask("/", "HEAD"), reader.ask("/")

    assert (head.status, head.headers, head.body) == (200, full.headers, b"")


@TWICE
def test_the_security_headers_are_sent(reader: Reader, kept: bool) -> None:
    prepare(reader, kept)
    answer = reader.ask("/")

    assert set(SECURITY) <= set(answer.headers)
    assert answer.cookies == []


def test_a_refusal_is_compressed_and_never_304(reader: Reader) -> None:
    answer = reader.ask("/absent/", accept_encoding="gzip", if_none_match="*")

    assert answer.status == 404
    assert FILLING in unpacked(answer)
    assert answer.headers["Content-Encoding"] == "gzip"
