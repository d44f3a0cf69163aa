"""The only settings file. What differs between installations comes from the environment (see docs/operations.md)."""

import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import django_stubs_ext
from csp.constants import NONE, SELF

from deptportal.environment import Environment, wrong
from deptportal.release import fingerprint, installed_at

django_stubs_ext.monkeypatch()  # lets `admin.ModelAdmin[Unit]` and the like stand in code that runs, not only in types

BASE_DIR = Path(__file__).resolve().parent.parent
ENVIRONMENT = Environment(os.environ)

DEBUG = ENVIRONMENT.flag("DEBUG", default=False)
DEMO = ENVIRONMENT.flag("DEMO", default=False)
SECRET_KEY = ENVIRONMENT.secret("SECRET_KEY")
ALLOWED_HOSTS = ENVIRONMENT.hosts("ALLOWED_HOSTS")
SITE_URL = ENVIRONMENT.origin("SITE_URL")
CSRF_TRUSTED_ORIGINS = ENVIRONMENT.origins("CSRF_TRUSTED_ORIGINS")
CSRF_FAILURE_VIEW = "bip.refusals.forbidden"
DATABASES = {
    "default": ENVIRONMENT.database("DATABASE_URL", default="sqlite:///var/portal.sqlite3", directory=BASE_DIR)
}

# How long a worker may remember which edition is in force; 0 asks the database at every request.
IN_FORCE_MEMORY_SECONDS = ENVIRONMENT.number("IN_FORCE_MEMORY_SECONDS", least=0, most=1, default=1)
PAGE_SOURCES = [BASE_DIR / room for room in ("templates", "static", "bip", "publishing")]
RELEASE = ENVIRONMENT.text("RELEASE", "nazwę wydania programu", default="") or fingerprint(PAGE_SOURCES)
RELEASED_AT = installed_at(PAGE_SOURCES)
AFTER_PUBLICATION = ["search.services.indexing.after_publication"]
# What keeps words of editions gives all of them up when somebody is redacted (docs/editions.md).
MADE_OF_EDITIONS = ["search.services.forgetting.forget_index"]

# An office of one person: the author may approve his own proposal, and somebody else countersigns it later.
DEFERRED_COUNTERSIGNATURE = ENVIRONMENT.flag("DEFERRED_COUNTERSIGNATURE", default=False)
# Whose rows the journal records by itself: the kind of the entries, and the field that names what a row belongs to.
JOURNALED = {
    "orgchart.Office": ("zmiana", ""),
    "orgchart.Officer": ("zmiana", "office"),
    "orgchart.Unit": ("zmiana", "parent"),
    "orgchart.Post": ("zmiana", "unit"),
    "orgchart.Appointment": ("zmiana", "post"),
    "orgchart.Gone": ("zmiana", ""),
    "tasks.Duty": ("zmiana", "unit"),
    "contacts.Contact": ("zmiana", "unit"),
    "contacts.Channel": ("zmiana", "contact"),
    "pages.Page": ("zmiana", ""),
    "pages.Declaration": ("zmiana", "page"),
    "search.Synonym": ("zmiana", ""),
    "orgchart.Grant": ("konto", "user"),
    "orgchart.Deputy": ("konto", "principal"),
    "auth.User": ("konto", ""),
    "auth.Group": ("konto", ""),
}
JOURNAL_LEAVES_OUT = {"lft", "rght", "tree_id", "level", "searchable", "caseless_symbol", "last_login"}

INSTALLED_APPS = [
    "deptportal",
    "bip",
    "search",
    "publishing",
    "regulation",
    "tasks",
    "contacts",
    "pages",
    "orgchart",
    "journal",
    "mptt",
    "csp",
    "rules",
    "axes",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

# No LocaleMiddleware: an English browser must not get an English BIP.
MIDDLEWARE = [
    "bip.shortpath.ShortPath",  # first: it answers again what the whole stack has answered before
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "deptportal.middleware.ContentPolicy",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "journal.middleware.Journal",  # knows who asks, and sees every answer behind it
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",  # last: an answer to a sign-in that is locked takes the place of the view's
]

FORCE_SCRIPT_NAME = ""  # the portal stands at the root of its host, whatever a request claims
ROOT_URLCONF = "deptportal.urls"
WSGI_APPLICATION = "deptportal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

LANGUAGE_CODE = "pl"
TIME_ZONE = "Europe/Warsaw"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_ROOT = BASE_DIR / "static" / "root"  # what browsers ask for at the site's root: /favicon.ico
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # half as much to compress at the first start

# HTTPS is taken for granted in production; the demonstration runs on one machine, without a certificate.
HTTPS = ENVIRONMENT.flag("HTTPS", default=not (DEBUG or DEMO))
if HTTPS and SITE_URL.startswith("http://"):
    raise wrong("SITE_URL", "adres, który zaczyna się od https://, albo wyłącz szyfrowanie (HTTPS=off)")
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000  # sent over HTTPS only
TRUST_PROXY = ENVIRONMENT.flag("TRUST_PROXY", default=False)  # X-Forwarded-Proto and X-Forwarded-For are its own
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUST_PROXY else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # whether all other sites under the office's domain speak HTTPS is not ours to promise
    "security.W021",  # the same: preloading binds the whole domain
]

# No cookie outside the admin: readers need none, and so no banner.
ADMIN_PATH = "/admin/"
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = ADMIN_PATH
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 12 * 60 * 60
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # its cookie would have the path /
LOGIN_URL = "admin:login"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",  # first: it refuses whoever has failed too often
    "rules.permissions.ObjectPermissionBackend",  # what somebody may do with one unit, one proposal …
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "journal.addresses.throttled_address"
AXES_LOCKOUT_CALLABLE = "deptportal.accounts.locked"
AXES_ENABLE_ADMIN = False  # the journal tells of it, in one place with all the rest
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
JOURNALED_PATHS = (ADMIN_PATH, "/podglad/")  # what is refused here is recorded
JOURNAL_HIDES = ("/podglad/", "/admin/haslo/")  # what follows is a secret, which lets in whoever reads it
# Functions that tell which old entries `prune_journal` leaves (docs/journal.md): four eyes are found by them.
JOURNAL_KEEPS = ["publishing.touches.unpublished_entries"]

LETTERS = ENVIRONMENT.email("EMAIL_URL", default="consolemail://")
EMAIL_BACKEND = LETTERS["EMAIL_BACKEND"]
EMAIL_HOST, EMAIL_PORT = LETTERS["EMAIL_HOST"] or "localhost", LETTERS["EMAIL_PORT"] or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = LETTERS["EMAIL_HOST_USER"] or "", LETTERS["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS, EMAIL_USE_SSL = LETTERS.get("EMAIL_USE_TLS", False), LETTERS.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = ENVIRONMENT.text(
    "DEFAULT_FROM_EMAIL", "adres, z którego portal wysyła listy", default=f"redakcja@{urlsplit(SITE_URL).hostname}"
)
SERVER_EMAIL = DEFAULT_FROM_EMAIL

DATA_UPLOAD_MAX_NUMBER_FIELDS = 30_000  # a unit's page posts all its duties at once: up to 4,000 rows of 7 fields
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 2**20  # bytes; a Polish letter takes six of them in a form

READER_POLICY = {
    "default-src": [NONE],
    "style-src": [SELF],
    "script-src": [SELF],
    "connect-src": [SELF],
    "img-src": [SELF],
    "font-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [NONE],
}
EDITOR_POLICY = {**READER_POLICY, "img-src": [SELF, "data:"]}
CONTENT_SECURITY_POLICY = {"DIRECTIVES": READER_POLICY}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: [] for feature in ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django.request": {"level": "ERROR"},  # an address that does not exist is the visitor's matter
        "django.security.DisallowedHost": {"level": "CRITICAL"},  # anybody can send one, and fill the disk with it
    },
}
