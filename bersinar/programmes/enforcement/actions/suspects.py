"""What officers do with suspects: name one in a case, know the same person again by the NIK."""

from __future__ import annotations

import re
from uuid import UUID

from bersinar.foundation.offices.models import Office
from bersinar.foundation.secrecy.tokens import blind_index
from bersinar.foundation.wire.ids import uuid7
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed

from ..models import Invitation, Suspect
from ..public_names import faults
from .cases import PRINTED, PRINTED_OF_PARTNER, case_for
from .events import reckon_of_suspect
from .verbs import Acts, Values


def _prepare_suspect(doing: Deed, suspect: Suspect, values: Values) -> Values:
    """Give the code within the case, and the person id that the same NIK has in this office."""
    if suspect.recorded_at is None:
        case = case_for(doing, values.get("case"))
        if not str(values.get("name") or "").strip():
            raise Refusal("name_missing", "Isi nama atau alias.", fields={"name": "Isi nama atau alias."})
        suspect.code = f"T-{case.suspects.count() + 1}"
        suspect.case = case
    _not_told_already(suspect, values)
    nik = re.sub(r"[ .]", "", str(values.get("nik") or ""))
    if not nik:
        return values
    if not re.fullmatch(r"\d{16}", nik):
        raise Refusal("nik_wrong", "NIK terdiri dari 16 angka.", fields={"nik": "NIK terdiri dari 16 angka."})
    index = blind_index("enforcement", "nik", nik)
    return {**values, "nik": nik, "nik_index": index, "person_id": _person_of(doing.office, suspect, index)}


def _not_told_already(suspect: Suspect, values: Values) -> None:
    """What the case says in words that may be printed must not hold this name, nor point at a child."""
    partners = Invitation.objects.standing().filter(case=suspect.case)
    told = " ".join(
        str(getattr(one, name))
        for one, names in ((suspect.case, PRINTED), *((one, PRINTED_OF_PARTNER) for one in partners))
        for name in names
    )
    if not told.strip():
        return
    probe = Suspect(id=suspect.pk, code=suspect.code, office_id=suspect.case.office_id, case=suspect.case)
    for name in ("status", "named_on", "birth_year"):
        setattr(probe, name, values.get(name, getattr(suspect, name)))
    probe.seal(name=str(values.get("name") or suspect.compared("name")))
    if found := faults(told, [probe]):
        raise Refusal(
            "told_already",
            "Ubah dahulu alasan menonjol, kepastian kasus pertama, nama operasi, atau catatan mitra pada kasusnya. "
            f"{found[0]}",
            status=409,
        )


def _person_of(office: Office, suspect: Suspect, index: str) -> UUID:
    """Who has this NIK: somebody known already; else this suspect, unless the id was shared through another NIK."""
    others = Suspect.objects.filter(office=office).exclude(pk=suspect.pk).order_by("recorded_at")
    known: Suspect | None = others.filter(nik_index=index).first()
    if known is not None:
        return known.person_id
    shared = index != suspect.nik_index and others.filter(person_id=suspect.person_id).exists()
    return uuid7() if shared else suspect.person_id


def _not_while_used(suspect: Suspect) -> None:
    held = Suspect.objects.select_for_update().get(pk=suspect.pk)
    kinds = {
        "penahanan": held.detentions,
        "permintaan TAT": held.tat_requests,
        "keanggotaan jaringan": held.memberships,
        "berkas": held.files,
        "peristiwa": held.events,
    }
    left = [name for name, rows in kinds.items() if rows.filter(cancelled_at__isnull=True).exists()]
    if left:
        raise Refusal(
            "suspect_in_use",
            f"Tersangka ini masih punya {' dan '.join(left)}. Batalkan atau ubah itu dahulu.",
            status=409,
        )


def suspect_for(doing: Deed, suspect: Suspect | None, field: str) -> Suspect:
    """The standing suspect of this office to whom something is added."""
    if suspect is None or suspect.office_id != doing.office.pk or suspect.is_cancelled:
        words = "Pilih tersangka satuan kerja ini."
        raise Refusal("suspect_missing", words, fields={field: words})
    return suspect


SUSPECTS = Acts(
    Suspect, "enforcement", "name_suspect", "change_suspect", "cancel_suspect", _not_while_used, holds="case",
    prepare=_prepare_suspect, settle=reckon_of_suspect,
)  # fmt: skip
