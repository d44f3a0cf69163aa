import pytest

from tests.bip.pages.reader import Reader
from tests.bip.pages.record import INSTRUCTION, OFFICE, department, put_in_force
from tests.worlds import kept


@kept
def portal() -> None:
    """The office, its department and a page in force since March."""
    put_in_force(OFFICE)
    put_in_force(INSTRUCTION)
    put_in_force(department())


@pytest.fixture
def reader(db: None) -> Reader:
    return Reader()
