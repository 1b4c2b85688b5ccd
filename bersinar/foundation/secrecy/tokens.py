"""Opaque tokens: subject tokens for the ledger, blind indexes for look-ups. One-way, keyed per purpose."""

from __future__ import annotations

import hashlib
import hmac
from uuid import UUID

from django.conf import settings

from .keyring import Keyring


def keyring() -> Keyring:
    """The keys of this instance."""
    ring = settings.KEYRING
    assert isinstance(ring, Keyring)
    return ring


def subject_token(purpose: str, stable_id: UUID | str) -> str:
    """The ledger's name for a subject: 32 hex digits, the same for the same id, unlinkable between purposes."""
    return hmac.new(keyring().token_key(purpose), str(stable_id).encode(), hashlib.sha256).hexdigest()[:32]


def blind_index(side: str, field: str, value: str) -> str:
    """What a secret value is found by, within one side and one field: 64 hex digits."""
    message = f"{field}\x1f{' '.join(value.upper().split())}".encode()
    return hmac.new(keyring().blind_key(side), message, hashlib.sha256).hexdigest()
