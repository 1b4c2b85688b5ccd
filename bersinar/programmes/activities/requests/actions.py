"""What officers do with a permohonan: take it down, schedule or decline it, mark it served, note the answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any
from uuid import UUID

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.institutions.naming import hold
from bersinar.foundation.wire.refusals import LostUpdate, Refusal
from bersinar.ledger.deeds import Deed, deed, once
from bersinar.ledger.records import Verbs

from ..models import Activity, Request
from .ways import REQUEST_WAY

URINE_TEST = "urine_test"  # both what is asked and the type of its kegiatan
SOCIALISATION = "socialisation"
_SAYS = ("received_on", "asks", "institution")  # what its facts speak of


class RequestVerbs(Verbs[Request]):
    """Take down and correct a permohonan. The institution is held while facts speak of it."""

    def adds(self, doing: Deed, record: Request, values: dict[str, Any]) -> Request:
        hold([values["institution"].pk])
        doing.ask_reason(values["received_on"])
        return doing.add(record, values)

    def changes(self, doing: Deed, record: Request, values: dict[str, Any], *, based_on: int | None) -> Request:
        hold({record.institution_id, getattr(values.get("institution"), "pk", record.institution_id)})
        before = Request.objects.select_for_update().get(pk=record.pk)
        if before.activity_id and values.get("asks", before.asks) != before.asks:
            sentence = "Permohonan ini sudah dijadwalkan. Buka lagi dahulu, lalu ubah yang diminta."
            raise Refusal("already_scheduled", sentence, status=409, fields={"asks": sentence})
        if any(name in values and values[name] != getattr(before, name) for name in _SAYS):
            for day in {before.received_on, values.get("received_on", before.received_on), before.served_on} - {None}:
                doing.ask_reason(day)
        return doing.change(record, values, based_on=based_on)


REQUESTS = RequestVerbs(Request, "activities", "receive_request", "change_request", "cancel_request")


def schedule_request(
    request: Request, *, by: User, based_on: int | None, activity: Activity | None = None, title: str = "", type: str = "",
    planned_on: date | None = None, starts_at: time | None = None, venue: str = "", request_id: UUID | None = None,
) -> Request:  # fmt: skip
    """Accept a permohonan: with a kegiatan that stands in the plan, or with a new one on a day."""

    def act(doing: Deed, kept: Request) -> dict[str, Any]:
        if activity is not None:
            chosen = _usable(kept, Activity.objects.select_for_update().get(pk=activity.pk))
        else:
            if planned_on is None:
                raise _wrong("planned_on", "Isi hari pelaksanaannya, atau pilih kegiatan yang sudah ada.")
            made = {
                "title": title.strip() or f"{kept.topic}, {kept.institution}"[:200],
                "type": URINE_TEST if kept.asks == URINE_TEST else type or SOCIALISATION, "year": planned_on.year,
                "planned_on": planned_on, "starts_at": starts_at, "venue": venue, "request_letter": kept.letter[:120],
            }  # fmt: skip
            chosen = doing.add(Activity(), made)
        return {"activity": chosen, "decided_on": doing.office.local_day(doing.at)}

    said = {
        "activity": activity, "title": title, "type": type, "planned_on": planned_on, "starts_at": starts_at, "venue": venue,
    }  # fmt: skip
    return _step(request, "schedule", by, based_on, request_id, said, act)


def _usable(request: Request, activity: Activity) -> Activity:
    """The kegiatan, where it can answer this permohonan."""
    if activity.office_id != request.office_id or activity.is_cancelled or activity.is_called_off:
        raise _wrong("activity", "Kegiatan ini tidak lagi dapat dipilih. Pilih yang lain atau buat yang baru.")
    if (activity.type == URINE_TEST) != (request.asks == URINE_TEST):
        raise _wrong("activity", "Jenis kegiatan ini bukan yang diminta. Pilih yang lain atau buat yang baru.")
    return activity


def decline(
    request: Request, *, by: User, based_on: int | None, on: date, why: str, request_id: UUID | None = None
) -> Request:
    """Decline a permohonan with a reason. A kegiatan that was planned for it stays in the plan."""
    if not why.strip():
        raise _wrong("why", "Tuliskan alasannya.")

    def act(doing: Deed, kept: Request) -> dict[str, Any]:
        _not_outside(kept, "on", on)
        return {"declined_why": why.strip(), "decided_on": on, "activity": None}

    return _step(request, "decline", by, based_on, request_id, {"on": on, "why": why}, act)


def serve(
    request: Request, *, by: User, based_on: int | None, on: date, reason: str = "", request_id: UUID | None = None
) -> Request:
    """Say that a permohonan was served: its kegiatan was held."""

    def act(doing: Deed, kept: Request) -> dict[str, Any]:
        _not_outside(kept, "on", on)
        doing.ask_reason(on)
        return {"served_on": on}

    return _step(request, "serve", by, based_on, request_id, {"on": on}, act, reason)


def unserve(
    request: Request, *, by: User, based_on: int | None, reason: str = "", request_id: UUID | None = None
) -> Request:
    """Take back that a permohonan was served."""

    def act(doing: Deed, kept: Request) -> dict[str, Any]:
        if kept.served_on:
            doing.ask_reason(kept.served_on)
        return {"served_on": None}

    return _step(request, "unserve", by, based_on, request_id, {}, act, reason)


def answer(
    request: Request, *, by: User, based_on: int | None, on: date, number: str, request_id: UUID | None = None
) -> Request:
    """Note the letter that closes a permohonan: the reply after a talk, the result letter after a urine test."""

    def act(doing: Deed, kept: Request) -> dict[str, Any]:
        _not_outside(kept, "on", on)
        return {"answered_on": on, "answer_number": number.strip()}

    return _step(request, "answer", by, based_on, request_id, {"on": on, "number": number}, act)


def reopen(request: Request, *, by: User, based_on: int | None, request_id: UUID | None = None) -> Request:
    """Undo a decision. The kegiatan that was planned for it stays in the plan."""
    undone = {"decided_on": None, "declined_why": "", "activity": None}
    return _step(request, "reopen", by, based_on, request_id, {}, lambda doing, kept: undone)


def read_contact(request: Request, *, by: User) -> str:
    """Who may be called about a permohonan; the reading is written down first."""
    return request.contact.open(by=by, purpose="menghubungi pemohon") if request.contact else ""


Act = Callable[[Deed, Request], dict[str, Any]]


def _step(
    request: Request, code: str, by: User, based_on: int | None, request_id: UUID | None, said: Mapping[str, Any], act: Act,
    reason: str = "",
) -> Request:  # fmt: skip
    """Take one step: institution and permohonan locked, the way asked, the step done, the stage written."""
    action = f"activities.{code}_request"

    def make() -> Request:
        with deed(action, office=request.office, by=by, needs=Permission.ACTIVITIES_WRITE, reason=reason) as doing:
            hold([request.institution_id])
            rows = Request.objects.select_for_update(of=("self",)).select_related("office", "activity", "institution")
            kept: Request = rows.get(pk=request.pk)
            if kept.is_cancelled:
                raise Refusal("cancelled", "Permohonan ini sudah dibatalkan.", status=409)
            if based_on is not None and based_on != kept.version:
                raise LostUpdate({"Tahap": (REQUEST_WAY.stage(kept.stage).label, "langkah ini")})
            stage = REQUEST_WAY.take(code, at=kept.stage, about=kept)
            return doing.change(kept, {**act(doing, kept), "stage": stage.code}, based_on=None)

    body = {"record": request.pk, **said}
    return once(request_id=request_id, action=action, by=by, body=body, model=Request, make=make, record_id=request.pk)


def _not_outside(request: Request, name: str, day: date) -> None:
    if day > request.office.local_day():
        raise _wrong(name, "Tanggal belum terjadi.")
    if day < request.received_on:
        raise _wrong(name, "Mendahului hari permohonan diterima.")


def _wrong(name: str, sentence: str) -> Refusal:
    return Refusal("invalid", sentence, fields={name: sentence})
