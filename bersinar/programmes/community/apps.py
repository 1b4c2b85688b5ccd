from django.apps import AppConfig


class CommunityConfig(AppConfig):
    name = "bersinar.programmes.community"
    label = "community"

    def ready(self) -> None:
        from bersinar.foundation.oneform.kinds import register as register_form
        from bersinar.ledger.sources import Source, register

        from . import facts, models, reporting

        for name, model, said, select in (
            ("site", models.BersinarSite, facts.of_site, ()),
            ("budget", models.SiteBudget, facts.of_budget, ("site",)),
            ("volunteer", models.Volunteer, facts.of_volunteer, ()),
            ("training", models.Training, facts.of_training, ("volunteer",)),
            ("own_action", models.OwnAction, facts.of_own_action, ("volunteer",)),
            ("taskforce", models.TaskForce, facts.of_taskforce, ()),
            ("regulation", models.Regulation, facts.of_regulation, ()),
            ("policy", models.PolicyWork, facts.of_policy, ()),
            ("area", models.AreaAssessment, facts.of_area, ("region",)),
        ):
            register(Source(f"community.{name}", model, said, f"community:{name}", select=select))
        register_form(reporting.KIND)
