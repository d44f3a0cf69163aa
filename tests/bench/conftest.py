from bench.office import SMALL, make_office, publish_all
from deptportal import demo
from orgchart.models import Department, Unit
from orgchart.services import change_unit
from tests.worlds import kept


@kept
def sample() -> Unit:
    """The sample department, in force by its second edition."""
    demo.load()
    department = change_unit(Unit.objects.get(pk=Department.objects.get().pk), intro="Do zadań należą:")
    publish_all([department])
    return department


@kept
def largest(sample: Unit) -> Unit:
    """The largest department of a big office that holds the sample too, all in force."""
    departments = make_office(SMALL)
    publish_all(departments)
    return departments[0]
