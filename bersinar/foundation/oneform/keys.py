"""Keys of public forms: random, readable by a person, and kept as a keyed hash at most."""

from __future__ import annotations

import secrets

from django.core import signing

from bersinar.foundation.secrecy.tokens import blind_index

from .models import Opening

# Without 0 and o, 1, i and l: whoever has no camera types it.
_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
ADDRESS, SLIP = 8, 24  # 24 letters of 31 are 118 bits: not to be guessed


def new_key(length: int) -> str:
    """A random key of so many letters."""
    return "".join(secrets.choice(_LETTERS) for _ in range(length))


def grouped(key: str) -> str:
    """The key as it is printed, in fours."""
    return "-".join(key[start : start + 4] for start in range(0, len(key), 4))


def read(typed: str) -> str:
    """A key as it is kept, however it was typed."""
    return "".join(letter for letter in typed.lower() if letter.isalnum())


def hashed(key: str) -> str:
    """What is kept of a key."""
    return blind_index("open", "oneform", key)


def fresh(opening: Opening) -> str:
    """A key for one visitor of a shared link, good for this opening only. Signed, so that nothing need be kept of it."""
    return _signer(opening).sign(secrets.token_hex(16))


def is_ours(opening: Opening, key: str) -> bool:
    """Whether this key was handed out for this opening."""
    try:
        _signer(opening).unsign(key)
    except signing.BadSignature:
        return False
    return True


def _signer(opening: Opening) -> signing.Signer:
    return signing.Signer(salt=f"oneform.{opening.pk}")
