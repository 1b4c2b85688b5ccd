"""What officers do with networks: disclose, change, cancel while no case names them."""

from __future__ import annotations

from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.records import Verbs

from ..models import Network


def _not_while_named(network: Network) -> None:
    named_by = (network.cases, network.participations)
    if any(rows.filter(cancelled_at__isnull=True).exists() for rows in named_by):
        raise Refusal(
            "network_in_use", "Jaringan ini masih disebut dalam kasus. Lepaskan dari kasusnya dahulu.", status=409
        )


NETWORKS = Verbs(Network, "enforcement", "disclose_network", "change_network", "cancel_network", _not_while_named)
