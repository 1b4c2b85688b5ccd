"""What this room's records say.

A joint case is the lead's own and the partner's joint: totals count what is own, so it counts once at every level.
"""

from __future__ import annotations

from collections.abc import Iterator

from bersinar.foundation.secrecy.tokens import subject_token
from bersinar.ledger.drafts import Draft
from bersinar.ledger.models import Share

from .models import M2_PER_HA, MILLIONTHS, Case, Exhibit, Network, Participation, Seizure, SharedSeizure, Suspect

_MASS_OR_VOLUME = {"g": "enforcement.mass_seized", "ml": "enforcement.volume_seized"}
_THOUSANDTH = MILLIONTHS // 1_000  # of a piece, in millionths
_MICRO_HECTARE = M2_PER_HA  # in millionths of a square metre


def of_case(case: Case) -> Iterator[Draft]:
    """Opened; prominent, and first in the area only where somebody said so."""
    yield Draft("enforcement.case_opened", case.lkn_on, place=case.place_id)
    if case.prominent:
        yield Draft("enforcement.case_prominent", case.lkn_on, place=case.place_id)
    if case.is_first_in_area:
        yield Draft("enforcement.first_in_area", case.lkn_on, place=case.place_id, substance=case.first_substance)


def of_suspect(suspect: Suspect) -> Iterator[Draft]:
    """Named. Who is only sought says nothing yet."""
    if suspect.is_counted and suspect.named_on is not None:
        yield Draft(
            "enforcement.suspect_named",
            suspect.named_on,
            sex=suspect.sex,
            age_band=suspect.age_band,
            detail=suspect.role,
            subject=subject_token("enforcement", suspect.person_id),
        )


def of_exhibit(exhibit: Exhibit) -> Iterator[Draft]:
    yield _seized(exhibit, exhibit.case.place_id, Share.OWN)


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


def _seized(seizure: Seizure, place: str, share: Share) -> Draft:
    """One seizure in the scale of its kind; exact, because finer amounts are refused when typed."""
    where = {"share": share.value, "place": place, "substance": seizure.substance}
    if seizure.unit in _MASS_OR_VOLUME:
        return Draft(_MASS_OR_VOLUME[seizure.unit], seizure.seized_on, seizure.amount, aspect=seizure.aspect, **where)
    if seizure.unit == "m2":
        return Draft("enforcement.field_seized", seizure.seized_on, seizure.amount // _MICRO_HECTARE, **where)
    pieces = seizure.amount // _THOUSANDTH
    return Draft(
        "enforcement.pieces_seized", seizure.seized_on, pieces, detail=seizure.unit, aspect=seizure.aspect, **where
    )
