from django.apps import AppConfig


class RehabConfig(AppConfig):
    name = "bersinar.programmes.rehab"
    label = "rehab"

    def ready(self) -> None:
        from bersinar.foundation.letters import kinds
        from bersinar.ledger.sources import Source, register

        from . import attempts, facts, letters, models, narrating, waiting

        register(
            Source(
                "rehab.client", models.Client, facts.of_client, "rehab:client",
                prefetch=facts.READS,
            )
        )  # fmt: skip
        register(
            Source("rehab.session", models.Session, facts.of_session, "rehab:session", select=("episode__client",))
        )
        register(
            Source(
                "rehab.strengthening", models.Strengthening, facts.of_strengthening, "rehab:strengthening",
                select=("facility",), narrate=narrating.strengthenings,
            )
        )  # fmt: skip
        register(Source("rehab.referral", models.Referral, facts.of_referral, "rehab:referral", select=("client",)))
        register(Source("rehab.parcel", models.Parcel, facts.of_parcel, "rehab:parcel", select=("sender",)))
        for kind in letters.ALL:
            kinds.register(kind)
        waiting.register_alerts(attempts.attempts_of_late)
