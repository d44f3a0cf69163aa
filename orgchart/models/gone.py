"""What became of units and duties that were removed: so that their lasting addresses can tell."""

from django.db import models
from django.utils import timezone

from journal.recording import RecordedQuerySet


class Gone(models.Model):
    """A unit or a duty that an editor removed. `successors`: keys of what took its place, separated by spaces.

    An empty `how` means that nobody has answered yet; readers are told then only that it is gone.
    """

    class How(models.TextChoices):
        CLOSED = "closed", "bez następcy"
        MERGED = "merged", "połączono z inną"
        SPLIT = "split", "podzielono"
        RENAMED = "renamed", "zastąpiono jedną nową"

    class Kind(models.TextChoices):
        UNIT = "unit", "komórka"
        DUTY = "duty", "zadanie"

    key = models.CharField("klucz", max_length=16, unique=True)
    kind = models.CharField("rodzaj", max_length=10, choices=Kind)
    department_key = models.CharField("klucz departamentu", max_length=16)
    title = models.CharField("co usunięto", max_length=300)
    place = models.CharField("gdzie było", max_length=300, blank=True)
    how = models.CharField("co się z tym stało", max_length=10, choices=How, blank=True)
    successors = models.CharField("następcy", max_length=1000, blank=True)
    at = models.DateTimeField("kiedy", default=timezone.now)

    objects = RecordedQuerySet["Gone"].as_manager()

    class Meta:
        verbose_name = "usunięta komórka lub zadanie"
        verbose_name_plural = "usunięte komórki i zadania"
        ordering = ["-at", "-pk"]
        default_permissions = ("view", "change")
        indexes = [models.Index(fields=["department_key"], name="gone_department")]

    def __str__(self) -> str:
        return self.title
