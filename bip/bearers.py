"""What is said of those who bore a symbol: in which year, in which edition, what they are called now.

Each sentence is made of pieces, because symbols and links stand in it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from bip.finding import Spot
from bip.frame import home_of
from bip.results import Result
from bip.wording import day, fate
from search.lettermark import compact, same
from search.marks import Bearer, How, Place, Resolved

NEUTER: Final = frozenset({"biuro", "centrum", "stanowisko", "samodzielne-stanowisko"})
FEMININE: Final = frozenset({"kancelaria", "sekcja", "pracownia"})
PLURAL: Final = frozenset({"stanowiska", "samodzielne-stanowiska"})
MISSING: Final = {"class": "klasy", "number": "numeru sprawy", "year": "roku"}


@dataclass(frozen=True)
class Piece:
    """A part of a sentence: a link, a symbol or a mark, or only words."""

    text: str
    href: str = ""
    is_symbol: bool = False


Line = tuple[Piece, ...]


@dataclass(frozen=True)
class Told:
    """What stands above the results: a sentence, a list, more sentences, some in small letters; and the results."""

    lead: Line
    items: tuple[Line, ...] = ()
    more: tuple[Line, ...] = ()
    small: tuple[Line, ...] = ()
    results: tuple[Result, ...] = ()


def sentences_of(resolved: Resolved, at: datetime) -> Told:
    """What is said of a mark, but for the results."""
    sentences = WORDED[resolved.how](resolved, at)
    if resolved.mark.form != "half":
        return sentences
    *firsts, last = (MISSING[part] for part in resolved.mark.missing)
    missing = " i ".join(filter(None, (", ".join(firsts), last)))
    is_glued = "class" in resolved.mark.missing  # something stands there
    unread = f"{missing[0].upper()}{missing[1:]} nie umiemy odczytać"
    said = unread if is_glued else f"To nie jest cały znak: brakuje {missing}"
    advice = " Symbol może w różnych latach należeć do różnych komórek, więc przepisz znak do końca."
    half = (Piece(f"{said}.{'' if resolved.mark.year else advice}"),)
    return replace(sentences, more=(*sentences.more, half))


def _then(resolved: Resolved, at: datetime) -> Told:
    first, year = resolved.bearers[0], resolved.mark.year
    beginning = (*_mark(resolved), Piece(f": w {year} r. "))
    if len(resolved.bearers) == 1:
        lead = (*beginning, *_by_symbol(resolved), *_did(first), *_and_today(first))
        return Told(lead, more=(*_today(resolved, at), *_coming(resolved, at)), small=(_source(first),))
    lead = (
        *beginning,
        Piece("symbol "),
        *_symbol(resolved),
        Piece(" przeszedł do innej komórki. Oznaczały nim pisma:"),
    )
    items = tuple((*_when(bearer, year), *_name(bearer), *_and_today(bearer)) for bearer in resolved.bearers)
    sources = tuple(_source(bearer) for bearer in resolved.bearers)
    return Told(lead, items, (*_today(resolved, at), *_coming(resolved, at)), sources)


def _earliest(resolved: Resolved, at: datetime) -> Told:
    """The answer first, and then how far it can be trusted."""
    first, year = resolved.bearers[0], resolved.mark.year or 0
    oldest = resolved.oldest or first.oldest
    reaches = timezone.localdate(oldest).year <= year
    whose = f" departamentu „{first.edition.title}”" if reaches else ""
    known = day(timezone.localdate(first.oldest if reaches else oldest))
    lead = (*_mark(resolved), Piece(": "), *_by_symbol(resolved))
    for number, bearer in enumerate(resolved.bearers):
        lead = (*lead, Piece("Także " if number else ""), *_did(bearer), *_and_today(bearer), Piece(" "))
    state = "" if known == _since(first) else f" w najstarszym stanie, w którym on jest: z {_since(first)}"
    doubt = (
        Piece(f"Najstarszy stan{whose} w tym portalu jest z {known}, więc nie wiemy, kto używał symbolu "),
        *_symbol(resolved),
        Piece(f" w {year} r.; podajemy, kto używał go{state or ' w tym najstarszym stanie'}."),
    )
    return Told(lead, more=(doubt, *_today(resolved, at)), small=(_source(first),))


def _otherwise(resolved: Resolved, at: datetime) -> Told:
    lead = (
        *_mark(resolved),
        Piece(f": w stanach z {resolved.mark.year} r., które pokazuje ten portal, żadna komórka nie ma symbolu "),
        *_symbol(resolved),
        Piece(". W innym czasie oznaczały nim pisma:"),
    )
    items = tuple((*_when(bearer), *_name(bearer), *_and_today(bearer)) for bearer in resolved.bearers)
    return Told(lead, items, small=tuple(_source(bearer) for bearer in resolved.bearers))


def _future(resolved: Resolved, at: datetime) -> Told:
    year = resolved.mark.year
    doubt = f": rok {year} jeszcze się nie zaczął, więc sprawdź, czy nie ma w nim pomyłki. "
    said = (_past if resolved.bearers[0].until and resolved.bearers[0].until <= at else _present)(resolved, at)
    return replace(said, lead=(*_mark(resolved), Piece(doubt), *said.lead))


def _present(resolved: Resolved, at: datetime) -> Told:
    names = tuple(
        piece
        for number, bearer in enumerate(resolved.bearers)
        for piece in (Piece(" i " if number else ""), *_named(bearer.now or bearer.then))
    )
    many = len(resolved.bearers) > 1 or resolved.bearers[0].then.unit.kind in PLURAL
    does = " oznaczają pisma " if many else " oznacza pisma "
    lead = (Piece("Symbolem "), *_symbol(resolved), Piece(does), *names, Piece("."))
    return Told(lead, more=(*_before(resolved), *_coming(resolved, at)))


def _past(resolved: Resolved, at: datetime) -> Told:
    last = resolved.bearers[-1]
    lead = (
        *(Piece("Symbolem "), *_symbol(resolved), Piece(f" nikt dziś nie oznacza pism. Ostatnio, {_until(last)}, ")),
        *_did(last, " nim"),
        *_and_today(last),
    )
    more = (*_before(resolved), *_coming(resolved, at))
    return Told(lead, more=more, small=(_source(last),))


def _planned(resolved: Resolved, at: datetime) -> Told:
    lead = (Piece("Symbolem "), *_symbol(resolved), Piece(" nikt jeszcze nie oznacza pism."))
    return Told(lead, more=tuple(_plan(resolved, bearer) for bearer in resolved.bearers))


def _never(resolved: Resolved, at: datetime) -> Told:
    lead = (
        Piece("Brak wyników: symbolu "),
        Piece(resolved.symbol, is_symbol=True),
        Piece(" nie ma żadna komórka ani dziś, ani w starszych stanach, które pokazuje ten portal."),
    )
    if not resolved.similar:
        return Told(lead)
    links = [Piece(symbol, f"{reverse('bip:search')}?{urlencode({'q': symbol})}") for symbol in resolved.similar]
    pieces = [piece for link in links for piece in (Piece(", "), link)][1:]
    return Told(lead, more=((Piece("Podobne symbole: "), *pieces, Piece(".")),))


def _mark(resolved: Resolved) -> Line:
    """As the office writes it, if it is whole; with all of its symbol, where only the beginning is known."""
    mark = resolved.mark
    if mark.form != "whole":
        return (Piece("Znak "), Piece(mark.typed, is_symbol=True))
    is_known = same(compact(mark.printed), {compact(resolved.symbol)})
    printed = resolved.symbol if is_known else mark.printed
    return (Piece("Znak "), Piece(str(replace(mark, printed=printed, initials=mark.initials.upper())), is_symbol=True))


def _symbol(resolved: Resolved) -> Line:
    return (Piece(resolved.symbol, is_symbol=True),)


def _by_symbol(resolved: Resolved) -> Line:
    return (Piece("symbolem "), *_symbol(resolved), Piece(" "))


def _did(bearer: Bearer, by_it: str = "") -> Line:
    """«oznaczał pisma Referat …»"""
    kind = bearer.then.unit.kind
    ending = "o" if kind in NEUTER else "a" if kind in FEMININE else "y" if kind in PLURAL else ""
    return (Piece(f"oznaczał{ending}{by_it} pisma "), *_name(bearer))


def _name(bearer: Bearer) -> Line:
    then = bearer.then
    return (Piece(f"{then.unit.name} ({then.above[0].name})" if then.above else then.unit.name),)


def _named(place: Place) -> Line:
    return (Piece(place.unit.name, Spot(place.unit, place.above).path),)


def _and_today(bearer: Bearer) -> Line:
    """What the unit is called now, or what became of it."""
    now = bearer.now
    if now is None and bearer.how == "renamed" and len(bearer.successors) == 1:
        now = bearer.successors[0]
    if now is None:
        return _gone(bearer)
    then, unit = bearer.then, now.unit
    name = _named(now)
    has = (Piece(", symbol "), Piece(unit.symbol, is_symbol=True)) if unit.symbol else (Piece(", bez symbolu"),)
    same_symbol = compact(unit.symbol) == compact(then.unit.symbol)
    if unit.name == then.unit.name and same_symbol:
        said: Line = (Piece(". Dziś nazywa się tak samo i ma ten sam symbol: "), *name)
    elif unit.name == then.unit.name:
        said = (Piece(". Dziś nazywa się tak samo: "), *name, *has)
    else:
        said = (Piece(". Dziś nazywa się "), *name, *(has if not same_symbol else (Piece(", symbol ma ten sam"),)))
    moved = now.above and then.above and now.above[0].key != then.above[0].key
    where: Line = (Piece("; należy teraz do: "), *_named(Place(now.above[0], (), now.document))) if moved else ()
    return (*said, *where, Piece("."))


def _gone(bearer: Bearer) -> Line:
    how = f" ({fate(bearer.how)})" if fate(bearer.how) else ""
    if not bearer.successors:
        return (Piece(f". Dziś tej komórki nie ma w tym biuletynie{how}."),)
    verb = "Zastąpiła ją" if len(bearer.successors) == 1 else "Zastąpiły ją"
    links = [piece for place in bearer.successors for piece in (Piece(", "), *_named(place))][1:]
    return (Piece(f". Dziś tej komórki nie ma{how}. {verb}: "), *links, Piece("."))


def _today(resolved: Resolved, at: datetime) -> tuple[Line, ...]:
    """Who bears the symbol now, if another one does."""
    present = [bearer for bearer in resolved.others if bearer.since <= at and (not bearer.until or bearer.until > at)]
    return tuple(
        (Piece("Dziś symbol "), *_symbol(resolved), Piece(" ma inna komórka: "), *_named(bearer.now), Piece("."))
        for bearer in present
        if bearer.now
    )


def _before(resolved: Resolved) -> tuple[Line, ...]:
    return tuple(
        (Piece(f"Wcześniej, {_until(bearer)}, "), *_did(bearer, " nim"), *_and_today(bearer))
        for bearer in reversed(resolved.others)
        if bearer.until
    )


def _coming(resolved: Resolved, at: datetime) -> tuple[Line, ...]:
    """What is planned, where it matters: not for a year that is over."""
    is_over = resolved.mark.year is not None and resolved.mark.year < timezone.localtime(at).year
    return () if is_over else tuple(_plan(resolved, bearer) for bearer in resolved.planned)


def _plan(resolved: Resolved, bearer: Bearer) -> Line:
    name = (*_by_symbol(resolved), Piece("ma oznaczać pisma "), *_name(bearer))
    return (
        Piece(f"Od {_since(bearer)} "),
        *name,
        Piece(" ("),
        Piece("wydanie zaplanowane", _address(bearer)),
        Piece(")."),
    )


def _when(bearer: Bearer, year: int | None = None) -> Line:
    """«od 1.03.2026 do 31.05.2026: »; within a year only what is in it."""
    is_told = year is None or timezone.localdate(bearer.since).year == year
    began = f"od {_since(bearer)}" if is_told else ""
    until = _until(bearer) if bearer.until and (year is None or _last_day(bearer.until).year == year) else ""
    words = " ".join(filter(None, (began, until)))
    return (Piece(f"{words}: "),) if words else ()


def _since(bearer: Bearer) -> str:
    return day(timezone.localdate(bearer.since))


def _last_day(until: datetime) -> datetime:
    return timezone.localtime(until - timedelta(microseconds=1))


def _until(bearer: Bearer) -> str:
    return f"do {day(_last_day(bearer.until))}" if bearer.until else ""


def _source(bearer: Bearer) -> Line:
    edition = bearer.edition
    since = day(timezone.localdate(edition.in_force_from))
    link = Piece(f"wydanie {edition.number}", _address(bearer))
    return (Piece("Źródło: "), link, Piece(f" strony „{edition.title}”, obowiązujące od {since}."))


def _address(bearer: Bearer) -> str:
    return f"{home_of(bearer.edition)}wydania/{bearer.edition.number}/"


WORDED: Final[Mapping[How, Callable[[Resolved, datetime], Told]]] = {
    "then": _then,
    "earliest": _earliest,
    "otherwise": _otherwise,
    "future": _future,
    "present": _present,
    "past": _past,
    "planned": _planned,
    "never": _never,
}
