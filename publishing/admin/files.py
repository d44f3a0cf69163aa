"""The file of a proposal's legal basis, for those who see the proposal."""

from django.http import Http404, HttpRequest, HttpResponse

from publishing.admin.acts import not_allowed, sheet_of
from publishing.models import Attachment


def file(request: HttpRequest, pk: int) -> HttpResponse:
    if request.method not in {"GET", "HEAD"}:
        return not_allowed(request, "GET")
    attachment = sheet_of(request, pk).proposal.attachment
    if attachment is None:
        raise Http404
    return sent(attachment)


def sent(attachment: Attachment) -> HttpResponse:
    """To be saved, not shown: what somebody uploaded runs nowhere on this site."""
    answer = HttpResponse(bytes(attachment.content), "application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="podstawa-prawna-{attachment.digest[:12]}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer
