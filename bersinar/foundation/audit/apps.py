from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "bersinar.foundation.audit"
    label = "audit"
