from typing import Any, ClassVar, TypeVar

from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse

_Node = TypeVar("_Node", bound=models.Model)

class MPTTModelAdmin(admin.ModelAdmin[_Node]): ...

class DraggableMPTTAdmin(MPTTModelAdmin[_Node]):
    expand_tree_by_default: ClassVar[bool]
    mptt_level_indent: ClassVar[int]
    mptt_indent_field: ClassVar[str | None]
    def _move_node(self, request: HttpRequest) -> HttpResponse: ...
    def _tree_context(self, request: HttpRequest) -> dict[str, Any]: ...
