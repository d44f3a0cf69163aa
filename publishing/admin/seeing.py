"""What of the desk somebody sees, and under which addresses its subjects stand."""

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse

from orgchart.models import OFFICE_ID, Department, Office
from pages.models import Page
from publishing.models import Proposal, ProposalPart
from publishing.reading import OFFICE_KEY
from publishing.rights import desks_of, may_see_any_desk, may_see_desk
from publishing.subjects import Subject, identity_of, subject_of

Account = User | AnonymousUser


def account_of(request: HttpRequest) -> User:
    """Whoever asks; the admin has asked him to sign in."""
    if not isinstance(request.user, User):
        raise TypeError("nobody is signed in")
    return request.user


def subject_at(key: str) -> Subject:
    """The subject whose desk has that address."""
    found: Subject | None
    if key == OFFICE_KEY:
        found = Office.objects.filter(pk=OFFICE_ID).first()
    else:
        found = Department.objects.filter(key=key).first() or Page.objects.filter(key=key).first()
    if found is None:
        raise Http404
    return found


def desk_address(subject: Subject, name: str = "subject") -> str:
    return reverse(f"desk:{name}", args=[identity_of(subject)[1]])


def sees_any_desk(request: HttpRequest) -> bool:
    """Asked of the rights once for a page: the menu asks on each."""
    known: bool | None = getattr(request, "_sees_any_desk", None)
    if known is None:
        known = may_see_any_desk(request.user)
        request._sees_any_desk = known  # type: ignore[attr-defined]  # a request has no place of its own for it
    return known


def may_see(user: Account, proposal: Proposal) -> bool:
    """Whoever sees the desk of one part sees the whole package: half of it could not be understood."""
    subjects = [subject_of(part.subject, part.key) or Office() for part in proposal.parts.all()]
    return any(may_see_desk(user, subject) for subject in subjects)


def seen_by(user: Account, proposals: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """Those of which somebody sees a part."""
    if may_see_desk(user, Office()):
        return proposals
    wanted = Q(pk__in=[])
    for kind, key in map(identity_of, desks_of(user)):
        wanted |= Q(subject=kind, key=key)
    return proposals.filter(Exists(ProposalPart.objects.filter(wanted, proposal=OuterRef("pk"))))
