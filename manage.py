#!/usr/bin/env python3
"""Django's commands of the portal. A refused environment or database is told in one sentence, not in a traceback."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import DatabaseError

from deptportal.database import do_without_pool, fault


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deptportal.settings")
    try:
        do_without_pool()
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as refusal:
        sys.exit(f"Portal nie ruszy. {refusal}")
    except DatabaseError as error:
        sentence = fault(error)
        if sentence is None:
            raise
        sys.exit(f"Portal nie ruszy. {sentence}")


if __name__ == "__main__":
    main()
