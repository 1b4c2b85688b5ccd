"""Argon2 for passwords, bounded: each hash asks 100 MiB, and many log-ins at once must not empty the machine."""

from __future__ import annotations

import threading

from django.contrib.auth.hashers import Argon2PasswordHasher

AT_ONCE = 2
_gate = threading.BoundedSemaphore(AT_ONCE)


class BoundedArgon2PasswordHasher(Argon2PasswordHasher):
    """Django's Argon2 hasher with at most `AT_ONCE` running."""

    def encode(self, password: str, salt: str) -> str:
        with _gate:
            return str(super().encode(password, salt))

    def verify(self, password: str, encoded: str) -> bool:
        with _gate:
            return bool(super().verify(password, encoded))
