"""How much a movement puts in and takes out: for each kind what it may, refused with the numbers where it cannot be."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from django.db.models import Sum

from bersinar.foundation.wire.refusals import Refusal

from ..models import WEIGHED, Container, Exhibit, amount_in_words
from ..movement_kinds import Kind, Way
from ..packing import packed_of
from .exhibits import millionths
from .paper import Packing, Paper, Planned, Taking, wrong


def lines_of(
    kind: Kind, source: Exhibit | None, containers: dict[UUID, Container], takings: Sequence[Taking], packings: Sequence[Packing],
    paper: Paper,
) -> list[Planned]:  # fmt: skip
    """The lines of a movement. New containers are of `source`."""
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
        raise wrong("moved_at", f"{day:%d-%m-%Y} mendahului hari penyitaannya ({source.seized_on:%d-%m-%Y}).")
    lines = [_packed(source, one) for one in packings]
    packed, total = packed_of(source), sum(line.quantity for line in lines)
    if total > packed.rest:
        raise wrong(
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
        raise wrong(packings[-1].field, f"{container} berisi {container.in_words}; {said} melebihi isinya.")
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
        raise wrong(taking.field, f"{container} berisi {container.in_words}; {said} melebihi isinya.")
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
        raise wrong(
            field,
            f"Dari {container} disisihkan untuk laboratorium {said[0]}, sudah kembali {said[1]}; {said[2]} melebihi sisanya.",
        )


def _more_than_nought(typed: Decimal | None, unit: str, field: str) -> int:
    if typed is None:
        raise wrong(field, "Isi jumlahnya.")
    amount = millionths(typed, unit, field)
    if amount <= 0:
        raise wrong(field, "Isi lebih dari nol.")
    return amount


def _gross(typed: Decimal | None, net: int, unit: str, field: str) -> int | None:
    if typed is None:
        return None
    if unit not in WEIGHED:
        raise wrong(field, "Berat kotor hanya untuk gram dan ml.")
    gross = millionths(typed, unit, field)
    if gross < net:
        said = [amount_in_words(one, unit) for one in (gross, net)]
        raise wrong(field, f"Berat kotor {said[0]} lebih kecil daripada isinya, {said[1]}.")
    return gross


def unit_of(line: Planned, source: Exhibit | None) -> str:
    """In which unit a line is counted."""
    target = line.target
    if isinstance(target, Container):
        return target.exhibit.unit
    return source.unit if source else ""
