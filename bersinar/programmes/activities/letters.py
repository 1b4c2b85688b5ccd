"""The letters an officer needs for a kegiatan: who is sent where and when, and who is invited.

Both are made from the plan or from a pelaksanaan; what those know is filled in.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.letters.blocks import Facts, Points, Rows, Text
from bersinar.foundation.letters.common import weekday
from bersinar.foundation.letters.kinds import About, Column, Field, Layout, LetterKind
from bersinar.foundation.periods.calendar import long_date

from .models import Activity, Meeting

_KEGIATAN = Field("kegiatan", "nama kegiatan", "Sosialisasi bahaya narkoba di SMAN Contoh")
_WAKTU = Field("waktu", "hari, tanggal, dan jam", "Selasa, 14 Maret 2023, pukul 09.00 WIB")
_LOKASI = Field("lokasi", "tempat pelaksanaan", "Aula SMAN Contoh, Kecamatan Contoh")


def _day(day: date | None) -> str:
    return f"{weekday(day)}, {long_date(day)}" if day else ""


def _of_meeting(meeting: Meeting) -> dict[str, Any]:
    at = f", pukul {meeting.starts_at:%H.%M} {meeting.office.get_zone_display()}" if meeting.starts_at else ""
    place = ", ".join(part for part in (meeting.venue, meeting.region.name if meeting.region else "") if part)
    return {"kegiatan": meeting.activity.title, "waktu": f"{_day(meeting.held_on)}{at}", "lokasi": place}


def when_of(activity: Activity) -> str:
    """When a kegiatan is planned, as a letter says it."""
    until = f" sampai {_day(activity.planned_until)}" if activity.planned_until else ""
    at = f", pukul {activity.starts_at:%H.%M} {activity.office.get_zone_display()}" if activity.starts_at else ""
    return f"{_day(activity.planned_on)}{until}{at}" if activity.planned_on else ""


def _of_activity(activity: Activity) -> dict[str, Any]:
    place = ", ".join(part for part in (activity.venue, activity.region.name if activity.region else "") if part)
    return {"kegiatan": activity.title, "waktu": when_of(activity), "lokasi": place}


def _grounds(activity: Activity) -> list[str]:
    """What the sending rests on, as far as the plan says it."""
    plan = f"Rencana kegiatan tahun {activity.year}: {activity.title}"
    if activity.funding:
        plan += f", sumber dana {label('funding_source', activity.funding)}"
    return [plan, *([f"Surat permintaan {activity.request_letter}"] if activity.request_letter else [])]


def _sent(activity: Activity, known: dict[str, Any], user: User) -> dict[str, Any]:
    return {
        **known,
        "dasar": _grounds(activity),
        "petugas": [{"nama": user.full_name}],
        "tugas": f"melaksanakan kegiatan {activity.title}",
    }


def _invited(known: dict[str, Any]) -> dict[str, Any]:
    return {**known, "perihal": f"Undangan {known['kegiatan']}"}


ASSIGNMENT = LetterKind(
    "surat-tugas", "Surat Tugas",
    about=(
        About("activities.meeting", "activities:meeting", lambda meeting, user: _sent(meeting.activity, _of_meeting(meeting), user)),
        About("activities.activity", "activities:activity", lambda plan, user: _sent(plan, _of_activity(plan), user)),
    ),
    fields=(
        Field("dasar", "dasar penugasan", ("Rencana kegiatan tahun 2023", "Surat permintaan SMAN Contoh"), many=True),
        Field(
            "petugas", "petugas yang ditugaskan",
            (("Ani Rekaan, S.Sos.", "Penata Muda, III/a", "Penyuluh"), ("Budi Rekaan", "Pengatur, II/c", "Staf")),
            columns=(Column("nama", "nama"), Column("golongan", "pangkat dan golongan"), Column("jabatan", "jabatan")),
        ),
        Field("tugas", "yang ditugaskan", "melaksanakan sosialisasi bahaya narkoba di SMAN Contoh", long=True),
        _KEGIATAN, _WAKTU, _LOKASI,
        Field("catatan", "catatan penutup", "Melaporkan hasilnya paling lambat tiga hari kerja.", required=False, long=True),
    ),
    body=(
        Text("Dasar:", "heading"), Points("dasar"), Text("MENUGASKAN", "centred"), Text("Kepada:", "heading"),
        Rows("petugas", (("Nama", "nama"), ("Pangkat, golongan", "golongan"), ("Jabatan", "jabatan"))),
        Text("Untuk {{ tugas }}, dengan keterangan sebagai berikut:"),
        Facts((("Kegiatan", "{{ kegiatan }}"), ("Waktu", "{{ waktu }}"), ("Tempat", "{{ lokasi }}"))),
        Text("{% if catatan %}{{ catatan }} {% endif %}Surat tugas ini dibuat untuk dilaksanakan dengan penuh tanggung jawab."),
    ),
    make=Permission.ACTIVITIES_WRITE, read=Permission.ACTIVITIES_READ, pattern="ST/{n:03}/{month}/{year}/{office}",
    explains="Siapa yang ditugaskan, ke mana, dan kapan.",
)  # fmt: skip

INVITATION = LetterKind(
    "undangan", "Surat Undangan", layout=Layout.ADDRESSED,
    about=(
        About("activities.activity", "activities:activity", lambda plan, user: _invited(_of_activity(plan))),
        About("activities.meeting", "activities:meeting", lambda meeting, user: _invited(_of_meeting(meeting))),
    ),
    fields=(
        Field("kepada", "kepada siapa", "Kepala SMAN Contoh", long=True),
        Field("perihal", "perihal", "Undangan sosialisasi bahaya narkoba"),
        Field("lampiran", "lampiran", "1 (satu) lembar", required=False),
        _KEGIATAN, _WAKTU, _LOKASI,
        Field("narahubung", "narahubung", "Seksi P2M, telepon kantor", required=False),
    ),
    body=(
        Text("Dengan hormat,"),
        Text("Sehubungan dengan kegiatan {{ kegiatan }}, kami mengundang Bapak/Ibu untuk hadir pada:"),
        Facts((("Waktu", "{{ waktu }}"), ("Tempat", "{{ lokasi }}"), ("Acara", "{{ kegiatan }}"))),
        Text("{% if narahubung %}Keterangan lebih lanjut dapat diperoleh dari {{ narahubung }}. {% endif %}Atas perhatian dan kehadiran Bapak/Ibu, kami ucapkan terima kasih."),
    ),
    make=Permission.ACTIVITIES_WRITE, read=Permission.ACTIVITIES_READ, pattern="UND/{n:03}/{month}/{year}/{office}",
    explains="Undangan kepada satu lembaga atau kelompok.",
)  # fmt: skip
