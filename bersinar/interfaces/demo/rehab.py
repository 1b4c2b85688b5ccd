"""Clients, facilities, aftercare: as many as the articles tell, and nobody who exists.

Lumajang's article says nothing of pathways, but every client has one: here all its clients are outpatients, some of
them with a partner, as the article mentions partners. Ages, months, substances, entry paths and closings are told by
no article; they are made up so that no split of a restricted figure shows fewer than five people by sex or age. Of
Lubuklinggau's 98 clients 21 went on to aftercare: still 98.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bersinar.foundation.letters.actions import make
from bersinar.programmes.rehab.actions import (
    AFTERCARES,
    CONSENTS,
    DECISIONS,
    EPISODES,
    FACILITIES,
    REFERRALS,
    SELF_ASSESSMENTS,
    STRENGTHENINGS,
    Arrival,
    receive,
)
from bersinar.programmes.rehab.letters import REFERRAL
from bersinar.programmes.rehab.models import Episode, Facility

from .intake import WALKED, walk
from .stage import YEARS, Stage

YOUNG, GROWN = (19, 20, 21, 22, 23, 24), (26, 28, 31, 33, 36, 39, 42, 47)
TOLD = (18,)  # Lumajang's article gives one age, in these words: 18 years


@dataclass(frozen=True)
class Group:
    """So many clients alike: sex, the ages they take in turn, pathway."""

    count: int
    sex: str
    ages: tuple[int, ...]
    pathway: str = "outpatient"


@dataclass(frozen=True)
class Plan:
    """An office's year: who came, in which months, how many had ended, and where they were treated."""

    groups: tuple[Group, ...]
    clinic: tuple[str, str]  # name, kind
    completed: int
    dropped_out: int
    months: tuple[int, ...] = tuple(range(1, 13))
    partner: tuple[str, str] | None = None  # a community's facility that treats some of them
    centre: str = ""  # where its inpatients are


_PLANS = {
    "bnnk-lubuklinggau": Plan(
        (Group(60, "male", GROWN), Group(20, "male", YOUNG), Group(18, "female", GROWN)),
        ("Klinik Pratama BNNK Lubuklinggau", "clinic"), completed=28, dropped_out=8,
    ),
    "bnnk-lumajang": Plan(
        (Group(26, "male", TOLD), Group(9, "female", TOLD), Group(27, "male", GROWN)),
        ("Klinik Pratama BNNK Lumajang", "clinic"), completed=16, dropped_out=5,
        partner=("Lembaga Mitra Rekaan Lumajang", "community_centre"),
    ),
    "bnnk-balikpapan": Plan(
        (Group(30, "male", GROWN), Group(12, "male", YOUNG), Group(9, "female", GROWN),
         Group(9, "male", GROWN, "inpatient")),
        ("Klinik IPWL BNNK Balikpapan", "ipwl"), completed=15, dropped_out=5,
    ),
    "bnnk-oki": Plan(
        (Group(28, "male", GROWN), Group(12, "male", YOUNG), Group(10, "female", GROWN),
         Group(13, "male", GROWN, "inpatient")),
        ("Klinik Pratama BNNK OKI", "clinic"), completed=16, dropped_out=5, centre="Balai Rehabilitasi BNN",
    ),
    "bnnk-kotawaringin-barat": Plan(
        (Group(11, "male", GROWN), Group(6, "male", YOUNG), Group(6, "female", GROWN),
         Group(5, "male", GROWN, "inpatient")),
        ("Klinik Pratama BNNK Kotawaringin Barat", "clinic"), completed=10, dropped_out=5, months=(1, 3, 5, 8, 10),
    ),
}  # fmt: skip


def play(stage: Stage) -> None:
    for code, plan in _PLANS.items():
        places = _facilities(stage, code, plan)
        episodes = _clients(stage, code, plan, places)
        if code == "bnnk-lubuklinggau":
            _strengthen(stage, code)
            completed = [one for one in episodes if one.closing_reason == "completed"]
            _aftercare(stage, code, completed[:21])
            _come_again(stage, code, completed[21:])
            _refer(stage, code, next(one for one in reversed(episodes) if one.is_open))


def _facility(stage: Stage, code: str, name: str, kind: str, owner: str) -> Facility:
    office = stage.office(code)
    return FACILITIES.create(
        office=office,
        by=stage.person(code, "rehab"),
        name=name,
        kind=kind,
        owner=owner,
        region=office.service_area.first(),
    )


def _facilities(stage: Stage, code: str, plan: Plan) -> dict[str, Facility]:
    places = {"clinic": _facility(stage, code, *plan.clinic, "own")}
    if plan.partner:
        places["partner"] = _facility(stage, code, *plan.partner, "community")
    if plan.centre:
        places["centre"] = _facility(stage, code, plan.centre, "centre", "own")
    return places


_BEGINS = ("Ar", "Bim", "Can", "Dar", "Gal", "Har", "Jan", "Kas", "Lok", "Mar", "Pan", "Sur", "Tan", "Wir")
_ENDS = ("da", "gara", "jaya", "manta", "nala", "pati", "rasa", "tika", "wana", "yuda")


def _invented(number: int) -> str:
    """A name nobody bears, a different one for each number up to 140."""
    return f"{_BEGINS[number % len(_BEGINS)]}{_ENDS[number // len(_BEGINS)]} Rekaan"


def _clients(stage: Stage, code: str, plan: Plan, places: dict[str, Facility]) -> list[Episode]:
    """Month by month, as a clinic's register is written; in two clinics the last person walks the whole way in."""
    arrivals: dict[int, list[Arrival]] = {month: [] for month in plan.months}
    ended = 0
    everybody = [(group, place) for group in plan.groups for place in range(group.count)]
    for number, (group, within) in enumerate(everybody):
        month = plan.months[number % len(plan.months)]
        admitted_on = date(YEARS[code], month, 3 + number // len(plan.months) * 2)
        ending = {}
        if group.pathway == "outpatient" and month <= 6 and ended < plan.completed + plan.dropped_out:
            ending = _ending(admitted_on, completed=ended < plan.completed)
            ended += 1
        arrivals[month].append(
            Arrival(
                {
                    "name": _invented(number), "sex": group.sex,
                    "birth_year": YEARS[code] - group.ages[within % len(group.ages)],
                },
                {
                    "entry_path": "family" if number % 5 == 4 else "voluntary",
                    "contacted_on": admitted_on - timedelta(days=2), "admitted_on": admitted_on,
                    "pathway": "outpatient" if _moves(code, group, within) else group.pathway, "facility": _place(group, number, places),
                    "substance": "cannabis" if number % 4 == 3 else "methamphetamine", **ending,
                },
            )
        )  # fmt: skip
    office, by = stage.office(code), stage.person(code, "rehab")
    walked = [arrivals[plan.months[-1]].pop()] if code in WALKED else []
    episodes = [one for month in plan.months for one in receive(office=office, by=by, arrivals=arrivals[month])]
    episodes += [walk(stage, code, arrival) for arrival in walked]
    for one in episodes if code == _MOVED_AT else ():
        if one.facility == places["centre"] and one.standing_decisions()[-1].pathway == "outpatient":
            day = one.admitted_on + timedelta(days=10)
            DECISIONS.create(office=office, by=by, episode=one, decided_on=day, pathway="inpatient")
    return episodes


_MOVED_AT, _MOVED = "bnnk-oki", 5  # so many of its inpatients began as outpatients: one pathway a year, the last one


def _moves(code: str, group: Group, within: int) -> bool:
    return code == _MOVED_AT and group.pathway == "inpatient" and within < _MOVED


def _ending(admitted_on: date, *, completed: bool) -> dict[str, object]:
    if completed:
        return {"closed_on": admitted_on + timedelta(days=92), "closing_reason": "completed"}
    return {"closed_on": admitted_on + timedelta(days=40), "closing_reason": "dropped_out"}


def _place(group: Group, number: int, places: dict[str, Facility]) -> Facility:
    if group.pathway == "inpatient":
        return places.get("centre", places["clinic"])
    return places["partner"] if "partner" in places and number % 5 == 2 else places["clinic"]


_OUTCOMES = ("employed", "trained", "")  # in turn: seven of each; what became of the last is not known


def _aftercare(stage: Stage, code: str, episodes: list[Episode]) -> None:
    """Aftercare, and for two of three how they stand on their own feet."""
    for number, episode in enumerate(episodes):
        assert episode.closed_on is not None
        begun = episode.closed_on + timedelta(days=10)
        outcome = _OUTCOMES[number % len(_OUTCOMES)]
        AFTERCARES.create(
            office=stage.office(code), by=stage.person(code, "rehab"), client=episode.client, kind="follow_up",
            started_on=begun, outcome=outcome, outcome_on=begun + timedelta(days=30) if outcome else None,
        )  # fmt: skip


def _come_again(stage: Stage, code: str, episodes: list[Episode]) -> None:
    """Who completed and used again: a second episode of the same year, the same client."""
    for episode in episodes:
        assert episode.closed_on is not None
        admitted_on = episode.closed_on + timedelta(days=60)
        EPISODES.create(
            office=stage.office(code), by=stage.person(code, "rehab"), client=episode.client,
            entry_path=episode.entry_path, contacted_on=admitted_on - timedelta(days=1), admitted_on=admitted_on,
            pathway="outpatient", facility=episode.facility, substance=episode.substance, is_relapse=True,
        )  # fmt: skip


def _refer(stage: Stage, code: str, episode: Episode) -> None:
    """One referral that waits for its answer, plainly invented, with its letter; whoever plays the other office answers."""
    office, by = stage.office(code), stage.person(code, "rehab")
    said: dict[str, Any] = {"office": office, "by": by, "client": episode.client}
    CONSENTS.create(
        given_by="client", covers=["treatment", "referral"], may_send=["identity", "plan"], given_on=episode.admitted_on, **said
    )  # fmt: skip
    referral = REFERRALS.create(
        to_office=stage.office("bnnk-oki"), cause="family", urgency="routine", sends=["identity", "plan"],
        plan="Rawat jalan, konseling sekali seminggu.", sent_on=episode.admitted_on + timedelta(days=7), **said,
    )  # fmt: skip
    (about,) = REFERRAL.about
    make(
        REFERRAL.code, office=office, by=by, about=(about.record_kind, referral.pk), fields=about.fill(referral, by),
        on=referral.sent_on,
    )  # fmt: skip


def _strengthen(stage: Stage, code: str) -> None:
    """The article tells of a government's institution, not of which or how often: one, plainly invented."""
    hospital = _facility(stage, code, "Rumah Sakit Rekaan Lubuklinggau", "hospital", "government")
    STRENGTHENINGS.create(
        office=stage.office(code), by=stage.person(code, "rehab"), facility=hospital, kind="bimtek",
        day=date(YEARS[code], 8, 18), result="Petugas memahami alur asesmen dan rujukan.",
    )  # fmt: skip
    SELF_ASSESSMENTS.create(
        office=stage.office(code), by=stage.person(code, "rehab"), facility=hospital, assessed_on=date(YEARS[code], 9, 20),
        assessed_by="Tim mutu rekaan", scores={"whole": 62}, result="partly", follow_up="Melengkapi alur rujukan tertulis.",
        follow_up_by=date(YEARS[code], 12, 1), followed_up_on=date(YEARS[code], 11, 24),
    )  # fmt: skip
