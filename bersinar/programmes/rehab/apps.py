from django.apps import AppConfig


class RehabConfig(AppConfig):
    name = "bersinar.programmes.rehab"
    label = "rehab"

    def ready(self) -> None:
        from bersinar.ledger.sources import Source, register

        from . import facts, models, narrating

        register(
            Source(
                "rehab.client", models.Client, facts.of_client, "rehab:client",
                prefetch=facts.READS,
            )
        )  # fmt: skip
        register(
            Source(
                "rehab.strengthening", models.Strengthening, facts.of_strengthening, "rehab:strengthening",
                select=("facility",), narrate=narrating.strengthenings,
            )
        )  # fmt: skip
