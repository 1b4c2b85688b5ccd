"""Anchors: signed notes of where the chains stood, kept in the database and, a second time, beside the keys."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from django.utils import timezone

from bersinar.foundation.audit.chains import instant
from bersinar.foundation.audit.models import Head
from bersinar.foundation.secrecy.tokens import keyring

from .models import Anchor

CHAINS = ("ledger", "audit", "reading")


def anchor_all(occasion: str, at: datetime | None = None) -> int:
    """Anchor every office whose chains have moved since its last anchor; how many were anchored."""
    moved = 0
    last = {anchor.office_id: anchor for anchor in Anchor.objects.order_by("id")}
    for head in Head.objects.select_related("office").order_by("office_id"):
        known = last.get(head.office_id)
        if known and all(getattr(known, f"{chain}_seq") == getattr(head, f"{chain}_seq") for chain in CHAINS):
            continue
        _anchor(head, occasion, at or timezone.now())
        moved += 1
    return moved


def _anchor(head: Head, occasion: str, at: datetime) -> None:
    note = note_of(head.office.code, at, occasion, head)
    signature = keyring().signing_key.sign(canonical(note))
    positions = {f"{chain}_{part}": getattr(head, f"{chain}_{part}") for chain in CHAINS for part in ("seq", "hash")}
    Anchor.objects.create(office=head.office, at=at, occasion=occasion, signature=signature, **positions)
    with keyring().anchor_file.open("a", encoding="utf-8") as out:
        out.write(json.dumps({**note, "signature": signature.hex()}) + "\n")


def note_of(office_code: str, at: datetime, occasion: str, holder: Head | Anchor) -> dict[str, Any]:
    """What an anchor says, as it is signed."""
    positions = {
        chain: [getattr(holder, f"{chain}_seq"), bytes(getattr(holder, f"{chain}_hash")).hex()] for chain in CHAINS
    }
    return {"office": office_code, "at": instant(at), "occasion": occasion, **positions}


def canonical(note: dict[str, Any]) -> bytes:
    return json.dumps({key: note[key] for key in sorted(note) if key != "signature"}, separators=(",", ":")).encode()


def signature_holds(note: dict[str, Any], signature: bytes) -> bool:
    """Whether this instance signed the note."""
    try:
        keyring().verifying_key.verify(bytes(signature), canonical(note))
    except InvalidSignature:
        return False
    return True


def anchors_beside_keys() -> list[dict[str, Any]]:
    """The anchors as written beside the keys, oldest first."""
    file = keyring().anchor_file
    if not file.exists():
        return []
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]
