"""A phone with an authenticator app, for tests; and a pause after which its codes are new again."""

from __future__ import annotations

import time
from dataclasses import dataclass

import pyotp
from django.test import Client

from bersinar.foundation.access import factors
from bersinar.foundation.access.models import User
from bersinar.foundation.access.proofs import Factor
from bersinar.foundation.access.totp import STEP
from tests.browser.people import PASSWORD


@dataclass
class Phone:
    """What an app knows, and the recovery codes beside it."""

    secret: str
    recovery: list[str]

    def code(self, steps: int = 0) -> str:
        """The code that the app shows, or showed so many steps before or after."""
        return pyotp.TOTP(self.secret).at(int(time.time()) + steps * STEP)


def enrolled(client: Client, user: User) -> Phone:
    """The user enrols through the page, in this browser."""
    assert client.get("/akun/verifikasi/pasang/").status_code == 200
    secret = factors.secret_of(Factor.objects.get(user=user, confirmed_at=None))
    answer = client.post("/akun/verifikasi/pasang/", {"code": Phone(secret, []).code()})
    assert answer.status_code == 200, answer.content.decode()
    later(user)
    return Phone(secret, answer.context["codes"])


def later(user: User) -> None:
    """Some time has passed: what was taken lies steps behind."""
    Factor.objects.filter(user=user, confirmed_at__isnull=False).update(last_step=0, failures=0, locked_until=None)


def with_password(user: User) -> User:
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    return user


def by_password(user: User, goal: str = "", agent: str = "") -> tuple[Client, str]:
    """A new browser after the right password: the client and where it is sent."""
    client = Client(headers={"user-agent": agent} if agent else None)
    said = {"username": user.username, "password": PASSWORD, "next": goal}
    return client, client.post("/masuk/", said).headers["Location"]
