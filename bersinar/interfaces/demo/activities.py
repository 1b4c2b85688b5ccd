"""The kegiatan of the demo: those the articles name, without a number that they do not tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bersinar.foundation.access.models import User
from bersinar.foundation.institutions.models import Institution
from bersinar.foundation.offices.models import Office
from bersinar.foundation.regions.models import Region
from bersinar.programmes.activities.actions import ACTIVITIES, INSTITUTIONS, MEETINGS
from bersinar.programmes.activities.models import Activity

from .stage import YEARS, Stage


@dataclass
class _Player:
    """One office at work: its officer, its year, the institutions met so far."""

    office: Office
    by: User
    year: int
    met: dict[str, Institution] = field(default_factory=dict)

    def institution(self, name: str, kind: str, environment: str = "", region: str = "", **more: Any) -> Institution:
        place = Region.objects.filter(code=region).first()
        made = INSTITUTIONS.create(
            office=self.office, by=self.by, name=name, kind=kind, environment=environment, region=place, **more
        )
        self.met[name or more["note"]] = made
        return made

    def activity(self, title: str, type_: str, **more: Any) -> Activity:
        return ACTIVITIES.create(office=self.office, by=self.by, title=title, type=type_, year=self.year, **more)

    def meeting(
        self,
        activity: Activity,
        month: int,
        day: int,
        region: str,
        environment: str,
        reached: Sequence[Institution] = (),
        **more: Any,
    ) -> None:
        MEETINGS.create(
            office=self.office,
            by=self.by,
            activity=activity,
            held_on=date(self.year, month, day),
            region=Region.objects.filter(code=region).first(),
            environment=environment,
            institutions=list(reached),
            **more,
        )


def play(stage: Stage) -> None:
    """Every office's year. Lumajang's article tells of no kegiatan, so there is none."""
    for code, act in (
        ("bnnk-lubuklinggau", _lubuklinggau),
        ("bnnk-balikpapan", _balikpapan),
        ("bnnk-oki", _oki),
        ("bnnk-kotawaringin-barat", _kotawaringin_barat),
    ):
        act(_Player(stage.office(code), stage.person(code, "p2m"), YEARS[code]))


def _lubuklinggau(player: _Player) -> None:
    """ "Tens of thousands": one kegiatan with a lower bound. Who came to the others is not told and not invented."""
    city = "16.73"
    prevention = (
        ("Sosialisasi dan penyuluhan P4GN", "socialisation", 2, 15, "community"),
        ("Rakor program ketahanan keluarga anti narkoba", "family_coordination", 3, 9, "community"),
        ("Intervensi ketahanan keluarga anti narkoba", "family_intervention", 5, 18, "family"),
        ("Fasilitasi ketahanan keluarga berbasis sumber daya pembangunan desa", "village_advocacy", 6, 14, "community"),
        ("Dialog interaktif remaja", "youth_dialogue", 8, 23, "education"),
    )
    empowerment = (
        ("Workshop penggiat P4GN masyarakat mewujudkan KOTAN", "workshop_community", 3, 22, "community"),
        ("Pengembangan kapasitas lembaga adat dan komunitas kearifan lokal", "adat_capacity", 5, 24, "community"),
        ("Workshop penggiat P4GN lingkungan pendidikan", "workshop_education", 6, 21, "education"),
        ("Konsolidasi kebijakan KOTAN lingkungan pendidikan", "policy_consolidation", 7, 19, "education"),
        ("Workshop penggiat P4GN dunia usaha", "workshop_private", 9, 13, "private"),
        ("Workshop penguatan kapasitas insan media", "workshop_media", 10, 11, "private"),
    )
    for title, type_, month, day, environment in (*prevention, *empowerment):
        player.meeting(player.activity(title, type_, funding="dipa"), month, day, city, environment)
    talks = player.activity(
        "Informasi dan edukasi melalui talk show dan tatap muka",
        "talk_show",
        funding="dipa",
        total=10_000,
        bound="min",
        count_method="reported",
        participants_on=date(player.year, 12, 15),
        region=Region.objects.get(code=city),
        note="Jumlah dilaporkan sebagai puluhan ribu orang; rinciannya belum dicatat.",
    )
    player.meeting(talks, 9, 27, city, "education")
    elsewhere = player.activity(
        "Koordinasi pengayaan referensi advokasi",
        "advocacy_reference",
        host="attended",
        host_name="BNN Provinsi Sumatera Selatan",
    )
    player.meeting(elsewhere, 4, 12, "", "government", venue="Kantor BNN Provinsi")


def _balikpapan(player: _Player) -> None:
    """Fifteen residents learn a trade; how many came to the other kegiatan is openly not known."""
    city = "64.71"
    unknown: dict[str, Any] = {"bound": "not_recorded"}
    policy = player.activity(
        "Konsolidasi kebijakan Kota Tanggap Ancaman Narkoba", "policy_consolidation", funding="dipa"
    )
    player.meeting(policy, 3, 17, city, "government", **unknown)
    volunteers = player.activity("Pelantikan pegiat anti narkoba", "inauguration", funding="dipa")
    player.meeting(volunteers, 6, 26, city, "community", **unknown)
    force = player.activity("Pelatihan Satgas Kelurahan Bersinar", "task_force", funding="local_budget")
    player.meeting(force, 8, 9, city, "community", **unknown)
    trainer = player.institution("UPTD BLKI Balikpapan", "agency", "government", city, aliases=["BLKI"])
    trade = player.activity(
        "Pelatihan life skill warga Klandasan Ilir", "life_skill", funding="dipa", partners=[trainer]
    )
    player.meeting(trade, 9, 20, "64.71.06.1004", "community", total=15, count_method="attendance_list")
    player.activity("Tes urine kolektif", "urine_test", funding="dipa")


_NAMELESS = 12  # of the eighteen institutions, the article names six


def _oki(player: _Player) -> None:
    """Six kegiatan of prevention in eighteen institutions, two of empowerment; sums where the article gives sums."""
    unknown: dict[str, Any] = {"bound": "not_recorded"}
    kutaraya = player.institution("Kelurahan Kutaraya", "village", "community", "16.02.05")
    mulyaguna = player.institution("Desa Mulyaguna", "village", "community", "16.02.23.2010")
    balian = player.institution("Desa Balian", "village", "community", "16.02.21.2002")
    dabuk = player.institution("Desa Dabuk Makmur", "village", "community", "16.02.21.2017")
    sman = player.institution("SMAN 3 Kayuagung", "school", "education", "16.02.05")
    smpn = player.institution("SMPN 2 Kayuagung", "school", "education", "16.02.05")
    others = [
        player.institution("", "other", note=f"sasaran pencegahan {number} dari {_NAMELESS}")
        for number in range(1, _NAMELESS + 1)
    ]
    plan = player.activity(
        "Rakor ketahanan keluarga anti narkoba berbasis sumber daya pembangunan desa",
        "family_coordination",
        funding="dipa",
    )
    player.meeting(plan, 2, 14, "16.02.05", "community", [kutaraya, *others[:3]], **unknown)
    player.meeting(plan, 2, 21, "16.02.23.2010", "community", [mulyaguna, *others[3:6]], **unknown)
    family = player.activity(
        "Intervensi ketahanan keluarga anti narkoba Kutaraya",
        "family_intervention",
        funding="dipa",
        region=kutaraya.region,
    )  # its twenty people are the families of its cohort: see families.py
    for day in (9, 16, 23, 30):
        player.meeting(family, 3, day, "16.02.05", "family", [kutaraya])
    watch = player.activity("Monitoring dan advokasi program ketahanan keluarga", "advocacy_monitoring", funding="dipa")
    player.meeting(watch, 6, 7, "16.02.05", "community", [kutaraya, *others[6:9]], **unknown)
    player.meeting(watch, 6, 14, "16.02.23.2010", "community", [mulyaguna, *others[9:]], **unknown)
    guide = player.activity(
        "Bimtek Desa Bersinar",
        "village_guidance",
        funding="dipa",
        total=30,
        count_method="attendance_list",
        participants_on=date(player.year, 7, 20),
        environment="community",
    )
    player.meeting(guide, 7, 19, "16.02.21.2002", "community", [balian])
    player.meeting(guide, 7, 20, "16.02.21.2017", "community", [dabuk])
    for school, month, day in ((sman, 8, 24), (smpn, 9, 14)):
        talk = player.activity(f"Talk show di {school.name}", "talk_show", funding="dipa")
        player.meeting(talk, month, day, "16.02.05", "education", [school], venue=school.name, **unknown)
    volunteers = player.activity("Pelantikan penggiat P4GN", "inauguration", funding="dipa")
    player.meeting(volunteers, 5, 16, "16.02.05", "government")
    player.meeting(volunteers, 10, 10, "16.02.05", "education")
    player.activity("Tes urine instansi pemerintah dan pendidikan", "urine_test", funding="dipa")


def _kotawaringin_barat(player: _Player) -> None:
    """Four kinds of kegiatan are named, and no number of people."""
    regency = "62.01"
    for title, type_, month, day, environment in (
        ("Advokasi ketahanan keluarga anti narkoba", "family_coordination", 3, 13, "community"),
        ("Advokasi berbasis sumber daya pembangunan desa", "village_advocacy", 5, 22, "community"),
        ("Informasi dan edukasi", "talk_show", 8, 15, "education"),
        ("Pemberdayaan peran serta masyarakat", "participation", 10, 9, "community"),
    ):
        player.meeting(player.activity(title, type_, funding="dipa"), month, day, regency, environment)
