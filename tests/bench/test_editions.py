"""Many editions are made quickly, sound, and cost a reader no more questions than few."""

import pytest

from bench.editions import make_editions, reorganised
from bench.growth import MOST_QUERIES
from bench.pages import queries
from orgchart.models import Unit
from publishing import reading
from publishing.differences import compare
from publishing.models import Edition, PublicVersion
from publishing.telling import tell
from publishing.verification import verify_editions
from tests.bip.pages.record import department
from tests.worlds import kept

COUNT = 60


@kept
def slug(sample: Unit) -> str:
    return make_editions(COUNT)


def test_they_make_a_sound_chain(slug: str) -> None:
    PublicVersion.objects.update(editions=Edition.objects.count())

    assert verify_editions().is_sound
    assert Edition.objects.filter(slug=slug).count() == COUNT


@pytest.mark.parametrize("path", ["rejestr-zmian/", "wydania/30/", "wydania/30/zmiany/", "stan-na/2005-02-01/", ""])
def test_the_history_costs_few_queries(slug: str, path: str) -> None:
    assert queries(f"/{slug}/{path}") <= MOST_QUERIES


def test_a_reorganisation_is_a_lot_to_tell(sample: Unit) -> None:
    edition = Edition.objects.filter(subject="department").select_related("body").latest("number")
    old = reading.department_document_of(edition)
    new = reorganised(old)

    assert sum(len(chapter.told) for chapter in tell(old, new, compare(old, new))) > 10
    assert reorganised(department()).unit.units[-1].key == department().unit.units[0].key
