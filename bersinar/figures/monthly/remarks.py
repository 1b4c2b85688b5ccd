"""Remarks upon a report: the reviewer asks at a record, a field or a figure; the office answers there; the reviewer settles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps

from bersinar.catalogue.indicators import INDICATORS
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.scope import Scoped
from bersinar.foundation.wire.ids import uuid7
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from bersinar.ledger.deeds import deed, once
from bersinar.ledger.stepping import take_step

from ..models import Remark, Report
from .actions import may_review
from .rows import is_told
from .ways import REMARK_WAY


@dataclass(frozen=True)
class About:
    """What a remark is about: a record with or without one of its fields, a figure, or (empty) the whole report."""

    record_kind: str = ""
    record_id: UUID | None = None
    field: str = ""
    indicator: str = ""


def remark(report: Report, *, by: User, about: About, text: str, request_id: UUID | None = None) -> Remark:
    """Write a remark upon a report that lies with the reviewer. Raises Refusal for what may not be named."""
    if not may_review(by, report.office):
        raise Forbidden()
    key = uuid7()

    def make() -> Remark:
        with deed("figures.remark", office=report.office, by=by, needs=Permission.REPORT_REVIEW) as doing:
            kept = Report.objects.select_for_update().get(pk=report.pk)
            if kept.stage != "submitted":
                raise Refusal("report_elsewhere", "Catatan ditulis selama laporannya ada pada penelaah.", status=409)
            _refuse_unseen(about, report, by)
            return doing.add(Remark(id=key, report=kept), {"text": text.strip(), **vars(about)})

    body = {"report": report.pk, "text": text, **vars(about)}
    return once(
        request_id=request_id, action="figures.remark", by=by, body=body, model=Remark, make=make, record_id=key
    )


def _refuse_unseen(about: About, report: Report, by: User) -> None:
    if about.indicator and (about.indicator not in INDICATORS or not is_told(INDICATORS[about.indicator])):
        raise Refusal("indicator_unknown", "Angka ini tidak ada dalam laporan bulanan.")
    if about.record_kind or about.record_id:
        model = open_model(about.record_kind)
        if model is None or not _sees(model, about.record_id, report, by):
            raise Refusal("record_unknown", "Rekam ini tidak ada, atau hanya dapat ditanyakan lewat angkanya.")
        if about.field and about.field not in {one.name for one in model._meta.get_fields()}:
            raise Refusal("field_unknown", "Isian ini tidak ada pada rekam itu.")


def _sees(model: type[Scoped], key: UUID | None, report: Report, by: User) -> bool:
    rows: Any = model.objects.visible_to(by)
    return bool(rows.filter(pk=key, office=report.office).exists())


def open_model(kind: str) -> type[Scoped] | None:
    """The kind of record that a remark may name: one of an open side; None for any other."""
    try:
        model = apps.get_model(kind)
    except (LookupError, ValueError):
        return None
    is_open = issubclass(model, Scoped) and not model.read_permission.side.is_closed
    return model if is_open and model not in (Report, Remark) else None


def answer(one: Remark, *, by: User, based_on: int | None, answer: str, request_id: UUID | None = None) -> Remark:
    """The office answers where it was asked."""
    if one.report.office_id not in {held.pk for held in by.offices_with(Permission.REPORT_WRITE)}:
        raise Forbidden()
    if not answer.strip():
        raise Refusal("answer_missing", "Tuliskan jawabannya.", fields={"answer": "Wajib diisi."})
    said = {"answer": answer.strip()}
    return _take(one, "answer", by, based_on, said, Permission.REPORT_WRITE, request_id)


def settle(one: Remark, *, by: User, based_on: int | None, request_id: UUID | None = None) -> Remark:
    """The reviewer is content."""
    return _reviewer_takes(one, "settle", by, based_on, request_id)


def ask_again(one: Remark, *, by: User, based_on: int | None, request_id: UUID | None = None) -> Remark:
    """The reviewer is not content yet: the remark waits for an answer again."""
    return _reviewer_takes(one, "ask_again", by, based_on, request_id)


def _reviewer_takes(one: Remark, code: str, by: User, based_on: int | None, request_id: UUID | None) -> Remark:
    if not may_review(by, one.report.office):
        raise Forbidden()
    return _take(one, code, by, based_on, {}, Permission.REPORT_REVIEW, request_id)


def _take(
    one: Remark, code: str, by: User, based_on: int | None, said: Mapping[str, Any], needs: Permission,
    request_id: UUID | None,
) -> Remark:  # fmt: skip
    return take_step(one, REMARK_WAY, code, by=by, based_on=based_on, said=said, needs=needs, request_id=request_id)


def remarks_on(record: Any) -> list[Remark]:
    """The remarks on a record that are not settled."""
    rows = Remark.objects.standing().filter(record_id=record.pk, record_kind=record._meta.label_lower)
    return list(rows.exclude(stage="settled").select_related("report"))
