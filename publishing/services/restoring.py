"""Restoring: what an edition says is copied back into the working copy, and then goes the ordinary road.

«Odrzuć moje zmiany» is the same with the edition in force.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from contacts.models import Channel, Contact
from journal.models import Entry
from journal.recording import one_act
from journal.services import record
from orgchart.models import Appointment, Post, Unit
from orgchart.rights import may_edit
from orgchart.services import MoveError, ids_below, lock_office
from publishing import reading
from publishing.differences import ORDERS, compare, things
from publishing.document import DepartmentDocument, Document, Gone, OfficeDocument, PageDocument
from publishing.models import Edition
from publishing.services.copying import copy_department, copy_office, copy_page, holdings, units_of
from publishing.services.judging import name_of
from publishing.subjects import build, subject_of
from publishing.telling import Chapter, Told, tell
from tasks.models import Duty

# Where a row stands, as a path to its unit; by model.
UNIT_OF: Final[dict[Any, str]] = {
    Post: "unit",
    Duty: "unit",
    Contact: "unit",
    Channel: "contact__unit",
    Appointment: "post__unit",
}


class RestorationRefused(Exception):
    """The edition cannot be copied back; the message tells the person why, and nothing was changed."""


def preview_restoration(edition: Edition) -> list[Chapter]:
    """What restoring the edition would change in the working copy; empty when nothing."""
    content = reading.document_of(edition)
    return _preview(content, day_of(edition, content))


@one_act()
def restore_edition(edition: Edition, *, by: User) -> list[Chapter]:
    """Make the working copy say what the edition says. Returns what that changed.

    That `by` may edit the subject itself, its caller has made sure of. Raises `RestorationRefused`.
    """
    lock_office()
    content = reading.document_of(edition)
    day = day_of(edition, content)
    _refuse_strangers(content, by)
    changed = _preview(content, day)
    _copy(content, day)
    if working_copy_of(content, day) != _as_restored(content, day):
        raise RestorationRefused(
            "Nie można przywrócić tego wydania: po skopiowaniu wersja robocza mówiłaby co innego niż ono."
        )
    record(
        Entry.Kind.ROAD,
        "przywrócono wydanie do wersji roboczej",
        model="edition",
        key=edition.key,
        title=str(edition),
        after={"wydanie": edition.number, "kto": name_of(by)},
    )
    return changed


def _copy(content: Document, day: date) -> None:
    try:
        if isinstance(content, OfficeDocument):
            copy_office(content)
        elif isinstance(content, PageDocument):
            copy_page(content)
        else:
            copy_department(content, day)
    except MoveError as error:
        raise RestorationRefused(f"Nie można przywrócić tego wydania: {error}") from error
    except ValidationError as error:
        told = " ".join(error.messages)
        raise RestorationRefused(
            f"Nie można przywrócić tego wydania, bo tego nie da się dziś zapisać: {told}"
        ) from error
    except IntegrityError as error:
        raise RestorationRefused(
            "Nie można przywrócić tego wydania: jego dane przeczą temu, co jest w bazie."
        ) from error


def day_of(edition: Edition, content: Document) -> date:
    """Of whose day the document speaks: the day from which it is in force, if its people held their posts then."""
    day = timezone.localdate(edition.in_force_from)
    if not isinstance(content, DepartmentDocument):
        return day
    holders = [holder for unit in units_of(content.unit) for post in unit.posts for holder in post.holders]
    day = min([day, *(holder.until for holder in holders if holder.until)])
    return max([day, *(holder.since for holder in holders if holder.since)])


def working_copy_of(content: Document, day: date) -> Document | None:
    """What the working copy says now of the document's subject; None where it has no such thing any more."""
    if isinstance(content, OfficeDocument):
        subject = subject_of(Edition.Subject.OFFICE, reading.OFFICE_KEY)
    elif isinstance(content, PageDocument):
        subject = subject_of(Edition.Subject.PAGE, content.key)
    else:
        subject = subject_of(Edition.Subject.DEPARTMENT, content.unit.key)
    return build(subject, day) if subject else None


def _as_restored(content: Document, day: date) -> Document:
    """The document as it will be: what other pages decide stays as it is now."""
    now = working_copy_of(content, day)
    if isinstance(content, OfficeDocument) and isinstance(now, OfficeDocument):
        return content.model_copy(
            update={name: _in_order(getattr(content, name), getattr(now, name)) for name in ORDERS}
        )
    if isinstance(content, DepartmentDocument) and isinstance(now, DepartmentDocument):
        gone = _gone_afterwards(content, now)
        return content.model_copy(update={"common_contacts": now.common_contacts, "gone": gone})
    return content


def _in_order(then: Sequence[str], now: Sequence[str]) -> tuple[str, ...]:
    """Those that there are now, in the order of then; which the document does not know, last."""
    named = [key for key in then if key in now]
    return (*named, *(key for key in now if key not in named))


def _gone_afterwards(content: DepartmentDocument, now: DepartmentDocument) -> tuple[Gone, ...]:
    """What was published since and is gone stays so; of what was gone already, the document tells what became of it."""
    back, answers = things(content), {gone.key: gone for gone in content.gone}
    return tuple(answers.get(gone.key, gone) for gone in now.gone if gone.key not in back)


def _preview(content: Document, day: date) -> list[Chapter]:
    now, then = working_copy_of(content, day), _as_restored(content, day)
    if isinstance(then, PageDocument) and now is None:
        return [Chapter(then.title, (Told(f"Przywrócono całą stronę „{then.title}”."),), then.key)]
    if isinstance(content, OfficeDocument) or not isinstance(then, DepartmentDocument):
        return tell(now, then, compare(now, then)) if now else []
    if now is None:
        bare = {"posts": (), "contacts": (), "duties": (), "units": ()}
        old = then.model_copy(update={"unit": then.unit.model_copy(update=bare)})
        back = Told(f"Przywrócono cały departament „{then.unit.name}”.")
        return _with(tell(old, then, compare(old, then)), then, {then.unit.key: [back]})
    besides = defaultdict(list)
    for key, told in _dropped(then, day):
        besides[key].append(told)
    return [*_with(tell(now, then, compare(now, then)), then, besides), *_taken_back(then)]


def _dropped(content: DepartmentDocument, day: date) -> Iterator[tuple[str, Told]]:
    """Appointments for other days that go, because those of the document would share days with them."""
    posts = {post.key: (unit, post) for unit in units_of(content.unit) for post in unit.posts}
    for holding in holdings({key: post for key, (_, post) in posts.items()}, day):
        for row in holding.contradicting:
            days = [f"{word} {at:%d.%m.%Y}" for word, at in (("od", row.since), ("do", row.until)) if at]
            yield (
                posts[holding.post.key][0].key,
                Told(f"Stanowisko „{holding.post.function}”: zniknie powołanie {' '.join([row.person, *days])}."),
            )


def _with(chapters: list[Chapter], content: DepartmentDocument, besides: dict[str, list[Told]]) -> list[Chapter]:
    """The chapters with what else is told of units."""
    found = [replace(chapter, told=(*chapter.told, *besides.pop(chapter.unit, ()))) for chapter in chapters]
    names = {unit.key: unit.name for unit in units_of(content.unit)}
    return [*found, *(Chapter(names[key], tuple(told), key) for key, told in besides.items())]


def _taken_back(content: DepartmentDocument) -> list[Chapter]:
    """What stands in another part of the office now and comes back from there."""
    found: dict[Unit | None, list[str]] = defaultdict(list)
    for row, unit in _strangers(content):
        found[unit].append(str(row))
    return [
        Chapter(
            unit.name if unit else "Urząd",
            tuple(Told(f"Wróci stąd do „{content.unit.name}”: „{title}”.") for title in titles),
            unit.key if unit else reading.OFFICE_KEY,
        )
        for unit, titles in found.items()
    ]


def _strangers(content: Document) -> Iterator[tuple[Any, Unit | None]]:
    """Things of the document that stand in another part of the office now, and in which unit (None: the office's)."""
    keys = list(things(content))
    if isinstance(content, DepartmentDocument):
        root = Unit.objects.filter(key=content.unit.key).first()
        below = ids_below(root.pk) if root else []
        own: set[int | None] = {*below}
        yield from ((unit, unit) for unit in Unit.objects.filter(key__in=keys).exclude(pk__in=below))
        keys += [holder.key for unit in units_of(content.unit) for post in unit.posts for holder in post.holders]
    else:
        own = {None}
    for model, path in UNIT_OF.items():
        for row in model.objects.filter(key__in=keys).select_related(path):
            unit: Any = row
            for name in path.split("__"):
                unit = getattr(unit, name)
            if (unit.pk if unit else None) not in own:
                yield row, unit


def _refuse_strangers(content: Document, by: User) -> None:
    """Whoever takes something back from another part of the office must be allowed to edit that part too."""
    keys = set(things(content))
    for row, unit in _strangers(content):
        where = f"w „{unit.get_root().name}”" if unit else "wśród wspólnych danych urzędu"
        if isinstance(row, Unit):
            below = Unit.objects.filter(pk__in=ids_below(row.pk)).exclude(key__in=keys).first()
            if row.parent_id is None or below:
                reason = f"a podlega jej „{below.name}”, której to wydanie nie zna" if below else "jako departament"
                raise RestorationRefused(f"„{row}” jest teraz {where}, {reason}. Najpierw przenieś to w strukturze.")
        if not may_edit(by, unit):
            raise RestorationRefused(
                f"„{row}” jest teraz {where}, a tej części urzędu nie możesz zmieniać. Poproś kogoś, kto może obie."
            )
