"""`bersinar linkage`: one person at two offices, recognised by the national service alone.

keygen and sift belong to the national service and need no database; fill and ship to an office; take to the instance of
the nation. What goes wrong is said in a sentence, with exit status 1, and leaves nothing half done.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bersinar.foundation.secrecy.linkage import LinkageRefused, read_private, write_pair
from bersinar.foundation.secrecy.senders import Senders
from bersinar.foundation.secrecy.sifting import Links, Shipment, sift

if TYPE_CHECKING:
    from bersinar.foundation.offices.models import Office


def add_steps(parser: argparse.ArgumentParser) -> None:
    """The steps of the command, each with its own arguments."""
    steps = parser.add_subparsers(dest="step", required=True, metavar="langkah")

    def step(name: str, run: Callable[[argparse.Namespace], None], text: str) -> argparse.ArgumentParser:
        made = steps.add_parser(name, help=text, description=text)
        made.add_argument(
            "--data", metavar="DIR", default=argparse.SUPPRESS, help="folder data (bawaan: $BERSINAR_DATA)"
        )
        made.set_defaults(take=run)
        return made

    keygen = step("keygen", _keygen, "layanan nasional: membuat sepasang kunci, masing-masing dalam berkas")
    keygen.add_argument("--private", metavar="FILE", type=Path, default=Path("linkage-private.json"))
    keygen.add_argument("--public", metavar="FILE", type=Path, default=Path("linkage-public.json"))
    fill = step("fill", _fill, "satuan kerja: menyegel nilai tautan klien yang terdaftar sebelum kunci ada")
    ship = step("ship", _ship, "satuan kerja: menulis kiriman untuk layanan nasional, tanpa nama dan NIK")
    ship.add_argument("file", metavar="FILE", type=Path)
    for one in (fill, ship):
        one.add_argument(
            "--office", metavar="CODE", help="satuan kerja beserta jajarannya (bawaan: semua di basis data ini)"
        )
    sifting = step("sift", _sift, "layanan nasional: mencari orang yang sama dalam kiriman, tanpa basis data")
    sifting.add_argument("files", nargs="+", metavar="FILE", type=Path)
    sifting.add_argument("--key", required=True, metavar="PRIVATE", type=Path)
    sifting.add_argument("--out", required=True, metavar="LINKS", type=Path)
    sifting.add_argument(
        "--senders",
        metavar="FILE",
        type=Path,
        help="kunci tiap satuan kerja (bawaan: linkage-senders.json di samping PRIVATE)",
    )
    take = step("take", _take, "basis data nasional: mengambil tautan yang bertanda tangan layanan nasional")
    take.add_argument("links", metavar="LINKS", type=Path)


def run(args: argparse.Namespace) -> int:
    """Take one step; returns the exit status."""
    try:
        args.take(args)
    except LinkageRefused as refused:
        print(f"bersinar linkage {args.step}: {refused}", file=sys.stderr)
        return 1
    return 0


def _keygen(args: argparse.Namespace) -> None:
    made = write_pair(args.private, args.public)
    print(f"Kunci {made.fingerprint} dibuat.")
    print(
        f"{args.private}: simpan di mesin layanan nasional yang tidak terhubung ke jaringan, dengan salinan di brankas."
    )
    print(f"{args.public}: bagikan ke semua satuan kerja (BERSINAR_LINKAGE_KEY).")


def _fill(args: argparse.Namespace) -> None:
    offices = _offices(args.office)
    from bersinar.foundation.access.sides import Side
    from bersinar.foundation.access.wall import side
    from bersinar.foundation.secrecy.sealed import CannotOpen
    from bersinar.programmes.rehab.public import fill_linkage

    try:
        with side(Side.TREATMENT):
            filled = sum(fill_linkage(office) for office in offices)
    except CannotOpen as error:
        sentence = (
            "Ada NIK yang tidak terbuka dengan kunci di mesin ini. Periksa folder kunci; yang lain tetap tersegel."
        )
        raise LinkageRefused(sentence) from error
    print(f"{filled} nilai tautan disegel." if filled else "Semua klien yang ber-NIK sudah punya nilai tautan.")


def _ship(args: argparse.Namespace) -> None:
    offices = _offices(args.office)
    from bersinar.foundation.access.sides import Side
    from bersinar.foundation.access.wall import side
    from bersinar.foundation.secrecy.tokens import keyring
    from bersinar.programmes.rehab.public import ship_linkage

    if args.file.exists():
        raise LinkageRefused(f"{args.file} sudah ada dan tidak ditimpa. Pilih nama lain.")
    with side(Side.TREATMENT):
        shipment = ship_linkage(offices)
    signer = shipment.write(args.file, keyring().signing_key)
    many = sum(map(len, shipment.persons.values()))
    print(f"{many} nilai tautan dari {len(shipment.days)} satuan kerja ditulis ke {args.file}.")
    print(f"Ditandatangani dengan kunci {signer}. Pada kiriman pertama sebutkan kepada layanan nasional lewat telepon.")


def _sift(args: argparse.Namespace) -> None:
    private, senders_file = read_private(args.key), args.senders or args.key.with_name("linkage-senders.json")
    shipments = [(str(file), Shipment.read(file)) for file in args.files]
    before = Senders.read(senders_file)
    senders = before.with_these(shipments)
    found = sift(shipments, private, datetime.now(UTC))
    found.links.write(args.out, private)
    if senders != before:
        senders.write(senders_file)
    for code in sorted(set(senders.known) - set(before.known)):
        print(f"Baru dikenal: {code}, kunci {senders.known[code]}. Cocokkan dengan satuan kerja itu lewat telepon.")
    print(f"{found.tokens} orang terdaftar dari {len(found.links.days)} satuan kerja disaring.")
    print(f"{len(found.links.pairs)} di antaranya orang yang sama dengan yang terdaftar di tempat lain.")
    if found.doubtful:
        sentence = "orang yang dirujuk tercatat dengan NIK berbeda di dua satuan kerja dan tidak ditautkan. Minta NIK-nya diperiksa."
        print(f"{found.doubtful} {sentence}")


def _take(args: argparse.Namespace) -> None:
    offices = _offices(None)
    from django.conf import settings

    from bersinar.foundation.audit.actions import OPERATOR
    from bersinar.ledger.linking import take

    if settings.LINKAGE_KEY is None:
        sentence = "Kunci publik layanan nasional belum dimuat, jadi tanda tangannya tidak dapat diperiksa."
        raise LinkageRefused(f"{sentence} Isi BERSINAR_LINKAGE_KEY.")
    links = Links.read(args.links, settings.LINKAGE_KEY)
    if not take(links, office=min(offices, key=lambda office: office.path), by=OPERATOR):
        print("Tautan ini sudah pernah diambil. Tidak ada yang berubah.")
        return
    print(
        f"{len(links.pairs)} tautan dari penyaringan {links.sifted_at:%d-%m-%Y} berlaku untuk {len(links.days)} satuan kerja."
    )
    if unknown := sorted(set(links.days) - {office.code for office in offices}):
        print(f"Satuan kerja yang tidak dikenal di sini: {', '.join(unknown)}.")


def _offices(code: str | None) -> list[Office]:
    """An office with all beneath it, or all of this instance."""
    import django

    django.setup()
    from bersinar.foundation.offices.models import Office

    if code is None:
        offices = list(Office.objects.order_by("path"))
        if not offices:
            raise LinkageRefused("Belum ada satuan kerja di basis data ini.")
        return offices
    office = Office.objects.filter(code=code).first()
    if office is None:
        raise LinkageRefused(f"Satuan kerja {code!r} tidak dikenal.")
    return list(Office.objects.under(office).order_by("path"))
