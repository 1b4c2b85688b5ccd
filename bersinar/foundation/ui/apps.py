from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "bersinar.foundation.ui"
    label = "ui"
