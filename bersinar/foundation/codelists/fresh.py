"""When a process looks whether another one changed a code: before a request, and before a job."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django_tasks.signals import task_started

from .lists import look_again


class FreshCodesMiddleware:
    """A request begins with the labels that hold now."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        look_again()
        return self.get_response(request)


task_started.connect(look_again)
