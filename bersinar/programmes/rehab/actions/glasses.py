"""Breaking the glass, and reviewing it. Two offices, two actions: each writes its own chain."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings

from bersinar.foundation.access.models import User
from bersinar.foundation.audit.actions import note_readings
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed, ask
from bersinar.ledger.records import Verbs

from ..models import Client, Glass, GlassReview, nik_index
from .about_client import wrong
from .niks import read_nik

_CLIENT = Client._meta.label_lower


class GlassVerbs(Verbs[Glass]):
    """Open another office's file in an emergency. Looking for somebody is written down in that office, found or not."""

    def create(
        self, *, office: Office, by: User, reason: str = "", request_id: UUID | None = None, record_id: UUID | None = None,
        **values: Any,
    ) -> Glass:  # fmt: skip
        ask(by, self.model.write_permission, office)
        owner: Office | None = values.pop("owner", None)
        code, nik = str(values.pop("code", "") or "").strip(), str(values.pop("nik", "") or "").strip()
        if owner is None or owner.pk == office.pk:
            raise wrong("owner", "Pilih satuan kerja lain: berkas di kantor sendiri dibuka tanpa akses darurat.")
        if bool(code) == bool(nik):
            raise wrong("code", "Isi kode klien atau NIK, salah satu.")
        found = {"nik_index": nik_index(read_nik(nik))} if nik else {"code": code}
        client = Client.objects.standing().filter(office=owner, erased_on__isnull=True, **found).first()
        said = label("glass_reason", str(values.get("emergency") or ""))
        purpose = f"akses darurat: {said}"[:120]
        looked = [(_CLIENT, client.pk if client else None)]
        note_readings(office=owner, by=by, side="treatment", purpose=purpose, records=looked)
        if client is None:
            raise wrong(
                "nik" if nik else "code", "Tidak ada klien seperti itu di satuan kerja itu. Pencarian ini dicatat."
            )
        return super().create(office=office, by=by, request_id=request_id, client=client, **values)

    def adds(self, doing: Deed, record: Glass, values: dict[str, Any]) -> Glass:
        ends_at = doing.at + timedelta(hours=settings.EMERGENCY_HOURS)
        return doing.add(record, {**values, "ends_at": ends_at})


class ReviewVerbs(Verbs[GlassReview]):
    """Say whether an emergency access was one. It ends with that."""

    def adds(self, doing: Deed, record: GlassReview, values: dict[str, Any]) -> GlassReview:
        glass: Glass = Glass.objects.select_for_update(of=("self",)).select_related("client").get(pk=values["glass"].pk)
        if glass.client.office_id != doing.office.pk:
            raise wrong("glass", "Akses darurat ini bukan atas berkas satuan kerja ini.")
        if glass.recorded_by_id == doing.by.pk:
            raise Refusal("own_glass", "Anda sendiri yang membukanya. Penelaahnya orang lain.", status=409)
        if GlassReview.objects.filter(glass=glass).exists():
            raise Refusal("reviewed", "Akses darurat ini sudah ditelaah.", status=409)
        record.broken_by = glass.recorded_by
        return doing.add(record, values)


def purpose_of(glass: Glass) -> str:
    """For what everything under this glass is read."""
    return f"akses darurat: {label('glass_reason', glass.emergency)}"[:120]


def ask_open(glass: Glass, *, by: User) -> None:
    """Refuse to read under a glass of somebody else, or one that has ended."""
    if glass.recorded_by_id != by.pk:
        raise Refusal("not_yours", "Berkas ini hanya terbuka bagi yang membuka akses daruratnya.", status=403)
    if not glass.is_open():
        sentence = "Akses darurat ini sudah berakhir. Buka lagi dengan alasannya bila masih darurat."
        raise Refusal("glass_ended", sentence, status=403)


GLASSES = GlassVerbs(Glass, "rehab", "break_glass", "change_glass", "cancel_glass")
GLASS_REVIEWS = ReviewVerbs(GlassReview, "rehab", "review_glass", "change_review", "cancel_review")
