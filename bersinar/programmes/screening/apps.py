from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    name = "bersinar.programmes.screening"
    label = "screening"

    def ready(self) -> None:
        from bersinar.foundation.letters import kinds
        from bersinar.ledger.sources import Source, register
        from bersinar.programmes.activities.public import register_use

        from . import facts, letters, models, narrating, uses

        register(
            Source(
                "screening.session",
                models.UrineSession,
                facts.of_session,
                "screening:session",
                select=("institution", "office__raid_rule"),
                narrate=narrating.footnotes,
            )
        )
        register(
            Source(
                "screening.result",
                models.SessionResult,
                facts.of_result,
                "screening:result",
                select=("session__office__raid_rule",),
            )
        )
        kinds.register(letters.GUARDIAN_SHEET)
        register_use(uses.SESSIONS_OF_ACTIVITY)
