"""What people declare about an edition, and what of it the law does not let them leave out."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final, Literal

from django.utils import timezone

from publishing.models import Attachment, Edition, Proposal
from publishing.obstacles import Asked, Obstacle, obstacles_of_preparation, obstacles_of_statement

Kind = Literal["change", "minor", "correction", "emergency"]
ASKED: Final = {
    "prepared_by": Asked("kto wytworzył informację", "M2"),
    "responsible": Asked("kto odpowiada za treść", "M2"),
    "published_by": Asked("kto publikuje", "M3"),
    "reason": Asked("powód zmiany", "M6"),
}
# What a proposal keeps of the statement, by the names of its fields.
KEPT: Final = (
    "reason", "prepared_by", "prepared_on", "responsible", "kind", "legal_basis", "legal_basis_url", "attachment",
    "in_force_from", "corrects",
)  # fmt: skip


@dataclass(frozen=True)
class Statement:
    """What an edition says of itself. The time of publication is not among it: the server's clock tells it.

    `in_force_from` None means the moment of publication; a naive one raises `ValueError`. `corrects` is the number of
    the edition that a correction corrects. `package` is common to editions that were published in one act.
    """

    prepared_by: str
    responsible: str
    published_by: str
    reason: str
    prepared_on: date = field(default_factory=timezone.localdate)
    legal_basis: str = ""
    legal_basis_url: str = ""
    in_force_from: datetime | None = None
    legal_basis_file: str = ""
    legal_basis_digest: str = ""
    kind: Kind = "change"
    corrects: int = 0
    approved_by: str = ""
    package: str = ""

    def __post_init__(self) -> None:
        _refuse_naive(self.in_force_from)


@dataclass(frozen=True)
class ProposalStatement:
    """What the author of a proposal declares; who publishes and who approved is known later.

    `in_force_from` None means the moment of publication; a naive one raises `ValueError`.
    """

    reason: str
    prepared_by: str
    responsible: str
    prepared_on: date = field(default_factory=timezone.localdate)
    kind: Kind = "change"
    legal_basis: str = ""
    legal_basis_url: str = ""
    attachment: Attachment | None = None
    in_force_from: datetime | None = None
    corrects: Edition | None = None

    def __post_init__(self) -> None:
        _refuse_naive(self.in_force_from)


def statement_of(proposal: Proposal) -> ProposalStatement:
    """What the proposal keeps of what its author declared."""
    facts: dict[str, Any] = {name: getattr(proposal, name) for name in KEPT}
    return ProposalStatement(**facts)


def obstacles_of_said(statement: Statement | ProposalStatement, now: datetime) -> Iterator[Obstacle]:
    """What was left out, and a day of preparation that has not come yet."""
    said = {asked: str(getattr(statement, name)) for name, asked in ASKED.items() if hasattr(statement, name)}
    yield from obstacles_of_statement(said)
    yield from obstacles_of_preparation(statement.prepared_on, now)


def _refuse_naive(moment: datetime | None) -> None:
    if moment and timezone.is_naive(moment):
        raise ValueError("in_force_from names no time zone")
