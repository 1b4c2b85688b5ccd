from django.apps import AppConfig


class EnforcementConfig(AppConfig):
    name = "bersinar.programmes.enforcement"
    label = "enforcement"

    def ready(self) -> None:
        from bersinar.foundation.deadlines.actions import rules_changed
        from bersinar.foundation.letters import kinds
        from bersinar.ledger.checks import register_check
        from bersinar.ledger.sources import Source, register

        from . import custody, facts, letters, listening, models, narrating

        rules_changed.connect(listening.reckon_again, dispatch_uid="enforcement.reckon_again")
        for kind in letters.ALL:
            kinds.register(kind)

        register(Source("enforcement.case", models.Case, facts.of_case, "enforcement:case", narrate=narrating.cases))
        register(
            Source("enforcement.suspect", models.Suspect, facts.of_suspect, "enforcement:suspect", select=("case",))
        )
        register(
            Source("enforcement.exhibit", models.Exhibit, facts.of_exhibit, "enforcement:exhibit", select=("case",))
        )
        register(Source("enforcement.event", models.CaseEvent, facts.of_event, "enforcement:event", select=("case",)))
        register(Source("enforcement.network", models.Network, facts.of_network, "enforcement:network"))
        register(
            Source(
                "enforcement.participation",
                models.Participation,
                facts.of_participation,
                "enforcement:participation",
                narrate=narrating.participations,
            )
        )
        register(
            Source(
                "enforcement.shared_seizure",
                models.SharedSeizure,
                facts.of_shared_seizure,
                "enforcement:shared_seizure",
                select=("participation",),
            )
        )
        register(Source("enforcement.good", models.SeizedGood, facts.of_good, "enforcement:good", select=("case",)))
        register(Source("enforcement.tat", models.TatRequest, facts.of_tat, "enforcement:tat"))
        register(
            Source(
                "enforcement.movement",
                models.Movement,
                facts.of_movement,
                "enforcement:movement",
                select=("case",),
                prefetch=("lines__container__exhibit",),
            )
        )
        register_check("rantai penguasaan barang bukti", custody.walk)
