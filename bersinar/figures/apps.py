from django.apps import AppConfig
from django.db.models.signals import post_migrate


class FiguresConfig(AppConfig):
    name = "bersinar.figures"
    label = "figures"

    def ready(self) -> None:
        from .factor_sets import load_factor_sets

        post_migrate.connect(load_factor_sets, sender=self)
