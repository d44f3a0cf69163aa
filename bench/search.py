"""What `bench.seek` found, in words, and which goals were missed."""

import statistics
from collections.abc import Iterator, Sequence
from typing import Any, Final

MILLISECONDS: Final = {"sqlite": 60, "postgresql": 30}  # of a search of two words, 95 of 100
OF_SUGGESTIONS: Final = 10
SECONDS_TO_REBUILD: Final = 60
SECONDS_TO_FOLLOW: Final = 2
NAMES: Final = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
KINDS: Final = {
    "rare and common": "rzadkie i częste słowo",
    "both common": "dwa częste słowa",
    "inflected": "inne formy słów",
    "no diacritics": "bez znaków diakrytycznych",
    "mistyped": "z literówką w każdym słowie",
    "other words": "inne słowo na to samo",
}


def p95(taken: Sequence[float]) -> float:
    return statistics.quantiles(taken, n=20)[-1]


def report(told: dict[str, Any]) -> Iterator[str]:
    every, plain = _every(told), told["bare"]
    goal = MILLISECONDS[told["database"]]
    yield f"Szukanie, {NAMES[told['database']]}: {told['entries']} haseł, {told['words']} słów, {told['forms']} form."
    yield f"{len(every)} pytań o dwa słowa, każde najlepsze z kilku razy; ms w aplikacji (bez szablonu)."
    yield f"{'':<28} {'mediana':>8} {'p95':>8} {'cel':>5} {'':>4} {'stosunek':>9}"
    for kind, taken in told["found"].items():
        yield _row(KINDS[kind], taken, plain)
    yield _row("wszystkie", every, plain, goal)
    yield _row("cała strona", told["pages"], plain)
    if told["suggested"] is not None:
        yield _row("podpowiedzi", told["suggested"], plain, OF_SUGGESTIONS)
    yield _row("LIKE, goła baza", plain, plain)
    yield "Stosunek median: do zapytania LIKE o te same słowa, które czyta wszystkie zadania i nie zna odmiany."
    followed = told["followed"]
    yield f"Indeks od nowa: {told['rebuilt']:.1f} s (cel: poniżej {SECONDS_TO_REBUILD} s)."
    yield f"Katalog, który proces czyta po każdej zmianie indeksu: {told['loaded']:.2f} s."
    yield (
        f"Indeks po jednej publikacji: {followed['largest']:.2f} s, największy departament; {followed['common']:.2f} s,"
        f" zwykły (cel: poniżej {SECONDS_TO_FOLLOW} s)."
    )


def _every(told: dict[str, Any]) -> list[float]:
    return [taken for of_kind in told["found"].values() for taken in of_kind]


def _row(name: str, taken: Sequence[float], bare: Sequence[float], goal: float | None = None) -> str:
    verdict = "" if goal is None else "tak" if p95(taken) <= goal else "NIE"
    median, ratio = statistics.median(taken), statistics.median(taken) / statistics.median(bare)
    return f"{name:<28} {median:>8.1f} {p95(taken):>8.1f} {goal or '–':>5} {verdict:>4} {ratio:>9.2f}"


def missed(told: dict[str, Any]) -> Iterator[str]:
    where = NAMES[told["database"]]
    if p95(_every(told)) > MILLISECONDS[told["database"]]:
        yield f"czas szukania, {where}"
    if told["suggested"] is not None and p95(told["suggested"]) > OF_SUGGESTIONS:
        yield f"czas podpowiedzi, {where}"
    if told["rebuilt"] >= SECONDS_TO_REBUILD:
        yield f"czas budowy indeksu, {where}"
    if max(told["followed"].values()) >= SECONDS_TO_FOLLOW:
        yield f"czas, po którym indeks zna nowe wydanie, {where}"
