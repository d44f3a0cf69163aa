"""What stands in the way of a publication: a list of reasons instead of a yes or no.

Inside: `publication → pages → obstacle`.
"""

from publishing.obstacles.obstacle import Obstacle, Severity, admin_address, in_the_way
from publishing.obstacles.pages import obstacles_of_page, warnings_of_page, warnings_of_page_document
from publishing.obstacles.publication import (
    Asked,
    address_of_subject,
    broken_tree,
    doubled_symbol,
    missing_office,
    obstacles_before_building,
    obstacles_of_address,
    obstacles_of_content,
    obstacles_of_dates,
    obstacles_of_moment,
    obstacles_of_preparation,
    obstacles_of_statement,
    told_moment,
    unknown_kind,
    unpublished_office,
    with_doubled_symbols,
    wrong_channels,
)

__all__ = [
    "Asked",
    "Obstacle",
    "Severity",
    "address_of_subject",
    "admin_address",
    "broken_tree",
    "doubled_symbol",
    "in_the_way",
    "missing_office",
    "obstacles_before_building",
    "obstacles_of_address",
    "obstacles_of_content",
    "obstacles_of_dates",
    "obstacles_of_moment",
    "obstacles_of_page",
    "obstacles_of_preparation",
    "obstacles_of_statement",
    "told_moment",
    "unknown_kind",
    "unpublished_office",
    "warnings_of_page",
    "warnings_of_page_document",
    "with_doubled_symbols",
    "wrong_channels",
]
