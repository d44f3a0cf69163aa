import pytest

from orgchart.models import Office, Unit
from tests.cast import administrator, auditor, editor, powerless, publisher, visitor
from tests.publishing.small_office import make_department, make_office

__all__ = ["administrator", "auditor", "editor", "powerless", "publisher", "visitor"]


@pytest.fixture
def office(db: None) -> Office:
    return make_office()


@pytest.fixture
def department(office: Office) -> Unit:
    return make_department()
