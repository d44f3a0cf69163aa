#!/usr/bin/env python3
"""Django's commands of the portal. A refused environment is told in one sentence, not in a traceback."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deptportal.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as refusal:
        sys.exit(f"Portal nie ruszy. {refusal}")


if __name__ == "__main__":
    main()
