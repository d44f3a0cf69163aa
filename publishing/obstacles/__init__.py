"""What stands in the way of a publication: a list of reasons instead of a yes or no.

Inside: `publication → pages → obstacle`.
"""

from publishing.obstacles.obstacle import Obstacle, Severity, admin_address, in_the_way
from publishing.obstacles.pages import warnings_of_page, warnings_of_page_document
from publishing.obstacles.publication import (
    Asked,
    address_of_subject,
    obstacles_before_building,
    obstacles_of_address,
    obstacles_of_content,
    obstacles_of_dates,
    obstacles_of_moment,
    obstacles_of_preparation,
    obstacles_of_statement,
    told_moment,
)

__all__ = [
    "Asked",
    "Obstacle",
    "Severity",
    "address_of_subject",
    "admin_address",
    "in_the_way",
    "obstacles_before_building",
    "obstacles_of_address",
    "obstacles_of_content",
    "obstacles_of_dates",
    "obstacles_of_moment",
    "obstacles_of_preparation",
    "obstacles_of_statement",
    "told_moment",
    "warnings_of_page",
    "warnings_of_page_document",
]
