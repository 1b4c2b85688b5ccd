from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "bersinar.programmes.activities"
    label = "activities"

    def ready(self) -> None:
        from bersinar.foundation.letters import kinds
        from bersinar.ledger.sources import Source, register

        from . import facts, letters, models

        register(Source("activities.activity", models.Activity, facts.of_activity, "activities:activity"))
        register(
            Source(
                "activities.meeting",
                models.Meeting,
                facts.of_meeting,
                "activities:meeting",
                select=("activity",),
                prefetch=("institutions__merged_into", "attendees"),
            )
        )
        kinds.register(letters.ASSIGNMENT)
        kinds.register(letters.INVITATION)
