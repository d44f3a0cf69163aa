"""Moving a unit in the tree: by mouse, by «w górę» and «w dół», and by a small page that needs neither.

Every move brings the digest of the tree as the editor saw it. If somebody changed the tree meanwhile, nothing is
moved: the page shows what was wanted beside how it stands now, and the move can be repeated from there.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db import transaction
from django.urls import reverse

from orgchart.admin.fields import TreeChoiceField
from orgchart.conflicts import Difference, digest
from orgchart.models import Unit
from orgchart.rights import Scope
from orgchart.services import MoveError, ids_below, lock_office, lost_units, move_unit

CHANGED_MEANWHILE = (
    "Ktoś inny zmienił w tym czasie strukturę, więc niczego jeszcze nie przeniesiono. Porównaj w tabeli, czego chcesz, "
    "z tym, jak jest teraz, i w razie potrzeby przenieś ponownie."
)
GONE = "Tej komórki już nie ma: ktoś ją w tym czasie usunął. Niczego nie przeniesiono."


class StaleTree(Exception):
    """The tree is not what the editor saw."""


def tree_state() -> str:
    """The digest of who belongs to whom, and in which order."""
    return digest(list(Unit.objects.order_by("pk").values_list("pk", "parent", "position")))


@dataclass(frozen=True)
class Wish:
    """Where a unit shall stand: below `parent` (None: a department), at `place` (1 is first, None last)."""

    unit: Unit
    parent: Unit | None
    place: int | None = None

    @property
    def address(self) -> str:
        """The page where the wish can be looked at again and repeated."""
        fields = {"parent": self.parent.pk if self.parent else "", "place": self.place or "", "zmieniono": "tak"}
        return f"{reverse('admin:orgchart_unit_move', args=[self.unit.pk])}?{urlencode(fields)}"

    def fulfil(self, seen: str) -> Unit:
        """Move, provided that the tree is still as it was seen. Raises `StaleTree` and `MoveError`."""
        with transaction.atomic():
            lock_office()
            if seen != tree_state():
                raise StaleTree
            return move_unit(self.unit, parent=self.parent, index=self.place - 1 if self.place else None)

    def beside_what_stands(self) -> list[Difference]:
        now = Unit.objects.get(pk=self.unit.pk)
        return [
            Difference("część jednostki", str(self.parent or "(departament)"), str(now.parent or "(departament)")),
            Difference("miejsce", str(self.place or "ostatnie"), str(now.position)),
        ]


def wish_of_drop(unit: Unit, target: Unit, position: str) -> Wish:
    """What dropping `unit` to the «left» or «right» of the target, or on it as «last-child», means.

    Raises `MoveError`. Both rows must have been read under the lock.
    """
    if position == "last-child":
        return Wish(unit, target)
    if unit.pk == target.pk:
        raise MoveError(f"Komórkę „{unit.name}” upuszczono na nią samą, więc niczego nie przeniesiono.")
    others = Unit.objects.filter(parent=target.parent_id).exclude(pk=unit.pk).order_by("position")
    before = list(others.values_list("pk", flat=True)).index(target.pk)
    return Wish(unit, target.parent, before + (1 if position == "left" else 2))


def wish_of_step(unit: Unit, by: int) -> Wish:
    return Wish(unit, unit.parent, max(1, unit.position + by))


class MoveForm(forms.Form):
    parent = TreeChoiceField(Unit.objects.none(), label="Nowa jednostka nadrzędna", empty_label=None)
    place = forms.IntegerField(
        label="Miejsce", required=False, min_value=1, help_text="1 – na początku. Puste – na końcu."
    )

    def __init__(self, unit: Unit, scope: Scope, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit = unit
        if unit.parent_id is None:
            del self.fields["parent"]
        else:
            parent: Any = self.fields["parent"]
            parent.queryset = Unit.objects.exclude(pk__in=ids_below(unit.pk))
            if unit.pk in lost_units() and scope.whole:
                parent.required, parent.empty_label = False, "(żadna – będzie departamentem)"
            parent.limit_to(scope)

    @property
    def wish(self) -> Wish:
        return Wish(self.unit, self.cleaned_data.get("parent"), self.cleaned_data["place"])

    def fulfil(self, seen: str) -> bool:
        """Move as the form says; errors come to stand in the form."""
        try:
            self.wish.fulfil(seen)
        except MoveError as error:
            self.add_error(None, str(error))
        except StaleTree:
            self.add_error(None, CHANGED_MEANWHILE)
        return not self.errors
