from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RegionsConfig(AppConfig):
    name = "bersinar.foundation.regions"
    label = "regions"

    def ready(self) -> None:
        from .loading import load_shipped

        post_migrate.connect(load_shipped, sender=self)
