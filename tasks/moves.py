"""Sending a duty with its points to another unit, by a small page: no script, no mouse.

The page brings the digest of the list in which the duty was seen. If somebody changed that list meanwhile, nothing is
moved until the editor has seen how the duty reads now.
"""

from typing import Any, Final

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest

from orgchart.admin.fields import TreeChoiceField
from orgchart.admin.rows import facts
from orgchart.admin.scopes import lock_office_for, scope_on
from orgchart.conflicts import digest
from orgchart.models import Unit
from orgchart.rights import Scope
from tasks.models import Duty
from tasks.services import move_duty

CHANGED_MEANWHILE: Final = (
    "Ktoś inny zmienił w tym czasie listę, na której stoi to zadanie, więc niczego jeszcze nie przeniesiono. Sprawdź, "
    "jak zadanie brzmi teraz, i przenieś je ponownie."
)
GONE: Final = "Tego zadania już nie ma: ktoś je w tym czasie usunął. Niczego nie przeniesiono."


def list_state(duty: Duty) -> str:
    """The digest of the list in which the duty stands."""
    return digest(list(Duty.objects.filter(unit=duty.unit_id).order_by("pk").values_list(*facts(Duty))))


class MoveDutyForm(forms.Form):
    unit = TreeChoiceField(Unit.objects.all(), label="Nowa komórka", empty_label="(wybierz)")
    place = forms.IntegerField(
        label="Numer na liście tej komórki",
        required=False,
        min_value=1,
        help_text="1 – na początku. Puste – na końcu. Zadania za nim dostaną dalsze numery.",
    )
    is_stale = False

    def __init__(self, duty: Duty, scope: Scope, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.duty = duty
        unit: Any = self.fields["unit"]
        unit.limit_to(scope)
        unit.queryset = unit.queryset.exclude(pk=duty.unit_id)

    def fulfil(self, request: HttpRequest) -> bool:
        """Move as the form says; errors come to stand in the form."""
        place = self.cleaned_data["place"]
        try:
            with transaction.atomic():
                lock_office_for(request)
                self._refuse_what_changed(request)
                move_duty(self.duty, unit=self.cleaned_data["unit"], index=place - 1 if place else None)
        except Duty.DoesNotExist:
            self.add_error(None, GONE)
        except ValidationError as error:
            self.add_error(None, error)
        return not self.errors

    def _refuse_what_changed(self, request: HttpRequest) -> None:
        """The office being locked, nothing can change any more."""
        stored = Duty.objects.select_related("unit").get(pk=self.duty.pk)
        if not (scope_on(request).holds(stored.unit) and scope_on(request).holds(self.cleaned_data["unit"])):
            raise PermissionDenied
        if list_state(stored) != request.POST.get("loaded"):
            self.is_stale = True
            raise ValidationError(CHANGED_MEANWHILE)
