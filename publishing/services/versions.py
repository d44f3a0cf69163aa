"""The public version: what readers are shown was made under one, and is made anew under the next."""

import time

from django.db.models import F
from django.db.models.functions import Greatest

from publishing.models import VERSION_ID, PublicVersion


def raise_version(*, published: int = 0) -> None:
    """Raise the version to the clock's microseconds: so no number comes back, not even after a backup was restored.

    `published`: how many editions came into being with it.
    """
    PublicVersion.objects.get_or_create(pk=VERSION_ID)
    clock = time.time_ns() // 1000
    PublicVersion.objects.filter(pk=VERSION_ID).update(
        number=Greatest(F("number") + 1, clock), editions=F("editions") + published
    )
