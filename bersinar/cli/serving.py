"""Commands that prepare an instance and serve it."""

from __future__ import annotations

import argparse
import subprocess
import sys

from .asking import Declare, Usage, set_up


def declare(command: Declare) -> None:
    """up, demo, migrate, keep-house, bench."""
    up = command("up", _up, "menyiapkan basis data dan melayani")
    up.add_argument("--port", type=int, default=8000)
    demo = command("demo", _demo, "lima satuan kerja contoh, lalu melayani")
    demo.add_argument("--port", type=int, default=8000)
    demo.add_argument("--no-serve", action="store_true", help="hanya membuat, tidak melayani")
    bench = command("bench", _bench, "mengukur kecepatan di mesin ini")
    bench.add_argument("--facts", type=int, default=1_000_000)
    bench.add_argument("--clients", type=int, default=100_000)
    bench.add_argument("--exhibits", type=int, default=100_000)
    bench.add_argument("--seconds", type=float, default=10)
    command("migrate", migrate, "menyiapkan atau memutakhirkan basis data")
    command("keep-house", _keep_house, "pekerjaan harian: menjangkarkan rantai, membuang yang kedaluwarsa")


def _prepare() -> None:
    """Migrate in a process of its own, as the owner's role; then refuse a serving role that could walk past the wall."""
    done = subprocess.run([sys.executable, "-m", "bersinar.cli", "migrate"], check=False)
    if done.returncode:
        raise SystemExit(done.returncode)
    set_up()
    from django.db import connection

    from bersinar.foundation.access.postgres import role_is_safe

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for fault in role_is_safe(cursor):
                raise Usage(f"peran basis data tidak aman: {fault}")
        connection.close()


def migrate(args: argparse.Namespace) -> int:
    """Bring the database to what this version knows, and refuse one that a newer version has written."""
    set_up()
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
    set_up()
    from bersinar.interfaces.housekeeping import keep_house

    keep_house()
    return 0


def _bench(args: argparse.Namespace) -> int:
    _prepare()
    from bersinar.interfaces.bench import run

    return run(facts=args.facts, clients=args.clients, exhibits=args.exhibits, seconds=args.seconds)
