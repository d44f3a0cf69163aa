"""What every test runs with: its own environment, one of two databases, a browser where there is one, no network."""

import os
import shutil
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import django
import pytest
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, connections
from django.test import TransactionTestCase
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import Browser, Page, sync_playwright

import orgchart.triggers
import publishing.triggers
import search.triggers
from deptportal.environment import Environment
from journal.triggers import install
from tests import chromium, compliance_run, postgres, triggers, worlds

ENVIRONMENT = {
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    "DJANGO_ALLOW_ASYNC_UNSAFE": "1",  # Playwright keeps an event loop running beside the ORM
    "DJANGO_SETTINGS_MODULE": "deptportal.settings",
    "HTTPS": "off",
    "IN_FORCE_MEMORY_SECONDS": "0",
    "RELEASE": "test",
    "SECRET_KEY": "tylko-do-testow-" + "0123456789abcdef" * 3,
    "SITE_URL": "http://testserver",
}
UNSET = ["CSRF_TRUSTED_ORIGINS", "DATABASE_URL", "DEBUG", "DEFAULT_FROM_EMAIL", "DEMO", "EMAIL_URL", "TRUST_PROXY"]
SERVER = "TEST_DATABASE_URL"
SCRATCH = pytest.StashKey[Path]()
COLLECTED = pytest.StashKey[set[Path]]()
FILLED_BY_MIGRATIONS = {"django_content_type", "auth_permission", "auth_group", "auth_group_permissions"}

for name in UNSET:
    os.environ.pop(name, None)
os.environ.update(ENVIRONMENT)
django.setup()  # here, so that the conftest of a room may import its models

hypothesis_settings.register_profile("here", deadline=None, max_examples=30)
hypothesis_settings.register_profile("ci", deadline=None, max_examples=50, derandomize=True)
hypothesis_settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--db", choices=["sqlite", "postgres"], default="sqlite", help="database to run the tests on")


def pytest_configure(config: pytest.Config) -> None:
    """The controller of a parallel run starts the server; its workers inherit the address."""
    scratch = config.stash[SCRATCH] = Path(tempfile.mkdtemp(prefix="portal-tests-"))
    compliance_run.watch(config)
    soften_settings()
    if config.option.db == "sqlite" or config.option.collectonly:
        database = dict(settings.DATABASES["default"])
        use_database(database | {"TEST": {"NAME": str(scratch / "test.sqlite3")}})  # a file has real locks
    else:
        url = os.environ[SERVER] = os.environ.get(SERVER) or postgres.start(scratch)
        use_database(Environment({SERVER: url}).database(SERVER, default="", directory=settings.BASE_DIR))


def pytest_unconfigure(config: pytest.Config) -> None:
    postgres.stop()
    shutil.rmtree(config.stash[SCRATCH], ignore_errors=True)


def soften_settings() -> None:
    """Cheap passwords; static files straight from their folders; the index of the search follows when it is asked."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.AFTER_PUBLICATION = []
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = True
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


def use_database(database: dict[str, Any]) -> None:
    """Change the database after Django was set up: nothing has been asked yet, but a connection may stand ready."""
    settings.DATABASES["default"] = database
    vars(connections).pop("settings", None)
    with suppress(AttributeError):
        del connections["default"]


def pytest_itemcollected(item: pytest.Item) -> None:
    item.config.stash.setdefault(COLLECTED, set()).add(item.path)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
        if not asks_the_database(item):
            item.add_marker("once")
    unwanted = set() if "audit" in config.option.markexpr else {"audit"}
    unwanted.add("once" if config.option.db == "postgres" else "server")
    left_out = [item for item in items if any(map(item.get_closest_marker, unwanted))]
    config.hook.pytest_deselected(items=left_out)
    items[:] = sorted((item for item in items if item not in left_out), key=worlds.order)


def asks_the_database(item: pytest.Item) -> bool:
    names = {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
    return bool(names) or item.get_closest_marker("django_db") is not None


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("browser") and chromium.path() is None:
        if os.environ.get("CI"):
            pytest.fail(chromium.MISSING, pytrace=False)
        pytest.skip(chromium.MISSING)  # a person without Chromium still runs all the rest


@pytest.hookimpl(tryfirst=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[Any], request: pytest.FixtureRequest) -> None:
    """The worlds of a test stand before pytest-django opens the transaction of the test itself."""
    if fixturedef.argname == "_django_db_helper":
        request.getfixturevalue("every_world")(request.node)


@pytest.fixture(scope="session")
def every_world(django_db_setup: None, django_db_blocker: Any) -> Iterator[Callable[[pytest.Item | None], None]]:
    """Lets the worlds stand that the test asks for; none: for no test."""

    def stand_below(item: pytest.Item | None) -> None:
        with django_db_blocker.unblock():
            worlds.stand_on(worlds.asked_by(item) if item else [])

    yield stand_below
    stand_below(None)


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """A test that reaches beyond this machine fails at once, here as in a closed network."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            raise OSError(f"a test tried to reach {address[0]}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


@pytest.fixture(scope="session", autouse=True)
def quick_flush() -> Iterator[None]:
    """After a transactional test, all tables are emptied but those that the migrations have filled.

    The triggers, which refuse that, are lifted and created again; the groups are written as they were.
    """
    from journal import append_only  # noqa: PLC0415  # these import models, which need Django set up
    from search.services.forgetting import forget_index  # noqa: PLC0415
    from tests.groups import write_groups  # noqa: PLC0415

    of_rooms = (orgchart.triggers, publishing.triggers, search.triggers)
    every_trigger = (*append_only.TRIGGERS, *(trigger for room in of_rooms for trigger in room.TRIGGERS))

    def flush(case: TransactionTestCase) -> None:
        triggers.drop(connection)
        tables = set(connection.introspection.django_table_names(only_existing=True, include_views=False))
        statements = connection.ops.sql_flush(no_style(), sorted(tables - FILLED_BY_MIGRATIONS))
        connection.ops.execute_sql_flush(statements)
        forget_index()  # the table of FTS5, which no model stands for
        install(connection, every_trigger)
        write_groups()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", flush)
        yield


@pytest.fixture(scope="session")
def browser(every_world: Callable[[pytest.Item | None], None]) -> Iterator[Browser]:
    """While Playwright's loop runs, Django's connections are others: no world may stand when it begins or ends."""
    every_world(None)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium.path(), args=chromium.FLAGS)
        yield running
        running.close()
        every_world(None)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh visitor: Polish, without cookies or cache."""
    context = browser.new_context(locale="pl-PL", timezone_id="Europe/Warsaw")
    yield context.new_page()
    context.close()
