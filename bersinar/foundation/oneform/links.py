"""Where a phone finds this instance: the address that is printed."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from .models import Opening


def link_of(opening: Opening, request: HttpRequest) -> str:
    """The whole address of a shared link."""
    return _whole(reverse("oneform:link", args=[opening.key]), request)


def slip_link(key: str, request: HttpRequest) -> str:
    """The whole address of a printed slip."""
    return _whole(reverse("oneform:slip", args=[key]), request)


def _whole(path: str, request: HttpRequest) -> str:
    return settings.PUBLIC_ADDRESS + path if settings.PUBLIC_ADDRESS else request.build_absolute_uri(path)


def reaches_phones(address: str) -> bool:
    """Whether a phone outside the office can open this address: a loopback or private one it cannot."""
    host = urlsplit(address).hostname or ""
    try:
        return ip_address(host).is_global
    except ValueError:
        return "." in host and not host.endswith((".local", ".localhost", ".lan"))
