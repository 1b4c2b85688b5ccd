"""What this room's records say: sessions openly; results by month and kabupaten/kota, never by institution."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bersinar.foundation.periods.calendar import first_of_month
from bersinar.foundation.regions.models import regency_of
from bersinar.foundation.secrecy.tokens import subject_token
from bersinar.ledger.drafts import Draft
from bersinar.ledger.models import Bound

from .models import KitLoss, KitLot, KitUse, SessionResult, UrineSession


def of_session(session: UrineSession) -> Iterator[Draft]:
    """Held, at which institution, how many were invited and tested. A raid is told apart, and as deteksi dini where
    the office counts it so."""
    day = session.held_on
    where: dict[str, Any] = {"place": session.region_id or "", "environment": session.environment}
    if session.is_raid:
        yield Draft("screening.raid_held", day, **where)
        yield from _tested("screening.raid_tested", session, where)
    if not session.is_counted:
        return
    yield Draft("screening.session_held", day, subject=subject_token("activities", session.activity_id), **where)
    yield Draft(
        "screening.institution_tested",
        day,
        subject=subject_token("institutions", session.institution.counted_id),
        **where,
    )
    if session.invited is not None and session.follows_id is None:  # who was absent was invited the first time
        yield Draft("screening.person_invited", day, session.invited, **where)
    yield from _tested("screening.person_tested", session, where)


def _tested(kind: str, session: UrineSession, where: dict[str, Any]) -> Iterator[Draft]:
    """How many were tested, by sex as far as that is known; nought as a lower bound where the number is not."""
    day = session.held_on
    if session.tested is None:
        yield Draft(kind, day, 0, bound=Bound.MIN.value, **where)
        return
    known = [
        (sex, people) for sex, people in (("male", session.male), ("female", session.female)) if people is not None
    ]
    for sex, people in known:
        yield Draft(kind, day, people, sex=sex, **where)
    rest = session.tested - sum(people for _, people in known)
    if rest or not known:
        yield Draft(kind, day, rest, **where)


def of_result(result: SessionResult) -> Iterator[Draft]:
    """How many reacted, of the session's month and kabupaten/kota. Nought is said too: it was looked at.

    What a raid found is said where its session counts, so that both sides of a percentage speak of the same people.
    """
    if not result.session.is_counted:
        return
    day, place = first_of_month(result.session.held_on), regency_of(result.session.region_id or "")
    yield Draft("screening.positive_found", day, result.persons_reactive, place=place)
    for kind, people in (
        ("screening.confirmation_sent", result.sent),
        ("screening.positive_confirmed", result.confirmed),
        ("screening.positive_refuted", result.refuted),
        ("screening.positive_explained", result.explained),
        ("screening.person_referred", result.referred),
    ):
        if people is not None:
            yield Draft(kind, day, people, place=place)
    for code, count in result.by_parameter.items():
        yield Draft("screening.parameter_reactive", day, count, place=place, detail=code)


def of_lot(lot: KitLot) -> Iterator[Draft]:
    """Kits that came in, by panel; the stock of a day adds up what came in and what left."""
    yield Draft("screening.kit_received", lot.received_on, lot.received, detail=lot.panel)
    yield Draft("screening.kit_stocked", lot.received_on, lot.received, detail=lot.panel)


def of_use(use: KitUse) -> Iterator[Draft]:
    """Kits that a session used; those that failed are told apart too."""
    day, panel = use.session.held_on, use.lot.panel
    yield Draft("screening.kit_used", day, use.used, detail=panel)
    yield Draft("screening.kit_failed", day, use.failed, detail=panel)
    yield Draft("screening.kit_stocked", day, -use.used, detail=panel)


def of_loss(loss: KitLoss) -> Iterator[Draft]:
    """Kits that left unused, by reason."""
    yield Draft("screening.kit_written_off", loss.lost_on, loss.count, detail=loss.cause)
    yield Draft("screening.kit_stocked", loss.lost_on, -loss.count, detail=loss.lot.panel)
