"""The index, made of editions and rebuildable at any time; what editors say of words; what people did not find."""

from typing import Final

from django.db import models
from django.db.models import Q

from journal.recording import RecordedQuerySet

STATE_ID: Final = 1


class IndexState(models.Model):
    """One row: of which public version the index was made, by which analyser; `stamp` changes with every change."""

    version = models.PositiveBigIntegerField(default=0)
    analyser = models.CharField(max_length=80, blank=True)
    stamp = models.CharField(max_length=32, blank=True)

    class Meta:
        verbose_name = "stan indeksu"
        verbose_name_plural = "stan indeksu"
        constraints = [models.CheckConstraint(condition=Q(pk=STATE_ID), name="one_index_state")]

    def __str__(self) -> str:
        return f"{self.version} {self.analyser}"


class IndexedEdition(models.Model):
    """An edition that stands in the index: one in force or planned. `digest` tells whether it was redacted since."""

    edition = models.PositiveBigIntegerField(unique=True)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = "wydanie w indeksie"
        verbose_name_plural = "wydania w indeksie"

    def __str__(self) -> str:
        return str(self.edition)


class IndexedPlace(models.Model):
    """A unit as results show it: `line`, JSON, the units from the department down to it, without duties and subunits.

    `beside`, JSON: texts that help everything in the unit to be found, but find nothing by themselves.
    """

    edition = models.ForeignKey(IndexedEdition, models.CASCADE)
    key = models.CharField(max_length=16)
    symbol = models.CharField(max_length=20, blank=True)
    common = models.TextField(blank=True)
    line = models.TextField()
    beside = models.TextField()

    class Meta:
        verbose_name = "miejsce w indeksie"
        verbose_name_plural = "miejsca w indeksie"

    def __str__(self) -> str:
        return self.key


class IndexedEntry(models.Model):
    """A thing that can be found. `words`: the distinct lexemes by which it is found, parted by spaces.

    PostgreSQL keeps them in a generated `tsvector` beside it, SQLite in a table of FTS5 that follows by triggers.
    `fields`, JSON: its texts, analysed; `item`, JSON: the thing itself, as the document holds it.
    """

    edition = models.ForeignKey(IndexedEdition, models.CASCADE)
    place = models.ForeignKey(IndexedPlace, models.CASCADE, null=True)
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    key = models.CharField(max_length=16)
    words = models.TextField()
    fields = models.TextField()
    item = models.TextField(blank=True)

    class Meta:
        verbose_name = "hasło w indeksie"
        verbose_name_plural = "hasła w indeksie"

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class IndexWord(models.Model):
    """A lexeme of the index, and how many entries hold it."""

    word = models.CharField(max_length=80, unique=True)
    entries = models.IntegerField()

    class Meta:
        verbose_name = "słowo w indeksie"
        verbose_name_plural = "słowa w indeksie"

    def __str__(self) -> str:
        return self.word


class IndexForm(models.Model):
    """A form of a word, folded, and the lexeme that it leads to.

    `shown`: as a text has it, empty for a form that no text has; `seen`: how often the texts have it.
    """

    form = models.CharField(max_length=80)
    word = models.CharField(max_length=80)
    shown = models.CharField(max_length=80, blank=True)
    seen = models.IntegerField(default=0)

    class Meta:
        verbose_name = "forma słowa w indeksie"
        verbose_name_plural = "formy słów w indeksie"
        constraints = [models.UniqueConstraint(fields=["form", "word"], name="form_leads_once_to_a_word")]
        indexes = [models.Index(fields=["word"], name="form_word")]

    def __str__(self) -> str:
        return self.form


class Synonym(models.Model):
    """Other words for the same thing: who types one of those in `said` also finds what is `written` in the office's.

    Both hold expressions parted by semicolons or lines, in their base forms.
    """

    said = models.TextField("jak mówią ludzie", max_length=1000)
    written = models.TextField("jak pisze urząd", max_length=1000)

    objects = RecordedQuerySet["Synonym"].as_manager()

    class Meta:
        verbose_name = "inne słowa na to samo"
        verbose_name_plural = "inne słowa na to samo"
        ordering = ["said", "pk"]

    def __str__(self) -> str:
        return f"{self.said} → {self.written}"


class Miss(models.Model):
    """Words that somebody sought and did not find, on one day, so many times. Nothing about who it was."""

    words = models.CharField("słowa", max_length=200)
    day = models.DateField("dzień")
    count = models.PositiveIntegerField("ile razy", default=1)

    class Meta:
        verbose_name = "czego nie znaleziono"
        verbose_name_plural = "czego nie znaleziono"
        default_permissions = ("view",)
        constraints = [models.UniqueConstraint(fields=["day", "words"], name="missed_words_once_a_day")]

    def __str__(self) -> str:
        return self.words
