"""Partners, agreements, obstacles with efforts, and one award, as the articles tell them. All texts are our own."""

from __future__ import annotations

from datetime import date
from typing import Any

from bersinar.foundation.regions.models import Region
from bersinar.programmes.cooperation.actions import (
    AGREEMENTS,
    AWARDS,
    EFFORTS,
    END_OBSTACLE,
    JOINT_WORKS,
    OBSTACLES,
    PARTNERS,
)
from bersinar.programmes.cooperation.answering import (
    DATA_REQUESTS,
    INFORMATION,
    allow,
    answer,
    extend,
    object_to,
    settle,
    share,
)
from bersinar.programmes.cooperation.models import Agreement, Partner

from .stage import Stage

# month noted, section, category, obstacle, effort
_OBSTACLES = (
    (
        2, "general", "coordination",
        "Hubungan kerja dengan dinas dan lembaga lain belum seerat yang diperlukan.",
        "Hubungan kerja dengan dinas dan lembaga lain dipererat.",
    ),
    (
        4, "enforcement", "information",
        "Ego sektoral menghambat pertukaran informasi ketika jaringan narkotika diselidiki.",
        "Penyidikan dikoordinasikan dengan instansi terkait, dan nota kesepahaman diupayakan.",
    ),
    (
        6, "rehabilitation", "stigma",
        "Masyarakat masih memandang buruk orang yang pernah memakai narkotika.",
        "Mereka yang telah pulih dibantu menjadi mandiri dan berguna, supaya pandangan itu berubah.",
    ),
    (
        9, "general", "facilities",
        "Sarana dan prasarana untuk menjalankan program belum mencukupi.",
        "Sarana dan prasarana dilengkapi sampai memadai.",
    ),
    (
        11, "general", "staff",
        "Petugas belum bekerja seintensif yang dibutuhkan program.",
        "Petugas didorong bekerja lebih intensif.",
    ),
)  # fmt: skip


def play(stage: Stage) -> None:
    _lubuklinggau(stage)
    _lumajang(stage)
    _balikpapan(stage)
    _oki(stage)
    _kotawaringin_barat(stage)


def _lubuklinggau(stage: Stage) -> None:
    """Five obstacles, each with one effort."""
    who = _who(stage, "bnnk-lubuklinggau")
    for month, section, category, met, made in _OBSTACLES:
        day = date(2022, month, 15)
        obstacle = OBSTACLES.create(**who, noted_on=day, section=section, category=category, text=met)
        EFFORTS.create(**who, obstacle=obstacle, made_on=date(2022, month + 1, 12), text=made, status="running")
        if category == "facilities":
            END_OBSTACLE.change(
                obstacle, by=who["by"], based_on=None, ended_on=date(2022, 12, 5),
                outcome="Kendaraan dan perangkat yang kurang sudah diterima.",
            )  # fmt: skip


def _lumajang(stage: Stage) -> None:
    """Coordination at home and in four kabupaten outside the service area."""
    who = _who(stage, "bnnk-lumajang")
    regions = _regions("35.08", "35.09", "35.10", "35.11", "35.12")
    agencies = PARTNERS.create(**who, name="Instansi pemerintah daerah", kind="government", regions=regions)
    AGREEMENTS.create(
        **who, partner=agencies, kind="coordination", title="Koordinasi P4GN dengan instansi pemerintah",
        section="cooperation", signed_on=date(2022, 1, 17), regions=regions,
    )  # fmt: skip
    PARTNERS.create(
        **who, name="BNNP Jawa Tengah", kind="government",
        note="Memimpin kasus bersama tahun 2022, menurut beritanya. Lumajang sendiri berada di Jawa Timur.",
    )  # fmt: skip


def _balikpapan(stage: Stage) -> None:
    """Two partners of the year, and the award."""
    who = _who(stage, "bnnk-balikpapan")
    here = _regions("64.71")
    city = PARTNERS.create(**who, name="Pemerintah Kota Balikpapan", kind="local_government", regions=here)
    _support(
        who, city, "support", "Dukungan pelatihan Satgas Kelurahan Bersinar", "empowerment", date(2022, 5, 9), here
    )
    training = PARTNERS.create(**who, name="UPTD BLKI Balikpapan", kind="government", regions=here)
    agreed = _support(
        who, training, "coordination", "Pelatihan kecakapan hidup bagi warga", "empowerment", date(2022, 7, 4), here
    )
    JOINT_WORKS.create(
        **who, agreement=agreed, done_on=date(2022, 8, 1), kind="training",
        text="Pelatihan diadakan di balai mitra, dengan pengajar dan alat dari mitra.",
    )  # fmt: skip
    AWARDS.create(
        **who, received_on=date(2022, 11, 24), name="Anugerah keterbukaan informasi publik",
        giver="Komisi Informasi Provinsi Kalimantan Timur", level="province",
        category="penegak hukum di kabupaten/kota", rank="peringkat I",
    )  # fmt: skip


def _oki(stage: Stage) -> None:
    """Where inpatients are referred to."""
    PARTNERS.create(**_who(stage, "bnnk-oki"), name="Balai Rehabilitasi BNN", kind="health")
    _what_others_ask(stage)


def _kotawaringin_barat(stage: Stage) -> None:
    """The schools that became Sekolah Bersinar; how many, nobody said."""
    who = _who(stage, "bnnk-kotawaringin-barat")
    here = _regions("62.01")
    schools = PARTNERS.create(**who, name="Sekolah-sekolah di Kotawaringin Barat", kind="school", regions=here)
    _support(who, schools, "coordination", "Pembentukan Sekolah Bersinar", "prevention", date(2024, 2, 5), here)


def _what_others_ask(stage: Stage) -> None:
    """Invented, for a page to have something on it: three citizens' requests and two letters of agencies."""
    who = _who(stage, "bnnk-oki")
    by, head = who["by"], stage.person("bnnk-oki", "kepala")
    asked: dict[str, Any] = {**who, "channel": "walk_in", "applicant_kind": "person"}
    first = INFORMATION.create(
        **asked, received_on=date(2023, 2, 6), applicant="Pemohon Rekaan Satu", contact="pemohon1@contoh.invalid",
        topic="Jumlah kegiatan sosialisasi menurut kecamatan tahun 2022", purpose="Skripsi",
    )  # fmt: skip
    answer(
        first, by=by, based_on=None, answered_on=date(2023, 2, 13), decision="granted", info_class="any_time",
        answer="Rekapitulasi kegiatan menurut kecamatan diserahkan.",
    )  # fmt: skip
    second = INFORMATION.create(
        **asked, received_on=date(2023, 6, 5), applicant="Pemohon Rekaan Dua",
        topic="Nama-nama klien rehabilitasi tahun 2022",
    )  # fmt: skip
    second = extend(second, by=by, based_on=None, extended_on=date(2023, 6, 12), extension="Menunggu uji konsekuensi")
    second = answer(
        second, by=by, based_on=None, answered_on=date(2023, 6, 26), decision="refused", info_class="exempt", ground="h",
        answer="Riwayat kesehatan seseorang tidak dapat diberikan. Jumlahnya terdapat pada laporan akhir tahun.",
    )  # fmt: skip
    second = object_to(
        second, by=by, based_on=None, objected_on=date(2023, 7, 3), objection="Meminta daftar tanpa alamat"
    )
    settle(
        second, by=head, based_on=None, settled_on=date(2023, 7, 17), settlement="Penolakan dipertahankan.",
    )  # fmt: skip
    INFORMATION.create(
        **asked, received_on=who["office"].local_day(), topic="Anggaran kegiatan pencegahan tahun ini",
        applicant="Pemohon Rekaan Tiga",
    )  # fmt: skip
    agency = PARTNERS.create(**who, name="Dinas Pendidikan Rekaan", kind="local_government")
    letter: dict[str, Any] = {**who, "partner": agency, "direction": "of_us"}
    sums = DATA_REQUESTS.create(
        **letter, letter="421/015/2023", asked_on=date(2023, 4, 3), sort="sums", purpose="Rencana kerja sekolah",
        asked="Banyaknya sekolah yang menerima sosialisasi sepanjang triwulan pertama",
    )  # fmt: skip
    share(
        sums, by=by, based_on=None, ended_on=date(2023, 4, 6), carrier="letter",
        shared="Jumlah sekolah menurut kecamatan, Januari sampai Maret 2023.",
    )  # fmt: skip
    people = DATA_REQUESTS.create(
        **letter, letter="421/052/2023", asked_on=date(2023, 9, 4), sort="personal", purpose="Surat tugas guru",
        ground="UU 27/2022 pasal 20", asked="Daftar guru yang menjadi penggiat di sekolah negeri",
    )  # fmt: skip
    allow(people, by=head, based_on=None, allowed_on=date(2023, 9, 7))


def _support(
    who: dict[str, Any], partner: Partner, kind: str, title: str, section: str, since: date, regions: list[Region]
) -> Agreement:
    return AGREEMENTS.create(
        **who, partner=partner, kind=kind, title=title, section=section, signed_on=since, regions=regions
    )


def _who(stage: Stage, code: str) -> dict[str, Any]:
    return {"office": stage.office(code), "by": stage.person(code, "perencana")}


def _regions(*codes: str) -> list[Region]:
    return list(Region.objects.filter(code__in=codes))
