from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "bersinar.interfaces.desk"
    label = "desk"
