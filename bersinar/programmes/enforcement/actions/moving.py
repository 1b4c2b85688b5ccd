"""Which containers a movement may concern, and where they may lie."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui.templatetags.ui import moment
from bersinar.foundation.wire.refusals import Refusal

from ..models import Case, Container, Exhibit, MovementLine, PlannedLine, StorePlace, amount_in_words
from ..movement_kinds import Kind, Way
from .paper import wrong


def held_containers(case: Case, named: Iterable[Container]) -> dict[UUID, Container]:
    """These containers as they stand now, locked in one order. Their case is locked already."""
    keys = {container.pk for container in named}
    rows = Container.objects.select_for_update(of=("self",)).filter(pk__in=keys, exhibit__case=case)
    found = {row.pk: row for row in rows.select_related("exhibit__office").order_by("pk")}
    if keys != set(found):
        raise Refusal("container_missing", "Pilih wadah dari kasus ini.")
    return found


def may_move(kind: Kind, container: Container, moved_at: datetime) -> None:
    """A container moves after it came in, before it was destroyed, one movement at a time, and never backwards in time."""
    if container.is_cancelled:
        raise Refusal("container_cancelled", f"{container} sudah dibatalkan.", status=409)
    if number := unreadied(container):
        words = f"{container} menunggu pengesahan berita acara {number}. Sahkan atau tarik itu dahulu."
        raise Refusal("container_waits", words, status=409)
    if not container.is_in:
        raise Refusal("container_not_in", f"{container} belum masuk gudang.", status=409)
    last = last_line(container)
    said = f"berita acara {last.movement.number}, {moment(last.movement.moved_at)}"
    if not container.is_held and last.movement.kind == "destroyed":
        gone = amount_in_words(-int(last.quantity), container.exhibit.unit)
        raise Refusal("destroyed_before", f"{container} sudah dimusnahkan seluruhnya: {gone} ({said}).", status=409)
    if not container.is_held and kind.way is not Way.IN:
        raise Refusal("container_empty", f"{container} kosong sejak {said}.", status=409)
    if moved_at < last.movement.moved_at:
        raise wrong("moved_at", f"{container} terakhir bergerak dengan {said}. Waktunya tidak dapat mendahului itu.")


def source_of(case: Case, kind: Kind, exhibit: Exhibit | None, containers: dict[UUID, Container]) -> Exhibit | None:
    """The exhibit that new containers are of: the one being packed, or the one whose containers are divided or joined."""
    if not kind.packs:
        return None
    if kind.way is Way.WITHIN:
        found = {container.exhibit_id: container.exhibit for container in containers.values()}
        if len(found) != 1:
            raise Refusal("one_exhibit", "Pilih wadah dari satu barang bukti saja.")
        return next(iter(found.values()))
    if exhibit is None or exhibit.case_id != case.pk:
        raise Refusal("exhibit_missing", "Pilih barang bukti dari kasus ini.")
    held: Exhibit = Exhibit.objects.select_for_update(of=("self",)).select_related("office").get(pk=exhibit.pk)
    if held.is_cancelled:
        raise Refusal("exhibit_cancelled", "Barang bukti ini sudah dibatalkan.", status=409)
    return held


def checked_place(office: Office, by: User, place: StorePlace | None) -> StorePlace | None:
    """A standing place of this office's store, named by a keeper. Nobody else says where things lie."""
    if place is None:
        return None
    mine = office.pk in by.scope(Permission.STORE_KEEP)
    if not mine or place.office_id != office.pk or place.is_cancelled:
        raise wrong("place", "Pilih tempat simpan di gudang satuan kerja ini.")
    return place


def last_line(container: Container) -> MovementLine:
    """The last line of a container that has come in."""
    return MovementLine.objects.select_related("movement").get(container=container, seq=container.seq)


def unreadied(container: Container) -> str:
    """The number of the paper that a container waits for; nothing where none is open."""
    open_ones = PlannedLine.objects.filter(container=container, is_open=True)
    return open_ones.values_list("movement__number", flat=True).first() or ""
