"""Who may propose, approve, publish, withdraw and redact: predicates over the roles and parts of `orgchart.rights`.

The subject is the office, a department or a page; pages belong to the office's common data. Whoever was given only a
unit of a department edits it and sees the department's desk; proposing and publishing, which concern the whole
department, take the whole department.
"""

from collections.abc import Callable
from datetime import date
from typing import Final

from django.contrib.auth.models import User
from django.utils import timezone
from rules.permissions import add_perm
from rules.predicates import Predicate

from orgchart.models import Department, Deputy, Office, Unit
from orgchart.rights import (
    ADMINISTRATOR,
    AUDITOR,
    EDITOR,
    NOTHING,
    PUBLISHER,
    Account,
    Scope,
    given_to,
    is_active,
    is_administrator,
    is_auditor,
    is_editor,
    is_in_scope,
    is_publisher,
    standing_of,
    touches_scope,
)
from pages.models import Page

Subject = Office | Unit | Page


def principals_of(user: Account, day: date) -> list[int]:
    """The active publishers for whom somebody stands in on that day."""
    if not user.is_active or user.pk is None:
        return []
    standing_in = Deputy.objects.on(day).filter(deputy=user.pk)
    principals = User.objects.filter(pk__in=standing_in.values("principal"), is_active=True, groups__name=PUBLISHER)
    return list(principals.values_list("pk", flat=True))


def deputised(user: Account) -> Scope:
    """What somebody may publish today (in Warsaw) because he stands in for a publisher."""
    principals = principals_of(user, timezone.localdate())
    return given_to(principals) if principals else NOTHING


def _is_deputy_there(user: Account, subject: Subject) -> bool:
    return deputised(user).holds(subject)


def _is_deputy_near(user: Account, subject: Subject) -> bool:
    return deputised(user).touches(subject)


def places_to_check(user: Account) -> Callable[[int | None], bool]:
    """Where somebody may check what readers see: where he edits or publishes. Asked of a unit by its number, or (None)
    of what is common to the office; of however many, with the queries of one."""
    scopes = _checking(user)
    return lambda number: any(scope.holds_unit(number) for scope in scopes)


def _checking(user: Account) -> tuple[Scope, Scope]:
    if not user.is_active:
        return NOTHING, NOTHING
    standing = standing_of(user)
    own = standing.scope if standing.roles & {ADMINISTRATOR, EDITOR, PUBLISHER} else NOTHING
    return own, deputised(user)


def _checks_near(user: Account, subject: Subject) -> bool:
    return any(scope.touches(subject) for scope in _checking(user))


def _is_deputy(user: Account) -> bool:
    return bool(principals_of(user, timezone.localdate()))


is_deputy: Final = Predicate(_is_deputy, "is_deputy")
is_deputy_there: Final = Predicate(_is_deputy_there, "is_deputy_there")
is_deputy_near: Final = Predicate(_is_deputy_near, "is_deputy_near")

can_propose: Final = is_active & (is_administrator | (is_editor & is_in_scope))
can_publish: Final = is_active & (is_administrator | (is_publisher & is_in_scope) | is_deputy_there)
can_see_desk: Final = is_active & (
    is_administrator | is_auditor | ((is_editor | is_publisher) & touches_scope) | is_deputy_near
)
can_see_any_desk: Final = is_active & (is_administrator | is_auditor | is_editor | is_publisher | is_deputy)
can_check_in: Final = is_active & Predicate(_checks_near, "checks_near")
can_redact: Final = is_active & is_administrator
can_read_journal: Final = is_active & (is_administrator | is_auditor)

add_perm("publishing.propose", can_propose)
add_perm("publishing.publish", can_publish)
add_perm("publishing.withdraw", can_publish)
add_perm("publishing.see_desk", can_see_desk)
add_perm("publishing.see_any_desk", can_see_any_desk)
add_perm("publishing.redact", can_redact)
add_perm("publishing.read_journal", can_read_journal)


def may_propose(user: Account, subject: Subject) -> bool:
    """Freeze, submit, renew, take back one's own."""
    return can_propose.test(user, subject)


def may_publish(user: Account, subject: Subject) -> bool:
    """Approve, reject, publish, publish at once, countersign. Four eyes are another question, of the proposal."""
    return can_publish.test(user, subject)


def may_withdraw(user: Account, subject: Subject) -> bool:
    return can_publish.test(user, subject)


def may_see_desk(user: Account, subject: Subject) -> bool:
    """Read the desk of the subject, with its proposals and previews."""
    return can_see_desk.test(user, subject)


def may_see_any_desk(user: Account) -> bool:
    """Whether the list of desks has anything to say to somebody; which subjects, `desks_of` tells."""
    return can_see_any_desk.test(user)


def may_check_in(user: Account, subject: Subject) -> bool:
    """Whether the desk of the subject has something that somebody may check."""
    return can_check_in.test(user, subject)


def may_redact(user: Account) -> bool:
    return can_redact.test(user)


def may_read_journal(user: Account) -> bool:
    return can_read_journal.test(user)


def desks_of(user: Account) -> list[Subject]:
    """The subjects whose desk somebody may see: the office first, then departments, then pages, in their order."""
    if not may_see_any_desk(user):
        return []
    standing, standing_in = standing_of(user), deputised(user)
    sees_all = bool({ADMINISTRATOR, AUDITOR} & standing.roles)
    own = standing.scope if standing.roles else NOTHING
    subjects: list[Subject] = [*Office.objects.all(), *Department.objects.order_by("position")]
    subjects += Page.objects.order_by("position")
    return [each for each in subjects if sees_all or own.touches(each) or standing_in.touches(each)]
