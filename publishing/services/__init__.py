"""Writes of publishing, one module for each kind; whatever other rooms call stands here."""

from publishing.services.editions import changes_since_in_force, find_obstacles, publish_edition, store_edition
from publishing.services.judging import (
    obstacles_of_approval,
    obstacles_of_countersignature,
    obstacles_of_proposal,
)
from publishing.services.refusals import PublicationRefused, RoadForbidden, RoadRefused
from publishing.services.road import (
    approve_and_publish,
    approve_proposal,
    countersign,
    freeze_draft,
    publish_at_once,
    publish_proposal,
    reject_proposal,
    submit_proposal,
    withdraw_proposal,
)
from publishing.services.statements import ProposalStatement, Statement, statement_of

__all__ = [
    "ProposalStatement",
    "PublicationRefused",
    "RoadForbidden",
    "RoadRefused",
    "Statement",
    "approve_and_publish",
    "approve_proposal",
    "changes_since_in_force",
    "countersign",
    "find_obstacles",
    "freeze_draft",
    "obstacles_of_approval",
    "obstacles_of_countersignature",
    "obstacles_of_proposal",
    "publish_at_once",
    "publish_edition",
    "publish_proposal",
    "reject_proposal",
    "statement_of",
    "store_edition",
    "submit_proposal",
    "withdraw_proposal",
]
