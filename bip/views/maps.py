"""The way about the site: its map for people, its addresses for search engines, and what those should leave alone."""

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from bip import answers, refusals, sitemap
from bip.frame import Frame
from bip.public import public
from publishing import reading
from publishing.models import Edition
from publishing.reading import Whole

DESCRIPTION: Final = "Wszystkie strony tego biuletynu: departamenty, komórki, strony informacyjne, rejestry zmian."
UNWANTED: Final = ("/podglad/", "/szukaj/", "/wydania/", "/*/wydania/", "/stan-na/", "/*/stan-na/")


@public("GET")
def site_map(request: HttpRequest) -> HttpResponse:
    whole = reading.whole(timezone.now())
    frame = Frame("Mapa strony", whole.office, reverse("bip:site_map"), DESCRIPTION)
    context = {
        "frame": frame,
        "departments": sitemap.departments(whole),
        "pages": sitemap.pages(whole),
    }
    return answers.page(request, "bip/site_map.html", context, made_of=_editions(whole))


@public("GET")
def addresses(request: HttpRequest) -> HttpResponse:
    """`/sitemap.xml`: all addresses, or, where they are too many for one file, the list of the files."""
    whole = reading.whole(timezone.now())
    files = sitemap.parts(sitemap.addresses(whole))
    return _xml(sitemap.of_addresses(files[0]) if len(files) == 1 else sitemap.index_of(files), whole)


@public("GET")
def addresses_part(request: HttpRequest, number: int) -> HttpResponse:
    whole = reading.whole(timezone.now())
    files = sitemap.parts(sitemap.addresses(whole))
    if not 1 <= number <= len(files):
        return refusals.not_found(request, office=whole.office)
    return _xml(sitemap.of_addresses(files[number - 1]), whole)


@public("GET")
def robots(request: HttpRequest) -> HttpResponse:
    """For programs that follow links. Stands before anything is published."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in (settings.ADMIN_PATH, *UNWANTED)), ""]
    lines.append(f"Sitemap: {settings.SITE_URL}{reverse('bip:sitemap')}")
    rules = "\n".join(lines) + "\n"
    return HttpResponse(rules, "text/plain; charset=utf-8", headers={"Cache-Control": "public, max-age=86400"})


def _xml(body: str, whole: Whole) -> HttpResponse:
    answer = answers.PublicPage(body, made_of=_editions(whole))
    answer["Content-Type"] = "application/xml; charset=utf-8"
    return answer


def _editions(whole: Whole) -> list[Edition]:
    return [whole.office.edition, *(edition for edition, _ in whole.subjects)]
