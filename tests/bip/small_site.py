"""A site of few pages, each with a quirk of its own, behind all of the portal's middleware."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from bip.answers import page
from bip.public import moved, public
from publishing.models import Edition

TEMPLATES = {"page.html": "{% autoescape on %}<h1>{{ edition.title }}</h1>{{ filling }}{% endautoescape %}"}
FILLING = "Zadania departamentu. " * 100

made: list[str] = []


def title(request: HttpRequest, status: int = 200, filling: str = FILLING) -> HttpResponse:
    """The title of the office's edition in force; every making is counted."""
    made.append(request.path)
    edition = Edition.objects.in_force(timezone.now()).get(subject=Edition.Subject.OFFICE)
    context = {"edition": edition, "filling": filling}
    return page(request, "page.html", context, made_of=[edition], status=status)


def absent(request: HttpRequest) -> HttpResponse:
    return title(request, status=404)


def with_cookie(request: HttpRequest) -> HttpResponse:
    response = title(request)
    response.set_cookie("visit", "1")
    return response


def by_language(request: HttpRequest) -> HttpResponse:
    response = title(request)
    patch_vary_headers(response, ["Accept-Language"])
    return response


def by_session(request: HttpRequest) -> HttpResponse:
    request.session.get("name")
    return title(request)


def private(request: HttpRequest) -> HttpResponse:
    response = title(request)
    response["Cache-Control"] = "private"
    return response


def plain(request: HttpRequest) -> HttpResponse:
    made.append(request.path)
    return HttpResponse(FILLING)


@public("GET")
def reading(request: HttpRequest) -> HttpResponse:
    """Looks for a query in all ways, though it does not say so."""
    filling = [
        *request.GET.values(),
        request.META["QUERY_STRING"],
        request.get_full_path(),
        request.build_absolute_uri(),
    ]
    return title(request, filling=str(filling))


@public("GET", query=True)
def searching(request: HttpRequest) -> HttpResponse:
    return title(request, filling=request.GET.get("q", ""))


@public("GET")
def leading(request: HttpRequest) -> HttpResponse:
    return moved("/second/")


shown = public("GET", "POST")
urlpatterns = [
    path("", shown(title)),
    path("second/", shown(title)),
    path("absent/", shown(absent)),
    path("with-cookie/", shown(with_cookie)),
    path("by-language/", shown(by_language)),
    path("by-session/", shown(by_session)),
    path("private/", shown(private)),
    path("plain/", shown(plain)),
    path("undeclared/", title),
    path("reading/", reading),
    path("searching/", searching),
    path("leading/", leading),
    path("admin/", admin.site.urls),
]
