"""What planners do with addenda: write them, and say of each line what it becomes. Signing is the heads'."""

from __future__ import annotations

from typing import Any

from django.db.models import Max

from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed
from bersinar.ledger.records import Verbs

from ..models import Revision, RevisionLine
from .agreements import locked


def _refuse_settled(revision: Revision) -> None:
    """Refuse to touch an addendum that is agreed to or in force."""
    if revision.in_force_on:
        raise Refusal("in_force", "Adendum ini sudah berlaku. Buat adendum baru untuk mengubahnya.", status=409)
    if revision.signatures_standing:
        raise Refusal("agreed", "Adendum ini sudah disetujui atasan. Minta persetujuannya dicabut dahulu.", status=409)


class RevisionVerbs(Verbs[Revision]):
    """Addenda are numbered within their agreement, and only what both heads signed needs one."""

    def adds(self, doing: Deed, record: Revision, values: dict[str, Any]) -> Revision:
        agreement = locked(values["agreement"])
        if agreement.office_id != doing.office.pk or agreement.is_cancelled:
            sentence = "Perjanjian kinerja ini milik satuan kerja lain atau sudah dibatalkan."
            raise Refusal("invalid", sentence, fields={"agreement": sentence})
        if not agreement.is_sealed:
            sentence = "Perjanjian ini belum ditandatangani kedua pihak. Ubah barisnya langsung."
            raise Refusal("not_sealed", sentence, fields={"agreement": sentence})
        if agreement.revisions.filter(cancelled_at__isnull=True, in_force_on__isnull=True).exists():
            sentence = "Masih ada adendum yang belum berlaku. Selesaikan atau batalkan yang itu dahulu."
            raise Refusal("one_at_a_time", sentence, fields={"agreement": sentence})
        last = agreement.revisions.aggregate(last=Max("number"))["last"] or 0
        record.number = last + 1
        return doing.add(record, values)

    def changes(self, doing: Deed, record: Revision, values: dict[str, Any], *, based_on: int | None) -> Revision:
        _refuse_settled(Revision.objects.get(pk=record.pk))
        return doing.change(
            record, {name: value for name, value in values.items() if name != "agreement"}, based_on=based_on
        )


class RevisionLineVerbs(Verbs[RevisionLine]):
    """The lines of an addendum. What the agreement says now is kept beside."""

    def adds(self, doing: Deed, record: RevisionLine, values: dict[str, Any]) -> RevisionLine:
        revision = values["revision"]
        if revision.office_id != doing.office.pk or revision.is_cancelled:
            raise Refusal("invalid", "Adendum ini milik satuan kerja lain atau sudah dibatalkan.", status=409)
        _refuse_settled(revision)
        return doing.add(record, {**values, "before": values["line"].value})

    def changes(
        self, doing: Deed, record: RevisionLine, values: dict[str, Any], *, based_on: int | None
    ) -> RevisionLine:
        _refuse_settled(record.revision)
        kept = {name: value for name, value in values.items() if name not in ("revision", "line")}
        return doing.change(record, kept, based_on=based_on)


def _line_settled(line: RevisionLine) -> None:
    _refuse_settled(line.revision)


REVISIONS = RevisionVerbs(Revision, "planning", "write_revision", "change_revision", "cancel_revision", _refuse_settled)
REVISION_LINES = RevisionLineVerbs(
    RevisionLine,
    "planning",
    "revise_line",
    "change_revised_line",
    "cancel_revised_line",
    _line_settled,
    holds="revision",
)
