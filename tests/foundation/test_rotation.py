"""A side's key is replaced without touching a value, can be stopped half way, and leaves nothing under the old one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from bersinar.foundation.access.wall import set_side
from bersinar.foundation.audit.appendonly import AppendOnly
from bersinar.foundation.audit.models import AuditLine
from bersinar.foundation.files.actions import keep_file, read_file
from bersinar.foundation.files.models import StoredFile
from bersinar.foundation.secrecy import rotation
from bersinar.foundation.secrecy.keyring import Keyring, begin_rotation, open_keyring
from bersinar.foundation.secrecy.sealed import CannotOpen, decrypt
from bersinar.foundation.wire.drafts import keep_draft, read_draft
from bersinar.programmes.rehab.actions import CLIENTS
from bersinar.programmes.rehab.models import Client
from tests.cast import Cast

NAME = "Siti Rekaan Rahasia"


@pytest.fixture
def ring(tmp_path: Path, settings: object) -> Keyring:
    """Keys of the test's own: the instance's are never rotated by a test."""
    own = open_keyring(tmp_path / "data", str(tmp_path / "keys"))
    settings.KEYRING = own  # type: ignore[attr-defined]
    return own


@pytest.fixture
def known(ring: Keyring, cast: Cast) -> Client:
    set_side("treatment", cast.budi.pk)
    client = CLIENTS.create(
        office=cast.oki, by=cast.budi, registered_on=date(2023, 1, 2), sex="female", birth_year=1998, name=NAME
    )
    keep_draft(owner=cast.budi, form="rehab.client.new", side="treatment", fields={"name": [NAME]})
    keep_draft(owner=cast.ani, form="cooperation.partner.new", side="", fields={"name": ["Mitra"]})
    upload = SimpleUploadedFile("x.pdf", b"%PDF-1.4 rahasia")
    keep_file(
        office=cast.oki, side="treatment", record_kind="rehab.client", record_id=client.pk, label="Rujukan", upload=upload, by=cast.budi
    )  # fmt: skip
    return client


def unwraps(ring: Keyring, client: Client) -> bool:
    client.refresh_from_db()
    assert client.data_key is not None
    try:
        decrypt(ring.side_key("treatment"), bytes(client.data_key), f"data-key:treatment:{client.pk}")
    except CannotOpen:
        return False
    return True


def all_open(cast: Cast, client: Client) -> bool:
    client.refresh_from_db()
    draft = read_draft(owner=cast.budi, form="rehab.client.new")
    file = read_file(StoredFile.objects.get())
    return client.compared("name") == NAME and draft == {"name": [NAME]} and file == b"%PDF-1.4 rahasia"


def test_everything_opens_with_the_new_key_and_nothing_with_the_old(cast: Cast, ring: Keyring, known: Client) -> None:
    before = bytes(known.__dict__["name"])
    assert rotation.rotate("treatment") == 3
    now = ring.current()
    assert now.side_key("treatment") != ring.side_key("treatment")
    assert now.former_key("treatment") is None
    assert ring.side_key("treatment") not in now.values.values()
    assert all_open(cast, known)
    assert unwraps(now, known) and not unwraps(ring, known)
    assert bytes(known.__dict__["name"]) == before  # no value was touched
    assert (ring.file.stat().st_mode & 0o777) == 0o600
    assert AuditLine.objects.filter(action="keys.rotate", side="treatment").count() == 1


def test_other_sides_keep_their_keys(cast: Cast, ring: Keyring, known: Client) -> None:
    rotation.rotate("treatment")
    for side in ("open", "enforcement"):
        assert ring.current().side_key(side) == ring.side_key(side)
    assert read_draft(owner=cast.ani, form="cooperation.partner.new") == {"name": ["Mitra"]}
    assert rotation.rotate("open") >= 1
    assert read_draft(owner=cast.ani, form="cooperation.partner.new") == {"name": ["Mitra"]}


def test_stopped_half_way_it_goes_on_where_it_was(
    cast: Cast, ring: Keyring, known: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = begin_rotation(ring, "treatment")
    assert all_open(cast, known)  # under the old key, which is still there
    later = CLIENTS.create(
        office=cast.oki, by=cast.budi, registered_on=date(2023, 1, 3), sex="male", birth_year=1990, name="Orang Lain"
    )
    assert unwraps(begun, later)  # whatever is saved meanwhile is under the new one

    def stop(*args: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(rotation, "_write", stop)
    with pytest.raises(KeyboardInterrupt):
        rotation.rotate("treatment")
    monkeypatch.undo()
    assert ring.current().former_key("treatment") == ring.side_key("treatment")
    assert all_open(cast, known)
    rotation.rotate("treatment")
    assert ring.current().side_key("treatment") == begun.side_key("treatment")
    assert ring.current().former_key("treatment") is None
    assert all_open(cast, known)


def test_what_fits_neither_key_keeps_the_old_one(cast: Cast, ring: Keyring, known: Client) -> None:
    Client.objects.filter(pk=known.pk).update(data_key=b"x" * 60)
    with pytest.raises(CannotOpen):
        rotation.rotate("treatment")
    assert ring.current().former_key("treatment") == ring.side_key("treatment")


def test_no_kind_with_a_data_key_refuses_to_be_wrapped_anew() -> None:
    kinds = list(rotation.sealed_models())
    assert len(kinds) > 10
    assert not [kind for kind in kinds for held in kind._meta.constraints if isinstance(held, AppendOnly)]
