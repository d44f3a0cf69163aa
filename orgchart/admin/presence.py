"""On every form of something in a department: who else opened one there not long ago (`orgchart.presence`)."""

from typing import Any

from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils import timezone

from orgchart.admin.scopes import ScopedAdmin
from orgchart.models import Unit
from orgchart.presence import department_of, note, others_editing, told


def note_presence(editing: ScopedAdmin[Any], request: HttpRequest, object_id: str | None) -> dict[str, Any]:
    """What the form is told of others. Whoever may only read is told as well, but is not noted: he changes nothing."""
    stored = editing.get_object(request, unquote(object_id)) if object_id is not None else None
    place = editing.place_of(stored) if stored else None
    if not isinstance(place, Unit) or not isinstance(request.user, User):
        return {}
    if not editing.has_view_or_change_permission(request, stored):
        return {}
    department = department_of(place)
    if department is None:
        return {}
    if editing.has_change_permission(request, stored):
        note(request.user, place, str(stored))
    now = timezone.now()
    return {"others_editing": [told(each, now) for each in others_editing(request.user, department, now)]}
