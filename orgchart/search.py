"""A column that holds other columns folded, so that «laski» finds «Łaski» on every database."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, Self, TypeVar

from django.db import models

from journal.recording import RecordedQuerySet
from orgchart.text import fold

MOST_WORDS = 20  # SQLite refuses a condition of a thousand parts

Row = TypeVar("Row", bound=models.Model)


class FoldedField(models.TextField[str, str]):
    """Filled from the named text fields of its row whenever the row is saved through the ORM."""

    def folded(self, *texts: str) -> str:
        return fold(" ".join(texts))

    def __init__(self, *, of: Iterable[str] = (), **kwargs: Any) -> None:
        self.of = tuple(of)
        defaults: dict[str, Any] = {"default": "", "blank": True, "editable": False}
        super().__init__(**defaults | kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        return name, path, list(args), {**kwargs, "of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        folded = self.folded(*(str(getattr(model_instance, name)) for name in self.of))
        setattr(model_instance, self.attname, folded)
        return folded


class CaselessField(FoldedField):
    """Holds one column without its case: neither database tells by itself that «ŚR» and «śr» are one symbol."""

    def folded(self, *texts: str) -> str:
        return "".join(texts).casefold()


class SearchableQuerySet(RecordedQuerySet[Row]):
    """`symbol_of`: the column of a symbol that finds the row; `parts`: rows that hang on it and are searched too."""

    symbol_of: ClassVar[str] = ""
    parts: ClassVar[str] = ""

    def matching(self, words: str) -> Self:
        """Rows that hold every one of the first words, in whatever case and with or without diacritics."""
        found = self
        for word in words.split()[:MOST_WORDS]:
            found = found.filter(self._holds(word))
        return found

    def _holds(self, word: str) -> models.Q:
        found = models.Q(searchable__contains=fold(word))
        if self.parts:
            with_part = self.model._default_manager.filter(**{f"{self.parts}__searchable__contains": fold(word)})
            found |= models.Q(pk__in=with_part.values("pk"))
        if self.symbol_of:
            found |= models.Q(**{self.symbol_of: word.casefold()})
        return found

    def bulk_update(self, objs: Iterable[Row], fields: Iterable[str], batch_size: int | None = None) -> int:
        """Whoever writes a text in bulk writes what is folded from it too."""
        rows, names = list(objs), list(fields)
        stale = [field.name for field in folded_fields(self.model) if set(field.of) & set(names)]
        for row in rows if stale else []:
            refold(row)
        return super().bulk_update(rows, list(dict.fromkeys([*names, *stale])), batch_size)

    def update(self, **values: Any) -> int:
        """What is folded from written texts alone is written with them."""
        for field in folded_fields(self.model):
            texts = [values.get(name) for name in field.of]
            if all(isinstance(text, str) for text in texts):
                values.setdefault(field.name, field.folded(*map(str, texts)))
        return super().update(**values)


def folded_fields(model: type[models.Model]) -> Sequence[FoldedField]:
    return [field for field in model._meta.concrete_fields if isinstance(field, FoldedField)]


def refold(row: models.Model) -> None:
    """Refresh the folded columns of a row that is about to be written in bulk, where no `pre_save` runs."""
    for field in folded_fields(type(row)):
        field.pre_save(row, add=False)
