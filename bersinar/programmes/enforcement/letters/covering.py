"""Covering letters and requests: to the laboratory, to the prosecutor, to whoever takes a case over, for an assessment.

What the records know is filled in; sums come from the lines and are not typed over.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bersinar.foundation.access.models import User
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.letters.blocks import Points, Rows, Text
from bersinar.foundation.letters.kinds import About, Column, Field
from bersinar.foundation.periods.calendar import long_date

from ..models import Case, CaseEvent, Ceremony, Detention, Movement, Suspect, amount_in_words, standing
from .evidence import MOST_CONTAINERS, computed, only
from .notices import notice
from .telling import (
    CASE_FACTS,
    CASE_FIELDS,
    CODES,
    EXHIBIT_LIST,
    EXHIBITS,
    GROUNDS,
    SUSPECT_FACTS,
    SUSPECT_FIELDS,
    TOTALS,
    changed,
    not_as_seized,
    nothing_seized,
    of_case,
    of_suspect,
    seized,
)

_SAMPLES = Field(
    "contoh", "yang dikirim",
    (("Sabu", "kristal", "0,5 gram", "7K4P-9TQA"), ("Ekstasi", "tablet", "10 butir", "M3XW-4CDR")),
    columns=(Column("nama", "nama"), Column("bentuk", "bentuk"), Column("banyak", "jumlah"), Column("wadah", "wadah")),
    most=MOST_CONTAINERS,
)  # fmt: skip
_SAMPLE_ROWS = Rows("contoh", (("Nama", "nama"), ("Bentuk", "bentuk"), ("Jumlah", "banyak"), ("Wadah", "wadah")))
_MINUTES = Field("nomor_ba", "nomor berita acara", "BA/003/III/2023/CONTOH")
_DESTROYED_ON = Field("hari_musnah", "tanggal pemusnahan", "20 Maret 2023")
_DESTROYED = Field("jumlah", "jumlah menurut zat dan satuan", ("Sabu (bersih): 12 gram",), required=False, many=True)
_SINCE = Field("ditahan_sejak", "ditahan sejak", "16 Maret 2023", required=False)
_DAYS = Field("lama", "lama perpanjangan", "40 (empat puluh) hari", required=False)
_FOUND = Field(
    "ditemukan", "barang bukti dalam perkaranya", ("Barang bukti: Sabu: 0,6 gram (bersih)",), required=False, many=True
)


def _subject(known: Mapping[str, Any], subject: str, **more: Any) -> dict[str, Any]:
    return {**known, "perihal": subject, **more}


# --- to the laboratory -------------------------------------------------------------------------------------------------

_TO_LAB = "Permohonan pemeriksaan laboratorium"


def _sample_of(movement: Movement) -> dict[str, Any]:
    lines = movement.lines.select_related("container__exhibit").order_by("container__code")
    rows = []
    for line in lines:
        exhibit = line.container.exhibit
        rows.append(
            {
                "nama": label("substance", exhibit.substance),
                "bentuk": label("exhibit_form", exhibit.form) if exhibit.form else "",
                "banyak": amount_in_words(abs(int(line.quantity)), exhibit.unit),
                "wadah": line.container.code,
            }
        )
    return {"contoh": rows}


def _lab_of_movement(movement: Movement, user: User) -> dict[str, Any]:
    known = of_case(movement.case, user)
    return _subject(known, _TO_LAB, kepada=movement.destination, lampiran=movement.number, **_sample_of(movement))


def _lab_of_case(case: Case, user: User) -> dict[str, Any]:
    """Where no sample was set aside in the store: everything seized is offered, and cut down by hand."""
    rows = [
        {"nama": one["nama"], "bentuk": one["bentuk"], "banyak": one["jumlah"] or one["kotor"], "wadah": ""}
        for one in seized(case)["barang"]
    ]
    return _subject(of_case(case, user), _TO_LAB, contoh=rows)


def _as_sampled(movement: Movement, values: Mapping[str, Any]) -> Mapping[str, str]:
    return changed(_sample_of(movement), values)


LAB_REQUEST = notice(
    "pengantar-lab", "Surat Pengantar ke Laboratorium", "B-LAB",
    (
        About("enforcement.case", "enforcement:case", _lab_of_case, unless=nothing_seized),
        About("enforcement.movement", "enforcement:movement", _lab_of_movement, unless=only("lab"), faults=_as_sampled),
    ),
    (*CASE_FIELDS, GROUNDS, _SAMPLES),
    (
        Text("Bersama ini dikirimkan contoh barang bukti perkara berikut untuk diperiksa di laboratorium:"), CASE_FACTS,
        _SAMPLE_ROWS, Text("Dasar:", "heading"), Points("dasar"),
        Text("Hasil pemeriksaan dan sisa contoh mohon dikirim kembali kepada kami."),
    ),
    explains="Kepada laboratorium; contoh yang disisihkan terisi dari berita acaranya.",
)  # fmt: skip


# --- destruction -------------------------------------------------------------------------------------------------------

_HANDS_IN = "Penyampaian berita acara pemusnahan"


def _destroyed(record: Movement | Ceremony) -> dict[str, Any]:
    counted = computed(record)
    return {"nomor_ba": counted["nomor_ba"], "jumlah": counted["jumlah"]}


def _destruction_of(record: Movement | Ceremony, user: User) -> dict[str, Any]:
    known = of_case(record.case, user) if isinstance(record, Movement) else {}
    return _subject(
        known, _HANDS_IN, hari_musnah=long_date(record.happened_on), lampiran=record.number, **_destroyed(record)
    )


def _destruction_of_case(case: Case, user: User) -> dict[str, Any]:
    """From the last destruction that the case tells of."""
    last = CaseEvent.objects.standing().filter(case=case, kind="destroyed").select_related("office", "movement").last()
    said: dict[str, Any] = {}
    if last is not None:
        said = {"nomor_ba": last.document_number, "hari_musnah": long_date(last.day)}
        said |= _destroyed(last.movement) if last.movement is not None else {}
    return _subject(of_case(case, user), _HANDS_IN, **said)


def _as_destroyed(record: Movement | Ceremony, values: Mapping[str, Any]) -> Mapping[str, str]:
    return changed(_destroyed(record), values)


DESTRUCTION_COVER = notice(
    "pengantar-ba-musnah", "Surat Penyampaian Berita Acara Pemusnahan", "B-MUSNAH",
    (
        About("enforcement.case", "enforcement:case", _destruction_of_case),
        *(
            About(f"enforcement.{record}", f"enforcement:{record}", _destruction_of, unless=only("destroyed"), faults=_as_destroyed)
            for record in ("movement", "ceremony")
        ),
    ),
    (*CASE_FIELDS, _MINUTES, _DESTROYED_ON, _DESTROYED),
    (
        Text("Bersama ini disampaikan salinan Berita Acara Pemusnahan nomor {{ nomor_ba }} tanggal {{ hari_musnah }}."), CASE_FACTS,
        Points("jumlah"),
    ),
    explains="Kepada kejaksaan, pengadilan, dan BPOM; tenggatnya 24 jam sesudah pemusnahan.",
)  # fmt: skip


# --- a suspect ---------------------------------------------------------------------------------------------------------


def _extension(suspect: Suspect, user: User) -> dict[str, Any]:
    kinds = ("investigator", "house", "child_care")
    held = Detention.objects.standing().filter(suspect=suspect, kind__in=kinds).order_by("held_from").last()
    since = long_date(held.held_from) if held is not None else ""
    return _subject(of_suspect(suspect, user), "Permohonan perpanjangan penahanan", ditahan_sejak=since)


def _assessment(suspect: Suspect, user: User) -> dict[str, Any]:
    found = [f"Barang bukti: {one}" for one in seized(suspect.case)["jumlah"]]
    return _subject(of_suspect(suspect, user), "Permohonan asesmen terpadu", ditemukan=found)


DETENTION_EXTENSION = notice(
    "mohon-perpanjang-tahan", "Permohonan Perpanjangan Penahanan", "B-HAN",
    (About("enforcement.suspect", "enforcement:suspect", _extension),), (*CASE_FIELDS, *SUSPECT_FIELDS, GROUNDS, _SINCE, _DAYS),
    (
        Text("Dengan ini dimohon perpanjangan penahanan{% if lama %} selama {{ lama }}{% endif %} atas nama tersangka:"), SUSPECT_FACTS,
        Text("{% if ditahan_sejak %}Ditahan sejak {{ ditahan_sejak }}.{% endif %}"), CASE_FACTS, Text("Dasar:", "heading"), Points("dasar"),
    ),
)  # fmt: skip
ASSESSMENT_REQUEST = notice(
    "mohon-tat", "Permohonan Asesmen Terpadu", "B-TAT",
    (About("enforcement.suspect", "enforcement:suspect", _assessment),), (*CASE_FIELDS, *SUSPECT_FIELDS, GROUNDS, _FOUND),
    (
        Text("Dengan ini dimohon asesmen terpadu atas nama tersangka:"), SUSPECT_FACTS, CASE_FACTS,
        Points("ditemukan"), Text("Dasar:", "heading"), Points("dasar"),
    ),
    explains="Kepada tim asesmen terpadu; barang buktinya terisi dari kasusnya.",
)  # fmt: skip


# --- a case that goes on elsewhere -------------------------------------------------------------------------------------


def _handed_over(case: Case, user: User) -> dict[str, Any]:
    return _subject(of_case(case, user), "Pelimpahan perkara", kode_tersangka=_codes(case), **seized(case))


def _codes(case: Case) -> str:
    return ", ".join(suspect.code for suspect in standing(case.suspects.all()))


HAND_OVER_COVER = notice(
    "pengantar-limpah", "Surat Pengantar Pelimpahan Perkara", "B-LIMPAH",
    (About("enforcement.case", "enforcement:case", _handed_over, unless=nothing_seized, faults=not_as_seized),),
    (*CASE_FIELDS, CODES, EXHIBITS, TOTALS),
    (
        Text("Bersama ini dilimpahkan perkara berikut untuk ditangani lebih lanjut:"), CASE_FACTS,
        Text("{% if kode_tersangka %}Tersangka menurut kode berkas: {{ kode_tersangka }}.{% endif %}"), *EXHIBIT_LIST,
    ),
    explains="Kepada instansi yang menerima perkara.",
)  # fmt: skip
