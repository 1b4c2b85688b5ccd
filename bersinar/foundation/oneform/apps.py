from django.apps import AppConfig


class OneformConfig(AppConfig):
    name = "bersinar.foundation.oneform"
    label = "oneform"
