"""What this room's records say.

The client is the source: which pathway a year has, and whether an admission is the year's first, is seen only from
all episodes together. Days are months and places kabupaten/kota, as for every fact of the treatment side.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from bersinar.foundation.codelists.lists import codes
from bersinar.foundation.secrecy.tokens import subject_token
from bersinar.ledger.drafts import Draft

from .measuring import of_sheets
from .models import Aftercare, Client, Episode, Parcel, PathwayDecision, Referral, Session, Strengthening
from .profiling import of_profile

# What `of_client` reads of other rows.
READS = ("episodes__facility", "episodes__decisions", "episodes__profiles", "aftercares", "sheets")

# What may be told of the reason; all else, legal process and death among it, leaves this side as "other".
ON_THEIR_FEET = frozenset({"trained", "employed", "own_business", "school"})
PUBLISHED_REASONS = frozenset({"completed", "dropped_out", "transferred", "refused"})


def of_client(client: Client) -> Iterator[Draft]:
    """Admitted once a year, with the pathway decided last in it, and the profile; every episode; aftercare once a year."""
    subject = subject_token("treatment", client.subject_id)
    episodes = client.standing_episodes()
    decided = {episode.pk: episode.standing_decisions() for episode in episodes}
    decisions = sorted((one for some in decided.values() for one in some), key=lambda one: one.decided_on)
    firsts: dict[int, Episode] = {}
    for episode in episodes:
        firsts.setdefault(episode.admitted_on.year, episode)
        yield from _of_episode(episode, decided[episode.pk], subject)
    for year, first in firsts.items():
        yield Draft(
            "rehab.client_admitted", _month(first.admitted_on), place=first.place, sex=client.sex,
            age_band=_age_band(client.age_in(year)), substance=first.substance, detail=_pathway_of(year, decisions),
            aspect=first.entry_path, subject=subject,
        )  # fmt: skip
        if profile := first.standing_profile():
            yield from of_profile(profile, _month(first.admitted_on), first.place, subject)
    aftercares: dict[int, Aftercare] = {}
    for aftercare in client.standing_aftercares():
        aftercares.setdefault(aftercare.started_on.year, aftercare)
    for year, first_care in aftercares.items():
        yield Draft(
            "rehab.aftercare_given", _month(first_care.started_on), place=first_care.place, sex=client.sex,
            age_band=_age_band(client.age_in(year)), subject=subject,
        )  # fmt: skip
    for aftercare in client.standing_aftercares():
        if aftercare.outcome_on and aftercare.outcome in ON_THEIR_FEET:
            yield Draft(
                "rehab.stood_on_feet", _month(aftercare.outcome_on), place=aftercare.place, sex=client.sex,
                detail=aftercare.outcome, subject=subject,
            )  # fmt: skip
    yield from of_sheets(client, episodes, subject)


def _of_episode(episode: Episode, decisions: list[PathwayDecision], subject: str) -> Iterator[Draft]:
    opened, place = _month(episode.admitted_on), episode.place
    owner, entry = episode.facility.owner, episode.entry_path
    yield Draft("rehab.episode_opened", opened, place=place, detail=owner, aspect=entry, subject=subject)
    yield Draft("rehab.care_entered", opened, place=place, subject=subject)
    if episode.contacted_on:
        waited = (episode.admitted_on - episode.contacted_on).days
        yield Draft("rehab.admission_waited", opened, waited, place=place, aspect=entry)
    if episode.is_relapse:
        yield Draft("rehab.relapse_admitted", opened, place=place, subject=subject)
    for before, after in pairwise(decisions):
        if before.pathway != after.pathway:
            move = f"{before.pathway}_{after.pathway}"
            yield Draft("rehab.pathway_changed", _month(after.decided_on), place=place, detail=move, subject=subject)
    if episode.closed_on:
        closed = _month(episode.closed_on)
        reason = episode.closing_reason if episode.closing_reason in PUBLISHED_REASONS else "other"
        yield Draft("rehab.episode_closed", closed, place=place, detail=reason, subject=subject)
        yield Draft("rehab.care_left", closed, -1, place=place, subject=subject)


def of_strengthening(strengthening: Strengthening) -> Iterator[Draft]:
    facility = strengthening.facility
    yield Draft(
        "rehab.facility_strengthened", strengthening.day, place=facility.region_id or "", detail=facility.owner,
        aspect=strengthening.kind,
    )  # fmt: skip


def of_referral(referral: Referral) -> Iterator[Draft]:
    """Sent, unless it was taken back; accepted by a facility outside, which cannot say so itself."""
    if referral.stage == "revoked":
        return
    goal = "office" if referral.is_transfer else "facility"
    yield Draft("rehab.referral_sent", _month(referral.sent_on), detail=goal)
    if not referral.is_transfer and referral.stage in ("accepted", "done") and referral.answered_on:
        yield Draft("rehab.referral_accepted", _month(referral.answered_on), detail=goal)


def of_parcel(parcel: Parcel) -> Iterator[Draft]:
    """Accepted here, on the chain of whoever accepts."""
    if parcel.stage == "accepted" and parcel.answered_on:
        yield Draft("rehab.referral_accepted", _month(parcel.answered_on), detail="office")


def of_session(session: Session) -> Iterator[Draft]:
    """Held or missed, once it is known: nobody is named, not even by a token. What was called off says nothing."""
    if session.happened_on is None:
        return
    kind = "rehab.session_missed" if session.stage == "absent" else "rehab.session_held"
    yield Draft(kind, _month(session.day), place=session.place, detail=session.kind, aspect=session.mode)


def _pathway_of(year: int, decisions: list[PathwayDecision]) -> str:
    """The pathway decided last in a year with an admission; that admission came with a decision of its day."""
    return [one.pathway for one in decisions if one.decided_on.year == year][-1]


def _month(day: date) -> date:
    return day.replace(day=1)


def _age_band(age: int) -> str:
    for band in codes("age_band").values():
        if band.attributes["least"] <= age <= band.attributes["most"]:
            return band.code
    return ""
