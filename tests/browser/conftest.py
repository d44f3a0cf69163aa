import pytest
from pytest_django.live_server_helper import LiveServer

from tests.bip.pages.record import INSTRUCTION, OFFICE, department, put_in_force


@pytest.fixture
def portal(transactional_db: None, live_server: LiveServer) -> str:
    """The address of a running portal with an office and its department in force."""
    put_in_force(OFFICE)
    put_in_force(INSTRUCTION)
    put_in_force(department())
    return str(live_server.url)
