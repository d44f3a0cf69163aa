"""System checks of an installation. Their ids are stable and stand in docs/operations.md.

Each error is one whole sentence, because `deptportal.wsgi` refuses to start with it.
"""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, messages
from django.db import DatabaseError, NotSupportedError, connections
from django.db.migrations.executor import MigrationExecutor
from django.http.request import validate_host

from deptportal.database import NOT_MIGRATED, fault

Apps = Sequence[AppConfig] | None
Aliases = Sequence[str] | None


def database_answers(app_configs: Apps, databases: Aliases = None, **kwargs: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    for alias in databases or ():
        try:
            connections[alias].ensure_connection()
        except NotSupportedError:
            continue  # it has answered; the next check tells
        except DatabaseError as error:
            sentence = fault(error)
            if sentence is None:
                raise
            found.append(messages.Error(sentence, id="deptportal.E003"))
    return found


def database_is_new_enough(app_configs: Apps, databases: Aliases = None, **kwargs: Any) -> list[CheckMessage]:
    """Django itself refuses an old server, but in English and in the middle of a request."""
    found: list[CheckMessage] = []
    for alias in databases or ():
        connection = connections[alias]
        try:
            connection.ensure_connection()
        except NotSupportedError as refusal:
            least = ".".join(map(str, connection.features.minimum_database_version or ()))
            found.append(
                messages.Error(
                    f"Baza danych jest za stara: potrzebny jest {connection.display_name} {least} lub nowszy, więc "
                    f"zaktualizuj serwer albo wskaż inny w DATABASE_URL (odpowiedź sterownika: {refusal}).",
                    id="deptportal.E001",
                )
            )
        except DatabaseError:
            continue  # E003
    return found


def database_is_migrated(app_configs: Apps, databases: Aliases = None, **kwargs: Any) -> list[CheckMessage]:
    """A page that asks for a table or a column that is not there would be answered with 500."""
    found: list[CheckMessage] = []
    for alias in databases or ():
        with suppress(DatabaseError):  # E001 or E003
            executor = MigrationExecutor(connections[alias])
            if executor.migration_plan(executor.loader.graph.leaf_nodes()):
                found.append(messages.Error(NOT_MIGRATED, id="deptportal.E004"))
    return found


def site_answers_at_its_own_address(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    host = urlsplit(settings.SITE_URL).hostname or ""
    if validate_host(f"[{host}]" if ":" in host else host, settings.ALLOWED_HOSTS):
        return []
    return [
        messages.Error(
            "Adres portalu (SITE_URL) prowadzi do hosta, któremu portal odmawia odpowiedzi: "
            "dopisz ten host do ALLOWED_HOSTS albo popraw SITE_URL.",
            id="deptportal.E002",
        )
    ]


def demonstration_is_off(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    if not settings.DEMO:
        return []
    return [
        messages.Warning(
            "Włączono tryb pokazowy (DEMO): portal zakłada konta pokazowe i nie wymaga HTTPS.",
            hint="Na serwerze urzędu ustaw DEMO=off albo usuń tę zmienną.",
            id="deptportal.W001",
        )
    ]
