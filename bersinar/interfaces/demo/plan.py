"""How Kayuagung plans: permohonan, narasumber, a material, minutes and follow-ups in its article's year, and a plan of today.

Names are plainly invented. Nothing here is held beyond what the article tells, so that no figure of it moves.
"""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from bersinar.foundation.access.models import User
from bersinar.foundation.institutions.models import Institution
from bersinar.foundation.offices.models import Office
from bersinar.foundation.regions.models import Region
from bersinar.programmes.activities.actions import ACTIVITIES, INSTITUTIONS, MEETINGS
from bersinar.programmes.activities.models import Activity, Meeting, Speaker
from bersinar.programmes.activities.papers.actions import FOLLOW_UPS, MATERIALS, MINUTES, finish
from bersinar.programmes.activities.plan.actions import call_off
from bersinar.programmes.activities.requests.actions import REQUESTS, answer, decline, schedule_request, serve
from bersinar.programmes.activities.speaking.actions import SPEAKERS, TALKS

from .stage import YEARS, Stage

_CODE = "bnnk-oki"


def play(stage: Stage) -> None:
    """The article's year as it was written down, and this year as it is planned."""
    office, by = stage.office(_CODE), stage.person(_CODE, "p2m")
    _the_year_told(office, by, YEARS[_CODE])
    _the_year_ahead(office, by)


def _the_year_told(office: Office, by: User, year: int) -> None:
    talk = Meeting.objects.select_related("activity").get(
        office=office, activity__title="Talk show di SMAN 3 Kayuagung"
    )
    own = _speaker(office, by, kind="staff", name="Penyuluh Rekaan Satu", body="Seksi P2M", user=by)
    _speaker(office, by, kind="staff", name="Penyuluh Rekaan Dua", body="Seksi P2M")
    survivor = _speaker(office, by, kind="private", name="Penyintas", full_name="Warga Rekaan")
    for speaker, topic, hours in ((own, "Bahaya narkoba bagi remaja", "1.5"), (survivor, "Cerita pemulihan", "0.5")):
        TALKS.create(office=office, by=by, meeting=talk, speaker=speaker, topic=topic, hours=Decimal(hours))
    slides = MATERIALS.create(
        office=office, by=by, title="Paparan bahaya narkoba", edition="1", topic="Bahaya narkoba", audience="siswa SMA"
    )
    MEETINGS.change(talk, by=by, based_on=None, materials=[slides])
    school = Institution.objects.get(office=office, name="SMAN 3 Kayuagung")
    asked = _request(
        office, by, school, date(year, 8, 7), letter_number="421/001/REKAAN", letter_on=date(year, 8, 3), asks="talk",
        topic="Talk show untuk siswa baru", wished_on=talk.held_on, expected=200, contact="Guru Rekaan, telepon sekolah",
    )  # fmt: skip
    asked = schedule_request(asked, by=by, based_on=None, activity=talk.activity)
    asked = serve(asked, by=by, based_on=None, on=talk.held_on)
    answer(asked, by=by, based_on=None, on=talk.held_on + timedelta(days=4), number="B/001/REKAAN")
    refused = _request(
        office, by, school, date(year, 11, 20), asks="talk", topic="Narasumber upacara", wished_on=date(year, 11, 22)
    )
    decline(
        refused,
        by=by,
        based_on=None,
        on=date(year, 11, 21),
        why="Pada hari itu seluruh petugas bertugas di tempat lain.",
    )
    plan = Meeting.objects.filter(office=office, activity__type="family_coordination").earliest("held_on")
    MINUTES.create(
        office=office, by=by, meeting=plan, points="Keadaan desa dan kelurahan sasaran\nPembagian tugas pendampingan",
        decisions="Pendampingan keluarga dimulai bulan Maret",
    )  # fmt: skip
    task = FOLLOW_UPS.create(
        office=office, by=by, meeting=plan, what="Kirim ringkasan rapat ke kelurahan", officer=by,
        due_on=plan.held_on + timedelta(days=7),
    )  # fmt: skip
    finish(task, by=by, based_on=None, on=plan.held_on + timedelta(days=5), outcome="Dikirim lewat kurir.")
    dropped = ACTIVITIES.create(
        office=office,
        by=by,
        title="Lomba poster antinarkoba",
        type="youth_dialogue",
        year=year,
        planned_on=date(year, 10, 24),
    )
    call_off(dropped, by=by, based_on=None, on=date(year, 10, 2), why="Anggaran dialihkan ke pelantikan penggiat.")


def _the_year_ahead(office: Office, by: User) -> None:
    """A plan around today, and two letters that wait for an answer."""
    today = office.local_day()
    lines: tuple[tuple[str, str, int, dict[str, Any]], ...] = (
        ("Sosialisasi di SMP Rekaan", "socialisation", 3, {"starts_at": time(9, 0), "venue": "Aula SMP Rekaan"}),
        ("Intervensi ketahanan keluarga Desa Rekaan", "family_intervention", 9, {"venue": "Balai Desa Rekaan"}),
        ("Workshop penggiat pendidikan", "workshop_education", 16, {"starts_at": time(8, 30)}),
        ("Siaran radio bulanan", "media_campaign", -6, {}),
    )
    for title, type_, ahead, more in lines:
        day = today + timedelta(days=ahead)
        _line(office, by, title, type_, day, **more)
    region = Region.objects.filter(code="16.02.05").first()
    school = INSTITUTIONS.create(
        office=office, by=by, name="SMP Rekaan Kayuagung", kind="school", environment="education", region=region
    )
    _request(
        office, by, school, today - timedelta(days=1), asks="talk", topic="Sosialisasi masa orientasi",
        wished_on=today + timedelta(days=10), expected=150, letter_number="421/010/REKAAN", letter_on=today - timedelta(days=3),
    )  # fmt: skip
    _request(
        office, by, school, today - timedelta(days=12), asks="urine_test", topic="Tes urine guru dan staf", expected=40
    )


def _line(office: Office, by: User, title: str, type_: str, day: date, **more: Any) -> Activity:
    return ACTIVITIES.create(
        office=office, by=by, title=title, type=type_, year=day.year, planned_on=day, funding="dipa", **more
    )


def _speaker(office: Office, by: User, **said: Any) -> Speaker:
    return SPEAKERS.create(office=office, by=by, **said)


def _request(office: Office, by: User, institution: Institution, day: date, **said: Any) -> Any:
    return REQUESTS.create(office=office, by=by, institution=institution, received_on=day, **said)
