"""Typed readers of environment variables.

A variable that is absent (an empty one counts as absent) or wrong raises `ImproperlyConfigured` with one Polish
sentence that names it and says what to set. Values are never repeated in the sentence: some of them are secrets.
Every name that was asked for is kept in `Environment.names`, so that a test can compare them with the documentation.
"""

import re
from collections.abc import Mapping
from ipaddress import IPv6Address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environ import Env

ON = {"on", "true", "yes", "1"}
OFF = {"off", "false", "no", "0"}
SECRET_LENGTH = 50
HOST_NAME = re.compile(r"\.?[a-z0-9-]+(\.[a-z0-9-]+)*", re.ASCII | re.IGNORECASE)
IN_MEMORY = "sqlite://:memory:"
POSTGRES = {"postgres", "postgresql"}
LETTERS = {"smtp", "smtps", "smtp+tls", "smtp+ssl", "consolemail", "dummymail"}
DEFAULT_PORTS = {"http": 80, "https": 443}
CONNECT_TIMEOUT = 5  # seconds; without it, a host that drops packets is waited for until the kernel gives up
POOL = {"min_size": 1, "max_size": 4, "timeout": 10}

# WAL lets readers go on while somebody writes; the triggers that keep editions immutable see REPLACE only
# with recursive_triggers; secure_delete overwrites what a redaction removed.
SQLITE_START = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA recursive_triggers=ON; PRAGMA secure_delete=ON;"
)
SQLITE_OPTIONS = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_START}


class Environment:
    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values
        self.names: set[str] = set()

    def text(self, name: str, hint: str, default: str | None = None) -> str:
        value = self._find(name)
        if value:
            return value
        if default is None:
            raise ImproperlyConfigured(f"Brakuje zmiennej środowiskowej {name}: ustaw w niej {hint}.")
        return default

    def secret(self, name: str) -> str:
        hint = (
            f"co najmniej {SECRET_LENGTH} losowych znaków, na przykład wynik polecenia "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(64))'"
        )
        value = self.text(name, hint)
        if len(value) < SECRET_LENGTH or len(set(value)) < 5:
            raise wrong(name, hint)
        return value

    def flag(self, name: str, *, default: bool) -> bool:
        value = self._find(name).lower()
        if value and value not in ON | OFF:
            raise wrong(name, "„on” albo „off”")
        return value in ON if value else default

    def number(self, name: str, *, least: float, most: float, default: float) -> float:
        value = self._find(name) or str(default)
        hint = f"liczbę od {least:g} do {most:g}, z kropką dziesiętną"
        try:
            number = float(value)
        except ValueError:
            raise wrong(name, hint) from None
        if not least <= number <= most:
            raise wrong(name, hint)
        return number

    def hosts(self, name: str) -> list[str]:
        hint = "nazwy hostów portalu rozdzielone przecinkami, np. bip.example.pl (bez „https://”, portu i gwiazdki)"
        hosts = listed(self.text(name, hint))
        if not hosts or not all(is_host(host) for host in hosts):
            raise wrong(name, hint)
        return hosts

    def origin(self, name: str) -> str:
        hint = "pełny adres portalu bez ścieżki, na przykład https://bip.example.pl"
        value = self.text(name, hint).rstrip("/").lower()
        if not is_origin(value):
            raise wrong(name, hint)
        return as_sent(value)

    def origins(self, name: str) -> list[str]:
        values = listed(self._find(name))
        if not all(is_origin(value) for value in values):
            raise wrong(name, "adresy rozdzielone przecinkami, każdy ze schematem, np. https://bip.example.pl")
        return values

    def database(self, name: str, *, default: str, directory: Path) -> dict[str, Any]:
        """One entry of DATABASES. A relative SQLite path counts from `directory`, not from where one stands."""
        url = self._find(name) or default
        hint = "postgres://użytkownik:hasło@host:5432/baza albo sqlite:///ścieżka/do/pliku.sqlite3"
        try:
            scheme = urlsplit(url).scheme
            if scheme not in POSTGRES and not is_sqlite(url):
                raise wrong(name, hint)
            config: dict[str, Any] = Env.db_url_config(url)
        except ValueError:
            raise wrong(name, hint) from None
        if not config["NAME"]:
            raise wrong(name, hint)
        return with_pool(config) if scheme in POSTGRES else with_pragmas(config, directory)

    def email(self, name: str, *, default: str) -> dict[str, Any]:
        """How letters are sent, by the names of Django's settings."""
        url = self._find(name) or default
        hint = "smtp+tls://użytkownik:hasło@host:587, smtp://host:25 albo consolemail:// (listy trafiają do logów)"
        if urlsplit(url).scheme not in LETTERS or (url.startswith("smtp") and not urlsplit(url).hostname):
            raise wrong(name, hint)
        try:
            config: dict[str, Any] = Env.email_url_config(url)
        except ValueError:
            raise wrong(name, hint) from None
        return config

    def _find(self, name: str) -> str:
        self.names.add(name)
        return self._values.get(name, "").strip()


def wrong(name: str, hint: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"Zmienna środowiskowa {name} ma niewłaściwą wartość: ustaw w niej {hint}.")


def listed(value: str) -> list[str]:
    return [item.strip() for item in value.split(",") if item.strip()]


def is_host(value: str) -> bool:
    """As ALLOWED_HOSTS takes them: a name, one with a dot before it for all below it, an address; never a port."""
    if not value.startswith("["):
        return HOST_NAME.fullmatch(value) is not None
    try:
        IPv6Address(value.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return value.endswith("]")


def is_sqlite(url: str) -> bool:
    """Three slashes stand before the path; after two, its first folder would be taken for a host and left out."""
    parts = urlsplit(url)
    return url == IN_MEMORY or (url.startswith("sqlite:///") and parts.path.strip("/") != "")


def is_origin(value: str) -> bool:
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    if "@" in parts.netloc or any(character.isspace() for character in value):
        return False
    return parts.scheme in DEFAULT_PORTS and bool(host) and value == f"{parts.scheme}://{parts.netloc}"


def as_sent(origin: str) -> str:
    """The lower-case origin as browsers send it: without the port that its scheme has anyway."""
    parts = urlsplit(origin)
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    port = "" if parts.port in {None, DEFAULT_PORTS[parts.scheme]} else f":{parts.port}"
    return f"{parts.scheme}://{host}{port}"


def with_pool(config: dict[str, Any]) -> dict[str, Any]:
    """The pool keeps connections itself, therefore CONN_MAX_AGE is 0.

    CONN_HEALTH_CHECKS would ask the server once more at each request; `bip.record` replaces a connection that died.
    """
    options = {"connect_timeout": CONNECT_TIMEOUT, **config.get("OPTIONS", {}), "pool": dict(POOL)}
    return {**config, "OPTIONS": options, "CONN_MAX_AGE": 0}


def with_pragmas(config: dict[str, Any], directory: Path) -> dict[str, Any]:
    """A connection stays open from request to request: opening one costs more than all else that a kept page needs."""
    path = config["NAME"]
    place = path if path == ":memory:" else str(directory / path)
    return {**config, "NAME": place, "OPTIONS": dict(SQLITE_OPTIONS), "CONN_MAX_AGE": None}
