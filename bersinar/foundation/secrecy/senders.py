"""Who ships for which office, as the national service has come to know it: a file beside its private key.

The first shipment of an office makes its key known, and is told so that a person compares it by telephone; from then on
no other key speaks for that office. So nobody makes two persons one, or parts them, with a shipment of his own.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from .linkage import LinkageRefused, read_json
from .sifting import Shipment

_KIND = "bersinar-linkage-senders-1"


@dataclass(frozen=True)
class Senders:
    """Office code -> fingerprint of the key that ships for it."""

    known: Mapping[str, str]

    @classmethod
    def read(cls, file: Path) -> Senders:
        """Those of a file; none where there is no file yet. Raises LinkageRefused."""
        if not file.exists():
            return cls({})
        said = read_json(file)
        known = said.get("senders")
        if (
            said.get("kind") != _KIND
            or not isinstance(known, dict)
            or not all(isinstance(v, str) for v in known.values())
        ):
            raise LinkageRefused(f"{file} bukan daftar pengirim. Pulihkan dari cadangan; jangan membuat yang baru.")
        return cls(known)

    def with_these(self, shipments: Iterable[tuple[str, Shipment]]) -> Senders:
        """With the offices that ship for the first time. Raises LinkageRefused where another key speaks for a known one."""
        known = dict(self.known)
        for name, shipment in shipments:
            for code in shipment.days:
                if known.setdefault(code, shipment.signer) != shipment.signer:
                    sentence = (
                        f"{name}: {code} ditandatangani kunci {shipment.signer}, bukan {known[code]} yang dikenal."
                    )
                    raise LinkageRefused(
                        f"{sentence} Hubungi satuan kerja itu. Bila mesinnya memang berganti, hapus barisnya dari daftar pengirim."
                    )
        return Senders(known)

    def write(self, file: Path) -> None:
        """Put them in the place of those of before, whole or not at all."""
        said = {"kind": _KIND, "senders": dict(sorted(self.known.items()))}
        beside = file.with_name(f"{file.name}.baru")
        try:
            beside.write_text(json.dumps(said, indent=1), encoding="ascii")
            os.replace(beside, file)
        except OSError as error:
            raise LinkageRefused(f"{file} tidak dapat ditulis; periksa folder dan izinnya.") from error
