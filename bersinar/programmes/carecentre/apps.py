from django.apps import AppConfig


class CarecentreConfig(AppConfig):
    name = "bersinar.programmes.carecentre"
    label = "carecentre"

    def ready(self) -> None:
        from bersinar.foundation.oneform.kinds import register as register_form
        from bersinar.ledger.sources import Source, register

        from . import asking, facts, models

        register(Source("carecentre.service", models.ServiceTicket, facts.of_service, "carecentre:service"))
        register(Source("carecentre.rehab", models.RehabTicket, facts.of_rehab, "carecentre:rehab"))
        register(Source("carecentre.tip", models.TipTicket, facts.of_tip, "carecentre:tip"))
        register_form(asking.KIND)
