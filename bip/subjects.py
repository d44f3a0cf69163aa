"""Whose history an address speaks of: a department's, or the office's."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from bip import former
from bip.frame import Step
from publishing import reading
from publishing.reading import Subject

P = ParamSpec("P")


def home_of_address(department: str | None) -> str:
    return f"/{department}/" if department else "/"


def of_subject(
    view: Callable[Concatenate[HttpRequest, Subject, str, P], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Give the view the subject instead of the address's word, and the address below which its history stands.

    A former address leads to the present one.
    """

    @wraps(view)
    def answer(
        request: HttpRequest, /, department: str | None = None, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        subject = reading.subject(department, timezone.now())
        if subject.edition is None and department:
            return former.department(request, department, subject.office)
        return view(request, subject, home_of_address(department), *args, **kwargs)

    return answer


def trail_of(subject: Subject, home: str) -> tuple[Step, ...]:
    """The way back up to the subject's page; the office's is the front page, which stands there anyway."""
    return (Step(subject.edition.title, home),) if subject.edition and home != "/" else ()
