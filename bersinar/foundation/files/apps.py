from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "bersinar.foundation.files"
    label = "files"
