from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "bersinar.foundation.access"
    label = "access"
