"""Rows of the structure that editors change, and who of them may change what. Readers see only editions of them."""

from orgchart.models.gone import Gone
from orgchart.models.rights import Deputy, Grant, Presence
from orgchart.models.structure import (
    OFFICE_ID,
    TREE_FIELDS,
    Appointment,
    Department,
    Office,
    Officer,
    Post,
    Unit,
)

__all__ = [
    "OFFICE_ID",
    "TREE_FIELDS",
    "Appointment",
    "Department",
    "Deputy",
    "Gone",
    "Grant",
    "Office",
    "Officer",
    "Post",
    "Presence",
    "Unit",
]
