from django.apps import AppConfig


class NumberingConfig(AppConfig):
    name = "bersinar.foundation.numbering"
    label = "numbering"
