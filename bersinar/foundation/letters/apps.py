from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "bersinar.foundation.letters"
    label = "letters"
