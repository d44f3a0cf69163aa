"""How the portal starts from its environment, and what it tells browsers."""

import pytest
from django.conf import settings
from django.test import Client

from tests.started import refusal, started


def shown(name: str, **changes: str) -> str:
    answer = started("-c", f"from deptportal import settings; print(settings.{name})", **changes)
    assert answer.returncode == 0, answer.stderr
    return answer.stdout.strip()


def test_production_starts_and_passes_the_checks_of_a_deployment() -> None:
    answer = started("manage.py", "check", "--deploy", "--fail-level", "WARNING")

    assert answer.returncode == 0, answer.stderr


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL"])
@pytest.mark.parametrize("command", [("manage.py", "check"), ("-m", "deptportal.wsgi")])
def test_a_missing_value_is_told_in_one_sentence(name: str, command: tuple[str, ...]) -> None:
    told = refusal(started(*command, **{name: ""}))

    assert told.startswith(f"Brakuje zmiennej środowiskowej {name}: ustaw w niej ")


def test_production_is_closed_unless_something_is_set() -> None:
    assert shown("DEBUG, settings.DEMO") == "False False"
    assert shown("SECURE_SSL_REDIRECT, settings.SESSION_COOKIE_SECURE") == "True True"


def test_the_portal_s_own_address_is_as_secure_as_the_portal() -> None:
    told = refusal(started("manage.py", "check", SITE_URL="http://bip.example.pl"))

    assert told.startswith(
        "Zmienna środowiskowa SITE_URL ma niewłaściwą wartość: ustaw w niej adres, który zaczyna się "
    )
    assert shown("SITE_URL", SITE_URL="http://bip.example.pl", HTTPS="off") == "http://bip.example.pl"


def test_the_demonstration_needs_no_certificate() -> None:
    assert shown("SECURE_SSL_REDIRECT, settings.CSRF_COOKIE_SECURE", DEMO="on") == "False False"


def test_a_proxy_is_trusted_only_when_that_is_said() -> None:
    assert shown("SECURE_PROXY_SSL_HEADER") == "None"
    assert shown("SECURE_PROXY_SSL_HEADER", TRUST_PROXY="on") == "('HTTP_X_FORWARDED_PROTO', 'https')"


def test_the_release_is_told_from_the_code_unless_it_is_named() -> None:
    assert len(shown("RELEASE")) == 12
    assert shown("RELEASE") == shown("RELEASE")
    assert shown("RELEASE", RELEASE="2026.1") == "2026.1"


@pytest.mark.django_db
def test_the_language_is_polish_whatever_the_browser_asks_for(client: Client) -> None:
    answer = client.get("/admin/login/", headers={"Accept-Language": "en"})

    assert 'lang="pl"' in answer.content.decode()


@pytest.mark.django_db
def test_cookies_stay_in_the_admin(client: Client) -> None:
    answer = client.get("/admin/login/")

    assert answer.cookies
    assert {cookie["path"] for cookie in answer.cookies.values()} == {"/admin/"}
    assert settings.SESSION_COOKIE_PATH == "/admin/"


@pytest.mark.django_db
def test_the_admin_runs_its_own_scripts_and_no_others(client: Client) -> None:
    policy = policy_of(client, "/admin/login/")

    assert policy["script-src"] == "'self'"
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"


@pytest.mark.django_db
def test_a_reader_runs_the_site_s_own_script_and_no_other(client: Client) -> None:
    policy = policy_of(client, "/nie-ma-takiej-strony/")

    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["style-src"] == policy["script-src"] == policy["form-action"] == policy["connect-src"] == "'self'"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/admin/login/", "/nie-ma-takiej-strony/"])
def test_security_headers_are_sent(client: Client, address: str) -> None:
    headers = client.get(address, secure=True).headers

    assert headers["Strict-Transport-Security"] == "max-age=31536000"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]


def policy_of(client: Client, address: str) -> dict[str, str]:
    parts = client.get(address).headers["Content-Security-Policy"].split(";")
    return {name: sources for name, _, sources in (part.strip().partition(" ") for part in parts)}
