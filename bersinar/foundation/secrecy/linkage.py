"""Linkage values: what tells the national service, and nobody else, that two offices know one person.

An office seals a value of the NIK to the national service's public key. Sealing draws chance: two seals of one NIK
differ, all are of one length, and not even the office that made one can open or compare it. A key that recognised a
person at two offices would open every NIK there is, for sixteen digits are soon tried out: so it lies with the national
service alone. Inside the seal is no NIK but a hash of it. Knows no Django: settings read the key before it is there.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import secrets
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_PUBLIC, _PRIVATE = "bersinar-linkage-public-1", "bersinar-linkage-private-1"
_VERSION, _KEY, _TAG = b"\x01", 32, 16
SEALED = len(_VERSION) + _KEY + _KEY + _TAG  # version, the seal's own key, a hash, its tag
_NONCE = bytes(12)  # every seal has a key of its own, used once


class LinkageRefused(Exception):
    """Carries a sentence for the operator."""


@dataclass(frozen=True)
class PublicKey:
    """What every office has of the national service: seals to it, and knows its signature. Opens nothing."""

    sealing: bytes
    signing: bytes

    @property
    def fingerprint(self) -> str:
        """Which key this is: 16 hex digits."""
        return hashlib.sha256(self.sealing + self.signing).hexdigest()[:16]

    def seal(self, nik: str) -> bytes:
        """Seal the value of a NIK. Raises ValueError for what is none."""
        once = X25519PrivateKey.generate()
        own = once.public_key().public_bytes_raw()
        shared = once.exchange(X25519PublicKey.from_public_bytes(self.sealing))
        key = _derived(shared, b"bersinar linkage seal 1", own + self.sealing)
        return _VERSION + own + AESGCM(key).encrypt(_NONCE, _value_of(nik), _VERSION)

    def signed(self, signature: bytes, content: bytes) -> bool:
        """Whether the national service signed this content."""
        try:
            Ed25519PublicKey.from_public_bytes(self.signing).verify(signature, content)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, repr=False)
class PrivateKey:
    """What the national service alone has, on a machine of its own."""

    secret: bytes

    @classmethod
    def make(cls) -> PrivateKey:
        return cls(secrets.token_bytes(_KEY))

    @cached_property
    def _opening(self) -> X25519PrivateKey:
        return X25519PrivateKey.from_private_bytes(_derived(self.secret, b"bersinar linkage opening 1"))

    @cached_property
    def _signing(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(_derived(self.secret, b"bersinar linkage signing 1"))

    @cached_property
    def public(self) -> PublicKey:
        return PublicKey(self._opening.public_key().public_bytes_raw(), self._signing.public_key().public_bytes_raw())

    def unseal(self, sealed: bytes) -> bytes:
        """The value in a seal: equal for equal NIKs. Raises LinkageRefused for what was altered or is for another key."""
        if len(sealed) != SEALED or sealed[:1] != _VERSION:
            raise LinkageRefused("Ada nilai tautan yang bentuknya tidak dikenal.")
        own, closed = sealed[1 : 1 + _KEY], sealed[1 + _KEY :]
        try:
            shared = self._opening.exchange(X25519PublicKey.from_public_bytes(own))
            key = _derived(shared, b"bersinar linkage seal 1", own + self.public.sealing)
            return AESGCM(key).decrypt(_NONCE, closed, _VERSION)
        except (InvalidTag, ValueError) as error:
            raise LinkageRefused("Ada nilai tautan yang rusak, atau disegel untuk kunci lain.") from error

    def sign(self, content: bytes) -> bytes:
        return self._signing.sign(content)


def _derived(secret: bytes, purpose: bytes, salt: bytes | None = None) -> bytes:
    return HKDF(SHA256(), _KEY, salt, purpose).derive(secret)


def _value_of(nik: str) -> bytes:
    digits = re.sub(r"[\s.-]", "", nik)
    if not re.fullmatch(r"[0-9]{16}", digits):
        raise ValueError("a NIK has sixteen digits")
    return hashlib.sha256(b"bersinar linkage value 1\x1f" + digits.encode("ascii")).digest()


# --- files -----------------------------------------------------------------------------------------------------------


def write_pair(private: Path, public: Path) -> PublicKey:
    """Make a pair of keys, each in a file of its own. Refuses to overwrite either."""
    if there := [str(file) for file in (private, public) if file.exists()]:
        raise LinkageRefused(f"{' dan '.join(there)} sudah ada dan tidak ditimpa. Pilih nama lain.")
    made = PrivateKey.make()
    write_new(private, {"kind": _PRIVATE, "secret": encoded(made.secret)})
    try:
        known = {"sealing": encoded(made.public.sealing), "signing": encoded(made.public.signing)}
        write_new(public, {"kind": _PUBLIC, **known}, mode=0o644)
    except LinkageRefused:
        private.unlink()  # a pair, or nothing
        raise
    return made.public


def read_public(file: Path) -> PublicKey:
    """The public key in a file. Raises LinkageRefused, also where it is the private one."""
    said = read_json(file)
    if said.get("kind") == _PRIVATE:
        sentence = "adalah kunci pribadi layanan nasional. Kunci itu tidak boleh berada di sini; pakai kunci publiknya."
        raise LinkageRefused(f"{file} {sentence}")
    key = PublicKey(_bytes_of(file, said, _PUBLIC, "sealing"), _bytes_of(file, said, _PUBLIC, "signing"))
    try:
        key.seal("0" * 16)
        Ed25519PublicKey.from_public_bytes(key.signing)
    except ValueError as error:
        raise LinkageRefused(f"{file} bukan kunci publik yang benar.") from error
    return key


def read_private(file: Path) -> PrivateKey:
    """The private key in a file. Raises LinkageRefused."""
    return PrivateKey(_bytes_of(file, read_json(file), _PRIVATE, "secret"))


def _bytes_of(file: Path, said: dict[str, Any], kind: str, name: str) -> bytes:
    what = "publik" if kind == _PUBLIC else "pribadi"
    held = decoded(said.get(name))
    if said.get("kind") != kind or len(held) != _KEY:
        raise LinkageRefused(f"{file} bukan kunci {what} layanan nasional.")
    return held


def read_json(file: Path) -> dict[str, Any]:
    """One JSON object from a file. Raises LinkageRefused with what to do about it."""
    try:
        said = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise LinkageRefused(f"{file} tidak ditemukan.") from error
    except OSError as error:
        raise LinkageRefused(f"{file} tidak dapat dibuka; periksa izin berkasnya.") from error
    except (ValueError, RecursionError) as error:
        raise LinkageRefused(f"{file} rusak atau bukan berkas Bersinar. Minta dikirim ulang.") from error
    if not isinstance(said, dict):
        raise LinkageRefused(f"{file} rusak atau bukan berkas Bersinar. Minta dikirim ulang.")
    return said


def write_new(file: Path, said: dict[str, Any], mode: int = 0o600) -> None:
    """Write one JSON object into a new file. Raises LinkageRefused where there is one already, or none can be."""
    try:
        # Created with its final mode: there is no moment at which another user could read it.
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w", encoding="ascii") as out:
            json.dump(said, out, indent=1, sort_keys=True)
            out.flush()
            os.fsync(out.fileno())
    except FileExistsError as error:
        raise LinkageRefused(f"{file} sudah ada dan tidak ditimpa. Pilih nama lain.") from error
    except OSError as error:
        raise LinkageRefused(f"{file} tidak dapat ditulis; periksa folder dan izinnya.") from error


def encoded(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")


def decoded(text: object) -> bytes:
    """The bytes of a text from a file; none where it is not such a text."""
    try:
        return base64.b64decode(text, validate=True) if isinstance(text, str) else b""
    except ValueError:
        return b""
