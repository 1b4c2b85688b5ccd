"""Answering what others ask: data that agencies ask for, and information that citizens do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.numbering.actions import next_number
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed
from bersinar.ledger.records import Verbs
from bersinar.ledger.stepping import take_step

from .models import DataRequest, InformationRequest
from .models.asked import REFUSED
from .terms import last_day, working_days_between
from .ways import DATA_WAY, INFORMATION_WAY

NUMBER = "ppid"  # the kind of number that the office may write in its own way


def _not_answered(request: DataRequest | InformationRequest) -> None:
    if not request.is_open:
        raise Refusal("answered", "Ini sudah dijawab. Buka kembali dahulu, baru batalkan.", status=409)


class DataVerbs(Verbs[DataRequest]):
    """Take down, change and cancel a letter for data. What was answered is changed by its own steps.

    A change takes the head's permission back: it was given for what the letter said then.
    """

    def changes(self, doing: Deed, record: DataRequest, values: dict[str, Any], *, based_on: int | None) -> DataRequest:
        _not_answered(record)
        return super().changes(doing, record, {**values, "allowed_on": None}, based_on=based_on)


class InformationVerbs(Verbs[InformationRequest]):
    """Register, change and cancel a request for information. Its number and its term follow."""

    def adds(self, doing: Deed, record: InformationRequest, values: dict[str, Any]) -> InformationRequest:
        received: date = values["received_on"]
        record.number = next_number(office=doing.office, kind=NUMBER, day=received)
        record.due_on = last_day("answer", received, doing.office)
        return doing.add(record, values)

    def changes(
        self, doing: Deed, record: InformationRequest, values: dict[str, Any], *, based_on: int | None
    ) -> InformationRequest:
        _not_answered(record)
        received = values.get("received_on", record.received_on)
        due = last_day("answer", received, doing.office, extended=record.extended_on is not None)
        return super().changes(doing, record, {**values, "due_on": due}, based_on=based_on)


DATA_REQUESTS = DataVerbs(
    DataRequest, "cooperation", "take_data_request", "change_data_request", "cancel_data_request", _not_answered,
    holds="partner",
)  # fmt: skip
INFORMATION = InformationVerbs(
    InformationRequest, "cooperation", "take_information_request", "change_information_request",
    "cancel_information_request", _not_answered,
)  # fmt: skip


# --- data between agencies -----------------------------------------------------------------------------------------


def allow(
    request: DataRequest, *, by: User, based_on: int | None, allowed_on: date, request_id: UUID | None = None
) -> DataRequest:
    """The head allows that personal data leave the house for what this letter says."""
    said = {"allowed_on": _past(request, allowed_on)}
    return take_step(
        request, DATA_WAY, "allow", by=by, based_on=based_on, said=said, needs=Permission.COOPERATION_APPROVE,
        request_id=request_id,
    )  # fmt: skip


def share(
    request: DataRequest, *, by: User, based_on: int | None, ended_on: date, shared: str, carrier: str, reason: str = "",
    request_id: UUID | None = None,
) -> DataRequest:  # fmt: skip
    """Write down what was handed over, and by which way. Personal data of ours wait for the head's word."""
    if request.asks_head and carrier == "email":
        raise _wrong("carrier", "Data pribadi tidak dikirim lewat surel. Pilih berkas terkunci atau serahkan langsung.")
    said = {"ended_on": _past(request, ended_on), "shared": shared, "carrier": carrier, "refusal": ""}
    return take_step(
        request, DATA_WAY, "share", by=by, based_on=based_on, said=said, dated=ended_on, reason=reason,
        request_id=request_id,
    )  # fmt: skip


def refuse_data(
    request: DataRequest, *, by: User, based_on: int | None, ended_on: date, refusal: str, reason: str = "",
    request_id: UUID | None = None,
) -> DataRequest:  # fmt: skip
    """Write down that nothing was shared, and why."""
    said = {"ended_on": _past(request, ended_on), "refusal": refusal, "shared": "", "carrier": ""}
    return take_step(
        request, DATA_WAY, "refuse", by=by, based_on=based_on, said=said, dated=ended_on, reason=reason,
        request_id=request_id,
    )  # fmt: skip


def reopen_data(
    request: DataRequest, *, by: User, based_on: int | None, reason: str, request_id: UUID | None = None
) -> DataRequest:
    """Take an answer back that was written down by mistake."""
    said = {"ended_on": None, "shared": "", "carrier": "", "refusal": ""}
    return take_step(
        request, DATA_WAY, "reopen", by=by, based_on=based_on, said=said, dated=request.ended_on, reason=_told(reason),
        request_id=request_id,
    )  # fmt: skip


# --- public information --------------------------------------------------------------------------------------------


def answer(
    request: InformationRequest, *, by: User, based_on: int | None, answered_on: date, decision: str, info_class: str,
    answer: str, ground: str = "", reason: str = "", request_id: UUID | None = None,
) -> InformationRequest:  # fmt: skip
    """Write down the answer: given, in part, refused on a ground of the law, or shown the way to another body."""
    if (decision in (REFUSED, "partly")) != bool(ground):
        sentence = "Pilih alasan menurut undang-undang." if not ground else "Kosongkan: informasinya tidak ditolak."
        raise _wrong("ground", sentence)
    said = {
        "answered_on": _past(request, answered_on), "decision": decision, "info_class": info_class, "answer": answer,
        "ground": ground, "working_days": working_days_between(request.received_on, answered_on),
    }  # fmt: skip
    return _inform(request, "answer", by, based_on, said, reason=reason, dated=answered_on, request_id=request_id)


def extend(
    request: InformationRequest, *, by: User, based_on: int | None, extended_on: date, extension: str, reason: str = "",
    request_id: UUID | None = None,
) -> InformationRequest:  # fmt: skip
    """Tell the applicant, within the term, that the answer takes longer, and why."""
    if extended_on > request.due_on:
        raise _wrong("extended_on", "Waktunya sudah lewat; perpanjangan diberitahukan selama batasnya belum lewat.")
    due = last_day("answer", request.received_on, request.office, extended=True)
    said = {"extended_on": _past(request, extended_on), "extension": extension, "due_on": due}
    return _inform(request, "extend", by, based_on, said, reason=reason, request_id=request_id)


def withdraw(
    request: InformationRequest, *, by: User, based_on: int | None, reason: str, request_id: UUID | None = None
) -> InformationRequest:
    """The applicant does not ask any more."""
    return _inform(request, "withdraw", by, based_on, {}, reason=_told(reason), request_id=request_id)


def object_to(
    request: InformationRequest, *, by: User, based_on: int | None, objected_on: date, objection: str, reason: str = "",
    request_id: UUID | None = None,
) -> InformationRequest:  # fmt: skip
    """The applicant objects to the answer; from this day the superior's term to settle it runs."""
    answered = request.answered_on
    if answered is not None and objected_on < answered:
        raise _wrong("objected_on", "Keberatan mendahului jawabannya. Periksa tanggalnya.")
    if answered is not None and objected_on > (limit := last_day("objection", answered, request.office)):
        raise _wrong("objected_on", f"Keberatan diajukan paling lambat {limit:%d-%m-%Y}. Periksa tanggalnya.")
    said = {
        "objected_on": _past(request, objected_on), "objection": objection,
        "objection_due_on": last_day("settlement", objected_on, request.office),
    }  # fmt: skip
    return _inform(request, "object", by, based_on, said, reason=reason, dated=objected_on, request_id=request_id)


def settle(
    request: InformationRequest, *, by: User, based_on: int | None, settled_on: date, settlement: str, reason: str = "",
    request_id: UUID | None = None,
) -> InformationRequest:  # fmt: skip
    """The head of office answers the objection in writing."""
    if request.objected_on and settled_on < request.objected_on:
        raise _wrong("settled_on", "Tanggapan mendahului keberatannya. Periksa tanggalnya.")
    said = {"settled_on": _past(request, settled_on), "settlement": settlement}
    return _inform(
        request,
        "settle",
        by,
        based_on,
        said,
        reason=reason,
        needs=Permission.COOPERATION_APPROVE,
        request_id=request_id,
    )


def reopen(
    request: InformationRequest, *, by: User, based_on: int | None, reason: str, request_id: UUID | None = None
) -> InformationRequest:
    """Take an answer back that was written down by mistake."""
    said = {
        "answered_on": None, "decision": "", "ground": "", "answer": "", "working_days": None
    }  # fmt: skip
    return _inform(
        request, "reopen", by, based_on, said, reason=_told(reason), dated=request.answered_on, request_id=request_id
    )


def _inform(
    request: InformationRequest, code: str, by: User, based_on: int | None, said: Mapping[str, Any], *, reason: str,
    dated: date | None = None, needs: Permission | None = None, request_id: UUID | None = None,
) -> InformationRequest:  # fmt: skip
    return take_step(
        request, INFORMATION_WAY, code, by=by, based_on=based_on, said=said, dated=dated, needs=needs, reason=reason,
        request_id=request_id,
    )  # fmt: skip


def _past(request: DataRequest | InformationRequest, day: date) -> date:
    """A day that has been, and not before the request itself."""
    if day > request.office.local_day():
        raise Refusal("invalid", "Tanggal belum terjadi.")
    if day < request.happened_on:
        raise Refusal("invalid", "Tanggal ini mendahului permintaannya. Periksa tanggalnya.")
    return day


def _told(reason: str) -> str:
    if not reason.strip():
        raise _wrong("reason", "Tuliskan alasannya.")
    return reason


def _wrong(name: str, sentence: str) -> Refusal:
    return Refusal("invalid", sentence, fields={name: sentence})
