from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "bersinar.foundation.ui"
    label = "ui"

    def ready(self) -> None:
        from .sentences import speak_plainly

        speak_plainly()
