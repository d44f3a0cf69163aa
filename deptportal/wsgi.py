"""The application that gunicorn serves. What would break every page ends the start instead, with one sentence."""

import os
import sys
from typing import Final

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application
from django.db import DEFAULT_DB_ALIAS

from deptportal import checks
from deptportal.database import first_connection

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deptportal.settings")

NEEDED: Final = (
    checks.site_answers_at_its_own_address,
    checks.database_answers,
    checks.database_is_new_enough,
    checks.database_is_migrated,
)


def require_static_files() -> None:
    if not settings.DEBUG and not (settings.STATIC_ROOT / "staticfiles.json").is_file():
        raise ImproperlyConfigured("Brakuje zebranych plików statycznych: wykonaj polecenie manage.py collectstatic.")


def require_sound_installation() -> None:
    """One check after the other: a database that does not answer is waited for once."""
    with first_connection():
        for check in NEEDED:
            for message in check(None, databases=[DEFAULT_DB_ALIAS]):
                raise ImproperlyConfigured(message.msg)


try:
    require_static_files()
    application = get_wsgi_application()
    require_sound_installation()
except ImproperlyConfigured as refusal:
    sys.exit(f"Portal nie ruszy. {refusal}")
