"""Commands of a new instance and of its operator: the first user, a lost second factor, the regions."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .asking import Declare, Usage, set_up


def declare(command: Declare) -> None:
    """import, first-user, drop-factor."""
    load = command("import", _import, "memuat wilayah dari CSV (code,name,level,parent,bps_code)")
    load.add_argument("what", choices=("regions",))
    load.add_argument("file", metavar="FILE")
    command("first-user", _first_user, "membuat administrator pertama pada pemasangan baru")
    drop = command(
        "drop-factor", _drop_factor, "melepas verifikasi dua langkah bila tidak ada orang kedua lagi; dicatat"
    )
    drop.add_argument("username", metavar="USERNAME")


def _import(args: argparse.Namespace) -> int:
    set_up()
    from bersinar.foundation.regions.loading import load_regions

    try:
        added = load_regions(Path(args.file))
    except (OSError, KeyError, ValueError) as error:
        print(f"{args.file} tidak dapat dibaca sebagai daftar wilayah: {error}", file=sys.stderr)
        return 1
    print(f"{added} wilayah ditambahkan.")
    return 0


def _first_user(args: argparse.Namespace) -> int:
    set_up()
    from bersinar.interfaces.first_user import AlreadyThere, make_first_user

    try:
        print(make_first_user())
    except AlreadyThere as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _drop_factor(args: argparse.Namespace) -> int:
    set_up()
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
