"""The canonical text: one for each record, the same after a round trip, and its digest checkable with public tools."""

import hashlib
import json
import re
import subprocess
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from publishing.canonical import canonical, digest, wording_digest
from publishing.document import Contact, DepartmentDocument, Duty, Point, Post, Unit

DOCS = Path(__file__).resolve().parents[2] / "docs" / "editions.md"
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
points = st.builds(Point, key=texts, number=texts, text=texts)
duties = st.builds(Duty, key=texts, number=texts, text=texts, points=st.tuples(points))
leaves = st.builds(
    Unit,
    key=texts,
    kind=texts,
    name=texts,
    slug=texts,
    duties=st.tuples(duties),
    posts=st.tuples(st.builds(Post, key=texts, function=texts, competence=texts)),
    contacts=st.tuples(st.builds(Contact, key=texts, title=texts, address=texts)),
    units=st.just(()),
)
documents = st.builds(DepartmentDocument, unit=leaves, common_contacts=st.tuples(texts))


@given(documents)
def test_a_document_survives_its_canonical_text(document: DepartmentDocument) -> None:
    text = canonical(document)
    again = DepartmentDocument.model_validate_json(text)
    assert canonical(again) == text
    assert text == unicodedata.normalize("NFC", text)


@given(documents)
def test_the_text_is_sorted_and_tight(document: DepartmentDocument) -> None:
    text = canonical(document)
    assert text == json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def test_one_letter_written_in_two_ways_is_one_letter() -> None:
    composed, decomposed = Point(key="k", number="1", text="\u00f3"), Point(key="k", number="1", text="o\u0301")
    assert composed != decomposed
    assert canonical(composed) == canonical(decomposed)


def test_a_field_added_later_changes_no_old_text() -> None:
    class Newer(Point):
        remark: str = ""

    assert canonical(Newer(key="k", number="1", text="t")) == canonical(Point(key="k", number="1", text="t"))


def test_the_schema_is_always_named() -> None:
    document = DepartmentDocument(unit=Unit(key="k", kind="departament", name="D", slug="d"))
    assert json.loads(canonical(document))["schema_name"] == "department/1"


def test_what_has_no_exact_text_is_refused() -> None:
    class Loose(BaseModel):
        weight: float

    with pytest.raises(TypeError, match="float has no canonical form"):
        canonical(Loose(weight=0.1))


def test_the_digest_is_plain_sha256() -> None:
    expected = hashlib.sha256(b"salt" + '{"a":"ą"}'.encode() + b"\n" + b"{}").hexdigest()
    assert digest(salt=b"salt", metadata='{"a":"ą"}', content="{}") == expected


def test_wording_does_not_depend_on_spacing() -> None:
    assert wording_digest("dwa  słowa\n") == wording_digest("dwa słowa")
    assert wording_digest("dwa słowa") != wording_digest("Dwa słowa")


def test_anyone_can_check_it_with_the_command_of_the_docs(tmp_path: Path) -> None:
    command = re.search(r"^    (printf .*sha256sum)$", DOCS.read_text(encoding="utf-8"), re.MULTILINE)
    assert command
    parts = {"salt.bin": bytes(range(32)), "metadata.json": '{"a":"ą"}'.encode(), "content.json": b'{"b":1}'}
    for name, content in parts.items():
        (tmp_path / name).write_bytes(content)
    told = subprocess.run(["sh", "-c", command[1]], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert told.split()[0] == digest(salt=bytes(range(32)), metadata='{"a":"ą"}', content='{"b":1}')
