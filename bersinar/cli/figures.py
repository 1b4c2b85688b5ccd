"""Commands that tell figures, what stands behind them, and reports; and the score of one sheet."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from .asking import SIDES, Declare, Usage, set_up

if TYPE_CHECKING:
    from bersinar.figures.indicators.evaluate import Coverage


def declare(command: Declare) -> None:
    """figures, explain, report, score."""
    figures = command("figures", _figures, "angka satu satuan kerja dalam setahun")
    _asks_for_year(figures)
    figures.add_argument("--indicator", nargs="+", metavar="C", default=None)
    figures.add_argument("--by", action="append", metavar="DIM", default=None)
    figures.add_argument("--as-of", metavar="EDITION|SEQ")
    figures.add_argument("--format", choices=("table", "json", "csv"), default="table")
    explain = command("explain", _explain, "fakta di balik angka")
    explain.add_argument("indicator", nargs="+", metavar="INDICATOR")
    _asks_for_year(explain)
    explain.add_argument("--by", action="append", metavar="DIM=VALUE", default=None)
    explain.add_argument("--side", choices=SIDES, help="sisi tertutup yang dibuka; dicatat dalam jejak pembacaan")
    explain.add_argument("--format", choices=("table", "json"), default="table")
    report = command("report", _report, "laporan satu satuan kerja")
    _asks_for_year(report)
    report.add_argument("--kind", choices=("yearend", "lkj"), default="yearend")
    report.add_argument("--format", choices=("html", "pdf", "docx", "xlsx", "pptx", "txt", "json"), required=True)
    report.add_argument("--out", required=True, metavar="FILE")
    score = command("score", _score, "menilai satu lembar instrumen dari berkas, di luar basis data")
    score.add_argument("instrument", metavar="INSTRUMENT")
    score.add_argument("answers", metavar="ANSWERS.json")
    score.add_argument("--format", choices=("table", "json"), default="table")


def _asks_for_year(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--office", required=True, metavar="CODE")
    parser.add_argument("--year", required=True, type=int, metavar="Y")
    parser.add_argument("--own", action="store_true", help="satuan kerja itu saja, tanpa jajarannya")


def _coverage(args: argparse.Namespace) -> Coverage:
    from bersinar.figures.indicators.evaluate import Coverage
    from bersinar.foundation.offices.models import Office

    office = Office.objects.filter(code=args.office).first()
    if office is None:
        raise Usage(f"satuan kerja {args.office!r} tidak dikenal")
    as_of = getattr(args, "as_of", None)
    if as_of is not None and not as_of.isdigit():
        raise Usage(f"edisi {as_of!r} tidak dikenal; sebutkan posisi pembukuan (bilangan bulat)")
    coverage = Coverage(office, tree=not args.own, as_of=int(as_of) if as_of else None)
    if as_of and coverage.has_below:
        raise Usage("--as-of SEQ adalah posisi satu satuan kerja; tambahkan --own")
    return coverage


def _known(codes: Sequence[str] | None) -> None:
    from bersinar.catalogue.indicators import INDICATORS

    for code in codes or ():
        if code not in INDICATORS:
            raise Usage(f"indikator {code!r} tidak dikenal")


def _known_dimensions(named: Iterable[str]) -> None:
    from bersinar.catalogue.kinds import DIMENSIONS

    for dimension in named:
        if dimension not in (*DIMENSIONS, "month", "unit"):
            raise Usage(f"dimensi {dimension!r} tidak dikenal")


def _figures(args: argparse.Namespace) -> int:
    set_up()
    from bersinar.figures.indicators.evaluate import evaluate
    from bersinar.figures.indicators.explain import without_children_pointed_at
    from bersinar.figures.indicators.printing import figures_csv, figures_json, figures_table

    _known(args.indicator)
    _known_dimensions(args.by or ())
    coverage = _coverage(args)
    found = evaluate(coverage, args.year, args.indicator, by=args.by)
    figures, hidden = without_children_pointed_at(coverage, args.year, found, args.by or ())
    for one in hidden:
        print(
            f"{one.code}: rincian menurut umur tidak dicetak, karena dapat menunjuk pada seorang anak.", file=sys.stderr
        )
    if args.format == "json":
        print(json.dumps(figures_json(coverage, args.year, figures), ensure_ascii=False, indent=1))
    else:
        print(figures_csv(figures) if args.format == "csv" else figures_table(coverage, args.year, figures), end="")
    return 0


def _explain(args: argparse.Namespace) -> int:
    set_up()
    from bersinar.figures.indicators.disclosure import Viewer
    from bersinar.figures.indicators.explain import explain
    from bersinar.figures.indicators.printing import explanation_json, explanation_table
    from bersinar.foundation.audit.actions import OPERATOR, note_readings

    _known(args.indicator)
    by = {}
    for said in args.by or ():
        dimension, equals, value = said.partition("=")
        if not equals:
            raise Usage(f"--by {said!r}: tuliskan DIM=VALUE")
        by[dimension] = value
    _known_dimensions(by)
    coverage = _coverage(args)
    if args.side:
        note_readings(
            office=coverage.office, by=OPERATOR, side=args.side, purpose="explain (baris perintah)",
            records=[(f"indicator:{code}", None) for code in args.indicator],
        )  # fmt: skip
    explained = explain(coverage, args.year, args.indicator, by=by, viewer=Viewer.operator(args.side))
    for code in dict.fromkeys(args.indicator):
        if by and not any(one.indicator.code == code for one in explained):
            print(
                f"{code}: bagian ini tidak tercatat, atau terlalu kecil untuk ditunjukkan tanpa --side", file=sys.stderr
            )
    if args.format == "json":
        print(json.dumps([explanation_json(coverage, one) for one in explained], ensure_ascii=False, indent=1))
    else:
        print("\n".join(explanation_table(coverage, one) for one in explained), end="")
    return 0


def _report(args: argparse.Namespace) -> int:
    set_up()
    from bersinar.figures.reports.masters import content_in_force
    from bersinar.figures.reports.performance import performance
    from bersinar.figures.reports.slides import deck
    from bersinar.figures.reports.writers import WRITERS, pptx
    from bersinar.figures.reports.yearend import year_end

    coverage = _coverage(args)
    if args.format == "pptx":
        if args.kind != "yearend":
            raise Usage("--format pptx hanya untuk --kind yearend")
        content = pptx.write(deck(coverage, args.year), content_in_force(coverage.office))
    else:
        make = performance if args.kind == "lkj" else year_end
        content = WRITERS[args.format](make(coverage, args.year))
    Path(args.out).write_bytes(content)
    return 0


def _score(args: argparse.Namespace) -> int:
    from bersinar.interfaces.scoring import CODES, Impossible, Unreadable, score_file

    if args.instrument not in CODES:
        raise Usage(f"instrumen {args.instrument!r} tidak dikenal; yang ada: {', '.join(CODES)}")
    try:
        print(score_file(args.instrument, Path(args.answers), args.format), end="")
    except Unreadable as error:
        raise Usage(str(error)) from error
    except Impossible as impossible:
        print("bersinar score: lembar ini tidak dapat dinilai.", *impossible.reasons, sep="\n", file=sys.stderr)
        return 1
    return 0
