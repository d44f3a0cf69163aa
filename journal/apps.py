from django.apps import AppConfig
from django.db.models.signals import post_migrate

from journal.triggers import reinstall_after_migrate


class JournalConfig(AppConfig):
    name = "journal"
    verbose_name = "Dziennik"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from journal import receivers  # noqa: PLC0415  # models can be read only now
        from journal.append_only import TRIGGERS  # noqa: PLC0415

        receivers.connect()

        post_migrate.connect(reinstall_after_migrate(TRIGGERS), sender=self, weak=False)
