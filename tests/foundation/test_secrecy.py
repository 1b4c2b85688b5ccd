"""Sealed values stay sealed until somebody says who reads and why; tokens cannot be joined or turned round."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import models
from django.test.utils import isolate_apps

from bersinar.foundation.secrecy.keyring import PURPOSES, KeysMissing, open_keyring
from bersinar.foundation.secrecy.sealed import (
    CannotOpen,
    Sealed,
    SealedField,
    SealedRecord,
    decrypt,
    encrypt,
    new_data_key,
    unwrap,
)
from bersinar.foundation.secrecy.tokens import blind_index, subject_token

NAME = "Klien Rekaan 01"


@pytest.fixture
def diary() -> type[Any]:
    """A kind of record with two sealed fields, which no database knows."""
    with isolate_apps("bersinar.foundation.wire"):

        class Diary(SealedRecord):
            side = "treatment"
            readings: list[tuple[object, str]] = []

            id = models.UUIDField(primary_key=True, default=uuid4)
            name = SealedField(null=True)
            phone = SealedField(null=True)

            class Meta:
                app_label = "wire"

            def __str__(self) -> str:
                return "diary"

            def note_reading(self, by: object, purpose: str) -> None:
                self.readings.append((by, purpose))

        return Diary


def sealed(diary: type[Any], **values: str) -> Any:
    record = diary()
    record.seal(**(values or {"name": NAME}))
    return record


def test_a_sealed_value_does_not_show_itself(diary: type[Any]) -> None:
    value = sealed(diary).name
    assert isinstance(value, Sealed)
    for shown in (
        str(value),
        repr(value),
        f"{value}",
        f"{value!r}",
        str([value]),
        str({"name": value}),
        str(vars(value)),
    ):
        assert NAME not in shown
    with pytest.raises(TypeError):
        json.dumps(value)


def test_opening_writes_who_and_why_before_anything_is_read(diary: type[Any]) -> None:
    record = sealed(diary)
    assert record.name.open(by="budi", purpose="asesmen") == NAME
    assert record.readings[-1] == ("budi", "asesmen")


def test_what_cannot_be_written_down_is_not_opened(diary: type[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: object, by: object, purpose: str) -> None:
        raise OSError("the chain of readings cannot be written")

    record = sealed(diary)
    monkeypatch.setattr(diary, "note_reading", refuse)
    with pytest.raises(OSError, match="chain of readings"):
        record.name.open(by="budi", purpose="asesmen")


def test_plain_text_is_never_put_into_a_sealed_field(diary: type[Any]) -> None:
    with pytest.raises(TypeError, match="seal"):
        diary().name = NAME


def test_a_sealed_field_cannot_be_searched(diary: type[Any]) -> None:
    field = diary._meta.get_field("name")
    for lookup in ("exact", "icontains", "in", "startswith"):
        with pytest.raises(TypeError, match="tidak dapat dicari"):
            field.get_lookup(lookup)
    assert field.get_lookup("isnull") is not None


def test_the_same_text_is_never_sealed_alike(diary: type[Any]) -> None:
    record = sealed(diary, name=NAME, phone=NAME)
    first = record.name.ciphertext
    record.seal(name=NAME)
    assert len({first, record.name.ciphertext, record.phone.ciphertext}) == 3
    assert NAME.encode() not in first


def test_an_empty_text_empties_the_field(diary: type[Any]) -> None:
    record = sealed(diary)
    record.seal(name="")
    assert record.name is None


def test_a_value_does_not_open_in_another_place(diary: type[Any]) -> None:
    one, other = sealed(diary), sealed(diary)
    one.__dict__["phone"] = one.__dict__["name"]  # another column of the same row
    with pytest.raises(CannotOpen):
        one.phone.open(by="budi", purpose="asesmen")
    other.__dict__["name"], other.data_key = one.__dict__["name"], one.data_key  # another row, key and all
    with pytest.raises(CannotOpen):
        other.name.open(by="budi", purpose="asesmen")


@pytest.mark.parametrize("position", [0, 12, -1])
def test_an_altered_value_does_not_open(position: int) -> None:
    key, wrapped = new_data_key("treatment", "row")
    ciphertext = bytearray(encrypt(key, NAME.encode(), "table.column.row"))
    assert decrypt(unwrap("treatment", "row", wrapped), bytes(ciphertext), "table.column.row") == NAME.encode()
    ciphertext[position] ^= 1
    with pytest.raises(CannotOpen):
        decrypt(key, bytes(ciphertext), "table.column.row")


def test_a_data_key_opens_on_its_own_side_and_row_alone() -> None:
    key, wrapped = new_data_key("treatment", "row")
    assert unwrap("treatment", "row", wrapped) == key
    for side, row in (("enforcement", "row"), ("open", "row"), ("treatment", "other")):
        with pytest.raises(CannotOpen):
            unwrap(side, row, wrapped)


def test_an_erased_data_key_erases_the_value(diary: type[Any]) -> None:
    record = sealed(diary)
    record.data_key = None
    with pytest.raises(CannotOpen, match="sudah dihapus"):
        record.name.open(by="budi", purpose="asesmen")


# Tokens -------------------------------------------------------------------------------------------------------------


def test_a_token_is_the_same_for_the_same_subject_and_purpose_alone() -> None:
    subject = uuid4()
    tokens = {purpose: subject_token(purpose, subject) for purpose in PURPOSES}
    assert len(set(tokens.values())) == len(PURPOSES)
    assert all(subject_token(purpose, str(subject)) == token for purpose, token in tokens.items())
    assert subject_token("treatment", uuid4()) != tokens["treatment"]


def test_a_token_says_nothing() -> None:
    subject = uuid4()
    token = subject_token("treatment", subject)
    assert len(token) == 32
    assert int(token, 16)
    assert subject.hex[:8] not in token
    with pytest.raises(KeyError):
        subject_token("nothing", subject)


def test_a_blind_index_finds_a_name_however_it_is_spaced() -> None:
    index = blind_index("treatment", "name", "Klien  Rekaan 01 ")
    assert index == blind_index("treatment", "name", "KLIEN rekaan 01")
    others = (("enforcement", "name", NAME), ("treatment", "nik", NAME), ("treatment", "name", "Klien Rekaan 02"))
    assert index not in {blind_index(*other) for other in others}


# Keys ---------------------------------------------------------------------------------------------------------------


def test_keys_are_made_once_outside_the_data_and_for_their_owner_alone(tmp_path: Path) -> None:
    data, keys = tmp_path / "data", tmp_path / "keys"
    ring = open_keyring(data, str(keys))
    assert open_keyring(data, str(keys)).values == ring.values
    [file] = keys.rglob("keys.json")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in data.iterdir()] == ["instance"]
    assert len(set(ring.values.values())) == len(ring.values)


def test_two_instances_share_no_key(tmp_path: Path) -> None:
    one, other = (open_keyring(tmp_path / name, str(tmp_path / "keys")) for name in ("one", "other"))
    assert set(one.values.values()).isdisjoint(other.values.values())


def test_a_database_without_its_keys_gets_no_new_ones(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "bersinar.sqlite3").touch()
    with pytest.raises(KeysMissing, match="Pulihkan kunci"):
        open_keyring(data, str(tmp_path / "keys"))
