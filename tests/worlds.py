"""Worlds that many tests begin with: built once, and put back after each test.

What a fixture made with `kept` writes stays in an open transaction while tests follow that ask for it, each in a
savepoint of its own. Worlds stand on each other: an office, its department, its editions. Tests are sorted by the
worlds that they ask for, so that few are built twice. A test that commits finds an empty database, and builds its own.
"""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from inspect import Parameter, Signature, signature
from typing import Any

import pytest
from django.db import connection, transaction

Build = Callable[..., Any]


@dataclass(frozen=True)
class World:
    """`values`: what this build and those below it returned."""

    build: Build
    values: dict[str, Any]
    transaction: transaction.Atomic


BUILDS: dict[Build, Build] = {}
standing: list[World] = []
copies: dict[str, Any] = {}  # of all that stands, for the test that runs


def kept(build: Build) -> Any:
    """Make a fixture of a function whose parameters are kept fixtures; a test gets copies of what it returned."""

    def fixture(db: None, **below: Any) -> Any:
        if any(world.build is build for world in standing):
            return copies[build.__name__]
        return build(**below)

    names = ["db", *signature(build).parameters]
    fixture.__signature__ = Signature([Parameter(name, Parameter.KEYWORD_ONLY) for name in names])  # type: ignore[attr-defined]
    fixture.__doc__ = build.__doc__
    BUILDS[fixture] = build
    return pytest.fixture(fixture, name=build.__name__)


def commits(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    is_marked = bool(marker and marker.kwargs.get("transaction"))
    return is_marked or bool({"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ())))


def asked_by(item: pytest.Item) -> list[Build]:
    """The worlds that a test stands on, lowest first."""
    found: dict[Build, None] = {}
    if not commits(item):
        for name in sorted(getattr(item, "fixturenames", ())):
            _find(item, name, found)
    return list(found)


def _find(item: Any, name: str, found: dict[Build, None]) -> None:
    definitions = item._fixtureinfo.name2fixturedefs.get(name)
    build = BUILDS.get(definitions[-1].func) if definitions else None
    if build is not None:
        for below in signature(build).parameters:
            _find(item, below, found)
        found[build] = None


def order(item: pytest.Item) -> tuple[bool, list[str]]:
    return commits(item), [f"{build.__module__}.{build.__name__}" for build in asked_by(item)]


def stand_on(builds: list[Build]) -> None:
    """Put away what is not asked for, and build what is missing."""
    while [world.build for world in standing] != builds[: len(standing)]:
        put_away()
    for build in builds[len(standing) :]:
        add(build)
    copies.clear()
    if standing:
        copies.update(deepcopy(standing[-1].values))


def add(build: Build) -> None:
    values = deepcopy(standing[-1].values) if standing else {}
    opened = transaction.atomic()
    opened.__enter__()
    try:
        values[build.__name__] = build(**{name: values[name] for name in signature(build).parameters})
        connection.check_constraints()
    except BaseException as error:
        opened.__exit__(type(error), error, None)
        raise
    standing.append(World(build, values, opened))


def put_away() -> None:
    world = standing.pop()
    transaction.set_rollback(True)
    world.transaction.__exit__(None, None, None)
