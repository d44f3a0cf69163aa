from django.utils import timezone

from orgchart.models import Office, Officer
from pages.models import Page
from pages.services import create_statutory_pages
from tests.cast import editor, second_editor
from tests.factories import OfficeFactory, OfficerFactory
from tests.worlds import kept

__all__ = ["editor", "second_editor"]


@kept
def office() -> Office:
    made = OfficeFactory.create()
    OfficerFactory.create(
        office=made, role=Officer.Role.COORDINATOR, name="Anna Nowa", phone="42 663 30 01", position=1
    )
    return made


@kept
def statutory(office: Office) -> list[Page]:
    """The statutory pages, none of them reviewed or published yet."""
    return create_statutory_pages(timezone.localdate())
