"""Commands by which an instance is checked, kept, counted again, and its keys changed."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from .asking import SIDES, Declare, set_up
from .serving import migrate


def declare(command: Declare) -> None:
    """verify, backup, restore, post, keys."""
    command("verify", _verify, "menghitung ulang dan memeriksa rantai, jangkar, dan pengaman")
    command("backup", _backup, "mencadangkan basis data dan berkas").add_argument("file", metavar="FILE")
    command("restore", _restore, "memulihkan cadangan ke folder data yang kosong").add_argument("file", metavar="FILE")
    post = command("post", _post, "membukukan ulang setelah aturan hitung berubah")
    post.add_argument("--changed", action="store_true", required=True)
    keys = command("keys", _keys, "mengganti kunci satu sisi; kunci data dibungkus ulang, kunci lama dimusnahkan")
    keys.add_argument("what", choices=("rotate",))
    keys.add_argument("--side", choices=("open", *SIDES), required=True)


def _verify(args: argparse.Namespace) -> int:
    set_up()
    from bersinar.ledger.verify import verify

    findings = verify()
    for finding in findings:
        print(finding)
    print("Semua cocok." if not findings else f"{len(findings)} temuan.")
    return 1 if findings else 0


def _backup(args: argparse.Namespace) -> int:
    set_up()
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
        set_up()
        from django.conf import settings

        from bersinar.interfaces.exchange.backup import load_postgres
        from bersinar.ledger.verify import verify

        if (manifest["engine"] == "postgresql") != bool(settings.DATABASE_URL):
            raise BackupRefused(f"Cadangan ini dari {manifest['engine']}; BERSINAR_DATABASE menunjuk mesin lain.")
        if manifest["engine"] == "postgresql":
            load_postgres(data)
        migrate(args)
    except BackupRefused as error:
        print(f"Pemulihan gagal: {error}", file=sys.stderr)
        return 1
    findings = verify()
    for finding in findings:
        print(finding)
    print("Dipulihkan, semua cocok." if not findings else f"Dipulihkan, {len(findings)} temuan.")
    return 1 if findings else 0


def _post(args: argparse.Namespace) -> int:
    set_up()
    from bersinar.ledger.reposting import post_changed

    print(f"{post_changed()} pembukuan koreksi dibuat.")
    return 0


def _keys(args: argparse.Namespace) -> int:
    set_up()
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
