"""The working copy as plain data, so that a test can say what an import left as it was."""

from collections.abc import Sequence
from typing import Any

from contacts.models import Channel, Contact
from orgchart.models import Appointment, Department, Post, Unit
from regulation.report import ImportReport
from regulation.services import import_regulation
from tasks.models import Duty

ROWS = (Unit, Post, Appointment, Duty, Contact, Channel)


def everything() -> dict[str, list[Any]]:
    """All rows of the working copy with all their columns, by model."""
    return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in ROWS}


def keys() -> dict[str, dict[str, str]]:
    """What each key stands for, by model: a duty's text, a unit's name, and so on."""
    named = {Unit: "name", Post: "function", Appointment: "person", Duty: "text", Contact: "title", Channel: "value"}
    return {model.__name__: dict(model._default_manager.values_list("key", field)) for model, field in named.items()}


def key_of(text: str) -> str:
    """The key of the one duty that begins so."""
    return Duty.objects.get(text__startswith=text).key


def duties(symbol: str) -> list[str]:
    return list(
        Duty.objects.filter(unit__symbol=symbol, parent=None).order_by("position").values_list("text", flat=True)
    )


def symbols() -> list[str]:
    """The units below the one department, in their order."""
    root = Department.objects.get()
    return list(Unit.objects.filter(parent=root).order_by("position").values_list("symbol", flat=True))


def told(report: ImportReport) -> tuple[Sequence[str], Sequence[str], Sequence[str]]:
    return report.created, report.changed, report.removed


def load(text: str, **options: Any) -> ImportReport:
    return import_regulation(text=text, **options)
