"""A letter as a file: a draft is filled anew each time, a final one is read from what was kept when it became final.

Whoever asks has been let in already. What is sealed is opened here, and the reading is written down first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bersinar.foundation.access.models import User
from bersinar.foundation.audit.actions import note_readings
from bersinar.foundation.files.actions import read_file
from bersinar.foundation.files.models import StoredFile
from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.refusals import Refusal

from .asking import ask_about, why_not_now
from .common import checked_by, common_values
from .contents import example_values, read_back
from .filling import filled
from .kinds import LetterKind, Signed
from .letterheads import Heading, heading_of
from .models import Letter, LetterTemplate
from .neutral_docx import neutral_template
from .neutral_pdf import neutral_pdf, picture_of
from .owntemplates import content_of, template_on
from .qr import check_link, link_of

ERASED = "Isi surat ini sudah dihapus menurut aturan penyimpanan. Nomor dan tanggalnya tetap tercatat."


@dataclass(frozen=True)
class Rendered:
    """A letter's files; no PDF where the office's own template made it."""

    docx: bytes
    pdf: bytes | None
    template: LetterTemplate | None
    signatory: str


def declared(letter: Letter) -> LetterKind:
    """The kind of a letter. Raises Refusal where no room declares it any more."""
    if letter.declared is None:
        raise Refusal("kind_unknown", "Jenis surat ini tidak lagi dikenal sistem.", status=409)
    return letter.declared


def opened(letter: Letter, *, by: User, purpose: str) -> dict[str, Any]:
    """The values of a letter's fields. The reading is written down first. Raises Refusal where they were erased."""
    if letter.is_erased:
        raise Refusal("erased", ERASED, status=410)
    return read_back(declared(letter), letter.content.open(by=by, purpose=purpose) if letter.content else "")


def rendered(letter: Letter, values: Mapping[str, Any], *, draft: bool) -> Rendered:
    """The letter as it would be today: with the template of its day, its signatory and the office's letterhead."""
    kind, office = declared(letter), letter.office
    heading, head = heading_of(office), office.head_on(letter.day)
    said = {
        **common_values(
            office=office, title=kind.title, heading=heading if kind.with_letterhead else None,
            number=letter.number.text if letter.number else "", day=letter.day, head=head,
        ),
        **({"teks_qr": checked_by(letter.check_code)} if kind.check_page else {}),
        **values,
    }  # fmt: skip
    template = template_on(office, kind, letter.day)
    source = content_of(template) if template else neutral_template(kind, letter.paper)
    logo = heading.logo if kind.with_letterhead else b""
    docx = filled(kind, source, said, link=printed_link(letter), logo=logo, author=_author(kind, office))
    pdf = None if template else _pdf(letter, kind, said, heading, draft)
    return Rendered(docx, pdf, template, head.full_name if head and kind.signed is Signed.HEAD else "")


def _author(kind: LetterKind, office: Office) -> str:
    """Whose file it is; a letter without letterhead does not say it there either."""
    return office.official_name if kind.with_letterhead else ""


def printed_link(letter: Letter) -> str:
    """Where the printed QR leads: to the page on which anybody checks it, or to attaching the signed sheet."""
    page = declared(letter).check_page
    return check_link(page, letter.check_code) if page else link_of(letter.code)


def _pdf(letter: Letter, kind: LetterKind, said: Mapping[str, Any], heading: Heading, draft: bool) -> bytes:
    return neutral_pdf(
        kind, said, heading=heading if kind.with_letterhead else None, paper=letter.paper, link=printed_link(letter), draft=draft,
        moment=int(letter.recorded_at.timestamp()),
    )  # fmt: skip


def docx_of(letter: Letter, *, by: User) -> bytes:
    """The letter as DOCX."""
    if letter.frozen is not None:
        return _kept(letter, letter.frozen, by)
    return _drafted(letter, by).docx


def pdf_of(letter: Letter, *, by: User) -> bytes | None:
    """The letter as PDF, or None where the office's own template made it."""
    if letter.frozen is not None:
        return _kept(letter, letter.frozen_pdf, by) if letter.frozen_pdf else None
    if template_on(letter.office, declared(letter), letter.day):
        return None
    return _drafted(letter, by).pdf


def _drafted(letter: Letter, by: User) -> Rendered:
    """A draft as it would be today. Raises Refusal where there can be no such letter any more, or not with these words."""
    kind = declared(letter)
    if sentence := why_not_now(letter, kind, by):
        raise Refusal("letter_not_now", sentence, status=409)
    values = opened(letter, by=by, purpose="membuka rancangan surat")
    ask_about(letter, kind, by, values)
    return rendered(letter, values, draft=True)


def has_pdf(letter: Letter) -> bool:
    """Whether there is a PDF: only the neutral template makes one."""
    if letter.frozen_id:
        return letter.frozen_pdf_id is not None
    return letter.declared is not None and template_on(letter.office, letter.declared, letter.day) is None


def _kept(letter: Letter, stored: StoredFile, by: User) -> bytes:
    note_file_reading(letter, by)
    return read_file(stored)


def note_file_reading(letter: Letter, by: User) -> None:
    """Write down that a letter of a closed side is read, before anything of it leaves."""
    if letter.letters_side.is_closed:
        note_readings(
            office=letter.office, by=by, side=letter.side, purpose="membuka surat",
            records=[(letter._meta.label_lower, letter.pk)],
        )  # fmt: skip


def example_picture(kind: LetterKind, *, office: Any, heading: Heading) -> bytes:
    """The first page of a neutral letter of examples under an office's letterhead, as a picture."""
    day = office.local_day()
    said = {
        **common_values(
            office=office, title=kind.title, heading=heading, number="(nomor)", day=day, head=office.head_on(day)
        ),
        **example_values(kind),
    }
    return picture_of(kind, said, heading=heading, paper=heading.paper, link=link_of("contoh"))
