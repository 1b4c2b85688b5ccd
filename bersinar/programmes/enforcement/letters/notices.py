"""Notices to the prosecutor: that an investigation has begun, that something was seized, that a file is sent."""

from __future__ import annotations

from typing import Any

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.sides import Side
from bersinar.foundation.letters.blocks import Block, Points, Text
from bersinar.foundation.letters.kinds import About, Field, Layout, LetterKind

from ..models import Case, standing
from .telling import (
    ARTICLES,
    CASE_FACTS,
    CASE_FIELDS,
    CODES,
    EXHIBIT_LIST,
    EXHIBITS,
    GROUNDS,
    SUSPECT_FACTS,
    SUSPECT_FIELDS,
    TOTALS,
    not_as_seized,
    nothing_seized,
    of_case,
    of_suspect,
    seized,
)

_TO = Field("kepada", "kepada siapa", "Kepala Kejaksaan Negeri Contoh", long=True)
_SUBJECT = Field("perihal", "perihal", "Pemberitahuan dimulainya penyidikan")
_ENCLOSED = Field("lampiran", "lampiran", "1 (satu) berkas", required=False)
_REGARDS = Text("Demikian untuk menjadi maklum. Atas perhatian Bapak/Ibu, kami ucapkan terima kasih.")
_OPENS = Text("Dengan hormat,")


def notice(
    code: str, title: str, mark: str, about: tuple[About, ...], fields: tuple[Field, ...], body: tuple[Block, ...],
    explains: str = "Kepada kejaksaan, dengan yang sudah tercatat dalam berkas.",
) -> LetterKind:  # fmt: skip
    return LetterKind(
        code, title, side=Side.ENFORCEMENT, layout=Layout.ADDRESSED, about=about,
        fields=(_TO, _SUBJECT, _ENCLOSED, *fields), body=(_OPENS, *body, _REGARDS),
        make=Permission.ENFORCEMENT_WRITE, read=Permission.ENFORCEMENT_READ, pattern=f"{mark}/{{n:03}}/{{month}}/{{year}}/{{office}}",
        explains=explains,
    )  # fmt: skip


def _begun(suspect: Any, user: User) -> dict[str, Any]:
    return {**of_suspect(suspect, user), "perihal": "Pemberitahuan dimulainya penyidikan"}


def _seized(case: Case, user: User) -> dict[str, Any]:
    return {**of_case(case, user), "perihal": "Pemberitahuan penyitaan barang bukti", **seized(case)}


def _sent(case: Case, user: User) -> dict[str, Any]:
    codes = [suspect.code for suspect in standing(case.suspects.all())]
    return {**of_case(case, user), "perihal": "Pengiriman berkas perkara", "kode_tersangka": ", ".join(codes)}


INVESTIGATION_NOTICE = notice(
    "spdp", "Surat Pemberitahuan Dimulainya Penyidikan", "SPDP",
    (About("enforcement.suspect", "enforcement:suspect", _begun),), (*CASE_FIELDS, *SUSPECT_FIELDS, GROUNDS),
    (
        Text("Dengan ini diberitahukan bahwa telah dimulai penyidikan perkara tindak pidana narkotika, dengan dasar:"),
        Points("dasar"), CASE_FACTS, Text("Atas nama tersangka:"), SUSPECT_FACTS,
    ),
)  # fmt: skip
SEIZURE_NOTICE = notice(
    "pemberitahuan-sita", "Pemberitahuan Penyitaan", "B-SITA",
    (About("enforcement.case", "enforcement:case", _seized, unless=nothing_seized, faults=not_as_seized),), (*CASE_FIELDS, GROUNDS, EXHIBITS, TOTALS),
    (
        Text("Dengan ini diberitahukan penyitaan barang bukti dalam perkara berikut, dan dimohon penetapan statusnya:"),
        CASE_FACTS, *EXHIBIT_LIST, Text("Dasar:", "heading"), Points("dasar"),
    ),
)  # fmt: skip
FILE_COVER = notice(
    "pengantar-berkas", "Surat Pengantar Berkas Perkara", "B-BERKAS",
    (About("enforcement.case", "enforcement:case", _sent),),
    (
        *CASE_FIELDS, Field("berkas", "nomor berkas perkara", "BP/001/III/2023"),
        CODES, ARTICLES,
    ),
    (
        Text("Bersama ini dikirimkan berkas perkara nomor {{ berkas }}{% if pasal %}, pasal {{ pasal }}{% endif %}, untuk diteliti."),
        CASE_FACTS, Text("{% if kode_tersangka %}Tersangka menurut kode berkas: {{ kode_tersangka }}.{% endif %}"),
    ),
)  # fmt: skip
