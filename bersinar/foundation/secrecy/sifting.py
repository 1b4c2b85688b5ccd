"""Sifting: from the shipments of offices to links, token to token, at the national service.

A shipment holds tokens of the books and sealed linkage values, by office, signed by the instance that wrote it; links
hold tokens alone, signed by the national service. Nothing here names a person, and nothing knows a database: the national service needs none.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from .linkage import LinkageRefused, PrivateKey, PublicKey, decoded, encoded, read_json, write_new

_SHIPMENT, _LINKS = "bersinar-linkage-shipment-2", "bersinar-linkage-links-1"
_TOKEN, _CODE, _FINGERPRINT = (
    re.compile(r"[0-9a-f]{32}"),
    re.compile(r"[-\w]{1,40}", re.ASCII),
    re.compile(r"[0-9a-f]{16}"),
)

Person = tuple[str, bytes]  # token, sealed value


@dataclass(frozen=True)
class Shipment:
    """What an office ships: of each person a token and a sealed value, in the order of the tokens."""

    key: str  # fingerprint of the key that the values are sealed to
    shipped_at: datetime
    days: Mapping[str, date]  # office code -> its local day
    persons: Mapping[str, Sequence[Person]]  # office code -> its persons
    signer: str = field(default="", compare=False)  # fingerprint of the instance's key, where it was read from a file

    @property
    def _said(self) -> dict[str, Any]:
        offices = {
            code: {
                "day": day.isoformat(),
                "persons": [[token, encoded(sealed)] for token, sealed in self.persons[code]],
            }
            for code, day in self.days.items()
        }
        return {"kind": _SHIPMENT, "key": self.key, "shipped_at": _written(self.shipped_at), "offices": offices}

    def write(self, file: Path, by: Ed25519PrivateKey) -> str:
        """Write it, signed with the instance's own key; gives back that key's fingerprint."""
        public = by.public_key().public_bytes_raw()
        signed = {"signer": encoded(public), "signature": encoded(by.sign(_signed_form(self._said)))}
        write_new(file, {**self._said, **signed})
        return fingerprint(public)

    @classmethod
    def read(cls, file: Path) -> Shipment:
        """Raises LinkageRefused for what is no whole shipment, or not as its signer wrote it."""
        said = read_json(file)
        public, signature = decoded(said.pop("signer", None)), decoded(said.pop("signature", None))
        try:
            if said["kind"] != _SHIPMENT:
                raise ValueError
            offices = {_fits(_CODE, code): told for code, told in said["offices"].items()}
            days = {code: date.fromisoformat(told["day"]) for code, told in offices.items()}
            persons = {
                code: [(_fits(_TOKEN, token), decoded(sealed)) for token, sealed in told["persons"]]
                for code, told in offices.items()
            }
            made = cls(
                _fits(_FINGERPRINT, said["key"]), _instant(said["shipped_at"]), days, persons, fingerprint(public)
            )
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise LinkageRefused(f"{file} bukan kiriman tautan yang utuh. Minta dikirim ulang.") from error
        if not _is_signed(public, signature, _signed_form(said)):
            sentence = "tidak bertanda tangan pengirimnya, atau diubah sesudah ditandatangani. Minta dikirim ulang."
            raise LinkageRefused(f"{file} {sentence}")
        return made


@dataclass(frozen=True)
class Links:
    """What a sifting found: which tokens stand for one person, and whose shipments it knew."""

    key: str
    sifted_at: datetime
    days: Mapping[str, date]  # office code -> the day of its shipment
    pairs: Mapping[str, str]  # token -> the one that counts for it

    @property
    def _said(self) -> dict[str, Any]:
        return {
            "kind": _LINKS, "key": self.key, "sifted_at": _written(self.sifted_at),
            "offices": {code: day.isoformat() for code, day in self.days.items()},
            "links": [list(pair) for pair in sorted(self.pairs.items())],
        }  # fmt: skip

    @property
    def content(self) -> bytes:
        """What is signed: the same bytes for the same links."""
        return _signed_form(self._said)

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    def write(self, file: Path, private: PrivateKey) -> None:
        write_new(file, {**self._said, "signature": encoded(private.sign(self.content))})

    @classmethod
    def read(cls, file: Path, key: PublicKey) -> Links:
        """Links as the national service signed them. Raises LinkageRefused for all else."""
        said = read_json(file)
        try:
            if said["kind"] != _LINKS:
                raise ValueError
            days = {_fits(_CODE, code): date.fromisoformat(day) for code, day in said["offices"].items()}
            pairs = {_fits(_TOKEN, token): _fits(_TOKEN, canonical) for token, canonical in said["links"]}
            links = cls(_fits(_FINGERPRINT, said["key"]), _instant(said["sifted_at"]), days, pairs)
            if len(pairs) != len(said["links"]) or set(pairs) & set(pairs.values()):
                raise ValueError  # a token has one that counts for it, and that one none
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise LinkageRefused(f"{file} bukan berkas tautan yang utuh. Minta dikirim ulang.") from error
        if links.key != key.fingerprint:
            raise LinkageRefused(f"{file} dibuat dengan kunci lain ({links.key}), bukan {key.fingerprint}.")
        if not key.signed(decoded(said.get("signature")), links.content):
            sentence = "tidak bertanda tangan layanan nasional, atau diubah sesudah ditandatangani. Tidak diambil."
            raise LinkageRefused(f"{file} {sentence}")
        return links


@dataclass(frozen=True)
class Sifted:
    """Links, and what the national service should know of how they came about."""

    links: Links
    tokens: int
    doubtful: int  # tokens that two offices shipped with different NIKs: united with nobody until one is corrected


def sift(shipments: Iterable[tuple[str, Shipment]], private: PrivateKey, at: datetime) -> Sifted:
    """Find who was shipped under several tokens. `shipments` come with the name of their file.

    Of two shipments of one office the later counts. Raises LinkageRefused where one is for another key or damaged.
    """
    latest: dict[str, tuple[datetime, str, Shipment]] = {}
    for name, shipment in shipments:
        if shipment.key != private.public.fingerprint:
            mine = private.public.fingerprint
            raise LinkageRefused(f"{name} disegel untuk kunci lain ({shipment.key}); kunci ini {mine}.")
        for code in shipment.days:
            if code not in latest or latest[code][0] < shipment.shipped_at:
                latest[code] = (shipment.shipped_at, name, shipment)
    values: dict[str, set[bytes]] = defaultdict(set)
    for code, (_, name, shipment) in latest.items():
        for token, sealed in shipment.persons[code]:
            values[token].add(_opened(private, sealed, name))
    persons: dict[bytes, list[str]] = defaultdict(list)
    for token, known in values.items():
        if len(known) == 1:
            persons[next(iter(known))].append(token)
    pairs = {token: min(tokens) for tokens in persons.values() for token in tokens if token != min(tokens)}
    days = {code: shipment.days[code] for code, (_, _, shipment) in latest.items()}
    links = Links(private.public.fingerprint, at.astimezone(UTC).replace(microsecond=0), days, pairs)
    return Sifted(links, len(values), sum(len(known) > 1 for known in values.values()))


def _opened(private: PrivateKey, sealed: bytes, name: str) -> bytes:
    try:
        return private.unseal(sealed)
    except LinkageRefused as error:
        raise LinkageRefused(f"{name}: {error} Minta dikirim ulang.") from error


def fingerprint(public: bytes) -> str:
    """Which instance signed: 16 hex digits that two people can read to one another."""
    return hashlib.sha256(public).hexdigest()[:16]


def _signed_form(said: Mapping[str, Any]) -> bytes:
    return json.dumps(said, sort_keys=True, separators=(",", ":")).encode()


def _is_signed(public: bytes, signature: bytes, content: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    return True


def _fits(pattern: re.Pattern[str], text: object) -> str:
    if not isinstance(text, str) or not pattern.fullmatch(text):
        raise ValueError("not of the form it must have")
    return text


def _written(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _instant(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
