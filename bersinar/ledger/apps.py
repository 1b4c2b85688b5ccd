from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "bersinar.ledger"
    label = "ledger"
