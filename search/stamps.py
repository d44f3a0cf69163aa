"""The stamp by which every worker notices that what it keeps of the index, or of other words, is old."""

import uuid

from search.models import STATE_ID, IndexState


def touch() -> None:
    """Set another stamp, in the transaction of the change that it tells of."""
    stamp = uuid.uuid4().hex
    if not IndexState.objects.filter(pk=STATE_ID).update(stamp=stamp):
        IndexState.objects.get_or_create(pk=STATE_ID, defaults={"stamp": stamp})
