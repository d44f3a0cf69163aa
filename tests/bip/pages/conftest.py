import pytest

from tests.bip.pages.reader import Reader
from tests.bip.pages.record import OFFICE, department, put_in_force
from tests.worlds import kept


@kept
def portal() -> None:
    """The office and its department in force since March."""
    put_in_force(OFFICE)
    put_in_force(department())


@pytest.fixture
def reader(db: None) -> Reader:
    return Reader()
