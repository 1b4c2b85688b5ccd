"""Pages of sessions: the list in codes, each session with its way; notes open by saying why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.offices.models import Office
from bersinar.foundation.secrecy.sealed import open_together
from bersinar.foundation.stages.ways import Mark, Step
from bersinar.foundation.ui.pages import Column, Filter, Panel, by_code
from bersinar.foundation.ui.steps import WayPages
from bersinar.foundation.ui.templatetags.ui import moment

from ..actions.sessions import SESSIONS
from ..counsellors import counsellors_of
from ..days import span_here
from ..forms.sessions import STEP_FORMS, SessionForm
from ..models import Plan, Session
from ..models.sessions import AHEAD, NOTE_PARTS
from ..session_ways import SESSION_WAY
from ..waiting import counted, overdue
from .clients import OfClient, named_client
from .episodes import EPISODE
from .sealed import SealedPages, purposes, title_of

_ERASED = "Isinya sudah dimusnahkan dan tidak dapat dibaca lagi."


@dataclass
class SessionPages(OfClient, WayPages, SealedPages):
    """Pages of sessions. One door opens topic and notes, the amended ones too; `?kelompok=` lists one group's."""

    def rows(self, request: HttpRequest) -> Any:
        rows = super().rows(request)
        if not (named := request.GET.get("kelompok")):
            return rows
        try:
            return rows.filter(group=UUID(named))
        except ValueError:
            return rows.none()

    def opened(self, record: Session, user: User, purpose: str) -> list[tuple[str, str]]:
        if not record.data_key:
            return [("Isi", _ERASED)]
        notes = _notes(record)
        rows = [("Topik", text["topic"]) for text in open_together([record], ("topic",), by=user, purpose=purpose)]
        amended = _amended(notes)
        for note, texts in zip(notes, open_together(notes, NOTE_PARTS, by=user, purpose=purpose), strict=True):
            stands = "Sudah diperbaiki dengan catatan sesudahnya" if note.pk in amended else "Berlaku"
            rows.append((f"Catatan {moment(note.recorded_at)}, {note.recorded_by}", stands))
            rows += [(title_of(note, name), text) for name, text in texts.items() if text]
        return rows


def _notes(session: Session) -> list[Any]:
    return list(session.notes.select_related("office", "session", "recorded_by").order_by("recorded_at", "pk"))


def _amended(notes: list[Any]) -> set[UUID]:
    return {note.amends_id for note in notes if note.amends_id}


def _when(session: Session) -> str:
    return f"{session.local_at:%d-%m-%Y %H.%M}"


def _stands(session: Session) -> str:
    return SESSION_WAY.stage(session.stage).label


def _mark(session: Session) -> str:
    if session.stage in AHEAD:
        return "warn" if session.planned_at < timezone.now() else ""
    return {"absent": "bad", "came": "ok", "late": "ok"}.get(session.stage, "")


def _counsellors(user: User) -> list[tuple[str, str]]:
    office = next(iter(user.offices_with(Permission.REHAB_READ)), None)
    others = counsellors_of(office).exclude(pk=user.pk).order_by("full_name") if office else ()
    return [(str(user.pk), "Saya"), *((str(one.pk), one.full_name) for one in others)]


def _by_counsellor(rows: Any, chosen: str) -> Any:
    try:
        return rows.filter(counsellor=UUID(chosen))
    except ValueError:
        return rows.none()


_SPANS = (("hari", "Hari ini"), ("minggu", "Tujuh hari ke depan"), ("lewat", "Kehadiran belum dicatat"))


def _within(user: User) -> Any:
    return _SPANS


def _in_span(rows: Any, chosen: str) -> Any:
    now = timezone.now()
    if chosen == "lewat":
        return rows.filter(overdue(now))
    today = timezone.localdate(now)
    begin, end = span_here(today, today + timedelta(days=6 if chosen == "minggu" else 0))
    return rows.filter(planned_at__gte=begin, planned_at__lt=end)


def _steps(session: Session, user: User) -> tuple[Step, ...]:
    return SESSION_WAY.open_steps(session.stage, session.moment())


def _drawn(session: Session) -> list[Mark]:
    return SESSION_WAY.drawn(session.stage)


def _plan(session: Session) -> str:
    plan = Plan.objects.filter(episode=session.episode_id, cancelled_at__isnull=True).first()
    return counted(session.episode, plan)


def _shows(session: Session, user: User) -> dict[str, Any]:
    return {
        **SESSION.of_way(session, user), "notes": (notes := _notes(session)), "amended": _amended(notes),
        "group": session.group, "may_remind": session.stage in (*AHEAD, "absent"), "has_texts": bool(notes or session.topic),
        "erased": "" if session.data_key else _ERASED,
    }  # fmt: skip


def _mine(request: HttpRequest, office: Office) -> dict[str, Any]:
    return {**named_client(request, office), "mode": "face_to_face"}


SESSION = SessionPages(
    "rehab", "session", "sesi", Session, "sesi", "Sesi layanan",
    explains="Sesi yang direncanakan dan yang sudah berlangsung. Daftar ini hanya memuat kode klien.",
    empty="Rencanakan sesi dari halaman klien atau episodenya.",
    columns=(
        Column("Sesi", lambda s: str(s)), Column("Waktu", _when, "planned_at"), Column("Jenis", "kind", "kind"),
        Column("Cara", "mode"), Column("Konselor", "counsellor", "counsellor__full_name"),
        Column("Kehadiran", _stands, "stage", mark=_mark),
    ),
    form=SessionForm, verbs=SESSIONS, order=("-planned_at",), sensitive=True, search=("episode__client__code",),
    filters=(
        Filter("kapan", "Kapan", _within, narrow=_in_span),
        Filter("konselor", "Konselor", _counsellors, narrow=_by_counsellor),
        Filter("stage", "Kehadiran", lambda user: SESSION_WAY.choices()),
        by_code("kind", "Jenis", "session_type"),
    ),
    select=("episode__client", "counsellor"), initial=_mine,
    panels=(
        Panel("Sesi", (("Waktu", _when), "kind", "mode", "counsellor", ("Sesi dihadiri", _plan))),
        Panel("Yang terjadi", ("minutes", "urine_result", "off_reason", "called_on", "call_result")),
    ),
    parent=lambda record: (str(record.episode), EPISODE.url("", record.episode_id)),
    detail_template="rehab/session.html", list_template="rehab/session_list.html", extras=(_shows, purposes),
    step_forms=STEP_FORMS, steps_of=_steps, drawn=_drawn,
)  # fmt: skip
