from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "bersinar.programmes.activities"
    label = "activities"

    def ready(self) -> None:
        from bersinar.foundation.letters import kinds
        from bersinar.ledger.sources import Source, register

        from . import facts, letters, models
        from .families import facts as family_facts
        from .requests import letters as request_letters

        register(Source("activities.activity", models.Activity, facts.of_activity, "activities:activity"))
        register(
            Source(
                "activities.meeting",
                models.Meeting,
                facts.of_meeting,
                "activities:meeting",
                select=("activity",),
                prefetch=("institutions__merged_into", "attendees", "family_rolls__present__rolls__meeting"),
            )
        )
        register(
            Source(
                "activities.family_cohort",
                models.FamilyCohort,
                family_facts.of_cohort,
                "activities:cohort",
                select=("activity",),
                prefetch=("activity__meetings__family_rolls__present",),
            )
        )
        register(
            Source(
                "activities.family",
                models.Family,
                family_facts.of_family,
                "activities:family",
                select=("cohort__activity",),
                prefetch=("members", "cohort__tests", "cohort__activity__meetings__family_rolls__present"),
            )
        )
        register(
            Source(
                "activities.request",
                models.Request,
                facts.of_request,
                "activities:request",
                select=("institution__merged_into",),
            )
        )
        for kind in (letters.ASSIGNMENT, letters.INVITATION, request_letters.ACCEPTING, request_letters.DECLINING):
            kinds.register(kind)
