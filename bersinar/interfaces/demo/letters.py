"""Letterheads of the five offices, plainly no official ones, and a surat tugas in two of them: one final, one a draft."""

from __future__ import annotations

from datetime import timedelta

from bersinar.foundation.letters.actions import finalise, make
from bersinar.foundation.letters.letterheads import set_letterhead
from bersinar.foundation.letters.models import Letter
from bersinar.programmes.activities.letters import ASSIGNMENT
from bersinar.programmes.activities.models import Meeting

from .stage import YEARS, Stage


def play(stage: Stage) -> None:
    """Every office gets a letterhead; Kayuagung sends its people out, Lubuklinggau still writes."""
    for code in YEARS:
        office = stage.office(code)
        set_letterhead(
            office=office, by=stage.person(code, "admin"), paper="f4" if code == "bnnk-oki" else "a4",
            lines=f"KOP SURAT CONTOH\n{office.official_name.upper()}", contact=f"Alamat rekaan, {office.city}",
        )  # fmt: skip
    final = _assignment(stage, "bnnk-oki", "Talk show di SMAN 3 Kayuagung")
    finalise(final, by=stage.person("bnnk-oki", "p2m"), based_on=final.version)
    _assignment(stage, "bnnk-lubuklinggau", "Dialog interaktif remaja")


def _assignment(stage: Stage, code: str, title: str) -> Letter:
    """A surat tugas, dated three days before the first pelaksanaan of a kegiatan."""
    office, by = stage.office(code), stage.person(code, "p2m")
    meeting = (
        Meeting.objects.select_related("office", "activity", "region")
        .filter(office=office, activity__title=title)
        .earliest("held_on")
    )
    about = ASSIGNMENT.about_of("activities.meeting")
    assert about is not None
    known = dict(about.fill(meeting, by))
    people = [
        {"nama": by.full_name, "golongan": "Penata Muda (contoh)", "jabatan": "Penyuluh"},
        {"nama": f"Staf Rekaan {office.city}", "golongan": "Pengatur (contoh)", "jabatan": "Staf P2M"},
    ]
    return make(
        ASSIGNMENT.code, office=office, by=by, about=("activities.meeting", meeting.pk), on=meeting.held_on - timedelta(days=3),
        fields={**known, "petugas": people, "lokasi": known["lokasi"] or office.city},
    )  # fmt: skip
