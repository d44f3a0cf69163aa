"""A variable that is absent or wrong is refused with one sentence that names it and says what to set."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from deptportal.environment import Environment

HERE = Path("/srv/portal")


def given(**values: str) -> Environment:
    return Environment(values)


def test_a_text_is_read() -> None:
    assert given(RELEASE=" 2026.1 ").text("RELEASE", "nazwę") == "2026.1"


@pytest.mark.parametrize("environment", [given(), given(RELEASE=""), given(RELEASE="  ")])
def test_an_absent_text_is_asked_for(environment: Environment) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^Brakuje zmiennej środowiskowej RELEASE: ustaw w niej nazwę\.$"):
        environment.text("RELEASE", "nazwę")


def test_a_default_stands_for_an_absent_text() -> None:
    assert given().text("RELEASE", "nazwę", default="") == ""


def test_a_long_random_secret_is_taken() -> None:
    assert given(SECRET_KEY="0123456789" * 5).secret("SECRET_KEY") == "0123456789" * 5


@pytest.mark.parametrize("value", ["krótki", "a" * 60])
def test_a_weak_secret_is_refused_and_not_repeated(value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY ma niewłaściwą wartość") as refusal:
        given(SECRET_KEY=value).secret("SECRET_KEY")
    assert value not in str(refusal.value)


@pytest.mark.parametrize(
    ("value", "meaning"),
    [("on", True), ("TRUE", True), ("yes", True), ("1", True), ("off", False), ("0", False), ("No", False)],
)
def test_a_flag_is_read(value: str, meaning: bool) -> None:
    assert given(DEMO=value).flag("DEMO", default=not meaning) is meaning


@pytest.mark.parametrize("default", [True, False])
def test_an_absent_flag_has_its_default(default: bool) -> None:
    assert given(DEMO="").flag("DEMO", default=default) is default


@pytest.mark.parametrize("value", ["tak", "2", "onn", "prawda"])
def test_another_word_is_no_flag(value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="DEMO ma niewłaściwą wartość: ustaw w niej „on” albo „off”"):
        given(DEMO=value).flag("DEMO", default=False)


@pytest.mark.parametrize(("value", "number"), [("0", 0), ("0.5", 0.5), ("1", 1), ("", 1)])
def test_a_number_is_read(value: str, number: float) -> None:
    assert given(SECONDS=value).number("SECONDS", least=0, most=1, default=1) == number


@pytest.mark.parametrize("value", ["-0.1", "1.01", "0,5", "jeden", "nan", "inf"])
def test_a_number_out_of_bounds_is_refused(value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="SECONDS ma niewłaściwą wartość: ustaw w niej liczbę od 0 do 1"):
        given(SECONDS=value).number("SECONDS", least=0, most=1, default=1)


def test_hosts_are_read() -> None:
    assert given(HOSTS="bip.example.pl, 127.0.0.1,").hosts("HOSTS") == ["bip.example.pl", "127.0.0.1"]
    assert given(HOSTS=".Example.pl,[::1],a-1.pl").hosts("HOSTS") == [".Example.pl", "[::1]", "a-1.pl"]


@pytest.mark.parametrize(
    "value",
    [
        "*",
        "https://bip.example.pl",
        "bip.example.pl/x",
        ",",
        "a b",
        "user@host",
        "bip.example.pl:8000",
        "[::1]:8000",
        "::1",
        "[1::2::3]",
        "[bip]",
        "a;b",
        "a..b",
        "*.example.pl",
        "bip.example.pl.",
        "urząd.example.pl",
    ],
)
def test_a_wrong_host_is_refused(value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="HOSTS ma niewłaściwą wartość"):
        given(HOSTS=value).hosts("HOSTS")


@pytest.mark.parametrize(
    ("value", "origin"),
    [
        ("https://bip.example.pl", "https://bip.example.pl"),
        ("https://bip.example.pl/", "https://bip.example.pl"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
        ("HTTPS://Bip.Example.PL", "https://bip.example.pl"),
        ("https://bip.example.pl:443/", "https://bip.example.pl"),
        ("http://bip.example.pl:80", "http://bip.example.pl"),
        ("https://bip.example.pl:80", "https://bip.example.pl:80"),
        ("https://bip.example.pl:", "https://bip.example.pl"),
        ("http://[::1]:80", "http://[::1]"),
    ],
)
def test_an_origin_is_read(value: str, origin: str) -> None:
    assert given(SITE_URL=value).origin("SITE_URL") == origin


@pytest.mark.parametrize(
    "value",
    [
        "bip.example.pl",
        "ftp://bip.example.pl",
        "https://",
        "https://bip.example.pl/bip",
        "http://h:port",
        "//h",
        "https://user:password@bip.example.pl",
        "https://user@bip.example.pl",
        "https://@bip.example.pl",
        "https://bip. example.pl",
        "https:// bip.example.pl",
        "https://bip\texample.pl",
        "https://bip\u00a0.example.pl",
        "https://bip.example.pl?",
        "https://bip.example.pl#a",
        "https://bip.example.pl:99999",
    ],
)
def test_a_wrong_origin_is_refused(value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="SITE_URL ma niewłaściwą wartość"):
        given(SITE_URL=value).origin("SITE_URL")


def test_origins_may_be_absent_but_not_wrong() -> None:
    assert given().origins("TRUSTED") == []
    assert given(TRUSTED="https://a.pl,https://b.pl").origins("TRUSTED") == ["https://a.pl", "https://b.pl"]
    with pytest.raises(ImproperlyConfigured, match="TRUSTED ma niewłaściwą wartość"):
        given(TRUSTED="https://a.pl,b.pl").origins("TRUSTED")


def test_postgres_comes_with_its_pool() -> None:
    database = given(DB="postgres://portal:tajne%40@db:5433/bip?sslmode=require").database(
        "DB", default="", directory=HERE
    )

    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db", 5433, "bip")
    assert database["PASSWORD"] == "tajne@"
    assert database["CONN_MAX_AGE"] == 0
    assert database["OPTIONS"]["sslmode"] == "require"
    assert database["OPTIONS"]["pool"]["max_size"] >= 1
    assert database["OPTIONS"]["connect_timeout"] == 5


def test_the_address_may_choose_how_long_to_wait_for_the_server() -> None:
    database = given(DB="postgres://portal@db/bip?connect_timeout=30").database("DB", default="", directory=HERE)

    assert database["OPTIONS"]["connect_timeout"] == 30


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("sqlite:///var/portal.sqlite3", "/srv/portal/var/portal.sqlite3"),
        ("sqlite:////mnt/dane.sqlite3", "/mnt/dane.sqlite3"),
        ("sqlite://:memory:", ":memory:"),
        ("", "/srv/portal/zwykla.sqlite3"),
    ],
)
def test_sqlite_is_read(url: str, path: str) -> None:
    database = given(DB=url).database("DB", default="sqlite:///zwykla.sqlite3", directory=HERE)

    assert database["NAME"] == path
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert database["CONN_MAX_AGE"] is None


@pytest.mark.parametrize(
    "value",
    [
        "mysql://a:tajne@h/b",
        "portal",
        "postgres://",
        "postgres://u:tajne@h:x/b",
        "sqlite://",
        "postgres://h/",
        "://",
        "sqlite:///",
        "sqlite:////",
        "sqlite:///?a=b",
        "sqlite://var/portal.sqlite3",
        "sqlite://:memory:/var/portal.sqlite3",
        "sqlite:var/portal.sqlite3",
        "sqlite:/srv/portal.sqlite3",
    ],
)
def test_a_wrong_database_is_refused_and_not_repeated(value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="DB ma niewłaściwą wartość") as refusal:
        given(DB=value).database("DB", default="", directory=HERE)
    assert "tajne" not in str(refusal.value)


def test_names_that_were_asked_for_are_kept() -> None:
    environment = given()
    environment.flag("DEMO", default=False)
    environment.text("RELEASE", "nazwę", default="")

    assert environment.names == {"DEMO", "RELEASE"}


@pytest.mark.parametrize(
    ("url", "host", "port", "user", "tls"),
    [
        ("smtp+tls://bip%40example.pl:p%40ss@poczta.example.pl:587", "poczta.example.pl", 587, "bip@example.pl", True),
        ("smtp://127.0.0.1:25", "127.0.0.1", 25, None, False),
        ("consolemail://", None, None, None, False),
    ],
)
def test_how_letters_are_sent_is_read(
    url: str, host: str | None, port: int | None, user: str | None, tls: bool
) -> None:
    read = given(EMAIL_URL=url).email("EMAIL_URL", default="consolemail://")
    assert (read["EMAIL_HOST"], read["EMAIL_PORT"]) == (host, port)
    assert (read["EMAIL_HOST_USER"] or None, read.get("EMAIL_USE_TLS", False)) == (user, tls)


@pytest.mark.parametrize(
    "url", ["poczta.example.pl", "http://poczta.example.pl", "smtp://", "smtp://host:port", "smtp:x"]
)
def test_a_wrong_way_to_send_letters_is_refused(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL ma niewłaściwą wartość"):
        given(EMAIL_URL=url).email("EMAIL_URL", default="consolemail://")
