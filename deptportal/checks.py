"""System checks of an installation. Their ids are stable and stand in docs/operations.md."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, messages
from django.db import NotSupportedError, connections
from django.http.request import validate_host

Apps = Sequence[AppConfig] | None


def database_is_new_enough(
    app_configs: Apps, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
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
                    f"Baza danych jest za stara: potrzebny jest {connection.display_name} {least} lub nowszy.",
                    hint=f"Zaktualizuj serwer albo wskaż inny w DATABASE_URL. Odpowiedź sterownika: {refusal}",
                    id="deptportal.E001",
                )
            )
    return found


def site_answers_at_its_own_address(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    host = urlsplit(settings.SITE_URL).hostname or ""
    if validate_host(f"[{host}]" if ":" in host else host, settings.ALLOWED_HOSTS):
        return []
    return [
        messages.Error(
            "Adres portalu (SITE_URL) prowadzi do hosta, któremu portal odmawia odpowiedzi.",
            hint="Dopisz ten host do ALLOWED_HOSTS albo popraw SITE_URL.",
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
