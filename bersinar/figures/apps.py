from django.apps import AppConfig
from django.db.models.signals import post_migrate


class FiguresConfig(AppConfig):
    name = "bersinar.figures"
    label = "figures"

    def ready(self) -> None:
        from bersinar.foundation.periods.actions import register_hold
        from bersinar.ledger.checks import register_check
        from bersinar.ledger.sources import Source, register

        from .factor_sets import load_factor_sets
        from .models import DeclaredFigure
        from .monthly import actions, changes, declaring

        post_migrate.connect(load_factor_sets, sender=self)
        register_hold("monthly reports", actions.held_by_report)
        register_check("laporan bulanan yang dikirim", changes.not_recounted)
        register(Source("figures.declared_figure", DeclaredFigure, declaring.facts_of_declared, "desk:declared_figure"))
