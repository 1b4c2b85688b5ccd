"""Sealed values: what stays unreadable until somebody says who reads it and why.

A sealed field yields a `Sealed`, never text: no template, list, log or debugger decrypts by accident.
Each record has a data key of its own, wrapped by the key of its side; destroying the data key erases the
values, rotating the side's key re-wraps and touches no value. The ciphertext is bound to its table, column and row.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import models

from .tokens import keyring

if TYPE_CHECKING:
    from bersinar.foundation.access.models import User

NONCE = 12


class CannotOpen(RuntimeError):
    """The value was moved, altered, or its data key is gone."""


def encrypt(key: bytes, plain: bytes, bound_to: str) -> bytes:
    """AES-256-GCM: nonce + ciphertext, bound to the words in `bound_to`."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, bound_to.encode())


def decrypt(key: bytes, sealed: bytes, bound_to: str) -> bytes:
    """Undo `encrypt`. Raises CannotOpen when key, place or bytes differ."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], bound_to.encode())
    except InvalidTag as error:
        raise CannotOpen("Nilai terkunci tidak dapat dibuka.") from error


def new_data_key(side: str, row: str) -> tuple[bytes, bytes]:
    """A fresh data key and the same key wrapped by its side's key."""
    key = AESGCM.generate_key(256)
    return key, encrypt_by_side(side, key, _of_row(side, row))


def unwrap(side: str, row: str, wrapped: bytes | memoryview | None) -> bytes:
    """The data key of a row. Raises CannotOpen when it was erased."""
    if not wrapped:
        raise CannotOpen("Kunci data rekam ini sudah dihapus.")
    return decrypt_by_side(side, bytes(wrapped), _of_row(side, row))


def rewrap(side: str, row: str, wrapped: bytes | memoryview) -> bytes | None:
    """A data key wrapped by its side's new key; None where it is already. Raises CannotOpen."""
    return renewed(side, bytes(wrapped), _of_row(side, row))


def _of_row(side: str, row: str) -> str:
    return f"data-key:{side}:{row}"


def encrypt_by_side(side: str, plain: bytes, bound_to: str) -> bytes:
    """Encrypt with the key of a side itself: data keys, and what lives for days only."""
    return encrypt(keyring().current().side_key(side), plain, bound_to)


def decrypt_by_side(side: str, sealed: bytes, bound_to: str) -> bytes:
    """Undo `encrypt_by_side`, with the key that a rotation is replacing too."""
    ring = keyring().current()
    try:
        return decrypt(ring.side_key(side), sealed, bound_to)
    except CannotOpen:
        former = ring.former_key(side)
        if former is None:
            raise
        return decrypt(former, sealed, bound_to)


def renewed(side: str, sealed: bytes, bound_to: str) -> bytes | None:
    """What a side's key encrypted, encrypted by its new key; None where it is already."""
    ring = keyring().current()
    try:
        decrypt(ring.side_key(side), sealed, bound_to)
    except CannotOpen:
        return encrypt_by_side(side, decrypt_by_side(side, sealed, bound_to), bound_to)
    return None


@dataclass(frozen=True, repr=False)
class Sealed:
    """A value that can be carried about but not read. `open` leaves a line in the chain of readings."""

    ciphertext: bytes
    side: str
    row: str
    bound_to: str
    wrapped_key: bytes | None
    note_reading: Callable[[User, str], None]

    def __str__(self) -> str:
        return "••••••"

    __repr__ = __str__

    def open(self, *, by: User, purpose: str) -> str:
        """Decrypt for one person and one purpose; the reading is written down first."""
        self.note_reading(by, purpose)
        return decrypt(unwrap(self.side, self.row, self.wrapped_key), self.ciphertext, self.bound_to).decode()


class SealedField(models.BinaryField[Any, Any]):
    """Holds one encrypted text. Reading the attribute gives `Sealed | None`; write with `SealedRecord.seal`."""

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, name, _SealedAttribute(self))

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """What is stored is the ciphertext, which the attribute hands out wrapped."""
        return super().get_db_prep_value(value.ciphertext if isinstance(value, Sealed) else value, connection, prepared)

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise TypeError("Kolom terkunci tidak dapat dicari.")
        return super().get_lookup(lookup_name)


class _SealedAttribute:
    def __init__(self, field: SealedField) -> None:
        self.field = field

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        if instance is None:
            return self
        raw = instance.__dict__.get(self.field.attname)
        if raw is None or isinstance(raw, Sealed):
            return raw
        holder = instance.key_holder()
        return Sealed(
            bytes(raw),
            instance.side,
            str(holder.pk),
            instance.binding(self.field.attname),
            holder.data_key,
            instance.note_reading,
        )

    def __set__(self, instance: Any, value: Any) -> None:
        if isinstance(value, str):
            raise TypeError("Isi kolom terkunci lewat seal(), bukan langsung.")
        instance.__dict__[self.field.attname] = value.ciphertext if isinstance(value, Sealed) else value


class Sealing(models.Model):
    """A record with sealed fields. Under whose data key they lie, its two kinds below say."""

    side: str  # a class attribute of the concrete model

    class Meta:
        abstract = True

    def key_holder(self) -> SealedRecord:
        """The record whose data key opens this one's fields."""
        raise NotImplementedError

    def binding(self, column: str) -> str:
        """What ties a ciphertext to its place: table, column and row."""
        return f"{self._meta.db_table}.{column}.{self.pk}"

    def seal(self, **values: str) -> None:
        """Encrypt texts into their fields; an empty text empties the field."""
        holder = self.key_holder()
        key = unwrap(self.side, str(holder.pk), holder.data_key)
        for name, value in values.items():
            setattr(self, name, encrypt(key, value.encode(), self.binding(name)) if value else None)

    def compared(self, name: str) -> str:
        """The text of a sealed field, for telling whether a new value differs. Never shown, logged or returned to a user."""
        raw = self.__dict__.get(name)
        if not raw:
            return ""
        holder = self.key_holder()
        return decrypt(unwrap(self.side, str(holder.pk), holder.data_key), bytes(raw), self.binding(name)).decode()

    def note_reading(self, by: User, purpose: str) -> None:
        """Write the reading into the office's chain of readings before anything is shown."""
        from bersinar.foundation.audit.actions import note_reading  # audit stands on secrecy for its actors

        note_reading(by=by, record=self, purpose=purpose)


class SealedRecord(Sealing):
    """A record with sealed fields: a data key of its own, wrapped by the key of `side`."""

    data_key = models.BinaryField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    def key_holder(self) -> SealedRecord:
        return self

    def forget(self) -> None:
        """Destroy the data key, and what it sealed. Nobody brings it back; what is not sealed stays."""
        self.data_key = None
        for field in self._meta.fields:
            if isinstance(field, SealedField):
                self.__dict__[field.attname] = None if field.null else b""

    def seal(self, **values: str) -> None:
        if not self.data_key:
            _, self.data_key = new_data_key(self.side, str(self.pk))
        super().seal(**values)


class SealedPart(Sealing):
    """A record whose fields lie under the data key of another, named by `key_of`.

    For rows that the database lets nobody change: the key stands in the other row, where erasing it is still possible.
    """

    key_of: ClassVar[str]

    class Meta:
        abstract = True

    def key_holder(self) -> SealedRecord:
        holder: SealedRecord = getattr(self, self.key_of)
        return holder


def open_together(records: Sequence[Any], names: Sequence[str], *, by: User, purpose: str) -> list[dict[str, str]]:
    """The sealed texts of several records, each record's reading written down once, before anything is shown."""
    for record in records:
        record.note_reading(by, purpose)
    return [{name: record.compared(name) for name in names} for record in records]
