"""Checks before signing. A failing one is mended in the records or explained in writing, and the explanation is printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from bersinar.foundation.institutions.models import Institution
from bersinar.foundation.periods.actions import closed_months
from bersinar.foundation.periods.calendar import MONTHS
from bersinar.foundation.secrecy.tokens import subject_token
from bersinar.foundation.ui.numbers import write_number
from bersinar.ledger.models import Fact

from ..indicators.cells import facts_of, standing
from ..indicators.evaluate import Coverage, Figure, evaluate
from ..models import CheckExplanation

Outcome = Literal["holds", "explained", "fails", "not_applicable"]


@dataclass(frozen=True)
class CheckResult:
    """One check with its outcome; `explanation` is what somebody wrote about a failing one."""

    code: str
    title: str
    outcome: Outcome
    finding: str
    explanation: str = ""


@dataclass(frozen=True)
class Year:
    """All totals and shown splits of a year, looked up by indicator."""

    coverage: Coverage
    year: int
    totals: dict[str, Figure]
    parts: dict[str, list[Figure]]

    @classmethod
    def read(cls, coverage: Coverage, year: int) -> Year:
        totals, parts = {}, {}  # type: ignore[var-annotated]
        for figure in evaluate(coverage, year):
            if figure.scope == "total":
                totals[figure.indicator.code] = figure
            elif figure.scope == "part":
                parts.setdefault(figure.indicator.code, []).append(figure)
        return cls(coverage, year, totals, parts)

    def value(self, code: str) -> Fraction | None:
        return self.totals[code].exact

    def split(self, code: str, dimension: str) -> dict[str, Fraction]:
        return {
            f.by[dimension]: f.exact
            for f in self.parts.get(code, [])
            if set(f.by) == {dimension} and f.exact is not None
        }


def over_offices(coverage: Coverage, year: int, codes: Sequence[str]) -> dict[str, Fraction]:
    """What the offices have each by themselves, added up: more than the whole where a person stands in several."""
    sums: dict[str, Fraction] = {}
    if not codes or not coverage.has_below:
        return sums
    for figure in evaluate(coverage, year, codes, by=["office"], joint=False):
        if figure.by and figure.exact is not None:
            sums[figure.indicator.code] = sums.get(figure.indicator.code, Fraction(0)) + figure.exact
    return sums


Verdict = tuple[bool | None, str]


def _number(value: Fraction | int | None) -> str:
    return write_number(int(value or 0))


def _pathways(year: Year) -> Verdict:
    clients = year.value("rehab.clients")
    if clients is None:
        return None, "Tidak ada klien."
    parts = [
        year.value(f"rehab.{code}") or Fraction(0)
        for code in ("outpatient", "inpatient", "brief_intervention", "referred_ibm")
    ]
    sums, whole = " + ".join(_number(part) for part in parts if part), sum(parts, Fraction(0))
    finding = f"Jalur layanan {sums or '0'} = {_number(whole)}; klien {_number(clients)}."
    by_office = over_offices(year.coverage, year.year, ["rehab.clients"]).get("rehab.clients", clients)
    if clients < whole <= by_office:  # who was transferred may have one pathway here and another there
        return True, f"{finding} Orang yang pindah dapat berjalur lain di satuan kerja lain."
    return whole == clients, finding


def _sexes(code: str) -> Callable[[Year], Verdict]:
    def look(year: Year) -> Verdict:
        total, split = year.value(code), year.split(code, "sex")
        if total is None or not split or "unknown" in split:
            return None, "Jenis kelamin tidak dicatat pada semua rekam."
        said = ", ".join(
            f"{'L' if sex == 'male' else 'P'} {_number(value)}" for sex, value in sorted(split.items(), reverse=True)
        )
        return sum(split.values(), Fraction(0)) == total, f"{said}; jumlah {_number(total)}."

    return look


def named_and_counted(coverage: Coverage, year: int, kind: str) -> tuple[int, int]:
    """(with name, counted) of the distinct institutions behind a kind of fact."""
    from bersinar.catalogue.declaring import Measured

    facts = facts_of(coverage.window(year), Measured.FLOW, [kind]).filter(share="own")
    counted = set(standing(facts, Measured.FLOW).values_list("subject", flat=True))
    nameless = Institution.objects.filter(office_id__in=coverage.offices, name="").values_list("pk", flat=True)
    return len(counted - {subject_token("institutions", pk) for pk in nameless}), len(counted)


def _named(kind: str) -> Callable[[Year], Verdict]:
    def look(year: Year) -> Verdict:
        named, counted = named_and_counted(year.coverage, year.year, kind)
        if not counted:
            return None, "Tidak ada instansi."
        return named == counted, f"{_number(counted)} instansi dihitung, {_number(named)} dengan nama."

    return look


def _positives(year: Year) -> Verdict:
    tested, positive = year.value("screening.tested"), year.value("screening.positive")
    if tested is None or positive is None:
        return None, "Tes urine atau hasilnya tidak dicatat."
    if year.totals["screening.tested"].bound:
        return positive <= tested, "Jumlah yang dites adalah batas bawah; persentase hanya perkiraan."
    return positive <= tested, f"{_number(positive)} reaktif dari {_number(tested)} yang dites."


def _apart(year: Year) -> Verdict:
    pairs = [
        (year.value(f"{area}.activities"), year.value(f"{area}.meetings")) for area in ("prevention", "empowerment")
    ]
    known = [(activities, meetings or Fraction(0)) for activities, meetings in pairs if activities is not None]
    if not known:
        return None, "Tidak ada kegiatan."
    said = "; ".join(
        f"{_number(activities)} kegiatan, {_number(meetings)} pelaksanaan" for activities, meetings in known
    )
    return all(
        activities <= meetings for activities, meetings in known
    ), f"{said}. Instansi dan orang dihitung terpisah."


def _stocks(year: Year) -> Verdict:
    codes = (
        "community.villages_bersinar",
        "ibm.units",
        "ibm.agents",
        "empowerment.volunteers_active",
        "community.taskforce",
    )
    known = [figure for code in codes if (figure := year.totals[code]).exact is not None]
    if not known:
        return None, "Tidak ada angka keadaan akhir tahun."
    formed, standing = year.value("community.villages_formed") or 0, year.value("community.villages_bersinar") or 0
    sound = all(figure.exact is not None and figure.exact >= 0 for figure in known)
    return (
        sound,
        f"Keadaan per 31 Desember terpisah dari pembentukan setahun (desa/kelurahan: {_number(standing)} berdiri, {_number(formed)} baru).",
    )


def _targets(year: Year) -> Verdict:
    promised = [figure for figure in year.totals.values() if figure.target is not None]
    if not promised:
        return None, "Tidak ada target."
    silent = [figure.indicator.title for figure in promised if figure.exact is None]
    return not silent, f"{len(promised)} target." + (
        f" Belum ada hasil: {', '.join(silent)}." if silent else " Semua berhasil dihitung."
    )


def _months(year: Year) -> Verdict:
    if year.coverage.has_below:
        return None, "Bulan ditutup di tiap satuan kerja."
    if not Fact.objects.filter(office=year.coverage.office, day__year=year.year).exists():
        return None, "Belum ada catatan."
    closed = closed_months(year.coverage.office, year.year)
    missing = [MONTHS[month - 1] for month in range(1, 13) if month not in closed]
    return not missing, "Semua bulan sudah ditutup." if not missing else f"Belum ditutup: {', '.join(missing)}."


CHECKS: dict[str, tuple[str, Callable[[Year], Verdict]]] = {
    "clients-by-pathway": ("Jalur layanan berjumlah sama dengan klien", _pathways),
    "clients-by-sex": ("Klien laki-laki + perempuan = jumlah klien", _sexes("rehab.clients")),
    "tested-by-sex": ("Yang dites laki-laki + perempuan = jumlah yang dites", _sexes("screening.tested")),
    "institutions-tested-named": ("Instansi yang dites: bernama = dihitung", _named("screening.institution_tested")),
    "institutions-reached-named": (
        "Instansi pencegahan: bernama = dihitung",
        _named("activities.prevention_institution_reached"),
    ),
    "positives-possible": ("Persentase reaktif mungkin untuk jumlah yang dites", _positives),
    "counts-apart": ("Kegiatan, pelaksanaan, instansi, dan orang terpisah", _apart),
    "flow-and-stock": ("Angka setahun dan keadaan akhir tahun terpisah", _stocks),
    "targets-answered": ("Setiap target punya hasil", _targets),
    "months-closed": ("Bulan-bulan sudah ditutup", _months),
}


def run_checks(coverage: Coverage, year: int, read: Year | None = None) -> list[CheckResult]:
    """Every check of a year with its outcome."""
    found = read or Year.read(coverage, year)
    written = dict(CheckExplanation.objects.filter(office=coverage.office, year=year).values_list("check_code", "text"))
    return list(_results(found, written))


def _results(year: Year, written: dict[str, str]) -> Iterator[CheckResult]:
    for code, (title, look) in CHECKS.items():
        holds, finding = look(year)
        outcome: Outcome = (
            "not_applicable" if holds is None else "holds" if holds else "explained" if code in written else "fails"
        )
        yield CheckResult(code, title, outcome, finding, written.get(code, "") if outcome == "explained" else "")
