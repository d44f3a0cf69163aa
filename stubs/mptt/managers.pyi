from typing import TypeVar

from django.db import models

_Node = TypeVar("_Node", bound=models.Model)

class TreeManager(models.Manager[_Node]): ...
