from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "bersinar.figures"
    label = "figures"
