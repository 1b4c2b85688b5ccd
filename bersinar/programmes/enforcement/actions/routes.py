"""What officers do with the members, ties and routes of a network."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed

from ..models import Network, NetworkMember, NetworkTie, Route
from .suspects import suspect_for
from .verbs import Acts, Values


def _prepare_part(doing: Deed, part: Any, values: Values) -> Values:
    """Something of a network stays with a standing network of this office."""
    network: Network | None = values.get("network")
    if part.recorded_at is None and (network is None or network.office_id != doing.office.pk or network.is_cancelled):
        words = "Pilih jaringan satuan kerja ini."
        raise Refusal("network_missing", words, fields={"network": words})
    if values.get("suspect") is not None:
        suspect_for(doing, values["suspect"], "suspect")
    return values


def _not_while_tied(member: NetworkMember) -> None:
    ties = NetworkTie.objects.standing().filter(Q(first=member) | Q(second=member))
    if ties.exists():
        raise Refusal("member_in_use", "Anggota ini masih punya hubungan. Batalkan hubungannya dahulu.", status=409)


MEMBERS = Acts(
    NetworkMember, "enforcement", "add_member", "change_member", "cancel_member", _not_while_tied, holds="network",
    prepare=_prepare_part,
)  # fmt: skip
TIES = Acts(
    NetworkTie, "enforcement", "tie_members", "change_tie", "cancel_tie", holds="network", prepare=_prepare_part
)
ROUTES = Acts(
    Route, "enforcement", "find_route", "change_route", "cancel_route", holds="network", prepare=_prepare_part
)
