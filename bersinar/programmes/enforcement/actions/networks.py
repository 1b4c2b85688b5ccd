"""What officers do with networks: disclose, change, cancel while no case names them."""

from __future__ import annotations

from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.records import Verbs

from ..models import Network


def _not_while_named(network: Network) -> None:
    parts = {"anggota": network.members, "hubungan": network.ties, "rute": network.routes}
    if left := [name for name, rows in parts.items() if rows.filter(cancelled_at__isnull=True).exists()]:
        raise Refusal("network_filled", f"Jaringan ini masih punya {', '.join(left)}. Batalkan itu dahulu.", status=409)
    named_by = (network.cases, network.participations)
    if any(rows.filter(cancelled_at__isnull=True).exists() for rows in named_by):
        raise Refusal(
            "network_in_use", "Jaringan ini masih disebut dalam kasus. Lepaskan dari kasusnya dahulu.", status=409
        )


NETWORKS = Verbs(Network, "enforcement", "disclose_network", "change_network", "cancel_network", _not_while_named)
