"""Types of the part of django-mptt that the portal uses; the package brings none of its own."""

from typing import Any, ClassVar, Self, TypeVar

from django.db import models
from mptt.managers import TreeManager
from mptt.querysets import TreeQuerySet

_Set_contra = TypeVar("_Set_contra", contravariant=True)
_Get_co = TypeVar("_Get_co", covariant=True)

class TreeForeignKey(models.ForeignKey[_Set_contra, _Get_co]): ...

class MPTTModel(models.Model):
    lft: int
    rght: int
    tree_id: int
    level: int
    objects: ClassVar[TreeManager[Any]]

    class Meta:
        abstract = True

    def get_ancestors(self, ascending: bool = ..., include_self: bool = ...) -> TreeQuerySet[Self]: ...
    def get_children(self) -> TreeQuerySet[Self]: ...
    def get_descendants(self, include_self: bool = ...) -> TreeQuerySet[Self]: ...
    def get_root(self) -> Self: ...
    def insert_at(self, target: Self | None, position: str = ..., save: bool = ...) -> None: ...
    def is_root_node(self) -> bool: ...
