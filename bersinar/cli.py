"""The command line. Exit status 0 = done, 1 = the answer is no, 2 = wrong usage."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bersinar.interfaces import linkage

if TYPE_CHECKING:
    from bersinar.figures.indicators.evaluate import Coverage

SIDES = ("treatment", "enforcement")
# These migrate, see every side, or copy everything: on PostgreSQL they run as the owner's role.
AS_OWNER = {"migrate", "verify", "backup", "restore", "post", "keep-house", "keys"}


class Usage(Exception):
    """Wrong usage, with a sentence."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    args = _parser().parse_args(argv)
    if args.data:
        os.environ["BERSINAR_DATA"] = str(Path(args.data).absolute())
    if args.command in AS_OWNER:
        os.environ["BERSINAR_AS_OWNER"] = "1"
    if getattr(args, "port", None) and "BERSINAR_HOSTS" not in os.environ:
        os.environ.setdefault("BERSINAR_SERVED", f"http://localhost:{args.port}")  # what printed QR codes lead to
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bersinar.settings")
    run: Callable[[argparse.Namespace], int] = args.run
    try:
        return run(args)
    except Usage as error:
        print(f"bersinar {args.command}: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 0
    except Exception as error:
        sentence = _sentence(error)
        if not sentence:
            raise
        print(f"bersinar {args.command}: {sentence}", file=sys.stderr)
        return 1


def _sentence(error: Exception) -> str:
    """What an operator can do about an error that is not ours: keys elsewhere, nothing prepared yet."""
    from django.core.exceptions import ImproperlyConfigured
    from django.db import OperationalError, ProgrammingError

    from bersinar.foundation.secrecy.keyring import KeysMissing

    if isinstance(error, (KeysMissing, ImproperlyConfigured)):
        return str(error)
    if isinstance(error, (OperationalError, ProgrammingError)) and (
        "no such table" in str(error) or "relation" in str(error)
    ):
        return "basis data belum disiapkan; jalankan dahulu bersinar up atau bersinar demo dengan folder data ini"
    return ""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bersinar", description="Sistem kerja satuan kerja BNN.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="perintah")

    def command(name: str, run: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=text, description=text)
        made.add_argument("--data", metavar="DIR", help="folder data (bawaan: $BERSINAR_DATA)")
        made.set_defaults(run=run)
        return made

    up = command("up", _up, "menyiapkan basis data dan melayani")
    up.add_argument("--port", type=int, default=8000)
    demo = command("demo", _demo, "lima satuan kerja contoh, lalu melayani")
    demo.add_argument("--port", type=int, default=8000)
    demo.add_argument("--no-serve", action="store_true", help="hanya membuat, tidak melayani")
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
    report.add_argument("--kind", choices=("yearend",), default="yearend")
    report.add_argument("--format", choices=("html", "pdf", "docx", "xlsx", "txt", "json"), required=True)
    report.add_argument("--out", required=True, metavar="FILE")
    score = command("score", _score, "menilai satu lembar instrumen dari berkas, di luar basis data")
    score.add_argument("instrument", metavar="INSTRUMENT")
    score.add_argument("answers", metavar="ANSWERS.json")
    score.add_argument("--format", choices=("table", "json"), default="table")
    command("verify", _verify, "menghitung ulang dan memeriksa rantai, jangkar, dan pengaman")
    command("backup", _backup, "mencadangkan basis data dan berkas").add_argument("file", metavar="FILE")
    command("restore", _restore, "memulihkan cadangan ke folder data yang kosong").add_argument("file", metavar="FILE")
    post = command("post", _post, "membukukan ulang setelah aturan hitung berubah")
    post.add_argument("--changed", action="store_true", required=True)
    load = command("import", _import, "memuat wilayah dari CSV (code,name,level,parent,bps_code)")
    load.add_argument("what", choices=("regions",))
    load.add_argument("file", metavar="FILE")
    command("first-user", _first_user, "membuat administrator pertama pada pemasangan baru")
    drop = command(
        "drop-factor", _drop_factor, "melepas verifikasi dua langkah bila tidak ada orang kedua lagi; dicatat"
    )
    drop.add_argument("username", metavar="USERNAME")
    keys = command("keys", _keys, "mengganti kunci satu sisi; kunci data dibungkus ulang, kunci lama dimusnahkan")
    keys.add_argument("what", choices=("rotate",))
    keys.add_argument("--side", choices=("open", *SIDES), required=True)
    linkage.add_steps(
        command("linkage", linkage.run, "orang yang sama di dua satuan kerja: dihitung sekali, tanpa dikenali")
    )
    bench = command("bench", _bench, "mengukur kecepatan di mesin ini")
    bench.add_argument("--facts", type=int, default=1_000_000)
    bench.add_argument("--clients", type=int, default=100_000)
    bench.add_argument("--exhibits", type=int, default=100_000)
    bench.add_argument("--seconds", type=float, default=10)
    command("migrate", _migrate, "menyiapkan atau memutakhirkan basis data")
    command("keep-house", _keep_house, "pekerjaan harian: menjangkarkan rantai, membuang yang kedaluwarsa")
    return parser


def _asks_for_year(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--office", required=True, metavar="CODE")
    parser.add_argument("--year", required=True, type=int, metavar="Y")
    parser.add_argument("--own", action="store_true", help="satuan kerja itu saja, tanpa jajarannya")


def _django() -> None:
    import django

    django.setup()


# --- serving ---------------------------------------------------------------------------------------------------------


def _prepare() -> None:
    """Migrate in a process of its own, as the owner's role; then refuse a serving role that could walk past the wall."""
    done = subprocess.run([sys.executable, "-m", "bersinar.cli", "migrate"], check=False)
    if done.returncode:
        raise SystemExit(done.returncode)
    _django()
    from django.db import connection

    from bersinar.foundation.access.postgres import role_is_safe

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for fault in role_is_safe(cursor):
                raise Usage(f"peran basis data tidak aman: {fault}")
        connection.close()


def _migrate(args: argparse.Namespace) -> int:
    _django()
    from urllib.parse import unquote, urlsplit

    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    from bersinar.foundation.access.postgres import grant_rights
    from bersinar.foundation.ui.statics import collect_if_changed
    from bersinar.interfaces.upgrading import Unknown, refuse_unknown

    try:
        refuse_unknown()
    except Unknown as error:
        raise Usage(str(error)) from error
    call_command("migrate", verbosity=0)
    collect_if_changed()
    if connection.vendor == "postgresql" and settings.DATABASE_OWNER_URL != settings.DATABASE_URL:
        grant_rights(unquote(urlsplit(settings.DATABASE_URL).username or ""))
    return 0


def _up(args: argparse.Namespace) -> int:
    _prepare()
    return _serve(args.port)


def _serve(port: int) -> int:
    from bersinar.interfaces.serving import serve

    print(f"Bersinar melayani di http://127.0.0.1:{port}", flush=True)
    serve(port)
    return 0


def _demo(args: argparse.Namespace) -> int:
    _prepare()
    from bersinar.interfaces.demo.build import NotADemo, make_ready

    try:
        print(make_ready(), flush=True)
    except NotADemo as error:
        raise Usage(str(error)) from error
    return 0 if args.no_serve else _serve(args.port)


def _keep_house(args: argparse.Namespace) -> int:
    _django()
    from bersinar.interfaces.housekeeping import keep_house

    keep_house()
    return 0


def _first_user(args: argparse.Namespace) -> int:
    _django()
    from bersinar.interfaces.first_user import AlreadyThere, make_first_user

    try:
        print(make_first_user())
    except AlreadyThere as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _drop_factor(args: argparse.Namespace) -> int:
    _django()
    from bersinar.foundation.access.lost_factor import remove_as_operator
    from bersinar.foundation.access.models import User
    from bersinar.foundation.wire.refusals import Refusal

    user = User.objects.filter(username=args.username).first()
    if user is None:
        raise Usage(f"pengguna {args.username!r} tidak dikenal")
    try:
        remove_as_operator(user)
    except Refusal as refusal:
        print(refusal.sentence, file=sys.stderr)
        return 1
    print(f"Verifikasi dua langkah {user.username} dilepas; dipasang lagi saat masuk berikutnya.")
    return 0


# --- figures ---------------------------------------------------------------------------------------------------------


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
    _django()
    from bersinar.figures.indicators.evaluate import evaluate
    from bersinar.figures.indicators.printing import figures_csv, figures_json, figures_table

    _known(args.indicator)
    _known_dimensions(args.by or ())
    coverage = _coverage(args)
    figures = evaluate(coverage, args.year, args.indicator, by=args.by)
    if args.format == "json":
        print(json.dumps(figures_json(coverage, args.year, figures), ensure_ascii=False, indent=1))
    else:
        print(figures_csv(figures) if args.format == "csv" else figures_table(coverage, args.year, figures), end="")
    return 0


def _explain(args: argparse.Namespace) -> int:
    _django()
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
    _django()
    from bersinar.figures.reports.writers import WRITERS
    from bersinar.figures.reports.yearend import year_end

    document = year_end(_coverage(args), args.year)
    Path(args.out).write_bytes(WRITERS[args.format](document))
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


# --- trust -----------------------------------------------------------------------------------------------------------


def _verify(args: argparse.Namespace) -> int:
    _django()
    from bersinar.ledger.verify import verify

    findings = verify()
    for finding in findings:
        print(finding)
    print("Semua cocok." if not findings else f"{len(findings)} temuan.")
    return 1 if findings else 0


def _backup(args: argparse.Namespace) -> int:
    _django()
    from bersinar.interfaces.exchange.archive import BackupRefused
    from bersinar.interfaces.exchange.backup import back_up

    try:
        back_up(Path(args.file).absolute())
    except (BackupRefused, OSError) as error:
        print(f"Cadangan gagal: {error}", file=sys.stderr)
        return 1
    print(f"Cadangan tersimpan: {args.file}. Kunci tidak ikut; simpan salinannya di tempat lain.")
    return 0


def _restore(args: argparse.Namespace) -> int:
    from bersinar.interfaces.exchange.archive import BackupRefused, unpack

    default = Path.home() / ".local" / "share" / "bersinar"
    data = Path(os.environ.get("BERSINAR_DATA") or default).absolute()
    try:
        manifest: dict[str, Any] = unpack(Path(args.file), data)
        _django()
        from django.conf import settings

        from bersinar.interfaces.exchange.backup import load_postgres
        from bersinar.ledger.verify import verify

        if (manifest["engine"] == "postgresql") != bool(settings.DATABASE_URL):
            raise BackupRefused(f"Cadangan ini dari {manifest['engine']}; BERSINAR_DATABASE menunjuk mesin lain.")
        if manifest["engine"] == "postgresql":
            load_postgres(data)
        _migrate(args)
    except BackupRefused as error:
        print(f"Pemulihan gagal: {error}", file=sys.stderr)
        return 1
    findings = verify()
    for finding in findings:
        print(finding)
    print("Dipulihkan, semua cocok." if not findings else f"Dipulihkan, {len(findings)} temuan.")
    return 1 if findings else 0


def _post(args: argparse.Namespace) -> int:
    _django()
    from bersinar.ledger.reposting import post_changed

    print(f"{post_changed()} pembukuan koreksi dibuat.")
    return 0


def _import(args: argparse.Namespace) -> int:
    _django()
    from bersinar.foundation.regions.loading import load_regions

    try:
        added = load_regions(Path(args.file))
    except (OSError, KeyError, ValueError) as error:
        print(f"{args.file} tidak dapat dibaca sebagai daftar wilayah: {error}", file=sys.stderr)
        return 1
    print(f"{added} wilayah ditambahkan.")
    return 0


def _keys(args: argparse.Namespace) -> int:
    _django()
    from bersinar.foundation.secrecy.rotation import rotate
    from bersinar.foundation.secrecy.sealed import CannotOpen

    try:
        wrapped = rotate(args.side)
    except CannotOpen:
        print("Ada kunci data yang tidak cocok dengan kunci sisi ini. Kunci lama tidak dimusnahkan.", file=sys.stderr)
        return 1
    print(f"Kunci sisi {args.side} diganti; {wrapped} kunci data dibungkus ulang. Salin folder kunci yang baru.")
    print("Cadangan lama hanya terbuka dengan salinan kunci lama; musnahkan salinan itu bila tidak boleh terbuka lagi.")
    return 0


def _bench(args: argparse.Namespace) -> int:
    _prepare()
    from bersinar.interfaces.bench import run

    return run(facts=args.facts, clients=args.clients, exhibits=args.exhibits, seconds=args.seconds)


if __name__ == "__main__":
    sys.exit(main())
