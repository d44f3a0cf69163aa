"""The portal without room for a kept page: every page is made anew."""

import os
from importlib import import_module

import django
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deptportal.settings")
django.setup()
vars(import_module("bip.shortpath"))["KEPT_BYTES"] = 0  # to be imported only when Django is set up
application = get_wsgi_application()
