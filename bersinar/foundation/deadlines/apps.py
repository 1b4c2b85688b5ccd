from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DeadlinesConfig(AppConfig):
    name = "bersinar.foundation.deadlines"
    label = "deadlines"

    def ready(self) -> None:
        from .shipping import load_deadlines

        post_migrate.connect(load_deadlines, sender=self)
