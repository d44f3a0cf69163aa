"""What an index of the public record is made of: what readers see or will see, one document after another.

Beside `reading`. Nothing of it is kept in memory: an index reads each document once.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import Q

from publishing.document import Document
from publishing.models import Edition
from publishing.reading import KINDS


def shown_or_planned(at: datetime) -> dict[int, str]:
    """Every edition that readers see at that moment or will see: its number in the table, and the digest of its words.

    In the order of subjects, then of names. Another digest means that the words were redacted.
    """
    shown = Edition.objects.public(at).values("pk")
    planned = Edition.objects.planned(at).with_withdrawal().filter(withdrawal=None).values("pk")
    rows = Edition.objects.filter(Q(pk__in=shown) | Q(pk__in=planned)).order_by("subject", "sort_key", "pk")
    digests = rows.values_list("pk", "body__redacted_digest", "digest")
    return {pk: redacted or digest for pk, redacted, digest in digests}


def documents_of(editions: Iterable[int]) -> Iterator[tuple[int, Document]]:
    """The documents of these editions, one after another, so that no more than one is held at a time."""
    for pk in editions:
        edition = Edition.objects.select_related("body").get(pk=pk)
        yield pk, KINDS[edition.subject].model_validate_json(edition.body.content)
