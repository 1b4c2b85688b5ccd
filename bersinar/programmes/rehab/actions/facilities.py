"""Facilities and their strengthening. Whose a facility is stands in the facts of its clients."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed
from bersinar.ledger.records import Verbs

from ..facts import of_client
from ..models import Client, Facility, SelfAssessment, Strengthening
from .about_client import ask_reasons, wrong


class FacilityVerbs(Verbs[Facility]):
    """Facilities. Whose a facility is stands in its strengthenings' facts and in its episodes'."""

    def changes(self, doing: Deed, record: Facility, values: dict[str, Any], *, based_on: int | None) -> Facility:
        return _change_facility(doing, record, values, based_on)


def _change_facility(doing: Deed, record: Facility, values: Mapping[str, Any], based_on: int | None) -> Facility:
    before = Facility.objects.get(pk=record.pk)
    owner_differs = values.get("owner", before.owner) != before.owner
    if owner_differs and record.office_id not in doing.by.scope(Permission.REHAB_WRITE):
        raise wrong("owner", "Kepemilikan ikut dihitung pada klien; hanya petugas rehabilitasi yang dapat mengubahnya.")
    clients = _clients_at(record) if owner_differs else []
    earlier = {client.pk: Counter(of_client(client)) for client in clients}
    kept = doing.change(record, values, based_on=based_on)
    for client in clients:
        later = Counter(of_client(client))
        ask_reasons(doing, ((earlier[client.pk] - later) + (later - earlier[client.pk])).keys())
        doing.restate(client)
    if (kept.owner, kept.region_id) != (before.owner, before.region_id):
        for strengthening in kept.strengthenings.filter(cancelled_at__isnull=True):
            doing.ask_reason(strengthening.day)
            doing.restate(strengthening)
    return kept


def _clients_at(facility: Facility) -> list[Client]:
    ids = facility.episodes.filter(cancelled_at__isnull=True).values("client")
    return list(Client.objects.select_for_update().filter(pk__in=ids, cancelled_at__isnull=True).order_by("pk"))


def _not_while_used(facility: Facility) -> None:
    if facility.strengthenings.filter(cancelled_at__isnull=True).exists():
        sentence = "Fasilitas ini masih punya catatan penguatan. Batalkan itu dahulu."
        raise Refusal("facility_in_use", sentence, status=409)
    if facility.self_assessments.filter(cancelled_at__isnull=True).exists():
        raise Refusal(
            "facility_in_use", "Fasilitas ini masih punya penilaian mandiri. Batalkan itu dahulu.", status=409
        )
    if facility.episodes.filter(cancelled_at__isnull=True).exists():
        raise Refusal("facility_in_use", "Fasilitas ini masih dipakai dalam episode klien.", status=409)


FACILITIES = FacilityVerbs(Facility, "rehab", "add_facility", "change_facility", "cancel_facility", _not_while_used)
SELF_ASSESSMENTS = Verbs(
    SelfAssessment, "rehab", "assess_facility", "change_self_assessment", "cancel_self_assessment", holds="facility"
)
STRENGTHENINGS = Verbs(
    Strengthening, "rehab", "strengthen", "change_strengthening", "cancel_strengthening", holds="facility"
)
