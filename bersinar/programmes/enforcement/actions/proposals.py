"""Proposing a movement: its paper is checked, its containers and amounts are, and what it is to do is written down.

Nothing moves yet. The lines are written when somebody else confirms.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.numbering.actions import next_number
from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed, deed, once

from ..models import WEIGHED, Case, Ceremony, Container, Exhibit, Movement, PlannedLine, written
from ..movement_kinds import KINDS, Kind, Way
from .amounts import lines_of, unit_of
from .cases import case_for
from .moving import checked_place, held_containers, may_move, source_of
from .paper import Packing, Paper, Planned, Taking, wrong

NUMBERS = "ba-bb"


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
        may_move(kind, container, paper.moved_at)
    source = source_of(held, kind, exhibit, containers)
    lines = lines_of(kind, source, containers, takings, packings, paper)
    if kind.weighs and not paper.scale.strip() and any(unit_of(one, source) in WEIGHED for one in lines):
        raise wrong("scale", "Isi timbangan yang dipakai.")
    movement = _add(doing, held, kind, paper, ceremony)
    plan(doing, movement, lines, source)
    return movement


def key_of(by: User, office: Office) -> Permission:
    """With which of the two keys this person acts here; whoever has neither is refused by it."""
    return Permission.STORE_KEEP if office.pk in by.scope(Permission.STORE_KEEP) else Permission.ENFORCEMENT_WRITE


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


def _kind(code: str) -> Kind:
    kind = KINDS.get(code)
    if kind is None or kind.way is Way.BACK:
        raise Refusal("movement_kind", "Pilih peristiwanya.")
    return kind


def _paper_is_whole(doing: Deed, case: Case, kind: Kind, paper: Paper) -> None:
    check_time(doing, case, paper.moved_at)
    if kind.to and not paper.destination.strip():
        raise wrong("destination", "Isi kepada lembaga mana diserahkan.")
    if kind.why and not paper.why.strip():
        raise wrong("why", "Tulis alasannya.")
    if len(paper.witnesses) < kind.witnesses:
        raise wrong(
            "witnesses", f"Berita acara ini memerlukan {kind.witnesses} saksi; baru {len(paper.witnesses)} yang diisi."
        )


def check_time(doing: Deed, case: Case, moved_at: datetime) -> None:
    """What happened lies neither ahead nor before its case began."""
    if moved_at > doing.at:
        raise wrong("moved_at", "Waktunya belum terjadi.")
    day, first = doing.office.local_day(moved_at), case.began_on or case.reported_on
    if day < first:
        raise wrong("moved_at", f"{day:%d-%m-%Y} mendahului tanggal kejadian kasusnya ({first:%d-%m-%Y}).")


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
        raise wrong("number", f"Nomor berita acara {typed} sudah dipakai di satuan kerja ini.")
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
