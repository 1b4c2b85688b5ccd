from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "bersinar.programmes.surveys"
    label = "surveys"

    def ready(self) -> None:
        from bersinar.foundation.oneform.kinds import register as register_form
        from bersinar.ledger.sources import Source, register

        from . import asking, facts, models

        register(Source("surveys.sheet", models.Sheet, facts.of_sheet, "surveys:sheet", select=("survey",)))
        register(
            Source(
                "surveys.measurement", models.Measurement, facts.of_measurement, "surveys:measurement", select=("own",)
            )
        )
        register_form(asking.KIND)
