"""Act: indices of BNNK OKI over a few years, on shipped versions and on one of its own. Every value is made up and says so.

No article tells of them, and no agreement in the demo targets them: they change none of the figures that were told.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from bersinar.programmes.surveys.actions import ANSWERS_OF, MEASUREMENTS, OWN_VERSIONS

from .stage import Stage

_NOTE = "Contoh; angka rekaan."
_VILLAGE_ITEMS = """\
Keluarga; Orang tua tahu ke mana anaknya pergi sepulang sekolah
Keluarga; Bahaya narkoba dibicarakan di rumah
Lembaga desa; Aturan desa tentang narkoba dikenal warga
Lembaga desa; Warga tidak tahu harus melapor ke mana; terbalik"""


def play(stage: Stage) -> None:
    """Youth, families, the district and integrity; and what villagers answered, row by row."""
    youth: dict[str, Any] = {"measured_by": "own", "instrument": "Kuesioner Dektari", "audience": "Siswa SMP dan SMA"}
    _measure(
        stage, "dektari-ads", 2022, 51_200, {"self_regulation": 52_400, "assertiveness": 49_800, "reaching_out": 51_400},
        male=58, female=62, respondents=120, ended_on=date(2022, 9, 16), **youth,
    )  # fmt: skip
    _measure(
        stage, "dektari-ads", 2023, 53_800, {"self_regulation": 54_900, "assertiveness": 52_100, "reaching_out": 54_400},
        male=66, female=74, respondents=140, ended_on=date(2023, 9, 15), **youth,
    )  # fmt: skip
    _measure(
        stage, "dektara-1", 2023, 78_125, measured_by="own", audience="Keluarga peserta program", respondents=20,
        male=10, female=10, ended_on=date(2023, 10, 20),
    )  # fmt: skip
    _measure(stage, "ipak-4", 2022, 3_610, measured_by="own", respondents=48, ended_on=date(2022, 12, 9))
    _measure(stage, "ipak-4", 2023, 3_720, measured_by="own", respondents=50, ended_on=date(2023, 12, 8))
    _measure(
        stage, "ipak-4", 2023, 3_550, measured_by="external", measurer="Lembaga survei (contoh)", is_office_value=False,
        respondents=60, ended_on=date(2023, 11, 30),
    )  # fmt: skip
    province: dict[str, Any] = {"measured_by": "province", "measurer": "BNNP Sumatera Selatan"}
    _measure(stage, "ikotan-2019", 2020, 61_500, category="cukup tanggap", **province)
    five = ("family", "society", "territory", "institution", "law")
    for year, value, category, parts in (
        (2022, 2_840, "cukup tanggap", (2_900, 2_800, 2_700, 2_950, 2_850)),
        (2023, 3_020, "tanggap", (3_100, 2_950, 2_900, 3_150, 3_000)),
    ):
        _measure(stage, "ikotan-2021", year, value, dict(zip(five, parts, strict=True)), category=category, **province)
    _village(stage)


def _measure(
    stage: Stage, edition: str, year: int, value: int, values: dict[str, int] | None = None, **more: Any
) -> None:
    MEASUREMENTS.create(
        office=stage.office("bnnk-oki"), by=stage.person("bnnk-oki", "p2m"), edition=edition, year=year, value=value,
        values=values or {}, note=_NOTE, **more,
    )  # fmt: skip


def _village(stage: Stage) -> None:
    """A version of the office's own, whose value comes from the rows that respondents filled in."""
    office, by = stage.office("bnnk-oki"), stage.person("bnnk-oki", "p2m")
    version = OWN_VERSIONS.create(
        office=office, by=by, title="Indeks kesiapan desa (contoh)", edition="kuesioner 2023", least=1, most=4, decimals=2,
        dimensions="Keluarga\nLembaga desa; 2", computed=True, bands="1; perlu didampingi\n2,5; siap", items=_VILLAGE_ITEMS,
        answer_least=1, answer_most=4, source="Rekaan untuk demo; bukan alat ukur resmi.",
    )  # fmt: skip
    measured = MEASUREMENTS.create(
        office=office, by=by, edition=version.code, own=version, year=2023, measured_by="own",
        ended_on=date(2023, 11, 10), audience="Warga satu desa dampingan", note=_NOTE,
    )  # fmt: skip
    rows = [["male" if place % 2 else "female", 3 + place % 2, 2 + place % 3, 3, 1 + place % 4] for place in range(30)]
    ANSWERS_OF.take_in(measured, by=by, rows=rows)
