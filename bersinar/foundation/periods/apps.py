from django.apps import AppConfig


class PeriodsConfig(AppConfig):
    name = "bersinar.foundation.periods"
    label = "periods"
