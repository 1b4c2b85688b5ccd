"""Pages of the three queues: lists in the order of the work, and each contact with its way and its history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone

from bersinar.foundation.access.models import User
from bersinar.foundation.codelists.lists import choices, codes, label
from bersinar.foundation.stages.ways import Step, Way
from bersinar.foundation.ui.pages import Column, Filter, Pages, Panel
from bersinar.foundation.ui.templatetags.ui import moment

from .forms import RehabForm, ServiceForm, TipForm
from .handling import REHAB_QUEUE, SERVICE_QUEUE, TIP_QUEUE, Queue
from .history import Entry
from .models import Informant, RehabTicket, ServiceTicket, Ticket, TipTicket
from .queueing import ORDER, in_order, mark_of_urgency, overdue, standing_of
from .step_forms import STEP_FORMS
from .ways import Handling

_MOST_ENTRIES = 30
READING = "membaca kontak"


class QueuePages(Pages):
    """Pages of a queue: its list stands in the order of the work, whatever is open before what has ended."""

    queue: Queue[Any]

    def told(self, user: User) -> Any:
        model: Any = self.model
        return in_order(super().told(user), model.way)


# --- lists ---------------------------------------------------------------------------------------------------------


def _of_whom(rows: Any, chosen: str) -> Any:
    """Of what is open: nobody's, or one person's."""
    rows = rows.exclude(stage__in=rows.model.way.ends)
    if chosen == "bebas":
        return rows.filter(assigned_to=None)
    try:
        return rows.filter(assigned_to=UUID(chosen))
    except ValueError:
        return rows.none()


def _late(rows: Any, chosen: str) -> Any:
    return rows.filter(overdue(rows.model, timezone.now()))


def _filters(model: type[Ticket]) -> tuple[Filter, ...]:
    return (
        Filter("keadaan", "Keadaan", lambda user: model.way.choices(), field="stage"),
        Filter("petugas", "Petugas", lambda user: [(str(user.pk), "Saya"), ("bebas", "Belum ada")], narrow=_of_whom),
        Filter("batas", "Batas jawab", lambda user: [("lewat", "Lewat")], narrow=_late),
        Filter("urgency", "Kegentingan", lambda user: choices("contact_urgency")),
        Filter("channel", "Lewat", lambda user: choices("contact_channel")),
    )


def owed(ticket: Ticket) -> str:
    """Until when the first answer is owed, or that it is late; nothing once it was given."""
    if ticket.due_at is None or ticket.first_answered_at is not None or not ticket.is_open:
        return ""
    return f"{'Lewat' if ticket.is_overdue(timezone.now()) else 'Sampai'} {moment(ticket.due_at)}"


def _stands(ticket: Ticket) -> str:
    return ticket.way.stage(ticket.stage).label


def _loudness(ticket: Ticket) -> str:
    return mark_of_urgency(ticket.urgency) if ticket.is_open else ""


_URGENCY = Column("Kegentingan", "urgency", mark=_loudness)
_STAGE = Column("Keadaan", _stands, "stage")
_WHO = Column("Petugas", "assigned_to", "assigned_to__full_name")
_OWED = Column("Jawaban pertama", owed, "due_at", mark=lambda t: "bad" if t.is_overdue(timezone.now()) else "")
_RECEIVED = Column("Diterima", "received_at", "received_at")
_VISIT = Column("Janji", "appointment_at", "appointment_at")
_LEWAT = Column("Lewat", "channel", "channel")


def _tabs(pages: QueuePages) -> Any:
    """What stands above a list: how much is open, nobody's, mine, and late, each leading to it."""

    def told(user: User) -> dict[str, Any]:
        model: Any = pages.model
        now = standing_of(model, user, timezone.now())
        return {
            "standing": [
                ("Belum selesai", now.open, "?"),
                ("Belum ada petugas", now.free, "?petugas=bebas"),
                ("Milik saya", now.mine, f"?petugas={user.pk}"),
                ("Lewat batas jawab", now.late, "?batas=lewat"),
            ]
        }

    return told


# --- one contact ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Told:
    """One entry of a contact's history in words."""

    at: str
    title: str
    details: tuple[str, ...]


def opened(record: Any, names: Sequence[str], user: User, purpose: str = READING) -> list[tuple[str, str]]:
    """Sealed fields in the clear, each reading written down first."""
    shown = []
    for name in names:
        held = getattr(record, name)
        title = str(record._meta.get_field(name).verbose_name)
        shown.append((title[:1].upper() + title[1:], held.open(by=user, purpose=purpose) if held else ""))
    return shown


def open_steps(ticket: Ticket, queue: Queue[Any], user: User) -> list[Step]:
    """The steps that this user may take now, of those that are taken on these pages."""
    if ticket.is_cancelled:
        return []
    return [s for s in ticket.way.open_steps(ticket.stage, Handling(ticket, user)) if s.code in STEP_FORMS[queue.name]]


def _told(entry: Entry, way: Way, user: User) -> Told:
    details = [f"Oleh {entry.recorded_by}"]
    if entry.step in ("take", "assign") and entry.person is not None:
        details.append(f"Petugas: {entry.person}")
    if entry.step == "attempt":
        details.append("Tersambung" if entry.reached else "Tidak tersambung")
    if entry.channel:
        details.append(f"Lewat: {label('callback_channel', entry.channel)}")
    if entry.appointment_at is not None:
        details.append(f"Janji: {moment(entry.appointment_at)}")
    if entry.note:
        details.append(entry.note.open(by=user, purpose=READING))
    return Told(moment(entry.at), way.told(entry.step), tuple(details))


def _shows(queue: Queue[Any], sealed: Sequence[str]) -> Any:
    """What a contact's page tells beside its panels."""

    def extra(ticket: Any, user: User) -> dict[str, Any]:
        entries_of: Any = queue.entries.objects
        rows = entries_of.filter(ticket=ticket).select_related("office", "recorded_by", "person")
        entries = list(rows.order_by("-at", "-recorded_at")[:_MOST_ENTRIES])
        steps = open_steps(ticket, queue, user)
        danger = codes("contact_danger").get(ticket.danger)
        return {
            "opened": opened(ticket, sealed, user), "history": [_told(entry, ticket.way, user) for entry in entries],
            "way": ticket.way.drawn(ticket.stage, {entry.stage for entry in entries}), "queue": queue.name, "danger": danger,
            "quick": [step for step in steps if step.code in ("take", "answer")],
            "steps": [step for step in steps if step.code != "take"],
            "owed": owed(ticket), "is_late": ticket.is_overdue(timezone.now()), "loudness": _loudness(ticket),
            "may_remind": queue is not TIP_QUEUE and ticket.stage == "appointment",
        }  # fmt: skip

    return extra


def _giver_of(ticket: TipTicket, user: User) -> dict[str, Any]:
    known = Informant.objects.visible_to(user).filter(tip=ticket).exists()
    return {"informant_known": known, "is_tip": True}


_REACH = Panel(
    "Cara menghubungi",
    ("may_contact", "contact_channel", ("Jam aman", lambda t: t.safe_hours or ("Semua jam" if t.may_contact else ""))),
)
_BOOKED = ("appointment_at", "assigned_to", "first_answered_at", "outcome")


def _pages(queue: Queue[Any], made: QueuePages) -> QueuePages:
    made.queue, made.list_extras = queue, _tabs(made)
    return made


SERVICE_PAGES = _pages(SERVICE_QUEUE, QueuePages(
    "carecentre", "service", "layanan", ServiceTicket, "kontak", "Kontak layanan umum",
    explains="Informasi, permohonan, dan pengaduan layanan.",
    columns=(_RECEIVED, _URGENCY, _STAGE, Column("Keperluan", "purpose", "purpose"), _WHO, _OWED, _VISIT, _LEWAT),
    form=ServiceForm, verbs=SERVICE_QUEUE.verbs, can_create=False, order=ORDER,
    filters=(Filter("purpose", "Keperluan", lambda user: choices("contact_purpose")), *_filters(ServiceTicket)),
    select=("region", "assigned_to"),
    panels=(
        Panel("Kontak", ("received_at", "channel", "purpose", "caller_kind", "region", "urgency")), _REACH,
        Panel("Tindak lanjut", (*_BOOKED, "section")),
    ),
    detail_template="carecentre/ticket.html", list_template="carecentre/queue.html", personal=True,
    extras=(_shows(SERVICE_QUEUE, ("note", "caller", "phone", "reach_note", "appointment_place", "follow_up")),),
))  # fmt: skip

REHAB_PAGES = _pages(REHAB_QUEUE, QueuePages(
    "carecentre", "rehab", "rehabilitasi", RehabTicket, "kontak", "Konsultasi rehabilitasi",
    explains="Permintaan tolong yang masuk lewat petugas kontak atau formulir publik. Setiap pembukaan dicatat.",
    columns=(_RECEIVED, _URGENCY, _STAGE, Column("Yang menghubungi", "caller_kind"), _WHO, _OWED, _VISIT, _LEWAT),
    form=RehabForm, verbs=REHAB_QUEUE.verbs, can_create=False, sensitive=True, filters=_filters(RehabTicket), order=ORDER,
    select=("region", "assigned_to"),
    panels=(
        Panel("Kontak", ("received_at", "channel", "caller_kind", "region", "urgency")), _REACH, Panel("Tindak lanjut", _BOOKED),
    ),
    detail_template="carecentre/ticket.html", list_template="carecentre/queue.html",
    extras=(_shows(REHAB_QUEUE, ("note", "caller", "phone", "reach_note", "appointment_place", "follow_up")),),
))  # fmt: skip

TIP_PAGES = _pages(TIP_QUEUE, QueuePages(
    "carecentre", "tip", "laporan", TipTicket, "laporan", "Laporan masyarakat",
    explains="Laporan yang masuk lewat petugas kontak atau formulir publik, tanpa pelapornya. Setiap pembukaan dicatat.",
    columns=(_RECEIVED, _URGENCY, _STAGE, _WHO, _OWED, Column("Kegunaan", "usefulness", "usefulness"), _LEWAT),
    form=TipForm, verbs=TIP_QUEUE.verbs, can_create=False, sensitive=True, filters=_filters(TipTicket), order=ORDER,
    select=("region", "assigned_to"),
    panels=(
        Panel("Laporan", ("received_at", "channel", "region", "urgency")),
        Panel("Tindak lanjut", ("assigned_to", "first_answered_at", "outcome", "usefulness")),
    ),
    detail_template="carecentre/ticket.html", list_template="carecentre/queue.html",
    extras=(_shows(TIP_QUEUE, ("note", "passed_to", "follow_up")), _giver_of),
))  # fmt: skip

QUEUE_PAGES = (SERVICE_PAGES, REHAB_PAGES, TIP_PAGES)
