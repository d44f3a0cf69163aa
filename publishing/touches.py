"""Who changed what goes into an edition, as the journal tells: those who may not approve it.

What counts of a subject is what was changed since its newest edition was frozen, of everything that the old document or
the new one holds.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet

from contacts.models import Channel, Contact
from journal.models import Entry
from journal.recording import ADDED, REMOVED
from orgchart.models import Appointment, Department, Gone, Office, Post, Unit
from orgchart.services import ids_below
from pages.models import Page
from publishing import reading
from publishing.differences import things
from publishing.document import DepartmentDocument, Document, OfficeDocument, PageDocument
from publishing.models import Edition, Proposal, ProposalPart, Trace
from publishing.subjects import Subject, identity_of, newest_edition
from tasks.models import Duty

AT_ONCE = 500  # keys in one query


def _tells_of(model: type[Page] | type[Unit], name: str) -> Q:
    """Entries that say that this fact of such a row changed."""
    field: Any = model._meta.get_field(name)
    return Q(after__contains=f'"{field.verbose_name}":')


COME_OR_GONE: Final = Q(act__in=(ADDED, REMOVED))
# By the fact of the office that tells of an order: the model of what is ordered, and the entries that change the order.
OF_ORDER: Final = {
    "departments": ("orgchart.unit", COME_OR_GONE | _tells_of(Unit, "parent") | _tells_of(Unit, "position")),
    "pages": ("pages.page", COME_OR_GONE | _tells_of(Page, "position")),
}


def keys_of(content: Document) -> set[str]:
    """The keys of everything in the document that has a row of its own: who holds posts and what is gone included."""
    found = things(content)
    holders = (holder.key for thing in found.values() for holder in thing.said.get("holders", ()))
    gone = content.gone if isinstance(content, DepartmentDocument) else ()
    return {*found, *holders, *(each.key for each in gone)}


def since(base: Edition | None) -> Q:
    """Entries that the edition cannot hold yet: newer than the freezing of the proposal that became it."""
    if base is None:
        return Q(kind=Entry.Kind.CHANGE)
    mark = ProposalPart.objects.filter(edition=base).values_list("proposal__mark", flat=True).first()
    newer = Q(at__gt=base.published_at) if mark is None else Q(pk__gt=mark)
    return newer & Q(kind=Entry.Kind.CHANGE)


def touches_of(part: ProposalPart) -> Iterator[QuerySet[Entry]]:
    """The entries that tell of a change between the part's base and now; in several querysets, for keys are many."""
    changes = Entry.objects.filter(since(part.base))
    new = reading.read_document(part.subject, part.content)
    old = reading.document_of(part.base) if part.base else None
    if part.subject == Edition.Subject.OFFICE:
        yield changes.filter(model="orgchart.officer")  # these have no key, and are told with the office
        for name, (model, entries) in OF_ORDER.items():
            orders = [getattr(content, name) for content in (old, new) if isinstance(content, OfficeDocument)]
            if len(set(orders)) != 1 or old is None:
                yield changes.filter(entries, model=model, key__in=set().union(*orders))
    if any(isinstance(content, PageDocument) and content.declaration for content in (old, new)):
        yield changes.filter(model="pages.declaration")  # the one that there is has no key, and is told with its page
    kept = keys_of(old) if old else set()
    yield from _of_keys(changes, keys_of(new) | kept)
    if old:
        yield from _on_the_way(keys_of(new) - kept)


def _on_the_way(keys: set[str]) -> Iterator[QuerySet[Entry]]:
    """Of what the old document did not hold: what was changed since any edition told of it, in whatever department it
    stood, or ever. It may have been changed long before the base: a duty that moved here, a person appointed for a day
    that came later.
    """
    told_by: dict[Edition | None, set[str]] = defaultdict(set)
    last = _last_holding(keys)
    for key in keys:
        told_by[last.get(key)].add(key)
    for edition, told in told_by.items():
        yield from _of_keys(Entry.objects.filter(since(edition)), told)


def _last_holding(keys: set[str]) -> dict[str, Edition]:
    """By key, the edition published last that holds it; none for what was never published."""
    found: dict[str, Edition] = {}
    editions: dict[tuple[str, str, int | None], Edition] = {}
    for key, *place in _traced(keys):
        subject, subject_key, number = of = tuple(place)
        if of not in editions:
            rows = Edition.objects.of(subject, subject_key)
            editions[of] = rows.get(number=number) if number else rows.latest("number")
        if key not in found or found[key].published_at < editions[of].published_at:
            found[key] = editions[of]
    return found


def _traced(keys: set[str]) -> Iterator[tuple[Any, ...]]:
    columns = ("key", "subject", "subject_key", "last_number")
    for some in _some(keys):
        yield from Trace.objects.filter(key__in=some).order_by("pk").values_list(*columns)


def _of_keys(entries: QuerySet[Entry], keys: set[str]) -> Iterator[QuerySet[Entry]]:
    for some in _some(keys):
        yield entries.filter(key__in=some)


def _some(keys: set[str]) -> Iterator[list[str]]:
    """A few hundred at a time."""
    ordered = sorted(keys)
    for start in range(0, len(ordered), AT_ONCE):
        yield ordered[start : start + AT_ONCE]


def who_touched(parts: Iterable[ProposalPart]) -> set[User]:
    """The accounts that changed anything in the parts."""
    actors: set[int] = set()
    for entries in (entries for part in parts for entries in touches_of(part)):
        found = entries.order_by().values_list("actor_id", flat=True).distinct()
        actors.update(actor for actor in found if actor)
    return set(User.objects.filter(pk__in=actors))


def what_was_touched(proposal: Proposal, user: User) -> list[str]:
    """Titles of what the account changed in the proposal, each once, in the order of the journal."""
    parts = proposal.parts.select_related("base__body")
    found = [
        row
        for part in parts
        for entries in touches_of(part)
        for row in entries.filter(actor_id=user.pk).order_by().values_list("pk", "title", "act")
    ]
    return list(dict.fromkeys(title or act for _, title, act in sorted(found)))


def unpublished_entries() -> QuerySet[Entry]:
    """Entries that tell who changed what is not published yet: the journal keeps them, however old (JOURNAL_KEEPS)."""
    wanted = Q(pk__in=[])
    subjects: list[Subject] = [*Office.objects.all(), *Department.objects.all(), *Page.objects.all()]
    for subject in subjects:
        kind, key = identity_of(subject)
        published = Trace.objects.filter(subject=kind, subject_key=key, last_number=None)
        known = Q(key__in=[key]) | Q(key__in=published.values("key"))
        known |= Q(key__in=Gone.objects.filter(department_key=key).order_by().values("key"))
        for rows in _rows_of(subject):
            known |= Q(key__in=rows.order_by().values("key"))
            never = rows.exclude(key__in=Trace.objects.order_by().values("key"))
            wanted |= Q(kind=Entry.Kind.CHANGE, key__in=never.order_by().values("key"))
        if isinstance(subject, Office):
            known |= Q(model="orgchart.officer") | Q(key__in=Department.objects.order_by().values("key"))
            known |= Q(key__in=Page.objects.order_by().values("key"))
        if isinstance(subject, Page) and subject.stated:
            known |= Q(model="pages.declaration")
        wanted |= since(newest_edition(kind, key)) & known
    return Entry.objects.filter(wanted)


def _rows_of(subject: Subject) -> Iterator["QuerySet[Page | Unit | Post | Appointment | Duty | Contact | Channel]"]:
    """What the working copy has of the subject."""
    if isinstance(subject, Page):
        yield Page.objects.filter(pk=subject.pk)
        return
    if isinstance(subject, Unit):
        units = ids_below(subject.pk)
        contacts = Contact.objects.filter(unit__in=units)
        yield Unit.objects.filter(pk__in=units)
        yield Post.objects.filter(unit__in=units)
        yield Appointment.objects.filter(post__unit__in=units)
        yield Duty.objects.filter(unit__in=units)
    else:
        contacts = Contact.objects.filter(unit=None)
    yield contacts
    yield Channel.objects.filter(contact__in=contacts)
