"""The subjects of editions (the office, departments, pages) as rows of the working copy and as documents of it."""

from datetime import date

from orgchart.models import OFFICE_ID, Office, Unit
from pages.models import Page
from publishing import reading, snapshot
from publishing.canonical import as_canonical
from publishing.document import DepartmentDocument, Document, OfficeDocument, PageDocument
from publishing.models import Edition

Subject = Office | Unit | Page
Identity = tuple[str, str]  # the subject's kind, as `Edition.Subject` has it, and its key


def identity_of(subject: Subject) -> Identity:
    if isinstance(subject, Office):
        return Edition.Subject.OFFICE, reading.OFFICE_KEY
    kind = Edition.Subject.PAGE if isinstance(subject, Page) else Edition.Subject.DEPARTMENT
    return kind, subject.key


def fresh(subject: Subject) -> Subject:
    """The row as it stands now, under the lock: what the caller holds may be stale."""
    if isinstance(subject, Unit):
        return Unit.objects.get(pk=subject.pk)
    if isinstance(subject, Page):
        return Page.objects.get(pk=subject.pk)
    return Office.objects.filter(pk=subject.pk).first() or subject


def subject_of(kind: str, key: str) -> Subject | None:
    """The row of the working copy; None where nobody has described it, or it was removed."""
    if kind == Edition.Subject.OFFICE:
        return Office.objects.filter(pk=OFFICE_ID).first()
    if kind == Edition.Subject.PAGE:
        return Page.objects.filter(key=key).first()
    return Unit.objects.filter(key=key).first()


def newest_edition(kind: str, key: str) -> Edition | None:
    """The one with the highest number, whenever it comes into force: the next one is linked to it."""
    return Edition.objects.of(kind, key).order_by("-number").first()


def build(subject: Subject, day: date) -> Document:
    """The document as it will be read back from its canonical text, so that all that is derived of it agrees.

    `obstacles.obstacles_before_building` is asked first: of a tree that was broken by hand no document can be made.
    """
    if isinstance(subject, Office):
        return as_canonical(snapshot.build_office(subject))
    if isinstance(subject, Page):
        return as_canonical(snapshot.build_page(subject))
    return as_canonical(snapshot.build_department(subject, day=day))


def title_of(content: Document) -> str:
    if isinstance(content, PageDocument):
        return content.title
    return content.name if isinstance(content, OfficeDocument) else content.unit.name


def slug_of(content: Document) -> str:
    if isinstance(content, PageDocument):
        return content.slug
    return content.unit.slug if isinstance(content, DepartmentDocument) else ""
