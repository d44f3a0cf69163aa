from django.contrib.auth.models import User

from orgchart.models import Office, Unit
from orgchart.rights import EDITOR, PUBLISHER
from publishing.models import Proposal
from tests.cast import administrator, auditor, editor, powerless, publisher, visitor
from tests.publishing.desk import Changed, somebody
from tests.publishing.people import account
from tests.publishing.small_office import make_department, make_office
from tests.publishing.whole_office import make_whole
from tests.worlds import kept

__all__ = ["administrator", "auditor", "editor", "powerless", "publisher", "somebody", "visitor"]


@kept
def office() -> Office:
    return make_office()


@kept
def department(office: Office) -> Unit:
    return make_department()


@kept
def whole(office: Office, department: Unit) -> Unit:
    return make_whole(office, department)


@kept
def anna() -> User:
    return account("anna", EDITOR, first_name="Anna", last_name="Redaktor")


@kept
def ewa() -> User:
    return account("ewa", PUBLISHER, first_name="Ewa", last_name="Wydawca")


@kept
def changed(office: Office, department: Unit) -> Changed:
    return Changed.make(office, department)


@kept
def draft(changed: Changed, anna: User) -> Proposal:
    return changed.draft(anna)


@kept
def proposal(changed: Changed, anna: User) -> Proposal:
    return changed.submitted(anna)
