"""What officers do with suspects: name one in a case, and know the same person again by the NIK."""

from __future__ import annotations

import re
from uuid import UUID

from bersinar.foundation.offices.models import Office
from bersinar.foundation.secrecy.tokens import blind_index
from bersinar.foundation.wire.ids import uuid7
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed

from ..models import Suspect
from .cases import case_for
from .verbs import Acts, Values


def _prepare_suspect(doing: Deed, suspect: Suspect, values: Values) -> Values:
    """Give the code within the case, and the person id that the same NIK has in this office."""
    if suspect.recorded_at is None:
        case = case_for(doing, values.get("case"))
        if not str(values.get("name") or "").strip():
            raise Refusal("name_missing", "Isi nama atau alias.", fields={"name": "Isi nama atau alias."})
        suspect.code = f"T-{case.suspects.count() + 1}"
    nik = re.sub(r"[ .]", "", str(values.get("nik") or ""))
    if not nik:
        return values
    if not re.fullmatch(r"\d{16}", nik):
        raise Refusal("nik_wrong", "NIK terdiri dari 16 angka.", fields={"nik": "NIK terdiri dari 16 angka."})
    index = blind_index("enforcement", "nik", nik)
    return {**values, "nik": nik, "nik_index": index, "person_id": _person_of(doing.office, suspect, index)}


def _person_of(office: Office, suspect: Suspect, index: str) -> UUID:
    """Who has this NIK: somebody known already; else this suspect, unless the id was shared through another NIK."""
    others = Suspect.objects.filter(office=office).exclude(pk=suspect.pk).order_by("recorded_at")
    known: Suspect | None = others.filter(nik_index=index).first()
    if known is not None:
        return known.person_id
    shared = index != suspect.nik_index and others.filter(person_id=suspect.person_id).exists()
    return uuid7() if shared else suspect.person_id


SUSPECTS = Acts(
    Suspect, "enforcement", "name_suspect", "change_suspect", "cancel_suspect", holds="case", prepare=_prepare_suspect
)
