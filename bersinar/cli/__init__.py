"""The command line, its commands by matter. Exit status 0 = done, 1 = the answer is no, 2 = wrong usage."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from bersinar.interfaces import linkage

from . import beginning, figures, serving, trust
from .asking import Run, Usage

# These migrate, see every side, or copy everything: on PostgreSQL they run as the owner's role.
AS_OWNER = {"migrate", "verify", "backup", "restore", "post", "keep-house", "keys"}


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
    run: Run = args.run
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

    def command(name: str, run: Run, text: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=text, description=text)
        made.add_argument("--data", metavar="DIR", help="folder data (bawaan: $BERSINAR_DATA)")
        made.set_defaults(run=run)
        return made

    for matter in (serving, figures, trust, beginning):
        matter.declare(command)
    linkage.add_steps(
        command("linkage", linkage.run, "orang yang sama di dua satuan kerja: dihitung sekali, tanpa dikenali")
    )
    return parser
