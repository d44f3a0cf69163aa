from orgchart.models import Office, Unit
from tests.cast import administrator, auditor, editor, powerless, publisher, visitor
from tests.publishing.small_office import make_department, make_office
from tests.worlds import kept

__all__ = ["administrator", "auditor", "editor", "powerless", "publisher", "visitor"]


@kept
def office() -> Office:
    return make_office()


@kept
def department(office: Office) -> Unit:
    return make_department()
