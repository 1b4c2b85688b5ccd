"""The instance's keys: where they lie, how they are made, what each is for.

Keys live outside the data folder and outside the database, found by the instance's id, so that a copy of
the data alone opens nothing. This module knows no Django: settings read it before Django is there.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

SIDES = ("open", "treatment", "enforcement")
FILE = "keys.json"
PURPOSES = ("treatment", "enforcement", "volunteers", "institutions", "places", "activities", "surveys")


_latest: dict[Path, Keyring] = {}  # what a rotation has written since this process read its keys


class KeysMissing(RuntimeError):
    """The data folder names an instance whose keys are not on this machine."""


@dataclass(frozen=True)
class Keyring:
    """All keys of one instance. `folder` is where they lie; `values` maps a key's name to its bytes."""

    folder: Path
    values: dict[str, bytes]
    stamp: int = 0  # when the file was written that they were read from

    @property
    def django_secret(self) -> str:
        return self.values["django"].hex()

    def side_key(self, side: str) -> bytes:
        """The 32-byte key that wraps the data keys of a side."""
        return self.values[f"side.{side}"]

    def former_key(self, side: str) -> bytes | None:
        """The key that wrapped before, as long as a rotation is under way."""
        return self.values.get(f"side.{side}.former")

    def blind_key(self, side: str) -> bytes:
        """The HMAC key of a side's blind indexes."""
        return self.values[f"blind.{side}"]

    def token_key(self, purpose: str) -> bytes:
        """The HMAC key of the subject tokens of one purpose. Never rotated."""
        return self.values[f"token.{purpose}"]

    @cached_property
    def signing_key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.values["anchor"])

    @cached_property
    def verifying_key(self) -> Ed25519PublicKey:
        return self.signing_key.public_key()

    @property
    def file(self) -> Path:
        return self.folder / FILE

    def current(self) -> Keyring:
        """These keys, or those that a rotation has written meanwhile: a server that runs on must not wrap with an old one."""
        held = _latest.get(self.folder, self)
        if _stamp(self.file) not in (0, held.stamp):
            held = _latest[self.folder] = _read(self.folder)
        return held

    @property
    def anchor_file(self) -> Path:
        """The second copy of every anchor, outside the database."""
        return self.folder / "anchors.jsonl"


def instance_id(data: Path) -> str:
    """The instance's id, made once for a data folder."""
    marker = data / "instance"
    if not marker.exists():
        data.mkdir(parents=True, exist_ok=True)
        marker.write_text(f"{uuid4()}\n", encoding="ascii")
    return marker.read_text(encoding="ascii").strip()


def keys_folder(data: Path, configured: str | None = None) -> Path:
    """Where the keys of this data folder lie: `$BERSINAR_KEYS`, else a folder of the user's own."""
    root = Path(configured) if configured else Path.home() / ".local" / "share" / "bersinar-keys"
    return root / instance_id(data)


def open_keyring(data: Path, configured: str | None = None) -> Keyring:
    """Read the keys, or make them for a data folder that has never had any.

    Raises KeysMissing when a database stands there already: new keys would open nothing in it.
    """
    folder = keys_folder(data, configured)
    file = folder / FILE
    if not file.exists():
        if (data / "bersinar.sqlite3").exists():
            raise KeysMissing(f"Kunci untuk folder data ini tidak ada di {folder}. Pulihkan kunci dari salinannya.")
        _make(file)
    return _read(folder)


def _read(folder: Path) -> Keyring:
    stamp = _stamp(folder / FILE)
    raw = json.loads((folder / FILE).read_text(encoding="ascii"))
    return Keyring(folder, {name: base64.b64decode(value) for name, value in raw.items()}, stamp)


def _stamp(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def begin_rotation(ring: Keyring, side: str) -> Keyring:
    """A new key for a side, beside the one it replaces. Begun already, it goes on with the same two."""
    if ring.former_key(side) is not None:
        return ring
    new = {f"side.{side}": secrets.token_bytes(32), f"side.{side}.former": ring.side_key(side)}
    return _replace(ring.folder, {**ring.values, **new})


def end_rotation(ring: Keyring, side: str) -> Keyring:
    """Destroy the key that was replaced."""
    return _replace(ring.folder, {name: key for name, key in ring.values.items() if name != f"side.{side}.former"})


def _replace(folder: Path, values: dict[str, bytes]) -> Keyring:
    """Write the keys anew: all of them or none, also where the machine stops meanwhile."""
    partial = folder / f"{FILE}.partial"
    partial.unlink(missing_ok=True)
    _write(partial, values)
    partial.replace(folder / FILE)
    return _read(folder)


def _make(file: Path) -> None:
    names = ["django", "anchor", *(f"side.{side}" for side in SIDES), *(f"blind.{side}" for side in SIDES)]
    names += [f"token.{purpose}" for purpose in PURPOSES]
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _write(file, {name: secrets.token_bytes(32) for name in names})


def _write(file: Path, values: dict[str, bytes]) -> None:
    # Created with its final mode: there is no moment at which another user could read it.
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as out:
        json.dump({name: base64.b64encode(value).decode("ascii") for name, value in values.items()}, out)
        out.flush()
        os.fsync(out.fileno())
