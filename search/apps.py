from django.apps import AppConfig
from django.db.models.signals import post_migrate

from journal.triggers import reinstall_after_migrate
from search.triggers import TRIGGERS


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Wyszukiwarka"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        post_migrate.connect(reinstall_after_migrate(TRIGGERS), sender=self, weak=False)
