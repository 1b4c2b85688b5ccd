"""Wordings of instruments: load, put in force, retire. What has been in force stays as it was: sheets name it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Max

from bersinar.catalogue.instruments.wording import UnclearWording, read_wording
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed, deed, once
from bersinar.ledger.records import Verbs

from ..models import LoadedWording
from ..ways import WORDING_WAY
from .stepping import as_it_stands

IN_FORCE = "in_force"


def wording_in_force(office: Office, instrument: str) -> LoadedWording | None:
    """The wording that an office uses for an instrument; None where it uses the neutral labels."""
    rows: Any = LoadedWording.objects.standing().filter(office=office, instrument=instrument, stage=IN_FORCE)
    wording: LoadedWording | None = rows.first()
    return wording


class WordingVerbs(Verbs[LoadedWording]):
    """Load a file; replace its text until it has been in force."""

    def adds(self, doing: Deed, record: LoadedWording, values: dict[str, Any]) -> LoadedWording:
        read = _read(values["text"])
        loaded = LoadedWording.objects.filter(office=doing.office, instrument=read["instrument"])
        last: int = loaded.aggregate(last=Max("number"))["last"] or 0
        return doing.add(record, {**read, "number": last + 1})

    def changes(
        self, doing: Deed, record: LoadedWording, values: dict[str, Any], *, based_on: int | None
    ) -> LoadedWording:
        if record.stage != WORDING_WAY.first:
            sentence = "Redaksi yang pernah berlaku tidak diubah. Muat berkas yang baru sebagai versi berikutnya."
            raise Refusal("was_in_force", sentence, status=409)
        read = _read(values["text"])
        if read["instrument"] != record.instrument:
            raise _wrong_text(f"Berkas ini untuk {read['instrument']}. Muat sebagai redaksi tersendiri.")
        return doing.change(record, read, based_on=based_on)


def _read(text: str) -> dict[str, Any]:
    """What a file says of itself. Refuses one with faults whole, with a sentence for each."""
    try:
        said = read_wording(text)
    except UnclearWording as unclear:
        raise _wrong_text(" ".join(unclear.sentences)) from unclear
    return {
        "instrument": said.instrument, "text": text, "official": said.official, "source": said.source,
        "permission": said.permission,
    }  # fmt: skip


def _wrong_text(sentence: str) -> Refusal:
    return Refusal("unclear_wording", sentence, fields={"text": sentence})


def _not_in_force(wording: LoadedWording) -> None:
    if wording.stage == IN_FORCE:
        raise Refusal("in_force", "Redaksi ini sedang berlaku. Hentikan dahulu.", status=409)


WORDINGS = WordingVerbs(LoadedWording, "rehab", "load_wording", "change_wording", "cancel_wording", _not_in_force)


def put_in_force(
    wording: LoadedWording, *, by: User, based_on: int | None, request_id: UUID | None = None
) -> LoadedWording:
    """From now on new sheets are filled in with this wording; the one before it ends."""
    return _step(wording, "put_in_force", by=by, based_on=based_on, request_id=request_id)


def retire(wording: LoadedWording, *, by: User, based_on: int | None, request_id: UUID | None = None) -> LoadedWording:
    """New sheets show the neutral labels again."""
    return _step(wording, "retire", by=by, based_on=based_on, request_id=request_id)


def _step(
    wording: LoadedWording, code: str, *, by: User, based_on: int | None, request_id: UUID | None
) -> LoadedWording:
    action = f"rehab.{code}_wording"

    def make() -> LoadedWording:
        with deed(action, office=wording.office, by=by, needs=Permission.REHAB_WRITE) as doing:
            kept = as_it_stands(wording, WORDING_WAY, based_on=based_on)
            stage = WORDING_WAY.take(code, at=kept.stage)
            if stage.code == IN_FORCE and (before := wording_in_force(doing.office, kept.instrument)):
                doing.change(before, {"stage": "ended"}, based_on=None)
            return doing.change(kept, {"stage": stage.code}, based_on=None)

    return once(
        request_id=request_id, action=action, by=by, body={"record": wording.pk}, model=LoadedWording, make=make,
        record_id=wording.pk,
    )  # fmt: skip
