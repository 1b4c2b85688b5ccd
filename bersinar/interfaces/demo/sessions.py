"""Plans and sessions of a few clients in two offices: no article tells of any, so all of it is plainly invented.

The past ones lie in the year that the office's article tells; a few are planned for these days, so that the clinic's
day has something to show. Nothing here touches a figure of the articles.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bersinar.programmes.rehab.actions import ITEMS, PLANS, SESSIONS
from bersinar.programmes.rehab.actions import plans as planning
from bersinar.programmes.rehab.actions import sessions as steps
from bersinar.programmes.rehab.actions.groups import Gathering, Member, hold_group
from bersinar.programmes.rehab.models import Episode, Plan

from .stage import Stage

_OFFICES = ("bnnk-oki", "bnnk-lubuklinggau")
_KINDS = ("individual", "individual", "family", "psychoeducation", "individual", "individual", "individual")
_MODES = ("face_to_face", "face_to_face", "home_visit", "face_to_face", "online", "face_to_face", "face_to_face")
_HELD, _GOING = 5, 4  # clients whose treatment has ended, and clients still in care


def play(stage: Stage) -> None:
    for code in _OFFICES:
        rows = Episode.objects.filter(office=stage.office(code)).select_related("client", "office")
        ended = rows.filter(closing_reason="completed").order_by("admitted_on", "pk")[:_HELD]
        for place, episode in enumerate(ended):
            _treated(stage, code, episode, place)
        _group(stage, code, list(ended))
        going = list(rows.filter(closed_on__isnull=True).order_by("-admitted_on", "-pk")[:_GOING])
        for place, episode in enumerate(going):
            _in_care(stage, code, episode, place)


def _plan(stage: Stage, code: str, episode: Episode, review_on: date) -> Plan:
    by = stage.person(code, "rehab")
    plan = PLANS.create(
        office=episode.office, by=by, client=episode.client, made_on=episode.admitted_on, session_target=len(_KINDS),
        review_on=review_on, counsellor=by,
    )  # fmt: skip
    ITEMS.create(
        office=episode.office, by=by, plan=plan, problem="Masalah contoh: sulit menolak ajakan teman.",
        goal="Tujuan contoh: punya tiga cara menolak.", intervention="Tindakan contoh: latihan peran setiap sesi.",
        responsible="counsellor", target_on=episode.admitted_on + timedelta(days=60),
    )  # fmt: skip
    return planning.sign(plan, by=by, based_on=None, signed_on=episode.admitted_on)


def _at(episode: Episode, day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), ZoneInfo(episode.office.zone))


def _treated(stage: Stage, code: str, episode: Episode, place: int) -> None:
    """Seven sessions, one of them missed, with a plan looked at once and reached."""
    by = stage.person(code, "rehab")
    plan = _plan(stage, code, episode, episode.admitted_on + timedelta(days=30))
    for week, (kind, mode) in enumerate(zip(_KINDS, _MODES, strict=True), start=1):
        session = SESSIONS.create(
            office=episode.office, by=by, client=episode.client, kind=kind, mode=mode, counsellor=by,
            planned_at=_at(episode, episode.admitted_on + timedelta(days=7 * week), 9 + place),
        )  # fmt: skip
        if week == 2 + place % 3:
            steps.miss(session, by=by, based_on=None)
        else:
            steps.come(session, by=by, based_on=None, minutes=45, subjective="Catatan contoh: klien bercerita.")
    review_on = episode.admitted_on + timedelta(days=30)
    planning.review(
        plan, by=by, based_on=None, reviewed_on=review_on, next_on=review_on + timedelta(days=30),
        note="Tinjauan contoh.",
    )  # fmt: skip
    for item in plan.items.all():
        planning.achieve(item, by=by, based_on=None, ended_on=episode.admitted_on + timedelta(days=60))


def _group(stage: Stage, code: str, episodes: list[Episode]) -> None:
    """One group session of those who were in care on one day."""
    by, office = stage.person(code, "klinik"), stage.office(code)
    day = max(episode.admitted_on for episode in episodes) + timedelta(days=5)
    there = [one for one in episodes if one.closed_on is None or day <= one.closed_on]
    gathering = Gathering(_at(there[0], day, 15), "group", "face_to_face", by, 90, "Catatan contoh: kelompok berjalan.")
    members = [Member(f"code_{n}", one.client.code) for n, one in enumerate(there, start=1)]
    hold_group(office=office, by=by, gathering=gathering, members=members)


def _in_care(stage: Stage, code: str, episode: Episode, place: int) -> None:
    """A session in these days; the last one's plan is overdue for a review."""
    by, today = stage.person(code, "rehab"), episode.office.local_day()
    late = place == _GOING - 1
    _plan(stage, code, episode, today - timedelta(days=4) if late else today + timedelta(days=2 + place))
    SESSIONS.create(
        office=episode.office, by=by, client=episode.client, kind="individual", mode="face_to_face", counsellor=by,
        planned_at=_at(episode, today + timedelta(days=place // 2), 13 + place),
    )  # fmt: skip
