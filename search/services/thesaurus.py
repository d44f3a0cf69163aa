"""Writes of other words; workers learn of each by a new stamp."""

from django.db import transaction

from search.expressions import compared
from search.models import Synonym
from search.stamps import touch
from search.thesaurus import said_in, starter

BETWEEN = "; "


@transaction.atomic
def load_starter() -> int:
    """Add the groups to begin with, of which no said expression is there yet; returns how many. May be repeated.

    The stamp is set first: whoever loads them at the same time waits for it, and then finds them there.
    """
    touch()
    said = said_in()
    new = [group for group in starter() if said.keys().isdisjoint(map(compared, group.said))]
    rows = [Synonym(said=BETWEEN.join(group.said), written=BETWEEN.join(group.written)) for group in new]
    return len(Synonym.objects.bulk_create(rows, batch_size=200))
