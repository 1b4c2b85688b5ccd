"""The letter to the head of an institution: what was done together, and what comes next. Never a result of a test."""

from __future__ import annotations

from typing import Any

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.institutions.models import Institution
from bersinar.foundation.letters.blocks import Points, Rows, Text
from bersinar.foundation.letters.kinds import About, Column, Field, Layout, LetterKind
from bersinar.foundation.periods.calendar import long_date
from bersinar.foundation.ui.numbers import write_number

from .institution import Story, Tests, story_of

_NONE = "belum ada"  # said where there is nothing: a heading over nothing reads like a mistake
_MOST = 12  # lines of each sort: a letter is read, not searched


def _filled(institution: Institution, user: User) -> dict[str, Any]:
    story = story_of(institution, user)
    return {
        "kepada": f"Pimpinan {story.institution}", "perihal": f"Ringkasan kerja P4GN di {story.institution}",
        "instansi": str(story.institution),
        "kegiatan": _activities(story) or [{"hari": _NONE, "nama": "", "peserta": ""}],
        "tes": [_tests(one) for one in story.tests][:_MOST] or [{"tahun": _NONE, "sesi": "", "dites": ""}],
        "penggiat": _volunteers(story) or [_NONE], "aturan": _rules(story) or [_NONE], "langkah": _steps(story) or [_NONE],
    }  # fmt: skip


def _activities(story: Story) -> list[dict[str, str]]:
    meetings = sorted(story.seen.meetings, key=lambda one: one.held_on, reverse=True)[:_MOST]
    return [
        {"hari": long_date(one.held_on), "nama": str(one.activity), "peserta": "" if one.total is None else write_number(one.total)}
        for one in meetings
    ]  # fmt: skip


def _tests(one: Tests) -> dict[str, str]:
    return {
        "tahun": str(one.year), "sesi": write_number(one.sessions),
        "dites": "belum dicatat" if one.tested is None else write_number(one.tested),
    }  # fmt: skip


def _volunteers(story: Story) -> list[str]:
    """By kind, with how many: the letter names nobody."""
    kinds: dict[str, set[Any]] = {}
    for one in story.volunteers:
        kinds.setdefault(one.kind, set()).add(one.person_id)
    lines = [f"{label('volunteer_kind', kind)}: {write_number(len(people))} orang" for kind, people in kinds.items()]
    done = sum(getattr(one, "actions", 0) for one in story.volunteers)
    return [*lines, *([f"Aksi mandiri yang sudah dilaporkan: {write_number(done)}"] if done else [])]


def _rules(story: Story) -> list[str]:
    issued = [one for one in story.seen.rules if one.issued_on][:_MOST]
    return [
        f"{label('regulation_kind', one.kind)} {one.number} tentang {one.subject}".replace("  ", " ") for one in issued
    ]


def _steps(story: Story) -> list[str]:
    return [f"{one.words}{f', paling lambat {long_date(one.due)}' if one.due else ''}" for one in story.steps][:_MOST]


SUMMARY = LetterKind(
    "ringkasan-instansi", "Surat Ringkasan P4GN", layout=Layout.ADDRESSED,
    about=(About("institutions.institution", "desk:institution_story", _filled),),
    fields=(
        Field("kepada", "kepada siapa", "Pimpinan PT Contoh", long=True),
        Field("perihal", "perihal", "Ringkasan kerja P4GN di PT Contoh"),
        Field("lampiran", "lampiran", "1 (satu) lembar", required=False),
        Field("instansi", "nama instansi", "PT Contoh"),
        Field(
            "kegiatan", "kegiatan bersama", (("14 Maret 2026", "Sosialisasi P4GN", "60"),), required=False,
            columns=(Column("hari", "tanggal"), Column("nama", "kegiatan"), Column("peserta", "peserta")),
        ),
        Field(
            "tes", "tes urine", (("2026", "2", "118"),), required=False,
            columns=(Column("tahun", "tahun"), Column("sesi", "sesi"), Column("dites", "orang dites")),
            hint="Jumlah yang dites saja. Jangan menulis hasilnya.",
        ),
        Field("penggiat", "penggiat di instansi ini", ("Penggiat: 4 orang",), required=False, many=True),
        Field("aturan", "aturan yang sudah dibuat", ("Aturan perusahaan 3/2026 tentang P4GN",), required=False, many=True),
        Field("langkah", "langkah berikut", ("Pelantikan satgas, paling lambat 30 September 2026",), required=False, many=True),
        Field("narahubung", "narahubung", "Seksi P2M, telepon kantor", required=False),
    ),
    body=(
        Text("Dengan hormat,"),
        Text("Bersama ini kami sampaikan ringkasan kerja pencegahan dan pemberdayaan P4GN di {{ instansi }}."),
        Text("Kegiatan bersama:", "heading"),
        Rows("kegiatan", (("Tanggal", "hari"), ("Kegiatan", "nama"), ("Peserta", "peserta"))),
        Text("Tes urine:", "heading"),
        Rows("tes", (("Tahun", "tahun"), ("Sesi", "sesi"), ("Orang dites", "dites"))),
        Text("Aturan yang sudah dibuat:", "heading"), Points("aturan"),
        Text("Penggiat dan relawan:", "heading"), Points("penggiat"),
        Text("Langkah berikut:", "heading"), Points("langkah"),
        Text("{% if narahubung %}Keterangan lebih lanjut dapat diperoleh dari {{ narahubung }}. {% endif %}Atas kerja sama Bapak/Ibu, kami ucapkan terima kasih."),
    ),
    make=Permission.ACTIVITIES_WRITE, read=Permission.ACTIVITIES_READ, pattern="RING/{n:03}/{month}/{year}/{office}",
    explains="Kepada pimpinan instansi: kegiatan, jumlah yang dites, aturan, penggiat, dan langkah berikut. Tanpa hasil tes.",
)  # fmt: skip
