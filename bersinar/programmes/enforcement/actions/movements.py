"""Confirming a movement, withdrawing one that waits, agreeing to a difference, taking back a mistaken one.

Two people each time, each with own log-in and key: an investigator and a keeper. Whoever seized keeps nothing of it.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.audit.models import GENESIS
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed, deed, once

from ..custody import CONFIRMED, digest_of, hung_on
from ..models import (
    Container,
    Movement,
    MovementLine,
    PlannedLine,
    StorePlace,
    WeighingLimit,
    Witness,
    amount_in_words,
    written,
)  # fmt: skip
from ..movement_kinds import NEEDS_PLACE
from .arising import take_back, tell
from .cases import case_for
from .moving import checked_place, held_containers, last_line, unreadied
from .paper import Paper, Planned
from .proposals import check_time, key_of, number_of, plan


def confirm(
    movement: Movement, *, by: User, place: StorePlace | None = None, reason: str = "", request_id: UUID | None = None
) -> Movement:
    """Confirm what another person proposed: the lines of all its containers are written, or none."""

    def make() -> Movement:
        office = movement.office
        with deed(CONFIRMED, office=office, by=by, needs=key_of(by, office), reason=reason or movement.why) as doing:
            return confirmed(doing, _single(waiting(doing, movement)), place)

    body = {"movement": movement.pk, "place": place}
    return once(
        request_id=request_id, action=CONFIRMED, by=by, body=body, model=Movement, make=make, record_id=movement.pk
    )


def confirmed(doing: Deed, kept: Movement, place: StorePlace | None) -> Movement:
    """Within a deed: write the lines of a movement that waits, and what they tell of its case."""
    planned = list(kept.planned.order_by("container_id"))
    containers = held_containers(kept.case, [line.container for line in planned])
    keeper = _keeper(kept, doing.by, containers.values())
    _within_limit(kept, planned, containers)
    where = checked_place(doing.office, doing.by, place) or kept.place
    lines = [_line(kept, containers[one.container_id], one, where, keeper) for one in planned]
    MovementLine.objects.bulk_create(lines)
    for line in lines:
        _carry_over(kept, containers[line.container_id], line)
    kept.planned.update(is_open=False)
    said = {"place": where, "keeper": keeper, "confirmed_by": doing.by, "confirmed_at": doing.at}
    done = doing.change(kept, {**said, "digest": digest_of(line.hash for line in lines)}, based_on=None)
    if done.reverses is not None:
        _undone(doing, done.reverses)
    tell(doing, done)
    return done


def withdraw(movement: Movement, *, by: User, reason: str) -> Movement:
    """Withdraw what was proposed and nobody confirmed. Containers that it was to bring in are cancelled with it."""
    office = movement.office
    with deed("enforcement.withdraw_movement", office=office, by=by, needs=key_of(by, office), reason=reason) as doing:
        return withdrawn(doing, _single(waiting(doing, movement)))


def withdrawn(doing: Deed, kept: Movement) -> Movement:
    """Within a deed: cancel a movement that waits, with the containers that it was to bring in."""
    gone = doing.cancel(kept)
    kept.planned.update(is_open=False)
    for container in Container.objects.filter(packed_by=kept):
        doing.cancel(container)
    return gone


def approve(movement: Movement, *, by: User) -> Movement:
    """The head of the section agrees to a weighing that differs by more than the office's limit."""
    with deed(
        "enforcement.approve_movement", office=movement.office, by=by, needs=Permission.STORE_DECIDE, reason=movement.why
    ) as doing:  # fmt: skip
        kept = waiting(doing, movement)
        if kept.recorded_by_id == by.pk:
            raise Refusal("own_proposal", "Usulan sendiri tidak dapat disetujui sendiri.", status=409)
        return doing.change(kept, {"approved_by": by}, based_on=None)


def reverse(
    movement: Movement, *, by: User, moved_at: datetime, why: str, number: str = "", witnesses: tuple[Witness, ...] = (),
    reason: str = "", request_id: UUID | None = None,
) -> Movement:  # fmt: skip
    """Propose to take a mistaken movement back: its lines the other way round. Only what happened last to a container."""

    def make() -> Movement:
        office = movement.office
        with deed(
            "enforcement.propose_movement", office=office, by=by, needs=key_of(by, office), reason=reason or why
        ) as doing:
            case = case_for(doing, movement.case)
            kept = Movement.objects.select_for_update(of=("self",)).select_related("office").get(pk=movement.pk)
            if kept.confirmed_at is None or kept.reverses_id is not None:
                raise Refusal("not_confirmed", "Hanya berita acara yang sudah sah dapat dibalik.", status=409)
            check_time(doing, case, moved_at)
            if not why.strip():
                raise Refusal("why_missing", "Tulis alasannya.", fields={"why": "Tulis alasannya."})
            lines = list(kept.lines.all())
            containers = held_containers(case, [line.container for line in lines])
            for line in lines:
                _is_last(line, containers[line.container_id], moved_at)
            said = {
                "kind": "reversed", "number": number_of(office, Paper(moved_at, number)), "moved_at": moved_at, "why": why.strip(),
                "witnesses": written(list(witnesses)), "reverses": kept,
            }  # fmt: skip
            back = doing.add(Movement(case=case), said)
            plan(doing, back, [Planned(containers[one.container_id], -int(one.quantity), None) for one in lines], None)
            return back

    body = {"reverses": movement.pk, "moved_at": str(moved_at), "why": why, "number": number}
    return once(
        request_id=request_id, action="enforcement.reverse_movement", by=by, body=body, model=Movement, make=make
    )


def _is_last(line: MovementLine, container: Container, moved_at: datetime) -> None:
    if number := unreadied(container):
        words = f"{container} menunggu pengesahan berita acara {number}. Sahkan atau tarik itu dahulu."
        raise Refusal("container_waits", words, status=409)
    last = last_line(container)
    if last.pk != line.pk:
        words = f"{container} sesudahnya bergerak dengan berita acara {last.movement.number}. Balik itu dahulu."
        raise Refusal("moved_since", words, status=409)
    if moved_at < last.movement.moved_at:
        words = f"Mendahului berita acara yang dibalik ({last.movement.happened_on:%d-%m-%Y})."
        raise Refusal("before_mistake", words, fields={"moved_at": words})


def _single(movement: Movement) -> Movement:
    """A movement that is settled by itself: what is part of a common paper is settled with it."""
    if movement.ceremony_id is not None:
        words = f"{movement} berlaku untuk beberapa kasus. Sahkan atau tarik dari halaman berita acara gabungannya."
        raise Refusal("part_of_ceremony", words, status=409)
    return movement


def waiting(doing: Deed, movement: Movement) -> Movement:
    """The movement as it stands now, locked with its case, still waiting for its second person."""
    case_for(doing, movement.case)
    kept: Movement = (
        Movement.objects.select_for_update(of=("self",)).select_related("office", "case").get(pk=movement.pk)
    )
    if kept.is_cancelled:
        raise Refusal("withdrawn", f"Berita acara {kept} sudah ditarik.", status=409)
    if kept.confirmed_at is not None:
        raise Refusal("confirmed_before", f"Berita acara {kept} sudah disahkan oleh {kept.confirmed_by}.", status=409)
    return kept


# --- the two keys ------------------------------------------------------------------------------------------------------


def _keeper(movement: Movement, by: User, containers: Collection[Container]) -> User:
    """Which of the two is the keeper. One keeps, the other investigates; who seized cannot be the one who keeps."""
    proposer = User.objects.get(pk=movement.recorded_by_id)
    if proposer.pk == by.pk:
        words = "Yang mengusulkan tidak dapat mengesahkan sendiri: mintalah orang kedua."
        raise Refusal("own_proposal", words, status=409)
    seizers = _seizers(containers)
    for keeper, other in ((by, proposer), (proposer, by)):
        may = movement.office_id in keeper.scope(Permission.STORE_KEEP) and movement.office_id in other.scope(
            Permission.ENFORCEMENT_WRITE
        )
        if may and keeper.pk not in seizers:
            return keeper
        if may:
            seized = (
                f"{keeper} yang menyitanya, jadi tidak dapat menjadi penyimpannya. Mintalah petugas penyimpan lain."
            )
            raise Refusal("seizer_keeps", seized, status=409)
    words = "Perlu dua orang: seorang penyidik dan seorang petugas penyimpan barang bukti."
    raise Refusal("two_keys", words, status=409)


def _seizers(containers: Collection[Container]) -> set[UUID]:
    """Who recorded the seizure of these containers' exhibits, and who brought them in as investigator."""
    exhibits = {container.exhibit_id: container.exhibit for container in containers}
    came = Movement.objects.filter(kind="seized", confirmed_at__isnull=False, packed__exhibit__in=exhibits).distinct()
    brought = {
        person
        for proposer, confirmer, keeper in came.values_list("recorded_by_id", "confirmed_by_id", "keeper_id")
        for person in (proposer, confirmer)
        if person != keeper
    }
    return brought | {exhibit.recorded_by_id for exhibit in exhibits.values()}


# --- what is written ---------------------------------------------------------------------------------------------------


def _within_limit(movement: Movement, planned: list[PlannedLine], containers: dict[UUID, Container]) -> None:
    """A weighing that differs too much waits for the head of the section."""
    if movement.kind != "reweighed" or movement.approved_by_id is not None:
        return
    limits = {
        (limit.substance, limit.unit): int(limit.most)
        for limit in WeighingLimit.objects.standing().filter(office_id=movement.office_id)
    }
    for line in planned:
        exhibit, differs = containers[line.container_id].exhibit, abs(int(line.quantity))
        most = limits.get((exhibit.substance, exhibit.unit))
        if most is not None and differs > most:
            said = [amount_in_words(one, exhibit.unit) for one in (differs, most)]
            words = f"Selisih {said[0]} melebihi batas {said[1]}. Kepala seksi perlu menyetujui lebih dahulu."
            raise Refusal("head_decides", words, status=409)


def _line(
    movement: Movement, container: Container, planned: PlannedLine, place: StorePlace | None, keeper: User
) -> MovementLine:
    quantity = int(planned.quantity)
    balance = int(container.balance) + quantity
    if balance < 0:
        said = amount_in_words(-quantity, container.exhibit.unit)
        raise Refusal("below_nought", f"{container} berisi {container.in_words}; {said} melebihi isinya.", status=409)
    comes = movement.kind in NEEDS_PLACE and quantity >= 0
    where = _where(movement, container, place, comes=comes) if balance else None
    holder = (keeper if comes or container.holder is None else container.holder) if balance else None
    line = MovementLine(
        movement=movement, container=container, seq=container.seq + 1, quantity=quantity, balance=balance, gross=planned.gross,
        place=where, holder=holder,
        prev_hash=bytes(last_line(container).hash) if container.is_in else GENESIS,
    )  # fmt: skip
    line.hash = hung_on(line.prev_hash, line, movement)
    return line


def _where(movement: Movement, container: Container, place: StorePlace | None, *, comes: bool) -> StorePlace:
    """Where a container lies afterwards: at the place that was named where it is put somewhere, else where it lay."""
    found = (place or (None if movement.kind == "moved" else container.place)) if comes else container.place or place
    if found is None:
        words = "Petugas penyimpan perlu memilih tempat simpan."
        raise Refusal("place_missing", words, fields={"place": words})
    return found


def _carry_over(movement: Movement, container: Container, line: MovementLine) -> None:
    """What the container holds now, beside its lines: a list need not add up."""
    if container.holder_id != line.holder_id:
        container.held_since = movement.moved_at if line.holder_id else None
    container.seq, container.balance, container.last_kind = line.seq, line.balance, movement.kind
    container.place_id, container.holder_id = line.place_id, line.holder_id
    if line.quantity or line.gross is not None:
        container.gross = line.gross  # of another content the old gross weight says nothing
    container.save(update_fields=["seq", "balance", "last_kind", "place", "holder", "held_since", "gross"])


def _undone(doing: Deed, mistaken: Movement) -> None:
    """The movement that was taken back says nothing more; what it brought into being and told is gone with it."""
    doing.change(mistaken, {"reversed_at": doing.at}, based_on=None)
    take_back(doing, mistaken)
    for container in Container.objects.filter(packed_by=mistaken):
        doing.cancel(container)
