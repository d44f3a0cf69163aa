"""Why a step towards an edition was refused, as errors that carry their obstacles."""

from django.core.exceptions import PermissionDenied

from publishing.obstacles import Obstacle


class PublicationRefused(Exception):
    """The edition cannot be published; `obstacles` says why, each in a sentence for whoever tried."""

    def __init__(self, found: list[Obstacle]) -> None:
        super().__init__(" ".join(obstacle.text for obstacle in found))
        self.obstacles = found


class RoadRefused(PublicationRefused):
    """The step cannot be taken with the proposal as it is now, or not by this person, or not unconfirmed."""


class RoadForbidden(PermissionDenied):
    """The account has no right to take this step in that part of the office. Django answers 403."""


def refuse_if(found: list[Obstacle]) -> None:
    if found:
        raise RoadRefused(found)
