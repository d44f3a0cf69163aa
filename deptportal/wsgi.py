"""The application that gunicorn serves. What would break every page ends the start instead, with one sentence."""

import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deptportal.settings")


def require_static_files() -> None:
    if not settings.DEBUG and not (settings.STATIC_ROOT / "staticfiles.json").is_file():
        raise ImproperlyConfigured("Brakuje zebranych plików statycznych: wykonaj polecenie manage.py collectstatic.")


try:
    application = get_wsgi_application()
    require_static_files()
except ImproperlyConfigured as refusal:
    sys.exit(f"Portal nie ruszy. {refusal}")
