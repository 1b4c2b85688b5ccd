from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "bersinar.interfaces.desk"
    label = "desk"

    def ready(self) -> None:
        from bersinar.foundation.letters import kinds
        from bersinar.foundation.ui.bands import register_band

        from .remarks import band
        from .stories import letter

        kinds.register(letter.SUMMARY)
        register_band("remarks", band)
