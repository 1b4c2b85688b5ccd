"""The letterhead of an office: what stands on it, and setting it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.sides import Side
from bersinar.foundation.audit.actions import Line, note
from bersinar.foundation.files.actions import keep_bytes, kind_of, read_file
from bersinar.foundation.files.pictures import BrokenPicture, size_of, without_metadata
from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.ids import uuid7
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from bersinar.foundation.wire.writing import writing

from .models import Letterhead, Paper

MOST_LINES = 5
MOST_BYTES = 600 * 1024
MOST_PIXELS = 3000
_KIND = "letters.letterhead"


@dataclass(frozen=True)
class Heading:
    """What is printed above a letter."""

    lines: tuple[str, ...]
    contact: str
    logo: bytes = b""
    paper: str = Paper.A4.value


def heading_of(office: Office) -> Heading:
    """The office's letterhead; without one, its name and address on A4."""
    kept = Letterhead.objects.filter(office=office).select_related("logo").first()
    if kept is None:
        return Heading((office.official_name.upper(),), office.address)
    logo = read_file(kept.logo) if kept.logo else b""
    return Heading(tuple(kept.lines.splitlines()), kept.contact, logo, kept.paper)


def set_letterhead(
    *, office: Office, lines: str, contact: str, paper: str, by: User, logo: UploadedFile[Any] | None = None,
    without_logo: bool = False,
) -> Letterhead:  # fmt: skip
    """Set what stands above the office's letters. Final letters keep theirs."""
    if office.pk not in by.scope(Permission.OFFICES_MANAGE):
        raise Forbidden()
    cleaned = _lines(lines)
    if paper not in Paper.values:
        raise Refusal("paper_unknown", "Pilih kertas.", fields={"paper": "Pilih A4 atau F4."})
    picture = _picture(logo) if logo else None
    with writing():
        kept = Letterhead.objects.select_for_update().filter(office=office).first() or Letterhead(office=office)
        before = {"baris kop": kept.lines, "kontak": kept.contact, "kertas": kept.paper}
        kept.lines, kept.contact, kept.paper = "\n".join(cleaned), _contact(contact), paper
        changes: dict[str, Any] = {
            name: [before[name], now]
            for name, now in (("baris kop", kept.lines), ("kontak", kept.contact), ("kertas", kept.paper))
            if before[name] != now
        }
        if picture:
            content, extension = picture
            kept.logo = keep_bytes(
                office=office, side=Side.OPEN.value, record_kind=_KIND, record_id=uuid7(), label="Logo kop surat",
                content=content, extension=extension, by=by,
            )  # fmt: skip
            changes["logo"] = "diganti"
        elif without_logo and kept.logo_id:
            kept.logo = None
            changes["logo"] = "dihapus"
        kept.save()
        note(office=office, by=by, line=Line("letters.set_letterhead", _KIND, None, changes=changes))
    return kept


def _lines(text: str) -> list[str]:
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    problem = ""
    if not lines:
        problem = "Isi paling sedikit satu baris, misalnya nama satuan kerja."
    elif len(lines) > MOST_LINES or any(len(line) > 80 for line in lines):
        problem = f"Paling banyak {MOST_LINES} baris, masing-masing paling banyak 80 huruf."
    if problem:
        raise Refusal("letterhead_lines", problem, fields={"lines": problem})
    return lines


def _contact(text: str) -> str:
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())[:400]


def _picture(logo: UploadedFile[Any]) -> tuple[bytes, str]:
    """The logo without metadata, and its kind. Refuses what is no PNG or JPG, and what is too large to print."""
    sentence = "Pakai gambar PNG atau JPG, paling banyak 600 KB dan 3.000 × 3.000 piksel."
    refusal = Refusal("logo", sentence, fields={"logo": sentence})
    if logo.size is None or logo.size > MOST_BYTES:
        raise refusal
    content = logo.read()
    try:
        extension = kind_of(logo.name or "", content)
        bare = without_metadata(content)
        width, height = size_of(bare)
    except (Refusal, BrokenPicture) as error:
        raise refusal from error
    if extension not in ("png", "jpg") or not (0 < width <= MOST_PIXELS and 0 < height <= MOST_PIXELS):
        raise refusal
    return bare, extension
