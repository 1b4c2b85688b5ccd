"""The running year's planning of one office and its province, all of it invented: the years of the articles stay as they are.

A plan of five years, targets proposed and answered, an agreement that both heads signed with one addendum, an action plan,
a budget with a revision and its months, and some words of the performance report: others are left to be written.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bersinar.foundation.access.models import User
from bersinar.foundation.offices.models import Office
from bersinar.programmes.planning.actions import (
    AGREEMENTS,
    BUDGET,
    LINES,
    PLANS,
    REVISING,
    REVISION_LINES,
    REVISIONS,
    SPENDING,
    STEPS,
    STRATEGIES,
    STRATEGY_LINES,
    TEXTS,
    agree,
    answer,
    enact,
    propose,
    sign,
)
from bersinar.programmes.planning.models import Agreement, Proposal, TargetLine

from .stage import Stage

_OFFICE, _ABOVE = "bnnk-oki", "bnnp-sumsel"

# activity, section, indicator that it supports, ceiling, share of it spent a month (in hundredths)
_BUDGET = (
    ("Penyelenggaraan advokasi dan informasi", "prevention", "prevention.people_reached", 120_000_000, 7),
    ("Layanan rehabilitasi rawat jalan", "rehabilitation", "rehab.clients", 80_000_000, 9),
    ("Layanan perkantoran", "general", "", 210_000_000, 8),
)


def play(stage: Stage) -> None:
    """From the plan above to what is done about one target."""
    office, above = stage.office(_OFFICE), stage.office(_ABOVE)
    planner, planner_above = stage.person(_OFFICE, "perencana"), stage.person(_ABOVE, "perencana")
    year = office.local_day().year
    _strategy(stage, year)
    _province(above, planner_above, year)
    for indicator, value in (("rehab.clients", 30_000), ("prevention.people_reached", 2_400_000)):
        propose(office=above, by=planner_above, year=year, indicator=indicator, values={office: value})
    agreement = _promised(stage, office, planner, year)
    sign(agreement, by=stage.person(_OFFICE, "kepala"))
    sign(agreement, by=stage.person(_ABOVE, "kepala"))
    _addendum(stage, agreement)
    _remedy(stage, agreement)
    _budget(office, planner, agreement, year)
    _performance(office, planner, year)


def _strategy(stage: Stage, year: int) -> None:
    who: dict[str, Any] = {"office": stage.office(_ABOVE), "by": stage.person(_ABOVE, "perencana")}
    plan = STRATEGIES.create(**who, since=year - 1, vision="Warga terlindung dari penyalahgunaan narkotika.")
    lines = (
        ("Layanan rehabilitasi menjangkau yang memerlukan", "rehab.clients", (110, 120, 130, 140, 150), 1000),
        ("Masyarakat tahu bahaya narkotika", "prevention.people_reached", (9000, 9500, 10000, 10500, 11000), 1000),
        ("Layanan memuaskan warga", "rehab.ikm", (35, 35, 36, 36, 37), 100),
    )
    for goal, indicator, values, scale in lines:
        said: dict[str, Any] = {f"year_{number}": value * scale for number, value in enumerate(values, 1)}
        STRATEGY_LINES.create(**who, strategy=plan, goal=goal, indicator=indicator, **said)


def _province(above: Office, planner: User, year: int) -> None:
    agreement = AGREEMENTS.create(office=above, by=planner, year=year, note="Target rekaan untuk demo.")
    for indicator, value in (("rehab.clients", 120_000), ("prevention.people_reached", 9_500_000)):
        LINES.create(office=above, by=planner, agreement=agreement, indicator=indicator, value=value)


def _promised(stage: Stage, office: Office, planner: User, year: int) -> Agreement:
    """One proposal taken on as it is, one with another number; quarters; and an index of the office's own."""
    agreement = AGREEMENTS.create(
        office=office, by=planner, year=year, number=f"PK/01/{year}", note="Target rekaan untuk demo."
    )
    said = {"rehab.clients": (30_000, ""), "prevention.people_reached": (2_000_000, "Satu penyuluh pindah tugas.")}
    for proposal in Proposal.objects.filter(to_office=office, year=year):
        value, words = said[proposal.indicator]
        answer(proposal, by=planner, value=value, words=words)
    quarters = {"rehab.clients": (6_000, 14_000, 22_000), "prevention.people_reached": (400_000, 1_000_000, 1_500_000)}
    for line in TargetLine.objects.filter(agreement=agreement):
        first, second, third = quarters[line.indicator]
        LINES.change(
            line,
            by=planner,
            based_on=None,
            quarter_1=first,
            quarter_2=second,
            quarter_3=third,
            reason="Rincian triwulan",
        )
    LINES.create(office=office, by=planner, agreement=agreement, indicator="rehab.ikm", value=3_500)
    return agreement


def _addendum(stage: Stage, agreement: Agreement) -> None:
    planner, today = stage.person(_OFFICE, "perencana"), agreement.office.local_day()
    revision = REVISIONS.create(
        office=agreement.office,
        by=planner,
        agreement=agreement,
        decided_on=today,
        why="Tambahan konselor dari provinsi.",
    )
    line = TargetLine.objects.get(agreement=agreement, indicator="rehab.clients")
    REVISION_LINES.create(
        office=agreement.office, by=planner, revision=revision, line=line, value=34_000, quarter_1=6_000, quarter_2=14_000,
        quarter_3=24_000,
    )  # fmt: skip
    agree(revision, by=stage.person(_ABOVE, "kepala"))
    enact(revision, by=stage.person(_OFFICE, "kepala"))


def _remedy(stage: Stage, agreement: Agreement) -> None:
    office, planner = agreement.office, stage.person(_OFFICE, "perencana")
    line, today = TargetLine.objects.get(agreement=agreement, indicator="rehab.clients"), office.local_day()
    plan = PLANS.create(
        office=office, by=planner, line=line, made_on=today, cause="Rujukan dari puskesmas berkurang sejak awal tahun."
    )
    steps = (
        ("Menemui empat puskesmas tentang jalur rujukan", "rehab", 14, True),
        ("Membuka jam layanan sore sekali seminggu", "klinik", 30, False),
    )
    for what, who, days, done in steps:
        STEPS.create(
            office=office, by=planner, plan=plan, what=what, person=stage.person(_OFFICE, who),
            due_on=today + timedelta(days=days), done_on=today if done else None,
        )  # fmt: skip


def _budget(office: Office, planner: User, agreement: Agreement, year: int) -> None:
    """Spent in every month that has ended; one line got more, one month saw money come back."""
    today = office.local_day()
    lines = {line.indicator: line for line in TargetLine.objects.filter(agreement=agreement)}
    for activity, section, indicator, amount, share in _BUDGET:
        line = BUDGET.create(
            office=office,
            by=planner,
            year=year,
            activity=activity,
            section=section,
            amount=amount,
            target=lines.get(indicator),
        )
        if indicator == "rehab.clients":
            REVISING.create(
                office=office,
                by=planner,
                line=line,
                decided_on=today,
                amount=95_000_000,
                why="Honor konselor tambahan.",
            )
        for month in range(1, today.month):
            SPENDING.create(office=office, by=planner, line=line, month=month, amount=amount * share // 100)
        if section == "general" and today.month > 1:
            SPENDING.create(
                office=office, by=planner, line=line, month=today.month, amount=-450_000,
                returned="Perjalanan dinas yang batal dikembalikan.",
            )  # fmt: skip


# place, indicator, text; those of last year are offered as a start
_LAST_YEAR = (
    ("legal", "Laporan ini memenuhi kewajiban setiap satuan kerja untuk melaporkan kinerjanya setahun sekali."),
    ("tasks", "Satuan kerja ini mencegah, memberdayakan masyarakat, merehabilitasi, dan memberantas peredaran gelap narkotika di wilayahnya."),
    ("conclusion", "Sebagian besar target tercapai; layanan rehabilitasi masih perlu dijangkau lebih luas."),
)  # fmt: skip
_THIS_YEAR = (
    ("preface", "", "Laporan ini kami susun agar atasan dan warga dapat melihat apa yang dijanjikan dan apa yang dicapai."),
    ("legal", "", "Laporan ini memenuhi kewajiban setiap satuan kerja untuk melaporkan kinerjanya setahun sekali."),
    ("causes", "rehab.clients", "Rujukan dari puskesmas berkurang sejak awal tahun, lalu pulih setelah empat puskesmas ditemui."),
    ("alternatives", "rehab.clients", "Jam layanan sore dibuka sekali seminggu."),
)  # fmt: skip


def _performance(office: Office, planner: User, year: int) -> None:
    who: dict[str, Any] = {"office": office, "by": planner}
    for place, text in _LAST_YEAR:
        TEXTS.create(**who, year=year - 1, place=place, text=text)
    for place, indicator, text in _THIS_YEAR:
        TEXTS.create(**who, year=year, place=place, indicator=indicator, text=text)
    bands = "90: Sangat baik\n75: Baik\n50: Cukup\n0: Kurang"
    TEXTS.create(**who, year=year, place="bands", text=bands, source="Sebutan rekaan untuk demo, bukan ketentuan resmi")
    national: dict[str, Any] = {"value": 3_490, "source": "Angka rekaan untuk demo"}
    TEXTS.create(**who, year=year, place="national", indicator="rehab.ikm", **national)
