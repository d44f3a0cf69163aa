from django.apps import AppConfig
from django.core.checks import Tags, register

from deptportal import checks


class DeptportalConfig(AppConfig):
    """`migrate` runs the checks of databases, but no deployment's: it tells by itself of a database without answer."""

    name = "deptportal"
    verbose_name = "Portal departamentów"

    def ready(self) -> None:
        register(Tags.database, deploy=True)(checks.database_answers)
        register(Tags.database)(checks.database_is_new_enough)
        register(Tags.database, deploy=True)(checks.database_is_migrated)
        register(Tags.security)(checks.site_answers_at_its_own_address)
        register(Tags.security, deploy=True)(checks.demonstration_is_off)
