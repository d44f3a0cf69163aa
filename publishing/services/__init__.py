"""Writes of publishing, one module for each kind; whatever other rooms call stands here."""

from publishing.services.editions import (
    PublicationRefused,
    Statement,
    changes_since_in_force,
    find_obstacles,
    publish_edition,
)

__all__ = ["PublicationRefused", "Statement", "changes_since_in_force", "find_obstacles", "publish_edition"]
