"""What officers do with prosecution files: open, number, change, cancel."""

from __future__ import annotations

from bersinar.foundation.numbering.actions import next_number
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed

from ..models import CaseFile
from .cases import case_for
from .events import refuse_others
from .verbs import Acts, Values

NUMBER = "BP/{n:03}/{month}/{year}/{office}"  # neutral: the office sets its own pattern


def _prepare_file(doing: Deed, file: CaseFile, values: Values) -> Values:
    """A file rests on an LKN, holds suspects of its case, and has a number."""
    case = case_for(doing, values.get("case") if file.recorded_at is None else file.case)
    _ = case.reported_on
    if "suspects" in values:
        refuse_others(case, values["suspects"])
        if not values["suspects"]:
            words = "Pilih sedikitnya satu tersangka."
            raise Refusal("file_without_suspect", words, fields={"suspects": words})
    number = str(values.get("number") or "").strip()
    if number:
        return {**values, "number": number}
    if file.recorded_at is not None:
        return {name: value for name, value in values.items() if name != "number"}  # a number once given stays
    return {**values, "number": _fresh_number(doing)}


def _fresh_number(doing: Deed) -> str:
    """The next number; one that somebody typed by hand is passed over."""
    while True:
        number = next_number(office=doing.office, kind="berkas", day=doing.office.local_day(doing.at), default=NUMBER)
        if not CaseFile.objects.filter(office=doing.office, number=number).exists():
            return number


def _not_while_told_of(file: CaseFile) -> None:
    if file.events.filter(cancelled_at__isnull=True).exists():
        words = "Berkas ini masih punya peristiwa. Batalkan peristiwanya dahulu."
        raise Refusal("file_in_use", words, status=409)


FILES = Acts(
    CaseFile,
    "enforcement",
    "open_file",
    "change_file",
    "cancel_file",
    _not_while_told_of,
    holds="case",
    prepare=_prepare_file,
)
