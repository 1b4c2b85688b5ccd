from django.apps import AppConfig


class CommunityConfig(AppConfig):
    name = "bersinar.programmes.community"
    label = "community"

    def ready(self) -> None:
        from bersinar.ledger.sources import Source, register

        from . import facts, models

        register(Source("community.site", models.BersinarSite, facts.of_site, "community:site"))
        register(Source("community.volunteer", models.Volunteer, facts.of_volunteer, "community:volunteer"))
        register(Source("community.taskforce", models.TaskForce, facts.of_taskforce, "community:taskforce"))
        register(Source("community.regulation", models.Regulation, facts.of_regulation, "community:regulation"))
