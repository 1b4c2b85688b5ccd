from django.apps import AppConfig


class WireConfig(AppConfig):
    name = "bersinar.foundation.wire"
    label = "wire"
