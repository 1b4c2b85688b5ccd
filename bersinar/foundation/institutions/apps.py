from django.apps import AppConfig


class InstitutionsConfig(AppConfig):
    name = "bersinar.foundation.institutions"
    label = "institutions"
