from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "bersinar.interfaces.demo"
    label = "demo"
