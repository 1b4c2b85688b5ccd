"""Minutes (berita acara) of an arrest, a seizure and a detention, signed by those who were there."""

from __future__ import annotations

from typing import Any

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.sides import Side
from bersinar.foundation.letters.blocks import Block, FilledFacts, Points, Text
from bersinar.foundation.letters.kinds import About, Field, LetterKind, Signed

from ..models import Case, standing
from .telling import (
    CASE_FACTS,
    CASE_FIELDS,
    CODES,
    EXHIBIT_LIST,
    EXHIBITS,
    GROUNDS,
    OFFICER_ROWS,
    OFFICERS,
    SUSPECT_FACTS,
    SUSPECT_FIELDS,
    TOTALS,
    WHEN,
    WHERE,
    WITNESS_ROWS,
    WITNESSES,
    not_as_seized,
    nothing_seized,
    of_case,
    of_suspect,
    seized,
)

_NOTE = Field("uraian", "uraian singkat", "Dilakukan dengan disaksikan warga setempat.", required=False, long=True)
_SIGNS = Field("penyidik", "penyidik yang menandatangani", "Ipda Penyidik Contoh")
_AND_SIGNS = Field("turut", "yang turut menandatangani", "Tersangka atau yang menguasai barang")
_BY_CODE = Text("{% if kode_tersangka %}Tersangka menurut kode berkas: {{ kode_tersangka }}.{% endif %}")
_WITNESS_SIGNS = Field("saksi_tanda", "saksi yang menandatangani", "Saksi Satu Contoh")


def _minutes(
    code: str, title: str, mark: str, what: str, *, suspect: bool, exhibits: bool = False, codes: bool = False
) -> LetterKind:
    def fill(record: Any, user: User) -> dict[str, Any]:
        known = of_suspect(record, user) if suspect else _of_seizure(record, user)
        return {**known, "penyidik": user.full_name}

    middle: tuple[Block, ...] = (SUSPECT_FACTS,) if suspect else (_BY_CODE,) if codes else ()
    listed: tuple[Block, ...] = EXHIBIT_LIST if exhibits else ()
    return LetterKind(
        code, title, side=Side.ENFORCEMENT, signed=Signed.THEMSELVES,
        signers=(("Penyidik", "penyidik"), ("Yang menyaksikan", "saksi_tanda"), ("Yang bersangkutan", "turut")),
        about=(About("enforcement.suspect", "enforcement:suspect", fill),) if suspect
        else (About("enforcement.case", "enforcement:case", fill, unless=nothing_seized, faults=not_as_seized),),
        fields=(
            *CASE_FIELDS, *(SUSPECT_FIELDS if suspect else ()), GROUNDS, OFFICERS, WHEN, WHERE,
            *((EXHIBITS, TOTALS) if exhibits else ()), *((CODES,) if codes else ()), WITNESSES, _NOTE, _SIGNS, _WITNESS_SIGNS, _AND_SIGNS,
        ),
        body=(
            FilledFacts((("Waktu", "waktu"), ("Tempat", "lokasi"))), CASE_FACTS, Text("Dasar:", "heading"), Points("dasar"),
            Text(f"Kami yang namanya tercantum di bawah ini telah melakukan {what}:"), OFFICER_ROWS, *middle, *listed,
            Text("Disaksikan oleh:"), WITNESS_ROWS, Text("{% if uraian %}{{ uraian }}{% endif %}"),
            Text("Berita acara ini dibuat dengan sebenarnya dan ditandatangani oleh yang hadir."),
        ),
        make=Permission.ENFORCEMENT_WRITE, read=Permission.ENFORCEMENT_READ, pattern=f"{mark}/{{n:03}}/{{month}}/{{year}}/{{office}}",
        explains="Ditandatangani yang hadir; pindaiannya dilampirkan kembali.",
    )  # fmt: skip


def _of_seizure(case: Case, user: User) -> dict[str, Any]:
    codes = [one.code for one in standing(case.suspects.all())]
    return {**of_case(case, user), **seized(case), "kode_tersangka": ", ".join(codes)}


ARREST_MINUTES = _minutes("ba-tangkap", "Berita Acara Penangkapan", "BA-KAP", "penangkapan", suspect=True)
SEIZURE_MINUTES = _minutes("ba-sita", "Berita Acara Penyitaan", "BA-SITA", "penyitaan", suspect=False, exhibits=True)
STAGE_TWO_MINUTES = _minutes(
    "ba-tahap-dua", "Berita Acara Serah Terima Tahap II", "BA-T2",
    "penyerahan tersangka dan barang bukti kepada penuntut umum", suspect=False, exhibits=True, codes=True,
)  # fmt: skip
DETENTION_MINUTES = _minutes("ba-tahan", "Berita Acara Penahanan", "BA-HAN", "penahanan", suspect=True)
