from django.apps import AppConfig


class OfficesConfig(AppConfig):
    name = "bersinar.foundation.offices"
    label = "offices"
