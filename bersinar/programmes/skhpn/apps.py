from django.apps import AppConfig


class SkhpnConfig(AppConfig):
    name = "bersinar.programmes.skhpn"
    label = "skhpn"

    def ready(self) -> None:
        from bersinar.foundation.letters import kinds
        from bersinar.ledger.sources import Source, register

        from . import facts, letters, models

        register(Source("skhpn.visit", models.Visit, facts.of_visit, "skhpn:visit", prefetch=("office__service_area",)))
        kinds.register(letters.CERTIFICATE)
