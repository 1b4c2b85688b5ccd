from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CodelistsConfig(AppConfig):
    name = "bersinar.foundation.codelists"
    label = "codelists"

    def ready(self) -> None:
        from . import fresh  # noqa: F401  connects the signals that renew what is cached
        from .shipping import load_codes

        post_migrate.connect(load_codes, sender=self)
