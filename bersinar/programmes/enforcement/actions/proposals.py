"""Proposing a movement: what the paper says of itself, which containers it concerns, and every rule that speaks against it.

Nothing moves yet. The lines are written when somebody else confirms.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from django.db.models import Sum

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.numbering.actions import next_number
from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui.templatetags.ui import moment
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed, deed, once

from ..models import (
    WEIGHED,
    Case,
    Ceremony,
    Container,
    Exhibit,
    Movement,
    MovementLine,
    PlannedLine,
    StorePlace,
    Witness,
    amount_in_words,
    written,
)  # fmt: skip
from ..movement_kinds import KINDS, Kind, Way
from ..packing import packed_of
from .cases import case_for
from .exhibits import millionths

NUMBERS = "ba-bb"


@dataclass(frozen=True)
class Paper:
    """What the minutes say beside containers and amounts."""

    moved_at: datetime
    number: str = ""
    held_at: str = ""
    destination: str = ""
    why: str = ""
    scale: str = ""
    weigher: str = ""
    witnesses: tuple[Witness, ...] = ()
    place: StorePlace | None = None


@dataclass(frozen=True)
class Taking:
    """A container that the movement concerns. `amount` is in its unit, as typed: of a new weighing, what the scale shows.

    `field` is where the form says what is wrong with it.
    """

    container: Container
    amount: Decimal | None = None
    gross: Decimal | None = None
    field: str = "amount"


@dataclass(frozen=True)
class Packing:
    """A new container, and what goes into it."""

    kind: str
    seal: str = ""
    amount: Decimal | None = None
    gross: Decimal | None = None
    count: int | None = None
    note: str = ""
    field: str = "amount"


class Planned(NamedTuple):
    """A line to be: a container that exists or is to be made, and how much goes in (positive) or out (negative)."""

    target: Container | Packing
    quantity: int
    gross: int | None


def propose(
    case: Case, *, kind: str, by: User, paper: Paper, takings: Sequence[Taking] = (), packings: Sequence[Packing] = (),
    exhibit: Exhibit | None = None, reason: str = "", request_id: UUID | None = None,
) -> Movement:  # fmt: skip
    """Propose a movement of containers of one case. Refuses with the numbers what cannot be."""

    def make() -> Movement:
        with deed(
            "enforcement.propose_movement", office=case.office, by=by, needs=key_of(by, case.office), reason=reason or paper.why
        ) as doing:  # fmt: skip
            numbered = replace(paper, number=number_of(doing.office, paper))
            return proposed(doing, case, _kind(kind), numbered, takings, packings, exhibit)

    body = {"case": case, "kind": kind, "exhibit": exhibit, "said": str((paper, takings, packings))}
    return once(
        request_id=request_id, action="enforcement.propose_movement", by=by, body=body, model=Movement, make=make
    )


def proposed(
    doing: Deed, case: Case, kind: Kind, paper: Paper, takings: Sequence[Taking], packings: Sequence[Packing] = (),
    exhibit: Exhibit | None = None, ceremony: Ceremony | None = None,
) -> Movement:  # fmt: skip
    """Within a deed: the movement of one case, with what it is to do. The paper has its number."""
    held = case_for(doing, case)
    _ = held.reported_on  # an inquiry holds no evidence
    _paper_is_whole(doing, held, kind, paper)
    containers = held_containers(held, [one.container for one in takings])
    for container in containers.values():
        _may_move(kind, container, paper.moved_at)
    source = _source(held, kind, exhibit, containers)
    lines = _lines(kind, source, containers, takings, packings, paper)
    if kind.weighs and not paper.scale.strip() and any(_unit(one, source) in WEIGHED for one in lines):
        raise _wrong("scale", "Isi timbangan yang dipakai.")
    movement = _add(doing, held, kind, paper, ceremony)
    plan(doing, movement, lines, source)
    return movement


def key_of(by: User, office: Office) -> Permission:
    """With which of the two keys this person acts here; whoever has neither is refused by it."""
    return Permission.STORE_KEEP if office.pk in by.scope(Permission.STORE_KEEP) else Permission.ENFORCEMENT_WRITE


def held_containers(case: Case, named: Iterable[Container]) -> dict[UUID, Container]:
    """These containers as they stand now, locked in one order. Their case is locked already."""
    keys = {container.pk for container in named}
    rows = Container.objects.select_for_update(of=("self",)).filter(pk__in=keys, exhibit__case=case)
    found = {row.pk: row for row in rows.select_related("exhibit__office").order_by("pk")}
    if keys != set(found):
        raise Refusal("container_missing", "Pilih wadah dari kasus ini.")
    return found


def plan(doing: Deed, movement: Movement, lines: Iterable[Planned], source: Exhibit | None) -> None:
    """Write down what a movement is to do, and make the containers that it brings into being."""
    rows = []
    for line in lines:
        target = line.target
        if isinstance(target, Packing):
            said = {
                "kind": target.kind,
                "seal": target.seal.strip(),
                "count": target.count,
                "note": target.note.strip(),
            }
            target = doing.add(Container(exhibit=source, packed_by=movement), said)
        rows.append(PlannedLine(movement=movement, container=target, quantity=line.quantity, gross=line.gross))
    PlannedLine.objects.bulk_create(rows)


def checked_place(office: Office, by: User, place: StorePlace | None) -> StorePlace | None:
    """A standing place of this office's store, named by a keeper. Nobody else says where things lie."""
    if place is None:
        return None
    mine = office.pk in by.scope(Permission.STORE_KEEP)
    if not mine or place.office_id != office.pk or place.is_cancelled:
        raise _wrong("place", "Pilih tempat simpan di gudang satuan kerja ini.")
    return place


def last_line(container: Container) -> MovementLine:
    """The last line of a container that has come in."""
    return MovementLine.objects.select_related("movement").get(container=container, seq=container.seq)


def unreadied(container: Container) -> str:
    """The number of the paper that a container waits for; nothing where none is open."""
    open_ones = PlannedLine.objects.filter(container=container, is_open=True)
    return open_ones.values_list("movement__number", flat=True).first() or ""


# --- the paper ---------------------------------------------------------------------------------------------------------


def _kind(code: str) -> Kind:
    kind = KINDS.get(code)
    if kind is None or kind.way is Way.BACK:
        raise Refusal("movement_kind", "Pilih peristiwanya.")
    return kind


def _paper_is_whole(doing: Deed, case: Case, kind: Kind, paper: Paper) -> None:
    check_time(doing, case, paper.moved_at)
    if kind.to and not paper.destination.strip():
        raise _wrong("destination", "Isi kepada lembaga mana diserahkan.")
    if kind.why and not paper.why.strip():
        raise _wrong("why", "Tulis alasannya.")
    if len(paper.witnesses) < kind.witnesses:
        raise _wrong(
            "witnesses", f"Berita acara ini memerlukan {kind.witnesses} saksi; baru {len(paper.witnesses)} yang diisi."
        )


def check_time(doing: Deed, case: Case, moved_at: datetime) -> None:
    """What happened lies neither ahead nor before its case began."""
    if moved_at > doing.at:
        raise _wrong("moved_at", "Waktunya belum terjadi.")
    day, first = doing.office.local_day(moved_at), case.began_on or case.reported_on
    if day < first:
        raise _wrong("moved_at", f"{day:%d-%m-%Y} mendahului tanggal kejadian kasusnya ({first:%d-%m-%Y}).")


def _add(doing: Deed, case: Case, kind: Kind, paper: Paper, ceremony: Ceremony | None) -> Movement:
    said = {
        "kind": kind.code, "number": paper.number, "ceremony": ceremony,
        "moved_at": paper.moved_at, "held_at": paper.held_at.strip(), "destination": paper.destination.strip(),
        "why": paper.why.strip(), "scale": paper.scale.strip(), "weigher": paper.weigher.strip(),
        "witnesses": written(list(paper.witnesses)), "place": checked_place(doing.office, doing.by, paper.place),
    }  # fmt: skip
    return doing.add(Movement(case=case), said)


def number_of(office: Office, paper: Paper) -> str:
    """The number that was typed, where no other minutes of the office bear it; else the next one."""
    typed = paper.number.strip()
    if not typed:
        return fresh_number(office, office.local_day(paper.moved_at))
    if _is_taken(office, typed):
        raise _wrong("number", f"Nomor berita acara {typed} sudah dipakai di satuan kerja ini.")
    return typed


def fresh_number(office: Office, day: date) -> str:
    """The next number of minutes; one that somebody typed by hand is passed over."""
    while True:
        number = next_number(office=office, kind=NUMBERS, day=day)
        if not _is_taken(office, number):
            return number


def _is_taken(office: Office, number: str) -> bool:
    """Whether minutes bear this number already, of one case or of several."""
    return any(kind.objects.standing().filter(office=office, number=number).exists() for kind in (Movement, Ceremony))


# --- the containers ----------------------------------------------------------------------------------------------------


def _may_move(kind: Kind, container: Container, moved_at: datetime) -> None:
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
        raise _wrong("moved_at", f"{container} terakhir bergerak dengan {said}. Waktunya tidak dapat mendahului itu.")


def _source(case: Case, kind: Kind, exhibit: Exhibit | None, containers: dict[UUID, Container]) -> Exhibit | None:
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


def _lines(
    kind: Kind, source: Exhibit | None, containers: dict[UUID, Container], takings: Sequence[Taking], packings: Sequence[Packing],
    paper: Paper,
) -> list[Planned]:  # fmt: skip
    if kind.packs and source is not None:
        if not packings:
            raise Refusal("nothing_packed", "Isi sedikitnya satu wadah baru.")
        if kind.code == "seized":
            return _seized(source, packings, paper)
        taken = [(containers[one.container.pk], one) for one in takings]
        return _divided(source, taken, packings) if kind.code == "divided" else _joined(source, taken, packings)
    if not takings:
        raise Refusal("nothing_taken", "Pilih sedikitnya satu wadah.")
    return [_taken(kind, containers[one.container.pk], one) for one in takings]


def _seized(source: Exhibit, packings: Sequence[Packing], paper: Paper) -> list[Planned]:
    """What comes in is never more than was seized and is not packed yet."""
    day = source.office.local_day(paper.moved_at)
    if day < source.seized_on:
        raise _wrong("moved_at", f"{day:%d-%m-%Y} mendahului hari penyitaannya ({source.seized_on:%d-%m-%Y}).")
    lines = [_packed(source, one) for one in packings]
    packed, total = packed_of(source), sum(line.quantity for line in lines)
    if total > packed.rest:
        raise _wrong(
            packings[-1].field,
            f"Disita {packed.in_words(source.amount)}, sudah dikemas {packed.in_words(packed.any)}, belum dikemas "
            f"{packed.rest_in_words}: {packed.in_words(total)} melebihi itu.",
        )
    return lines


def _divided(source: Exhibit, taken: Sequence[tuple[Container, Taking]], packings: Sequence[Packing]) -> list[Planned]:
    """Out of one container into new ones; what is not divided stays where it is."""
    if len(taken) != 1:
        raise Refusal("one_divided", "Pilih satu wadah yang dibagi.")
    container, taking = taken[0]
    into = [_packed(source, one) for one in packings]
    out = sum(line.quantity for line in into)
    if out > container.balance:
        said = amount_in_words(out, source.unit)
        raise _wrong(packings[-1].field, f"{container} berisi {container.in_words}; {said} melebihi isinya.")
    left = _gross(taking.gross, int(container.balance) - out, source.unit, taking.field)
    return [Planned(container, -out, left), *into]


def _joined(source: Exhibit, taken: Sequence[tuple[Container, Taking]], packings: Sequence[Packing]) -> list[Planned]:
    """All of several containers into one new."""
    if len(taken) < 2 or len(packings) != 1:
        raise Refusal("several_joined", "Pilih sedikitnya dua wadah, dan isi satu wadah baru.")
    total, into = sum(int(container.balance) for container, _ in taken), packings[0]
    gross = _gross(into.gross, total, source.unit, into.field)
    return [*(Planned(container, -int(container.balance), None) for container, _ in taken), Planned(into, total, gross)]


def _packed(source: Exhibit, packing: Packing) -> Planned:
    quantity = _more_than_nought(packing.amount, source.unit, packing.field)
    return Planned(packing, quantity, _gross(packing.gross, quantity, source.unit, packing.field))


def _taken(kind: Kind, container: Container, taking: Taking) -> Planned:
    unit, inside = container.exhibit.unit, int(container.balance)
    if kind.way is Way.STAYS:
        return Planned(container, 0, None)
    amount = _more_than_nought(taking.amount, unit, taking.field)
    said = amount_in_words(amount, unit)
    if kind.way is Way.OUT and amount > inside:
        raise _wrong(taking.field, f"{container} berisi {container.in_words}; {said} melebihi isinya.")
    if kind.code == "lab_returned":
        _not_more_than_went(container, amount, taking.field)
    quantity = {Way.OUT: -amount, Way.WEIGHED: amount - inside}.get(kind.way, amount)
    return Planned(container, quantity, _gross(taking.gross, inside + quantity, unit, taking.field))


def _not_more_than_went(container: Container, amount: int, field: str) -> None:
    """What comes back from a laboratory went there before."""
    standing = container.lines.filter(movement__reversed_at__isnull=True, movement__reverses__isnull=True)
    went, back = (
        int(standing.filter(movement__kind=kind).aggregate(sum=Sum("quantity"))["sum"] or 0)
        for kind in ("lab", "lab_returned")
    )
    if amount > -went - back:
        said = [amount_in_words(one, container.exhibit.unit) for one in (-went, back, amount)]
        raise _wrong(
            field,
            f"Dari {container} disisihkan untuk laboratorium {said[0]}, sudah kembali {said[1]}; {said[2]} melebihi sisanya.",
        )


def _more_than_nought(typed: Decimal | None, unit: str, field: str) -> int:
    if typed is None:
        raise _wrong(field, "Isi jumlahnya.")
    amount = millionths(typed, unit, field)
    if amount <= 0:
        raise _wrong(field, "Isi lebih dari nol.")
    return amount


def _gross(typed: Decimal | None, net: int, unit: str, field: str) -> int | None:
    if typed is None:
        return None
    if unit not in WEIGHED:
        raise _wrong(field, "Berat kotor hanya untuk gram dan ml.")
    gross = millionths(typed, unit, field)
    if gross < net:
        said = [amount_in_words(one, unit) for one in (gross, net)]
        raise _wrong(field, f"Berat kotor {said[0]} lebih kecil daripada isinya, {said[1]}.")
    return gross


def _unit(line: Planned, source: Exhibit | None) -> str:
    target = line.target
    if isinstance(target, Container):
        return target.exhibit.unit
    return source.unit if source else ""


def _wrong(field: str, words: str) -> Refusal:
    return Refusal("movement_wrong", words, fields={field: words})
