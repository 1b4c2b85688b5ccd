"""Erasing what has been kept long enough: proposed by one, done by the clinic's head, who is somebody else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import transaction

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.sides import Side
from bersinar.foundation.files.actions import forget_files
from bersinar.foundation.letters.models import TABLES
from bersinar.foundation.offices.models import Office
from bersinar.foundation.secrecy.sealed import SealedRecord
from bersinar.foundation.wire.drafts import forget_drafts
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed, deed
from bersinar.ledger.records import Verbs

from ..belonging import paths
from ..models import Client, Demand, Erasure, Intake, Linkage, NamePart, RetentionRule
from ..protection_ways import ERASURE_WAY
from ..retaining import CANDIDATES, Due, due_at
from .protecting import take_step


def propose(*, office: Office, by: User, kind: str, record_id: UUID, note: str = "") -> Erasure:
    """Propose to erase a record whose term has passed. Refuses any other."""
    with deed("rehab.propose_erasure", office=office, by=by, needs=Permission.REHAB_WRITE) as doing:
        due = _due(doing, kind, record_id)
        erasure = Erasure(
            kind=kind, record_kind=due.record_kind, record_id=record_id, named=due.named, last_on=due.last_on, due_on=due.due_on
        )  # fmt: skip
        return doing.add(erasure, {"note": note})


def _due(doing: Deed, kind: str, record_id: UUID) -> Due:
    """The term of a record, as it stands now. Refuses what is in use, has no term, or is not yet due."""
    model = _model(kind)
    record: Any = (
        model._default_manager.select_for_update(of=("self",)).filter(pk=record_id, office=doing.office).first()
    )
    due = due_at(doing.office, kind, record) if record is not None else None
    if due is None:
        sentence = "Rekam ini masih dipakai, belum punya aturan masa simpan, atau sudah dimusnahkan."
        raise Refusal("not_erasable", sentence, status=409)
    if due.due_on > doing.office.local_day(doing.at):
        sentence = f"Masa simpan baru berakhir pada {due.due_on:%d-%m-%Y}. Sebelum itu tidak dapat dimusnahkan."
        raise Refusal("too_early", sentence, status=409)
    return due


def _model(kind: str) -> Any:
    model = KINDS.get(kind)
    if model is None:
        raise Refusal("not_erasable", "Jenis rekam ini tidak dimusnahkan lewat halaman ini.", status=409)
    return apps.get_model(model)


KINDS = {"medical_record": "rehab.client", "contact": "rehab.intake", "tat": "rehab.tatassessment"}
assert set(KINDS) == set(CANDIDATES)


def erase(erasure: Erasure, *, by: User, based_on: int | None, request_id: UUID | None = None) -> Erasure:
    """Destroy the data keys of a record and of all that belongs to it, with their files and letters.

    Codes, days and what the figures count stay: the books do not change, and nobody can be found in them.
    """

    def act(doing: Deed, kept: Erasure) -> dict[str, Any]:
        _due(doing, kept.kind, kept.record_id)
        day = doing.office.local_day(doing.at)
        record = _model(kept.kind)._default_manager.get(pk=kept.record_id)
        records = [*_sealed_of(record), *_demands_naming(record)]
        records += _letters_about([record, *records])
        named = _named([record, *records])
        for one in (*records, record):
            doing.erase(one, **({"erased_on": day} if isinstance(one, Client | Demand) else {}))
        for found_by in (NamePart, Linkage):
            found_by._default_manager.filter(
                client__in=[one for one in (record, *records) if isinstance(one, Client)]
            ).delete()
        files = forget_files([(one._meta.label_lower, one.pk) for one in (record, *records)])
        forget_drafts(Side.TREATMENT.value, named)
        transaction.on_commit(lambda: _remove(files))
        return {"approved_by": by, "erased_on": day, "erased_records": len(records) + 1, "erased_files": len(files)}

    return take_step(
        erasure, ERASURE_WAY, "erase", by=by, based_on=based_on, said={}, act=act, needs=Permission.REHAB_DECIDE,
        request_id=request_id,
    )  # fmt: skip


def _remove(files: list[Path]) -> None:
    """What lies in the files is unreadable already; the bytes go too."""
    for path in files:
        path.unlink(missing_ok=True)


def _sealed_of(record: Any) -> list[Any]:
    """What belongs to a client alone and holds anything sealed, doubles too. What speaks of several has its own term."""
    if not isinstance(record, Client):
        return []
    doubles = list(record.doubles.all())
    found: list[Any] = doubles
    for model, path in paths().items():
        is_shared = model._meta.get_field(path.split("__")[0]).many_to_many
        if issubclass(model, SealedRecord) and not is_shared:
            found = [*found, *model._default_manager.filter(**{f"{path}__in": [record, *doubles]})]
    return found


def _demands_naming(record: Any) -> list[Any]:
    """The demands that name a client, of others too: what they say in free words cannot be told apart by person.

    So all of it goes, and the demand says so. Who asked by which letter, what was decided and whom it named stay.
    """
    if not isinstance(record, Client):
        return []
    clients = [record, *record.doubles.all()]
    return list(Demand.objects.filter(clients__in=clients, data_key__isnull=False).distinct())


def _named(records: list[Any]) -> set[str]:
    """By what a draft may name these records: their ids, and a client's codes, name and NIK."""
    words = {str(one.pk) for one in records}
    for one in records:
        if isinstance(one, Client):
            words |= {one.code, re.sub(r"[^\w-]", "", one.code)}
        if isinstance(one, Client | Intake):
            words |= {one.compared("name"), *([one.compared("nik")] if isinstance(one, Client) else [])}
    return words


def _letters_about(records: list[Any]) -> list[Any]:
    keys = {(one._meta.label_lower, one.pk) for one in records}
    letters = TABLES[Side.TREATMENT].objects.filter(about_id__in=[key for _, key in keys])
    return [letter for letter in letters if (letter.about_kind, letter.about_id) in keys]


def decline(
    erasure: Erasure, *, by: User, based_on: int | None, reason: str, request_id: UUID | None = None
) -> Erasure:
    """It is not erased for now."""
    return take_step(
        erasure, ERASURE_WAY, "decline", by=by, based_on=based_on, said={}, reason=reason, needs=Permission.REHAB_DECIDE,
        request_id=request_id,
    )  # fmt: skip


def _not_erased(erasure: Erasure) -> None:
    if erasure.stage == "erased":
        raise Refusal("erased", "Pemusnahan sudah dilakukan; catatannya tetap tinggal.", status=409)


RULES = Verbs(RetentionRule, "rehab", "set_retention", "change_retention", "cancel_retention")
ERASURES = Verbs(Erasure, "rehab", "note_erasure", "change_erasure", "cancel_erasure", _not_erased)
