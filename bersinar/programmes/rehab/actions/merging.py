"""One person registered twice at an office: merged, so that the person counts once, and parted again.

Whatever belongs to the double is handed over to the client that is kept, record by record, each with its audit line;
the double keeps a list of it, so that parting can hand it back. Both say anew what they say, in the same deed. Nothing
is opened: that two are alike is seen by blind indexes only.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import Any

from bersinar.foundation.wire.naming import namers
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed
from bersinar.ledger.records import Verbs

from ..models import Client
from .about_client import said_anew
from .linking import keep_linkage


class ClientMerging(Verbs[Client]):
    """Merge `duplicate` into the client that is kept."""

    def changes(self, doing: Deed, record: Client, values: dict[str, Any], *, based_on: int | None) -> Client:
        held = _held(doing, record, values["duplicate"])
        kept, double = held[record.pk], held[values["duplicate"].pk]
        if double.merged_into_id == kept.pk:
            return kept  # somebody was quicker: it is done
        if problem := _why_not(kept, double):
            raise Refusal("not_mergeable", problem, status=409)
        with said_anew(doing, double), said_anew(doing, kept):
            moved: dict[str, list[str]] = {}
            for model, field in namers(Client):
                rows = model._default_manager.select_for_update().filter(**{field: double}, cancelled_at__isnull=True)
                for row in rows.order_by("pk"):
                    doing.change(row, {field: _handed(row, field, double, kept)}, based_on=None)
                    moved.setdefault(model._meta.label_lower, []).append(str(row.pk))
            doing.change(double, {"merged_into": kept, "handed_over": moved}, based_on=None)
            keep_linkage(kept)
        return kept


class ClientParting(Verbs[Client]):
    """Give a merged client back what it brought along, as far as it still stands."""

    def changes(self, doing: Deed, record: Client, values: dict[str, Any], *, based_on: int | None) -> Client:
        into = record.merged_into
        if into is None:
            raise Refusal("not_merged", "Klien ini tidak sedang digabung dengan klien lain.", status=409)
        held = _held(doing, record, into)
        double, kept = held[record.pk], held[into.pk]
        with said_anew(doing, double), said_anew(doing, kept):
            for model, field in namers(Client):
                keys = double.handed_over.get(model._meta.label_lower, [])
                rows = model._default_manager.select_for_update().filter(
                    pk__in=keys, cancelled_at__isnull=True, **{field: kept}
                )
                for row in rows.order_by("pk"):
                    doing.change(row, {field: _handed(row, field, kept, double)}, based_on=None)
            parted = doing.change(double, {"merged_into": None, "handed_over": {}}, based_on=based_on)
            keep_linkage(parted)
            return parted


def _handed(row: Any, field: str, giver: Client, taker: Client) -> Any:
    """What stands in the field once the taker has the giver's place; a demand may name others beside them."""
    if not row._meta.get_field(field).many_to_many:
        return taker
    return [*(one for one in getattr(row, field).all() if one not in (giver, taker)), taker]


def _held(doing: Deed, *clients: Client) -> dict[Any, Client]:
    """These clients, locked in one order until the deed is done."""
    rows = Client.objects.select_for_update().filter(pk__in={one.pk for one in clients}, office=doing.office)
    held: dict[Any, Client] = {row.pk: row for row in rows.order_by("pk")}
    if len(held) < len(clients):
        raise Refusal("not_mergeable", "Pilih dua klien yang berbeda dari satuan kerja ini.", status=409)
    for one in held.values():
        one.office = doing.office
    return held


def _why_not(kept: Client, double: Client) -> str:
    """A sentence with the way out, or nothing."""
    if kept.is_cancelled or double.is_cancelled:
        return "Klien yang dibatalkan tidak dapat digabung."
    if kept.merged_into is not None:
        return f"{kept} sendiri sudah digabung ke {kept.merged_into}. Gabungkan ke {kept.merged_into}."
    if double.merged_into is not None:
        return f"{double} sudah digabung ke {double.merged_into}. Pisahkan dahulu, lalu gabungkan ke sini."
    if (below := double.doubles.first()) is not None:
        return f"Ke {double} sudah digabung {below}. Pertahankan {double}, atau pisahkan {below} dahulu."
    if kept.nik_index and double.nik_index and kept.nik_index != double.nik_index:
        return "NIK keduanya berbeda, jadi bukan satu orang. Bila NIK-nya salah ketik, betulkan dahulu pada klien itu."
    if (kept.sex, kept.birth_year) != (double.sex, double.birth_year):
        return "Jenis kelamin atau tahun lahirnya berbeda. Betulkan dahulu pada klien yang keliru, lalu gabungkan."
    if double.nik_index and not kept.nik_index:
        return f"Hanya {double} yang punya NIK. Pertahankan {double}, supaya orangnya tetap ditemukan dengan NIK."
    both = [*kept.standing_episodes(), *double.standing_episodes()]
    if any(one.overlaps(other) for one, other in combinations(both, 2)):
        return "Masa layanan keduanya bertumpuk. Betulkan tanggalnya, atau tutup salah satu episode dahulu."
    return ""


def brought_along(client: Client) -> dict[Any, int]:
    """Kind of record -> how many standing ones belong to a client."""
    counted: Counter[Any] = Counter()
    for model, field in namers(Client):
        counted[model] += model._default_manager.filter(**{field: client}, cancelled_at__isnull=True).count()
    return {model: many for model, many in counted.items() if many}


def likeness(kept: Client, double: Client) -> list[tuple[str, str]]:
    """(what was compared, outcome) of what lies sealed, by blind indexes: nothing is opened, so nothing is read."""
    niks = {one.nik_index for one in (kept, double)} - {""}
    parts = [set(one.name_parts.values_list("part", flat=True)) for one in (kept, double)]
    shared = len(parts[0] & parts[1])
    if not kept.nik_index or not double.nik_index:
        nik = "hanya satu yang ber-NIK" if niks else "keduanya tanpa NIK"
    else:
        nik = "sama" if len(niks) == 1 else "berbeda"
    name = f"{shared} kata sama" if shared else "tidak ada kata yang sama"
    return [("NIK", nik), ("Nama", name if all(parts) else "salah satu atau keduanya tanpa nama")]


MERGE = ClientMerging(Client, "rehab", "", "merge_clients", "")
PART = ClientParting(Client, "rehab", "", "part_clients", "")
