from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "bersinar.foundation.access"
    label = "access"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        from .sessions import begin_visit

        user_logged_in.connect(begin_visit, dispatch_uid="access.begin_visit")
