"""One and only one text for a record, and the digest of an edition. No Django.

The text is JSON with sorted keys, no spaces, letters as they are (UTF-8, NFC), no floating-point numbers: the subset of
RFC 8785 that documents need. Anyone can check a digest: SHA-256 of the salt's bytes, the metadata's text, a line
feed, and the content's text.
"""

import hashlib
import json
import unicodedata
from typing import Any, Final, TypeVar

from pydantic import BaseModel

SALT_BYTES: Final = 32
R = TypeVar("R", bound=BaseModel)


def canonical(record: BaseModel) -> str:
    """The record's canonical text; fields that have their default are left out, so a field added later changes none."""
    facts = record.model_dump(mode="json", exclude_defaults=True) | _schema_of(record)
    return json.dumps(_normal(facts), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def as_canonical(record: R) -> R:
    """The record as its canonical text tells it: strings in NFC."""
    return type(record).model_validate_json(canonical(record))


def _schema_of(record: BaseModel) -> dict[str, str]:
    name = getattr(record, "schema_name", "")
    return {"schema_name": name} if name else {}


def _normal(value: Any) -> Any:
    """Strings in NFC, whatever keyboard they came from; everything else must be one of the few kinds that are exact."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, dict):
        return {key: _normal(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_normal(item) for item in value]
    if value is None or isinstance(value, (bool, int)):
        return value
    raise TypeError(f"{type(value).__name__} has no canonical form")


def digest(*, salt: bytes, metadata: str, content: str) -> str:
    """SHA-256 (64 hexadecimal digits) of salt ‖ metadata ‖ line feed ‖ content."""
    return hashlib.sha256(b"".join([salt, metadata.encode(), b"\n", content.encode()])).hexdigest()


def wording_digest(*texts: str) -> str:
    """A digest of the wording of some fields, the same for any spacing: to see that it changed, not to prove it."""
    folded = json.dumps([" ".join(text.split()) for text in texts], ensure_ascii=False)
    return hashlib.sha256(folded.encode()).hexdigest()[:16]
