"""Planning sessions and moving them, and one action for each step of a session's way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Max

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed, deed, once
from bersinar.ledger.records import Verbs

from ..counsellors import counsellors_of
from ..days import span
from ..models import Client, Episode, Session, SessionNote
from ..models.sessions import AHEAD, NOTE_PARTS
from ..session_ways import SESSION_WAY
from .about_client import held, without, wrong
from .stepping import as_it_stands, sealed_texts

_TEXTS = ("topic",)


class SessionVerbs(Verbs[Session]):
    """Plan a session, change and cancel it."""

    def adds(self, doing: Deed, record: Session, values: dict[str, Any]) -> Session:
        client = held(values["client"], doing.office)
        return plan_session(doing, client, record, without(values, "client"))

    def changes(self, doing: Deed, record: Session, values: dict[str, Any], *, based_on: int | None) -> Session:
        held(record.episode.client, doing.office)
        if values.get("counsellor") not in (None, record.counsellor):
            ask_counsellor(values["counsellor"], doing.office)
        if values.get("topic"):
            _ask_key(record)
        return doing.change(record, sealed_texts(values, _TEXTS), based_on=based_on)


def plan_session(doing: Deed, client: Client, session: Session, values: Mapping[str, Any]) -> Session:
    """A session of the episode that its day lies in, with the episode's next number. The client is held."""
    planned_at = values.get("planned_at")
    if planned_at is None:
        raise wrong("planned_at", "Isi waktu sesinya.")
    session.office = doing.office
    session.episode = episode_on(client, doing.office.local_day(planned_at), "planned_at")
    ask_counsellor(values.get("counsellor"), doing.office)
    last = Session.objects.filter(episode=session.episode).aggregate(last=Max("number"))["last"] or 0
    session.number, session.place = last + 1, session.episode.place
    session.seal()  # the key under which its notes will lie
    return doing.add(session, sealed_texts(values, _TEXTS))


def episode_on(client: Client, day: date, name: str) -> Episode:
    """The episode that a day lies in; without one a refusal of the field `name`."""
    episodes = client.standing_episodes()
    for episode in reversed(episodes):
        if episode.admitted_on <= day and (episode.closed_on is None or day <= episode.closed_on):
            return episode
    if not episodes:
        raise wrong(name, "Klien ini belum diterima dalam layanan. Catat dahulu episodenya.")
    if day < episodes[0].admitted_on:
        raise wrong(name, f"Tanggalnya mendahului tanggal klien diterima ({episodes[0].admitted_on:%d-%m-%Y}).")
    closed = max(one.closed_on for one in episodes if one.closed_on is not None and one.closed_on < day)
    raise wrong(name, f"Episode klien ini sudah ditutup pada {closed:%d-%m-%Y}; tanggalnya sesudah itu.")


def ask_counsellor(user: User | None, office: Office) -> None:
    """Refuse a counsellor who does not record treatment in this office."""
    if user is None:
        raise wrong("counsellor", "Pilih konselornya.")
    if not counsellors_of(office).filter(pk=user.pk).exists():
        raise wrong("counsellor", "Pilih petugas rehabilitasi satuan kerja ini.")


SESSIONS = SessionVerbs(Session, "rehab", "plan_session", "change_session", "cancel_session")


# --- the steps -----------------------------------------------------------------------------------------------------


def arrive(session: Session, *, by: User, based_on: int | None, request_id: UUID | None = None) -> Session:
    """Give whoever has arrived the next number of the day's queue: that is what a screen shows."""

    def act(doing: Deed, kept: Session) -> dict[str, Any]:
        given = _of_day(kept.office, kept.day).aggregate(last=Max("queue_number"))["last"] or 0
        return {"queue_number": given + 1}

    return _step(session, "arrive", by=by, based_on=based_on, act=act, said={}, request_id=request_id)


def come(
    session: Session, *, by: User, based_on: int | None, minutes: int | None = None, urine_result: str = "",
    next_at: datetime | None = None, reason: str = "", request_id: UUID | None = None, **note: str,
) -> Session:  # fmt: skip
    """Note that the client came; with the note and the next session, where they are known at once."""
    return _attend(session, "come", by, based_on, minutes, urine_result, next_at, reason, request_id, note)


def come_late(
    session: Session, *, by: User, based_on: int | None, minutes: int | None = None, urine_result: str = "",
    next_at: datetime | None = None, reason: str = "", request_id: UUID | None = None, **note: str,
) -> Session:  # fmt: skip
    """Note that the client came late."""
    return _attend(session, "come_late", by, based_on, minutes, urine_result, next_at, reason, request_id, note)


def _attend(
    session: Session, code: str, by: User, based_on: int | None, minutes: int | None, urine_result: str,
    next_at: datetime | None, reason: str, request_id: UUID | None, note: Mapping[str, str],
) -> Session:  # fmt: skip
    def act(doing: Deed, kept: Session) -> dict[str, Any]:
        if next_at is not None:
            _plan_next(doing, kept, next_at)
        noted = kept.noted + (1 if add_note(doing, kept, note, None) else 0)
        return {"minutes": minutes, "urine_result": urine_result, "noted": noted}

    said = {"minutes": minutes, "urine_result": urine_result, "next_at": str(next_at), **note}
    return _step(
        session, code, by=by, based_on=based_on, act=act, said=said, reason=reason, request_id=request_id
    )  # fmt: skip


def miss(
    session: Session, *, by: User, based_on: int | None, next_at: datetime | None = None, reason: str = "",
    request_id: UUID | None = None,
) -> Session:  # fmt: skip
    """Note that the client did not come. Somebody calls then."""

    def act(doing: Deed, kept: Session) -> dict[str, Any]:
        if next_at is not None:
            _plan_next(doing, kept, next_at)
        return {}

    said = {"next_at": str(next_at)}
    return _step(session, "miss", by=by, based_on=based_on, act=act, said=said, reason=reason, request_id=request_id)


def follow_up(
    session: Session, *, by: User, based_on: int | None, called_on: date, call_result: str,
    next_at: datetime | None = None, reason: str = "", request_id: UUID | None = None,
) -> Session:  # fmt: skip
    """Note that one who did not come was called, and what came of it."""

    def act(doing: Deed, kept: Session) -> dict[str, Any]:
        if next_at is not None:
            _plan_next(doing, kept, next_at)
        return {"called_on": called_on, "call_result": call_result}

    if not call_result:
        raise wrong("call_result", "Pilih hasilnya.")
    said = {"called_on": called_on, "call_result": call_result, "next_at": str(next_at)}
    return _step(
        session, "follow_up", by=by, based_on=based_on, act=act, said=said, reason=reason, request_id=request_id
    )


def call_off(
    session: Session, *, by: User, based_on: int | None, off_reason: str, request_id: UUID | None = None
) -> Session:
    """Call a session off, for a reason. It counts neither as held nor as missed."""
    if not off_reason:
        raise wrong("off_reason", "Pilih sebabnya.")
    said = {"off_reason": off_reason}
    return _step(
        session, "call_off", by=by, based_on=based_on, act=lambda doing, kept: dict(said), said=said, request_id=request_id
    )  # fmt: skip


def undo(
    session: Session, *, by: User, based_on: int | None, reason: str = "", request_id: UUID | None = None
) -> Session:
    """Take an attendance back that was noted wrongly: the session is planned again."""
    empty = {
        "off_reason": "", "called_on": None, "call_result": "", "queue_number": None, "minutes": None,
        "urine_result": "",
    }  # fmt: skip
    return _step(
        session, "undo", by=by, based_on=based_on, act=lambda doing, kept: empty, said={}, reason=reason,
        request_id=request_id,
    )  # fmt: skip


def write_note(
    session: Session, *, by: User, based_on: int | None, reason: str = "", request_id: UUID | None = None, **note: str
) -> Session:
    """Write the note of a session that the client came to."""

    def act(doing: Deed, kept: Session) -> dict[str, Any]:
        if not add_note(doing, kept, note, None):
            raise wrong("subjective", "Isi sedikitnya satu bagian catatan.")
        return {"noted": kept.noted + 1}

    return _step(
        session, "write_note", by=by, based_on=based_on, act=act, said=note, reason=reason, request_id=request_id
    )


def amend_note(
    session: Session, *, by: User, based_on: int | None, reason: str = "", request_id: UUID | None = None, **note: str
) -> Session:
    """Write a new note in place of the one that stands; both are kept."""

    def act(doing: Deed, kept: Session) -> dict[str, Any]:
        before = standing_note(kept)
        if before is None or not add_note(doing, kept, note, before):
            raise wrong("subjective", "Isi sedikitnya satu bagian catatan.")
        return {"noted": kept.noted + 1}

    return _step(
        session, "amend_note", by=by, based_on=based_on, act=act, said=note, reason=reason, request_id=request_id
    )


# --- what the steps share ------------------------------------------------------------------------------------------

Act = Callable[[Deed, Session], dict[str, Any]]


def _step(
    session: Session, code: str, *, by: User, based_on: int | None, act: Act, said: Mapping[str, Any],
    request_id: UUID | None, reason: str = "",
) -> Session:  # fmt: skip
    """Take one step: client and session locked, the way asked, what belongs to the step done, the stage written."""
    action = f"rehab.{code}_session"

    def make() -> Session:
        with deed(action, office=session.office, by=by, needs=Permission.REHAB_WRITE, reason=reason) as doing:
            held(session.episode.client, doing.office)
            if code == "arrive":
                lock_day(session.office, session.day)
            kept = as_it_stands(session, SESSION_WAY, based_on=based_on, select=("episode__client",))
            stage = SESSION_WAY.take(code, at=kept.stage, about=kept.moment(doing.at))
            return doing.change(kept, {**act(doing, kept), "stage": stage.code}, based_on=None)

    body = {"record": session.pk, **said}
    return once(request_id=request_id, action=action, by=by, body=body, model=Session, make=make, record_id=session.pk)


def take_in(doing: Deed, session: Session, code: str, values: Mapping[str, Any]) -> Session:
    """Take a step within another deed: the session is locked there already."""
    stage = SESSION_WAY.take(code, at=session.stage, about=session.moment(doing.at))
    return doing.change(session, {**values, "stage": stage.code}, based_on=None)


def add_note(doing: Deed, session: Session, texts: Mapping[str, str], amends: SessionNote | None) -> bool:
    """Add a note where any of its parts is written; whether it was. Refuses where the key of the notes was destroyed."""
    written = {name: texts.get(name, "").strip() for name in NOTE_PARTS}
    if not any(written.values()):
        return False
    _ask_key(session)
    doing.add(SessionNote(session=session, amends=amends), written)
    return True


def _ask_key(session: Session) -> None:
    """Refuse to seal anything under a key that was destroyed: a new one would not open what lies there."""
    if not session.data_key:
        raise Refusal("erased", "Isi sesi ini sudah dimusnahkan dan tidak dapat ditambah.", status=409)


def standing_note(session: Session) -> SessionNote | None:
    """The note that stands: the one that none amends."""
    note: SessionNote | None = session.notes.filter(amended_by__isnull=True).first()
    return note


def _plan_next(doing: Deed, session: Session, planned_at: datetime) -> None:
    if planned_at <= session.planned_at:
        raise wrong("next_at", "Sesi berikutnya jatuh sesudah sesi ini.")
    values = {name: getattr(session, name) for name in ("kind", "mode", "counsellor")}
    try:
        plan_session(doing, session.episode.client, Session(), {**values, "planned_at": planned_at})
    except Refusal as refusal:
        sentence = refusal.fields.get("planned_at", refusal.sentence)
        raise wrong("next_at", sentence) from refusal


def _of_day(office: Office, day: date) -> Any:
    begin, end = span(office, day, day)
    return Session.objects.filter(office=office, planned_at__gte=begin, planned_at__lt=end)


def lock_day(office: Office, day: date) -> None:
    """Lock all sessions of a day, in one order: no two who arrive at once get one number, no two deeds wait for each other."""
    list(_of_day(office, day).select_for_update().order_by("pk").values_list("pk", flat=True))


def agree_with_sessions(doing: Deed, episode: Episode) -> None:
    """What an episode's changed days mean for its sessions: none outside of it; what lay ahead after its end is called off."""
    rows: Any = Session.objects.select_for_update(of=("self",)).select_related("office", "episode")
    standing = rows.filter(episode=episode, cancelled_at__isnull=True).exclude(stage="called_off")
    for session in standing.order_by("pk"):
        session.episode = episode
        if session.day < episode.admitted_on:
            raise wrong("admitted_on", f"Klien ini punya sesi pada {session.day:%d-%m-%Y}, sebelum tanggal diterima.")
        if episode.closed_on is None or session.day <= episode.closed_on:
            continue
        if session.stage not in AHEAD:
            sentence = f"Klien ini punya sesi yang dicatat pada {session.day:%d-%m-%Y}, sesudah tanggal ditutup."
            raise wrong("closed_on", sentence)
        take_in(doing, session, "call_off", {"off_reason": "episode_closed"})
