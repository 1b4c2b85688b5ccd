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
        kits = (
            ("screening.kit_lot", models.KitLot, facts.of_lot, "screening:lot", ()),
            ("screening.kit_use", models.KitUse, facts.of_use, "screening:use", ("session", "lot")),
            ("screening.kit_loss", models.KitLoss, facts.of_loss, "screening:loss", ("lot",)),
        )
        for kind, model, says, page, select in kits:
            register(Source(kind, model, says, page, select=select))
        kinds.register(letters.GUARDIAN_SHEET)
        kinds.register(letters.MINUTES)
        kinds.register(letters.OUTCOME)
        register_use(uses.SESSIONS_OF_ACTIVITY)
