from django.apps import AppConfig
from django.core.checks import register
from django.db.models.signals import post_migrate

from journal.triggers import reinstall_after_migrate
from publishing import checks
from publishing.triggers import TRIGGERS


class PublishingConfig(AppConfig):
    name = "publishing"
    verbose_name = "Publikowanie"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        post_migrate.connect(reinstall_after_migrate(TRIGGERS), sender=self, weak=False)
        register(checks.what_follows_a_publication_exists)
        register(checks.what_is_made_of_editions_can_be_forgotten)
