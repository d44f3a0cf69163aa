"""Writes of publishing, one module for each kind; whatever other rooms call stands here."""

from publishing.services.checking import Checked, CheckRefused, check
from publishing.services.editions import changes_since_in_force, find_obstacles, publish_edition, store_edition
from publishing.services.judging import (
    fingerprint_of,
    obstacles_of_approval,
    obstacles_of_countersignature,
    obstacles_of_proposal,
)
from publishing.services.packages import add_part, changes_of, remove_part
from publishing.services.refusals import PublicationRefused, RoadForbidden, RoadRefused
from publishing.services.renewing import Three, ThreeWay, renew_proposal, three_way
from publishing.services.restoring import RestorationRefused, preview_restoration, restore_edition
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
from publishing.services.withdrawing import Grounds, WithdrawalRefused, withdraw_editions

__all__ = [
    "CheckRefused",
    "Checked",
    "Grounds",
    "ProposalStatement",
    "PublicationRefused",
    "RestorationRefused",
    "RoadForbidden",
    "RoadRefused",
    "Statement",
    "Three",
    "ThreeWay",
    "WithdrawalRefused",
    "add_part",
    "approve_and_publish",
    "approve_proposal",
    "changes_of",
    "changes_since_in_force",
    "check",
    "countersign",
    "find_obstacles",
    "fingerprint_of",
    "freeze_draft",
    "obstacles_of_approval",
    "obstacles_of_countersignature",
    "obstacles_of_proposal",
    "preview_restoration",
    "publish_at_once",
    "publish_edition",
    "publish_proposal",
    "reject_proposal",
    "remove_part",
    "renew_proposal",
    "restore_edition",
    "statement_of",
    "store_edition",
    "submit_proposal",
    "three_way",
    "withdraw_editions",
    "withdraw_proposal",
]
