"""An edition by its number: as it was, what it changed, its packet, the file of its legal basis."""

from datetime import datetime
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from bip import answers, older, refusals
from bip.frame import Frame, Step
from bip.origin import is_foreign
from bip.packet import packet_of
from bip.public import public
from bip.subjects import of_subject, trail_of
from publishing import history, states
from publishing.models import Edition
from publishing.reading import Subject

FILE_POLICY: Final = "default-src 'none'; sandbox"


@public("GET")
@of_subject
def edition(request: HttpRequest, subject: Subject, home: str, number: int) -> HttpResponse:
    return _edition(request, subject, home, number, "", timezone.now())


@public("GET")
@of_subject
def edition_of_unit(request: HttpRequest, subject: Subject, home: str, number: int, unit: str) -> HttpResponse:
    return _edition(request, subject, home, number, unit, timezone.now())


def _edition(request: HttpRequest, subject: Subject, home: str, number: int, word: str, at: datetime) -> HttpResponse:
    found = states.edition(subject, number)
    if found is None:
        return _no_edition(request, subject, home, number)
    base = f"{home}wydania/{number}/"
    strip = older.strip_of(found, home, at)
    shown = older.show(request, subject, strip, base, f"Wydanie {number}", word=word)
    return shown or refusals.no_such_state(
        request, subject.office, home, why="unit", base=base, number=number, trail=trail_of(subject, home)
    )


@public("GET", query=True)
@of_subject
def changes(request: HttpRequest, subject: Subject, home: str, number: int) -> HttpResponse:
    """What the edition changed; with `?wzgledem=`, how it differs from any other one."""
    against = request.GET.get("wzgledem", "").strip()
    if against:
        return _comparison(request, subject, home, number, against)
    entry = history.entry(subject, number, timezone.now())
    if entry is None:
        return _no_edition(request, subject, home, number)
    facts = {"entry": entry, "chapters": entry.chapters, "against": entry.before}
    return _changes(request, subject, home, entry.edition, "Zmiany", facts, [entry.edition])


def _comparison(request: HttpRequest, subject: Subject, home: str, number: int, against: str) -> HttpResponse:
    other = int(against) if against.isdecimal() and against.isascii() and len(against) < 10 else 0
    found = states.two(subject, (number, other))
    new, old = found.get(number), found.get(other)
    if new is None:
        return _no_edition(request, subject, home, number)
    newest: int = getattr(new, "newest", 0)
    if old is None:
        return _no_edition(request, subject, home, against, newest=newest, back=f"{home}wydania/{number}/zmiany/")
    facts = {"chapters": states.changes_between(old, new), "against": other, "newest": newest}
    title = f"Zmiany wobec wydania {other}"
    return _changes(request, subject, home, new, title, facts, [old, new])


def _changes(
    request: HttpRequest,
    subject: Subject,
    home: str,
    edition: Edition,
    title: str,
    facts: dict[str, object],
    made_of: list[Edition],
) -> HttpResponse:
    path = f"{home}wydania/{edition.number}/zmiany/"
    trail = (*trail_of(subject, home), Step(f"Wydanie {edition.number}", f"{home}wydania/{edition.number}/"))
    frame = Frame(title, subject.office, trail=trail, indexed=False, here=path)
    context = {"frame": frame, "home": home, "edition": edition, **facts}
    return answers.page(request, "bip/changes.html", context, made_of=[subject.office.edition, *made_of])


@public("GET", "POST")
@of_subject
def packet(request: HttpRequest, subject: Subject, home: str, number: int) -> HttpResponse:
    """All that one needs to check the edition's digest without us, asked by POST: the e-mail addresses are in it.

    As with the button of a contact, the request changes nothing, and another site's page may not send it.
    """
    if request.method == "POST" and is_foreign(request):
        return refusals.forbidden(request)
    found = states.edition(subject, number)
    if found is None:
        return _no_edition(request, subject, home, number)
    if request.method == "POST":
        name = f"{found.edition.slug or 'urzad'}-wydanie-{number}.zip"
        return _file(packet_of(found, states.chain(subject, number)), "application/zip", name)
    base = f"{home}wydania/{number}/"
    trail = (*trail_of(subject, home), Step(f"Wydanie {number}", base))
    frame = Frame("Paczka", subject.office, trail=trail, indexed=False, here=f"{base}paczka/")
    context = {"frame": frame, "home": home, "older": found}
    made_of = [subject.office.edition, found.edition]
    return answers.page(request, "bip/packet.html", context, made_of=made_of, dated=False)


@public("GET")
@of_subject
def basis(request: HttpRequest, subject: Subject, home: str, number: int) -> HttpResponse:
    """The file of the edition's legal basis, if it has one."""
    found = states.edition(subject, number)
    if found is None:
        return _no_edition(request, subject, home, number)
    kept = states.attachment(found.metadata.legal_basis_digest)
    if kept is None:
        base, trail = f"{home}wydania/{number}/", trail_of(subject, home)
        return refusals.no_such_state(request, subject.office, home, why="basis", base=base, number=number, trail=trail)
    return _file(bytes(kept.content), "application/pdf", f"podstawa-prawna-wydanie-{number}.pdf")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    """To be saved, never shown as a page of this site."""
    return HttpResponse(
        content,
        content_type=kind,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Content-Security-Policy": FILE_POLICY,
            "Cache-Control": "no-cache",
            "X-Content-Type-Options": "nosniff",
            "X-Robots-Tag": "noindex",
        },
    )


def _no_edition(
    request: HttpRequest, subject: Subject, home: str, number: int | str, *, newest: int = 0, back: str = ""
) -> HttpResponse:
    return refusals.no_such_state(
        request,
        subject.office,
        home,
        why="edition",
        number=number,
        newest=newest,
        base=back,
        trail=trail_of(subject, home),
    )
