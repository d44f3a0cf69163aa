"""The road to an edition, editions, what stands beside them, and what is derived. Rows of the public record are made
once and never changed or deleted. No foreign key leads into the working copy, and nothing here imports it.
"""

from publishing.models.beside import (
    Check,
    Countersignature,
    RedactedLink,
    Redaction,
    RegisterEntry,
    RegisterUnit,
    Withdrawal,
)
from publishing.models.editions import (
    COPIED,
    VERSION_ID,
    Edition,
    EditionBody,
    Immutable,
    ImmutableError,
    ImmutableQuerySet,
    PublicVersion,
    Trace,
)
from publishing.models.road import Attachment, PreviewLink, Proposal, ProposalPart, Remark

__all__ = [
    "COPIED",
    "VERSION_ID",
    "Attachment",
    "Check",
    "Countersignature",
    "Edition",
    "EditionBody",
    "Immutable",
    "ImmutableError",
    "ImmutableQuerySet",
    "PreviewLink",
    "Proposal",
    "ProposalPart",
    "PublicVersion",
    "RedactedLink",
    "Redaction",
    "RegisterEntry",
    "RegisterUnit",
    "Remark",
    "Trace",
    "Withdrawal",
]
