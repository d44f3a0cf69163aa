"""What `bench.grow` found, in words, and which goals were missed."""

from collections.abc import Iterator
from typing import Any, Final

SECONDS_TO_PUBLISH: Final = 2.0
SECONDS_TO_COMPARE: Final = 0.3
MOST_QUERIES: Final = 3
IN_PROPORTION: Final = 1.25  # what a kilobyte of the largest page may cost, if one of the sample's costs 1
JUDGED: Final = "department"  # the page that grows with the department; the others show a part of it


def report(told: dict[str, Any]) -> Iterator[str]:
    size, small, large = told["size"], told["publish"]["sample"], told["publish"]["largest"]
    yield f"Duży urząd: {size['departments']} departamentów, {size['units']} komórek, {size['duties']} zadań;"
    yield f"największy departament: {size['largest_units']} komórek, {size['largest_duties']} zadań."
    yield f"Pierwsze wydanie największego: {told['first']:.2f} s (cel: poniżej {SECONDS_TO_PUBLISH:g} s)."
    yield f"Następne wydanie: {large:.2f} s, przykładowego: {small:.3f} s ({large / small:.0f} razy mniej)."
    yield "Strony składane od nowa, przykładowego departamentu / największego."
    yield "Dokumenty są już wczytane, jak w procesie, który pokazał inną stronę departamentu; wczytania się nie liczy."
    yield f"{'':<26} {'zapytań':>7} {'KB':>14} {'ms':>15} {'ms/KB':>12} {'stosunek':>8}"
    for name, one in told["pages"]["sample"].items():
        yield _row(name, one, told["pages"]["largest"][name])
    yield f"Cel (stosunek najwyżej {IN_PROPORTION:g}) dotyczy strony „{JUDGED}”."
    yield from _of_history(told)


def _of_history(told: dict[str, Any]) -> Iterator[str]:
    history, seconds = told["history"], told["differences"]
    yield f"Różnice największego departamentu po reorganizacji: {seconds:.2f} s (cel: {SECONDS_TO_COMPARE:g} s)."
    made = history["made"]
    yield f"Strony dziejów, przykładowego departamentu / departamentu, który ma {made['editions']} wydań."
    yield f"{'':<26} {'zapytań':>7} {'KB':>14} {'ms':>15}"
    for name, one in history["sample"].items():
        other = history["many"][name]
        yield "{:<26} {:>7} {:>14} {:>15}".format(
            name,
            f"{one['queries']} / {other['queries']}",
            f"{one['kilobytes']:.1f} / {other['kilobytes']:.1f}",
            f"{one['milliseconds']:.1f} / {other['milliseconds']:.1f}",
        )


def _row(name: str, one: dict[str, float], other: dict[str, float]) -> str:
    cells = [
        f"{one['queries']} / {other['queries']}",
        f"{one['kilobytes']:.1f} / {other['kilobytes']:.1f}",
        f"{one['milliseconds']:.1f} / {other['milliseconds']:.1f}",
        f"{_per_kilobyte(one):.2f} / {_per_kilobyte(other):.2f}",
    ]
    return (
        "{:<26} {:>7} {:>14} {:>15} {:>12}".format(name, *cells) + f" {_per_kilobyte(other) / _per_kilobyte(one):>8.2f}"
    )


def _per_kilobyte(cost: dict[str, float]) -> float:
    return cost["milliseconds"] / cost["kilobytes"]


def missed(told: dict[str, Any]) -> Iterator[str]:
    sample, largest = told["pages"]["sample"], told["pages"]["largest"]
    if max(told["first"], told["publish"]["largest"]) >= SECONDS_TO_PUBLISH:
        yield "czas publikacji największego departamentu"
    for name, one in sample.items():
        if one["queries"] != largest[name]["queries"] or one["queries"] > MOST_QUERIES:
            yield f"liczba zapytań strony „{name}”"
    if told["differences"] >= SECONDS_TO_COMPARE:
        yield "czas porównania największego departamentu"
    for name, cost in told["history"]["many"].items():
        if cost["queries"] > MOST_QUERIES:
            yield f"liczba zapytań strony dziejów „{name}”"
    if _per_kilobyte(largest[JUDGED]) > IN_PROPORTION * _per_kilobyte(sample[JUDGED]):
        yield "koszt największej strony w stosunku do jej długości"
