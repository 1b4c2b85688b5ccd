"""What is done with a letter: made, changed, made final, signed, cancelled. Rooms use `make`; the rest has pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from bersinar.foundation.access.models import User
from bersinar.foundation.audit.actions import Line, note
from bersinar.foundation.files.actions import MOST_BYTES, keep_bytes, kind_of
from bersinar.foundation.files.models import StoredFile
from bersinar.foundation.files.pictures import BrokenPicture, without_metadata
from bersinar.foundation.numbering.models import NumberEntry
from bersinar.foundation.numbering.register import redate, release, reserve, use
from bersinar.foundation.numbering.series import series_of
from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.refusals import Forbidden, LostUpdate, Refusal
from bersinar.foundation.wire.writing import writing

from .asking import ask_about, ask_room, record_about, standing_letter
from .contents import checked, read_back, written_down
from .kinds import LetterKind, Signed
from .kinds import kind_of as kind_named
from .letterheads import heading_of
from .models import TABLES, Letter, LetterState, Paper
from .rendering import ERASED, declared, opened, rendered

AHEAD = timedelta(days=366)
MOST_SCANS = 20
_LOCKED = "terkunci"
TWICE = "Surat ini sudah dibuat, dan hanya ada satu. Buka yang sudah ada; bila keliru, batalkan dahulu dengan alasan."


def may_make(by: User, kind: LetterKind, office: Office) -> bool:
    """Whether somebody may make letters of a kind in an office, and do all that follows with them."""
    return office.pk in by.scope(TABLES[kind.side].write_permission) and office.pk in by.scope(kind.make)


def make(
    kind: str, *, office: Office, by: User, about: tuple[str, UUID], fields: Mapping[str, Any], on: date, paper: str = "",
    letter_id: UUID | None = None,
) -> Letter:  # fmt: skip
    """Make a draft about a record, and reserve its number. With a `letter_id`, sent again it is made once.

    Raises Forbidden without the right, Refusal where a field is missing or the record cannot have such a letter.
    """
    declared_kind = kind_named(kind)
    if declared_kind is None or not may_make(by, declared_kind, office):
        raise Forbidden()
    table = TABLES[declared_kind.side]
    record = _refuse_unusable(declared_kind, office, about, by)
    values = checked(declared_kind, fields)
    ask_room(declared_kind, about[0], record, values)
    _refuse_day(office, on)
    with writing():
        if letter_id or declared_kind.once:
            # Of two requests for one letter, the second waits here. Without `no_key`, so would every insert of the office.
            Office.objects.select_for_update(no_key=True).get(pk=office.pk)
        if letter_id:
            known = table.objects.filter(pk=letter_id).first()
            if known is not None:
                return _answered(known, declared_kind, about, by)
        if standing_letter(declared_kind, *about) is not None:
            raise Refusal("letter_twice", TWICE, status=409)
        letter: Letter = table(**({"id": letter_id} if letter_id else {}))
        letter.office, letter.recorded_by, letter.recorded_at = office, by, timezone.now()
        letter.kind, (letter.about_kind, letter.about_id), letter.day = kind, about, on
        letter.paper = _paper(declared_kind, office, paper)
        letter.seal(content=written_down(values))
        letter.number = _reserved(letter, declared_kind, by)
        letter.save(force_insert=True)
        _note(letter, by, "letters.make", {"jenis surat": declared_kind.title, **_number(letter)})
    return letter


def _answered(known: Letter, kind: LetterKind, about: tuple[str, UUID], by: User) -> Letter:
    if known.recorded_by_id != by.pk or known.kind != kind.code or (known.about_kind, known.about_id) != about:
        raise Refusal("request_reused", "Nomor kiriman ini sudah dipakai untuk surat lain.", status=409)
    return known


def change(letter: Letter, *, by: User, based_on: int, fields: Mapping[str, Any], on: date, paper: str = "") -> Letter:
    """Change a draft. Its number stays, unless its day moves to another year. Raises LostUpdate."""
    kind = _asked(letter, by)
    values = checked(kind, fields)
    ask_about(letter, kind, by, values)
    _refuse_day(letter.office, on)
    with writing():
        kept = _held(letter)
        _refuse_settled(kept)
        before = read_back(kind, kept.compared("content"))
        if kept.version != based_on:
            _lost(kept, kind, before, values)
        changed: dict[str, Any] = {name: _LOCKED for name in values if values[name] != before[name]}
        if on != kept.day:
            changed["day"] = [str(kept.day), str(on)]
        paper = _paper(kind, kept.office, paper)
        if paper != kept.paper:
            changed["paper"] = [kept.paper, paper]
        if not changed:
            return kept
        kept.paper, kept.version = paper, kept.version + 1
        kept.seal(content=written_down(values))
        _move(kept, kind, on, by)
        kept.save()
        _note(kept, by, "letters.change", changed)
    return kept


def finalise(letter: Letter, *, by: User, based_on: int) -> Letter:
    """The letter is settled: its number is used, and its file is kept as it will be signed. It changes no more."""
    kind = _asked(letter, by)
    if kind.signed is Signed.HEAD and letter.office.head_on(letter.day) is None:
        raise Refusal(
            "nobody_signs",
            "Belum ada kepala satuan kerja pada tanggal surat. Minta administrator mencatatnya di Satuan kerja.",
            status=409,
        )
    values = opened(letter, by=by, purpose="memfinalkan surat")  # before the transaction: readings have their own
    ask_about(letter, kind, by, values)
    with writing():
        kept = _held(letter)
        _refuse_settled(kept)
        if kept.version != based_on:
            raise LostUpdate({})
        made = rendered(kept, values, draft=False)
        kept.frozen = _frozen(kept, kind, made.docx, "docx", by)
        kept.frozen_pdf = _frozen(kept, kind, made.pdf, "pdf", by) if made.pdf else None
        kept.frozen_hash, kept.signatory = kept.frozen.sha256, made.signatory
        kept.template = made.template
        kept.neutral_version = None if made.template else kind.version
        kept.state, kept.final_at, kept.version = LetterState.FINAL.value, timezone.now(), kept.version + 1
        if kept.number:
            use(kept.number)
        kept.save()
        kind.when_final(kept, by)
        _note(kept, by, "letters.finalise", {**_number(kept), "sidik berkas": kept.frozen_hash})
    return kept


def attach_scan(letter: Letter, *, by: User, uploads: Sequence[UploadedFile[Any]]) -> Letter:
    """The signed sheet comes back as a scan or photographs: from now on the letter is signed."""
    kind = _asked(letter, by)
    if kind.no_scan:
        raise Refusal("no_scan", kind.no_scan, status=409)
    if not uploads:
        raise Refusal("file_missing", "Pilih berkas pindaian dahulu.", fields={"file": "Pilih berkas."})
    contents = [_scan(upload) for upload in uploads[: MOST_SCANS + 1]]
    with writing():
        kept = _held(letter)
        if kept.is_erased:
            raise Refusal("erased", ERASED, status=409)
        if kept.is_cancelled or kept.state == LetterState.DRAFT:
            raise Refusal(
                "not_final",
                "Pindaian hanya untuk surat final yang belum dibatalkan. Finalkan suratnya dahulu.",
                status=409,
            )
        before = len(scans_of(kept))
        if before + len(contents) > MOST_SCANS:
            raise Refusal("too_many_scans", f"Paling banyak {MOST_SCANS} berkas pindaian untuk satu surat.")
        for number, (content, extension) in enumerate(contents, start=before + 1):
            keep_bytes(
                office=kept.office, side=kept.side, record_kind=_scans(kept), record_id=kept.pk, label=f"Pindaian {number}",
                content=content, extension=extension, by=by,
            )  # fmt: skip
        kept.state, kept.version = LetterState.SIGNED.value, kept.version + 1
        kept.signed_at = kept.signed_at or timezone.now()
        kept.save(update_fields=["state", "signed_at", "version"])
        _note(kept, by, "letters.attach_scan", {"jenis surat": kind.title, "berkas": len(contents)})
    return kept


def cancel(letter: Letter, *, by: User, reason: str) -> Letter:
    """Cancel a letter in any state. Its number is cancelled with it and is not given again."""
    _asked(letter, by)
    reason = reason.strip()[:500]
    if not reason:
        raise Refusal("reason_missing", "Tuliskan alasan pembatalan.", fields={"reason": "Wajib diisi."})
    with writing():
        kept = _held(letter)
        if kept.is_cancelled:
            return kept
        kept.cancelled_at, kept.cancel_reason, kept.version = timezone.now(), reason, kept.version + 1
        kept.save(update_fields=["cancelled_at", "cancel_reason", "version"])
        if kept.number:
            release(kept.number, reason)
        if kept.declared and kept.state != LetterState.DRAFT:
            kept.declared.when_cancelled(kept, by)
        _note(kept, by, "letters.cancel", {"dibatalkan": [False, True], **_number(kept)}, reason)
    return kept


def scans_of(letter: Letter) -> list[StoredFile]:
    """The scans of a letter, in the order in which they came."""
    scans = StoredFile.objects.filter(record_kind=_scans(letter), record_id=letter.pk, removed_at__isnull=True)
    return list(scans.order_by("uploaded_at", "pk"))


# --- rules -----------------------------------------------------------------------------------------------------------


def _asked(letter: Letter, by: User) -> LetterKind:
    kind = declared(letter)
    if not may_make(by, kind, letter.office):
        raise Forbidden()
    return kind


def _held(letter: Letter) -> Letter:
    """The letter as it is now, locked; with its number, which nobody else writes."""
    kept: Letter = type(letter).objects.select_for_update(of=("self",)).select_related("office").get(pk=letter.pk)
    if kept.number_id:
        kept.number = NumberEntry.objects.select_related("office").get(pk=kept.number_id)
    return kept


def _refuse_unusable(kind: LetterKind, office: Office, about: tuple[str, UUID], by: User) -> Any:
    record = record_about(kind, *about, by=by)
    if record is None or record.office_id != office.pk:
        raise Refusal("record_unknown", "Rekam untuk surat ini tidak ditemukan.", status=404)
    if getattr(record, "is_cancelled", False):
        raise Refusal("record_cancelled", "Rekam ini sudah dibatalkan; surat tidak dapat dibuat untuknya.", status=409)
    return record


def _refuse_day(office: Office, day: date) -> None:
    if day.year < 2000 or day > office.local_day() + AHEAD:
        sentence = "Periksa tanggal surat: tidak lebih dari setahun ke depan."
        raise Refusal("letter_day", sentence, fields={"day": sentence})


def _refuse_settled(letter: Letter) -> None:
    if letter.is_erased:
        raise Refusal("erased", ERASED, status=409)
    if letter.is_cancelled:
        raise Refusal("cancelled", "Surat ini sudah dibatalkan dan tidak dapat diubah.", status=409)
    if letter.state != LetterState.DRAFT:
        raise Refusal(
            "letter_final", "Surat ini sudah final dan tidak dapat diubah. Batalkan dengan alasan, lalu buat yang baru.",
            status=409,
        )  # fmt: skip


def _paper(kind: LetterKind, office: Office, paper: str) -> str:
    wanted = paper or kind.paper or heading_of(office).paper
    if wanted not in Paper.values:
        raise Refusal("paper_unknown", "Pilih kertas.", fields={"paper": "Pilih A4 atau F4."})
    return wanted


def _lost(kept: Letter, kind: LetterKind, before: Mapping[str, Any], mine: Mapping[str, Any]) -> None:
    """Refuse a change of what somebody else changed meanwhile; on a closed side the values stay unsaid."""
    conflicts = {
        field.words: (_LOCKED, _LOCKED)
        if kept.letters_side.is_closed
        else (field.typed(before[field.name]), field.typed(mine[field.name]))
        for field in kind.fields
        if before[field.name] != mine[field.name]
    }
    raise LostUpdate(conflicts)


def _reserved(letter: Letter, kind: LetterKind, by: User) -> NumberEntry | None:
    if not kind.needs_number:
        return None
    series = series_of(kind.number_series)
    assert series is not None
    return reserve(
        series=series, office=letter.office, day=letter.day, by=by, record=(letter._meta.label_lower, letter.pk)
    )


def _move(letter: Letter, kind: LetterKind, day: date, by: User) -> None:
    """Date a draft anew. A number belongs to its year: in another one the letter gets another."""
    if letter.number and letter.number.year != day.year:
        release(letter.number, f"Tanggal surat dipindah ke tahun {day.year}.")
        letter.day = day
        letter.number = _reserved(letter, kind, by)
    elif letter.number and letter.day != day:
        redate(letter.number, day)
    letter.day = day


def _frozen(letter: Letter, kind: LetterKind, content: bytes, extension: str, by: User) -> StoredFile:
    return keep_bytes(
        office=letter.office, side=letter.side, record_kind=f"{letter._meta.label_lower}.final", record_id=letter.pk,
        label=kind.title[:80], content=content, extension=extension, by=by,
    )  # fmt: skip


def _scans(letter: Letter) -> str:
    """How the files of scans are filed: not as the letter's own kind, so that no other page hands them out."""
    return f"{letter._meta.label_lower}.scan"


def _scan(upload: UploadedFile[Any]) -> tuple[bytes, str]:
    """A scan as it is kept: PDF as it came, pictures without what the phone wrote into them."""
    if upload.size is None or upload.size > MOST_BYTES:
        sentence = "Berkas pindaian terlalu besar: paling banyak 10 MB."
        raise Refusal("file_size", sentence, fields={"file": sentence})
    content = upload.read()
    sentence = "Pindaian harus berupa PDF, JPG, atau PNG."
    try:
        extension = kind_of(upload.name or "", content)
    except Refusal as refusal:
        raise Refusal("file_type", sentence, fields={"file": sentence}) from refusal
    if extension not in ("pdf", "jpg", "png"):
        raise Refusal("file_type", sentence, fields={"file": sentence})
    if extension == "pdf":
        return content, extension
    try:
        return without_metadata(content), extension
    except BrokenPicture as error:
        sentence = "Gambar ini rusak atau terpotong. Foto atau pindai lagi."
        raise Refusal("picture_broken", sentence, fields={"file": sentence}) from error


def _number(letter: Letter) -> dict[str, str]:
    return {"nomor": letter.number.text} if letter.number else {}


def _note(letter: Letter, by: User, action: str, changes: Mapping[str, Any], reason: str = "") -> None:
    line = Line(action, letter._meta.label_lower, letter.pk, letter.side, dict(changes), reason)
    note(office=letter.office, by=by, line=line)
