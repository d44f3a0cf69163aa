from django.apps import AppConfig
from django.core.checks import Tags, register

from deptportal import checks


class DeptportalConfig(AppConfig):
    name = "deptportal"
    verbose_name = "Portal departamentów"

    def ready(self) -> None:
        register(Tags.database)(checks.database_is_new_enough)
        register(Tags.security)(checks.site_answers_at_its_own_address)
        register(Tags.security, deploy=True)(checks.demonstration_is_off)
