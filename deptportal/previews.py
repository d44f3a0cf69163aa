"""Previews of a proposal: the whole page as it would be, for editors in the admin and for the bearer of a secret link.

What is frozen in the proposal is put together here with what is in force beside it, and `bip.previews` makes the pages.
"""

from datetime import UTC, datetime
from typing import Any, Final

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from bip import previews
from bip.frame import Frame, Notice
from bip.previews import Preview, private
from orgchart.models import Office
from publishing import reading, snapshot
from publishing.admin.seeing import may_see
from publishing.canonical import as_canonical
from publishing.document import DepartmentDocument, Document, Metadata, OfficeDocument, PageDocument
from publishing.models import Edition, Proposal, ProposalPart
from publishing.reading import Front, NothingPublished, Published, Withdrawn
from publishing.subjects import newest_edition, slug_of, title_of

STRIP: Final = "To jest podgląd projektu, nie obowiązuje."
LATER: Final = "(zostanie wpisane przy publikacji)"
NOT_YET: Final = "powstanie przy publikacji"


@csrf_exempt  # it changes nothing: the only form on these pages shows an e-mail address
def for_account(request: HttpRequest, pk: int, part: int = 0, address: str = "") -> HttpResponse:
    """In the admin, below the proposal's own page."""
    answer: HttpResponse = _for_account(request, pk, part, address)
    return answer


def _preview_in_admin(request: HttpRequest, pk: int, part: int, address: str) -> HttpResponse:
    proposal = get_object_or_404(Proposal, pk=pk)
    if not may_see(request.user, proposal):
        raise PermissionDenied
    page = reverse("admin:publishing_proposal_change", args=[pk])
    if not part:
        return _parts(request, proposal, reverse("proposal_preview", args=[pk]), page)
    below = reverse("proposal_preview_part", args=[pk, part])
    return show(request, proposal, part, address, below=below, back=page)


_for_account: Any = admin.site.admin_view(csrf_exempt(_preview_in_admin))


def _parts(request: HttpRequest, proposal: Proposal, below: str, back: str) -> HttpResponse:
    """Of several parts, which one to look at; the only one is shown at once."""
    parts = list(proposal.parts.all())
    if len(parts) == 1:
        return private(redirect(f"{below}{parts[0].pk}/"))
    frame = Frame("Podgląd pakietu", front_of(proposal), indexed=False, notice=_notice(back))
    context = {"frame": frame, "parts": [(part.title, f"{below}{part.pk}/") for part in parts]}
    return private(render(request, "podglad/parts.html", context))


def show(request: HttpRequest, proposal: Proposal, part: int, address: str, *, below: str, back: str) -> HttpResponse:
    """One page of one part. `below`: where its pages stand; `back`: the page that tells of the proposal."""
    parts = {each.pk: each for each in proposal.parts.all()}
    if part not in parts:
        raise Http404
    return previews.answer(
        request, preview_of(proposal, parts[part], list(parts.values()), below=below, back=back), address
    )


def preview_of(proposal: Proposal, part: ProposalPart, parts: list[ProposalPart], *, below: str, back: str) -> Preview:
    """The part beside the office of the same proposal, or else the one that will be in force at that moment."""
    now = timezone.now()
    at = max(proposal.in_force_from or now, now)
    office_part = next((each for each in parts if each.subject == Edition.Subject.OFFICE), None)
    document = reading.read_document(part.subject, part.content)
    office = _office_of(proposal, office_part, at, now)
    to_be = _to_be(proposal, part, document, office.document.name, now)
    department = to_be if isinstance(document, DepartmentDocument) else None
    page = to_be if isinstance(document, PageDocument) else None
    return Preview(office, department, page, _departments(at), below, _notice(back))


def _notice(back: str) -> Notice:
    return Notice(STRIP, back, "Wróć do opisu zmian")


def _office_of(proposal: Proposal, part: ProposalPart | None, at: datetime, now: datetime) -> Front:
    if part:
        document = reading.read_document(part.subject, part.content)
        if isinstance(document, OfficeDocument):
            return _to_be(proposal, part, document, document.name, now)
    published = published_office(at)
    if published:
        return published
    document = _unpublished_office()
    edition = Edition(subject=Edition.Subject.OFFICE, key=reading.OFFICE_KEY, number=1, digest=NOT_YET)
    said = _metadata(proposal, edition, document, document.name, now)
    return Published(edition, said, said, document)


def front_of(proposal: Proposal) -> Front:
    """The office as it is now, beside which the proposal is told of."""
    now = timezone.now()
    return _office_of(proposal, None, now, now)


def published_office(at: datetime) -> Front | None:
    """What anybody may see of it."""
    try:
        return reading.office(at)
    except (NothingPublished, Withdrawn):
        return None


def _unpublished_office() -> OfficeDocument:
    """As it stands in the working copy: for the invited alone."""
    office = Office.objects.first()
    if office is None:
        return OfficeDocument(name="(urząd jeszcze nieopisany)", seat="", website="")
    return as_canonical(snapshot.build_office(office))


def _departments(at: datetime) -> tuple[Edition, ...]:
    office = published_office(at)
    return office.departments if office else ()


def _to_be(proposal: Proposal, part: ProposalPart, document: Any, office: str, now: datetime) -> Published[Any]:
    """The part as the edition that it would become if it were published now; as it became, if it was."""
    last = newest_edition(part.subject, part.key)
    edition = part.edition or Edition(
        subject=part.subject,
        key=part.key,
        number=last.number + 1 if last else 1,
        title=part.title,
        slug=slug_of(document),
        digest=NOT_YET,
        published_at=now,
        in_force_from=proposal.in_force_from or now,
    )
    said = _metadata(proposal, edition, document, office, now)
    first = Edition.objects.of(part.subject, part.key).order_by("number").select_related("body").first()
    return Published(edition, said, reading.metadata_of(first) if first else said, document)


def _metadata(proposal: Proposal, edition: Edition, document: Document, office: str, now: datetime) -> Metadata:
    file = proposal.attachment
    return Metadata.model_validate(
        {
            "subject": edition.subject,
            "key": edition.key,
            "number": edition.number,
            "previous_digest": "",
            "title": title_of(document),
            "slug": slug_of(document),
            "office": office,
            "prepared_by": proposal.prepared_by or "(jeszcze nie podano)",
            "prepared_on": proposal.prepared_on,
            "responsible": proposal.responsible or "(jeszcze nie podano)",
            "published_by": LATER,
            "published_at": now.astimezone(UTC),
            "in_force_from": (proposal.in_force_from or now).astimezone(UTC),
            "reason": proposal.reason or "(jeszcze nie podano)",
            "legal_basis": proposal.legal_basis,
            "legal_basis_url": proposal.legal_basis_url,
            "legal_basis_file": file.name if file else "",
            "legal_basis_digest": file.digest if file else "",
            "kind": proposal.kind,
        }
    )
