"""What this room's records say.

An inquiry without an LKN says nothing, and nothing beneath it does. A joint case is the lead's own and the partner's joint: totals count what is own, so it counts once at every level.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from bersinar.foundation.secrecy.tokens import subject_token
from bersinar.ledger.drafts import Draft
from bersinar.ledger.models import Share

from .models import (
    M2_PER_HA,
    MILLIONTHS,
    Case,
    CaseEvent,
    Exhibit,
    Movement,
    Network,
    Participation,
    SeizedGood,
    Seizure,
    SharedSeizure,
    Suspect,
    TatRequest,
)
from .models.events import COMPLETED

_MASS_OR_VOLUME = {"g": "mass", "ml": "volume"}
_THOUSANDTH = MILLIONTHS // 1_000  # of a piece, in millionths
_MICRO_HECTARE = M2_PER_HA  # in millionths of a square metre


def of_case(case: Case) -> Iterator[Draft]:
    """Opened; prominent, and first in the area only where somebody said so."""
    if case.lkn_on is None:
        return
    yield Draft("enforcement.case_opened", case.lkn_on, place=case.place_id)
    if case.prominent:
        yield Draft("enforcement.case_prominent", case.lkn_on, place=case.place_id)
    if case.is_laundering:
        yield Draft("enforcement.case_laundering", case.lkn_on, place=case.place_id)
    if case.is_first_in_area:
        yield Draft("enforcement.first_in_area", case.lkn_on, place=case.place_id, substance=case.first_substance)


def of_suspect(suspect: Suspect) -> Iterator[Draft]:
    """Named; from abroad, held before, a child, and on which articles. Who is only sought says nothing yet."""
    if suspect.case.lkn_on is None or not suspect.is_counted or suspect.named_on is None:
        return
    day, token = suspect.named_on, subject_token("enforcement", suspect.person_id)
    yield Draft(
        "enforcement.suspect_named", day, sex=suspect.sex, age_band=suspect.age_band, detail=suspect.role, subject=token
    )
    if suspect.nationality != "ID":
        yield Draft("enforcement.foreigner_named", day, detail=suspect.nationality, subject=token)
    if suspect.earlier_record == "repeat":
        yield Draft("enforcement.repeater_named", day, subject=token)
    if suspect.is_child:
        yield Draft("enforcement.child_named", day, subject=token)
    for article in suspect.charges:
        yield Draft("enforcement.suspect_charged", day, detail=article, subject=token)


def of_good(good: SeizedGood) -> Iterator[Draft]:
    """Money in rupiah; goods in pieces and, where somebody valued them, what they are worth: an estimate."""
    if good.case.lkn_on is None:
        return
    where = {"place": good.case.place_id, "detail": good.kind}
    if good.is_money:
        yield Draft("enforcement.money_seized", good.seized_on, good.worth or 0, **where)
        return
    yield Draft("enforcement.goods_seized", good.seized_on, good.count, **where)
    if good.worth is not None:
        yield Draft("enforcement.goods_valued", good.seized_on, good.worth, basis="estimated", **where)


def of_tat(request: TatRequest) -> Iterator[Draft]:
    """Asked for; and once the letter is there, completed, in time or not, and where rehabilitation was advised.

    No subject: who was assessed is counted nowhere, least of all as a client.
    """
    yield Draft("enforcement.tat_requested", request.requested_on, detail=request.agency)
    if request.letter_on is None:
        return
    yield Draft("enforcement.tat_completed", request.letter_on, detail=request.agency)
    for one in request.measured:
        yield Draft("enforcement.deadline_measured", request.letter_on, 100 if one["kept"] else 0, detail=one["key"])
    if request.advised != "none":
        yield Draft("enforcement.tat_recommended", request.letter_on, detail=request.advised)


def of_exhibit(exhibit: Exhibit) -> Iterator[Draft]:
    if exhibit.case.lkn_on is not None:
        yield _seized(exhibit, exhibit.case.place_id, Share.OWN)


def of_event(event: CaseEvent) -> Iterator[Draft]:
    """A file at P-21 with the days it took since the LKN; every term that the event ended, kept or missed."""
    lkn_on = event.case.lkn_on
    if lkn_on is None:
        return
    if event.kind == COMPLETED:
        yield Draft("enforcement.file_completed", event.day, place=event.case.place_id)
        yield Draft("enforcement.file_took", event.day, (event.day - lkn_on).days)
    for one in event.measured:
        yield Draft("enforcement.deadline_measured", event.day, 100 if one["kept"] else 0, detail=one["key"])


def of_network(network: Network) -> Iterator[Draft]:
    token = subject_token("enforcement", network.pk)
    yield Draft("enforcement.network_disclosed", network.disclosed_on, detail=network.scope, subject=token)


def of_participation(participation: Participation) -> Iterator[Draft]:
    """The lead's case and, where told, its suspects: without sex and age, as tokens of this participation alone."""
    joint = Share.JOINT.value
    yield Draft("enforcement.case_opened", participation.lkn_on, share=joint, place=participation.place_id)
    for number in range(participation.suspects or 0):
        token = subject_token("enforcement", f"{participation.pk}:{number}")
        yield Draft("enforcement.suspect_named", participation.lkn_on, share=joint, subject=token)


def of_shared_seizure(seizure: SharedSeizure) -> Iterator[Draft]:
    yield _seized(seizure, seizure.participation.place_id, Share.JOINT)


def of_movement(movement: Movement) -> Iterator[Draft]:
    """What a confirmed movement changed in the store, and what it destroyed. One that was taken back says nothing."""
    if not movement.counts:
        return
    moved: Counter[tuple[str, str, str]] = Counter()
    for line in movement.lines.all():
        exhibit = line.container.exhibit
        moved[exhibit.substance, exhibit.unit, exhibit.aspect] += int(line.quantity)
    day, place = movement.happened_on, movement.case.place_id
    for (substance, unit, aspect), amount in sorted(moved.items()):
        if amount:
            yield _amount("held", substance, unit, aspect, day, amount)
        if amount and movement.kind == "destroyed":
            yield _amount("destroyed", substance, unit, aspect, day, -amount, place=place)


def _seized(seizure: Seizure, place: str, share: Share) -> Draft:
    return _amount(
        "seized", seizure.substance, seizure.unit, seizure.aspect, seizure.seized_on, seizure.amount, share=share.value,
        place=place,
    )  # fmt: skip


def _amount(
    what: str, substance: str, unit: str, aspect: str, day: date, amount: int, *, place: str = "", share: str = Share.OWN.value
) -> Draft:  # fmt: skip
    """One amount in the scale of its kind; exact, because finer amounts are refused when typed."""
    where = {"share": share, "place": place, "substance": substance}
    if unit in _MASS_OR_VOLUME:
        return Draft(f"enforcement.{_MASS_OR_VOLUME[unit]}_{what}", day, amount, aspect=aspect, **where)
    if unit == "m2":
        return Draft(f"enforcement.field_{what}", day, amount // _MICRO_HECTARE, **where)
    return Draft(f"enforcement.pieces_{what}", day, amount // _THOUSANDTH, detail=unit, aspect=aspect, **where)
