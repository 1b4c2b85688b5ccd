from django.apps import AppConfig


class IbmConfig(AppConfig):
    name = "bersinar.programmes.ibm"
    label = "ibm"

    def ready(self) -> None:
        from bersinar.ledger.sources import Source, register

        from . import facts, models, narrating

        register(Source("ibm.unit", models.IBMUnit, facts.of_unit, "ibm:unit", narrate=narrating.units))
        register(
            Source(
                "ibm.agent",
                models.RecoveryAgent,
                facts.of_agent,
                "ibm:agent",
                select=("unit",),
                prefetch=("trainings",),
            )
        )
