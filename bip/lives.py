"""What became of a duty or a unit from edition to edition, told for its page."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Final, Generic, TypeVar

from django.urls import reverse

from bip import finding
from bip.finding import DutySpot, Spot
from publishing import reading
from publishing.document import Point, Unit
from publishing.emails import without_emails
from publishing.models import Edition
from publishing.telling import Told
from publishing.turns import Turns
from publishing.words import Piece, near_changes, word_by_word

T = TypeVar("T", DutySpot, Spot)
OTHER_PAGES: Final = frozenset({"zmiany", "paczka", "podstawa"})  # below an edition's address these words are no units


@dataclass(frozen=True)
class Turn:
    """What an edition made of it, and where it stands as it was then. `reworded`: from then on it has other words."""

    edition: Edition
    told: tuple[Told, ...]
    path: str
    reworded: bool


@dataclass(frozen=True)
class Life:
    """`turns`, the newest first; `cut`: there are older ones, which only the register tells."""

    turns: tuple[Turn, ...] = ()
    cut: bool = False

    @property
    def since(self) -> Turn | None:
        """From when its words are the present ones; None if that is longer ago than is told."""
        return next((turn for turn in self.turns if turn.reworded), None)

    @property
    def changed(self) -> bool:
        return self.cut or len(self.turns) > 1

    @property
    def editions(self) -> list[Edition]:
        return [turn.edition for turn in self.turns]


def of_duty(key: str, turns: Turns) -> Life:
    return _LifeOfDuty(key).told(turns)


def of_unit(key: str, turns: Turns) -> Life:
    """Of its name and symbol, and of what it was part of."""
    return _LifeOfUnit(key).told(turns)


class _Telling(ABC, Generic[T]):
    """Goes through the editions, the oldest first, and remembers which departments hold it and what was told last."""

    def __init__(self, key: str) -> None:
        self.key = key
        self._standing: dict[str, tuple[Edition, T]] = {}
        self._last: T | None = None

    @abstractmethod
    def find(self, root: Unit) -> T | None: ...

    @abstractmethod
    def name(self, found: T) -> str: ...

    @abstractmethod
    def words(self, found: T) -> str: ...

    @abstractmethod
    def changes(self, old: T, new: T) -> Iterator[Told]: ...

    @abstractmethod
    def path(self, found: T, edition: Edition) -> str: ...

    def told(self, turns: Turns) -> Life:
        found: list[Turn] = []
        for _, together in groupby(turns.editions, key=lambda edition: edition.in_force_from):
            editions = list(together)
            for edition in editions:
                self._pass(edition)
            found += self._turned(editions, is_first=not found, is_cut=turns.cut)
        if found and not any(turn.reworded for turn in found[1:]):  # the page itself shows the words of the beginning
            found[0] = replace(found[0], told=tuple(replace(told, pieces=()) for told in found[0].told))
        return Life(tuple(reversed(found)), turns.cut)

    def _pass(self, edition: Edition) -> None:
        found = self.find(reading.department_document_of(edition).unit)
        self._standing.pop(edition.key, None)
        if found:
            self._standing[edition.key] = edition, found

    def _turned(self, editions: list[Edition], *, is_first: bool, is_cut: bool) -> Iterator[Turn]:
        """What changed with these, which came into force at one moment; mostly one edition."""
        if not self._standing:
            if self._last:
                last = editions[-1]
                yield Turn(last, (Told("Usunięto."),), f"{_edition(last)}zmiany/", reworded=True)
            self._last = None
            return
        edition, found = max(self._standing.values(), key=lambda held: _rank(held[0]))
        old, self._last = self._last, found
        told = tuple(self.changes(old, found)) if old else ()
        if not old and not (is_first and is_cut):
            name = "Najstarszy znany stan" if is_first else "Przywrócono"
            told = (Told(f"{name}: {self.name(found)}.", self._shown(found) if is_first else ()),)
        if told:
            is_other = old is None or self.words(old) != self.words(found)
            yield Turn(edition, told, self.path(found, edition), reworded=is_other)

    def _shown(self, found: T) -> tuple[Piece, ...]:
        """The words of the beginning, where there are any beside its name."""
        words = without_emails(self.words(found))
        return (Piece("", words),) if words != self.name(found) else ()


class _LifeOfDuty(_Telling[DutySpot]):
    def find(self, root: Unit) -> DutySpot | None:
        return finding.duty_with(root, key=self.key)

    def name(self, found: DutySpot) -> str:
        designation = f"{found.designation[0].lower()}{found.designation[1:]}"
        return f"{designation} – {_place(found.spot)}"

    def words(self, found: DutySpot) -> str:
        """With its points, each on a line."""
        points = () if isinstance(found.subject, Point) else found.subject.points
        return "\n".join([found.subject.text, *(f"{point.number}) {point.text}" for point in points)])

    def changes(self, old: DutySpot, new: DutySpot) -> Iterator[Told]:
        if _held_by(old.spot) != _held_by(new.spot):
            yield Told(f"Przeniesiono: wcześniej {self.name(old)}, teraz {self.name(new)}.")
        elif old.designation != new.designation:
            yield Told(f"Zmieniono numer: wcześniej {old.designation.lower()}, teraz {new.designation.lower()}.")
        yield from _reworded("Zmieniono brzmienie:", self.words(old), self.words(new))
        yield from _reworded("Zmieniono podstawę prawną:", old.subject.legal_basis, new.subject.legal_basis)

    def path(self, found: DutySpot, edition: Edition) -> str:
        return f"{_edition(edition)}#zadanie-{self.key}"


class _LifeOfUnit(_Telling[Spot]):
    def find(self, root: Unit) -> Spot | None:
        return finding.unit_with(root, key=self.key)

    def name(self, found: Spot) -> str:
        return found.name_with_symbol

    words = name

    def changes(self, old: Spot, new: Spot) -> Iterator[Told]:
        if old.unit.name != new.unit.name:
            yield Told(f"Zmieniono nazwę: wcześniej „{old.unit.name}”, teraz „{new.unit.name}”.")
        if old.unit.symbol != new.unit.symbol:
            symbols = [spot.unit.symbol or "brak" for spot in (old, new)]
            yield Told(f"Zmieniono symbol: wcześniej {symbols[0]}, teraz {symbols[1]}.")
        above = [spot.parents[-1] if spot.above else spot for spot in (old, new)]
        if above[0].unit.key != above[1].unit.key:
            yield Told(f"Przeniesiono: wcześniej {above[0].unit.name}, teraz {above[1].unit.name}.")

    def path(self, found: Spot, edition: Edition) -> str:
        home, slug = _edition(edition), found.unit.slug
        return home if not found.above or slug in OTHER_PAGES else f"{home}{slug}/"


def _reworded(sentence: str, old: str, new: str) -> Iterator[Told]:
    if old != new:
        pieces = near_changes(word_by_word(old, new))
        yield Told(sentence, tuple(Piece(piece.how, without_emails(piece.text)) for piece in pieces))


def _held_by(spot: Spot) -> tuple[str, str]:
    return spot.department.key, spot.unit.key


def _place(spot: Spot) -> str:
    return f"{spot.name_with_symbol}, {spot.department.name}" if spot.above else spot.name_with_symbol


def _edition(edition: Edition) -> str:
    return reverse("bip:department_edition", args=[edition.slug, edition.number])


def _rank(edition: Edition) -> tuple[Any, ...]:
    """Of two departments that hold it, the one counts that says so since last, as `publishing.reading` has it."""
    return edition.in_force_from, edition.published_at, edition.pk
