"""What waits for a user: deadlines, approvals, drafts, months. Each task is one sentence and the page where it is done.

Tasks of closed sides hold numbers only, never a name, substance or place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, Value
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from bersinar.catalogue.kinds import PLANNED
from bersinar.figures.indicators.evaluate import Figure
from bersinar.foundation.access.models import Membership, User
from bersinar.foundation.access.permissions import Permission as P
from bersinar.foundation.access.proofs import FactorRemoval
from bersinar.foundation.access.roles import ROLES
from bersinar.foundation.offices.models import Office
from bersinar.foundation.periods.actions import closed_months
from bersinar.foundation.periods.calendar import MONTHS, year_bounds
from bersinar.foundation.ui.numbers import write_number
from bersinar.foundation.ui.waiting import Task
from bersinar.foundation.wire.models import Draft
from bersinar.ledger.models import Fact
from bersinar.programmes.activities.waiting import waiting_of as kegiatan_of
from bersinar.programmes.carecentre.models import RehabTicket, ServiceTicket, TipTicket
from bersinar.programmes.carecentre.queueing import standing_of
from bersinar.programmes.community.waiting import waiting as waiting_places
from bersinar.programmes.cooperation import waiting as cooperation
from bersinar.programmes.enforcement.models import Invitation, Movement, Participation
from bersinar.programmes.enforcement.waiting import pressing
from bersinar.programmes.planning.waiting import waiting as planning_waits
from bersinar.programmes.rehab.models import Facility, Parcel, Review, SelfAssessment
from bersinar.programmes.rehab.protection_waiting import waiting
from bersinar.programmes.rehab.waiting import standing_of as waiting_of

from . import monthly_tasks
from .rooms import all_pages

AHEAD = timedelta(days=90)
_BY_TWO = [role.code for role in ROLES.values() if role.needs_approval]
_MOST = 5  # of one sort: the rest is one click away


def tasks_of(user: User, office: Office, year: int, figures: Iterable[Figure]) -> list[Task]:
    """Everything that waits for this user, what has a day first."""
    found = [
        *_approvals(user), *_months(user, office, year), *_invitations(user), *_deadlines(user), *_evidence(user), *_referrals(user), *_contacts(user), *_clinic(user),
        *_protection(user), *_planning(user), *_kegiatan(user, office), *_cooperation(user, office), *_reports(user, office), *_places(user), *_facilities(user, office),
        *_silent(user, office, year, figures),
        *_drafts(user),
    ]  # fmt: skip
    return sorted(found, key=lambda task: (task.due is None, task.due or date.max))


def _approvals(user: User) -> Iterator[Task]:
    scope = user.scope(P.USERS_APPROVE)
    if not scope:
        return
    lost = FactorRemoval.objects.filter(user=OuterRef("user"), office_id__in=scope, decided_at__isnull=True)
    held: Any = Membership.objects.filter(office_id__in=scope, ended_at__isnull=True).exclude(user=user)
    held = held.annotate(
        waits=Q(approved_at__isnull=True, role__in=_BY_TWO) & ~Q(granted_by=user.pk),
        lost=Exists(lost.exclude(proposed_by=user.pk)),
    )
    found = list(held.filter(Q(waits=True) | Q(lost=True)).select_related("user"))
    for one in [one for one in found if one.waits][:_MOST]:
        words = f"Setujui atau tolak peran {one.described.name} untuk {one.user}"
        yield Task(words, reverse("desk:user", args=[one.user_id]), "user")
    for person in list(dict.fromkeys(one.user for one in found if one.lost))[:_MOST]:
        words = f"Putuskan pelepasan verifikasi dua langkah milik {person}"
        yield Task(words, reverse("desk:user", args=[person.pk]), "lock")


def _months(user: User, office: Office, year: int) -> Iterator[Task]:
    """Months of the year shown that have ended and stand open, where anything was recorded in that year."""
    if office.pk not in {held.pk for held in user.offices_with(P.PERIODS_CLOSE)}:
        return
    today = office.local_day()
    ended = range(1, 13) if year < today.year else range(1, today.month) if year == today.year else range(0)
    first, last = year_bounds(year)
    if not ended or not Fact.objects.filter(office=office, day__range=(first, last)).exclude(kind__in=PLANNED).exists():
        return
    closed = closed_months(office, year)
    waiting = [month for month in ended if month not in closed]
    if waiting:
        yield Task(f"Tutup bulan: {_spans(waiting)} {year}", f"{reverse('desk:months')}?tahun={year}", "lock")


def _spans(months: Sequence[int]) -> str:
    """ "Januari sampai Maret, Mei"."""
    spans: list[list[int]] = []
    for month in months:
        if spans and month == spans[-1][1] + 1:
            spans[-1][1] = month
        else:
            spans.append([month, month])
    return ", ".join(MONTHS[a - 1] if a == b else f"{MONTHS[a - 1]} sampai {MONTHS[b - 1]}" for a, b in spans)


def _invitations(user: User) -> Iterator[Task]:
    scope = user.scope(P.ENFORCEMENT_WRITE)
    if not scope:
        return
    taken = Participation.objects.standing().filter(invitation__isnull=False).values("invitation_id")
    waiting = (
        Invitation.objects.standing().filter(partner_office_id__in=scope).exclude(pk__in=taken).select_related("office")
    )
    for invitation in waiting[:_MOST]:
        yield Task(
            f"Jawab ajakan kasus bersama dari {invitation.office}",
            reverse("enforcement:invitation", args=[invitation.pk]),
            "gavel",
        )


def _evidence(user: User) -> Iterator[Task]:
    """Minutes of the evidence that wait for a second person: numbers only."""
    scope = {*user.scope(P.ENFORCEMENT_WRITE), *user.scope(P.STORE_KEEP)}
    if not scope:
        return
    waiting = (
        Movement.objects.standing().filter(office_id__in=scope, confirmed_at__isnull=True).exclude(recorded_by=user)
    )
    if found := waiting.count():
        words = f"Sahkan {write_number(found)} berita acara barang bukti"
        yield Task(words, f"{reverse('enforcement:movement_list')}?keadaan=menunggu", "lock")


def _deadlines(user: User) -> Iterator[Task]:
    """Terms of law that run out soon or have: number and deadline, never a name, substance or place."""
    for one in pressing(user, timezone.now())[:_MOST]:
        yield Task(one.words, one.url, "gavel", one.day, one.is_late)


def _referrals(user: User) -> Iterator[Task]:
    """Referrals that wait for this office's answer, and what was sent without consent and nobody has looked at."""
    scope = user.scope(P.REHAB_WRITE)
    if not scope:
        return
    if waiting := Parcel.objects.standing().filter(office_id__in=scope, stage="sent").count():
        words = f"Jawab {write_number(waiting)} rujukan masuk"
        yield Task(words, f"{reverse('rehab:parcel_list')}?stage=sent", "arrow-down")
    unseen = Review.objects.standing().filter(office_id__in=scope, closed_on__isnull=True).exclude(recorded_by=user)
    if found := unseen.count():
        words = f"Tinjau {write_number(found)} rujukan tanpa persetujuan"
        yield Task(words, f"{reverse('rehab:review_list')}?terbuka=ya", "eye")


_QUEUES = (
    (ServiceTicket, "kontak layanan umum", "carecentre:service_list"),
    (RehabTicket, "konsultasi rehabilitasi", "carecentre:rehab_list"),
    (TipTicket, "laporan masyarakat", "carecentre:tip_list"),
)


def _contacts(user: User) -> Iterator[Task]:
    """Contacts whose first answer is late, and those that nobody has taken: numbers only."""
    for model, noun, address in _QUEUES:
        if not user.may(model.write_permission):
            continue
        now = standing_of(model, user, timezone.now())
        if now.late:
            words = f"Jawab {write_number(now.late)} {noun} yang lewat batas"
            yield Task(words, f"{reverse(address)}?batas=lewat", "phone")
        if now.free:
            words = f"Ambil {write_number(now.free)} {noun} yang belum ada petugasnya"
            yield Task(words, f"{reverse(address)}?petugas=bebas", "phone")


def _places(user: User) -> Iterator[Task]:
    """Next steps in villages and institutions, and what volunteers told that nobody has checked."""
    if scope := user.scope(P.COMMUNITY_WRITE):
        yield from waiting_places(scope, timezone.localdate())


def _clinic(user: User) -> Iterator[Task]:
    """What waits in the clinic, in numbers; its page says for whom."""
    if not user.may(P.REHAB_WRITE):
        return
    now, address = waiting_of(user, timezone.now()), reverse("rehab:today")
    told = (
        (now.alerts, "Periksa {} peringatan klinik", "alert-triangle"),
        (now.today, "{} sesi Anda hari ini", "calendar-event"),
        (now.overdue, "Catat kehadiran {} sesi yang lewat", "clipboard-list"),
        (now.to_call, "Hubungi {} yang tidak datang", "phone"),
        (now.reviews, "Tinjau {} rencana terapi dalam tujuh hari", "history"),
        (now.unplanned, "Susun rencana terapi bagi {} klien", "clipboard-list"),
    )
    for count, words, icon in told:
        if count:
            yield Task(words.format(write_number(count)), address, icon)


def _protection(user: User) -> Iterator[Task]:
    """What the treatment side owes its clients: numbers only."""
    for one in waiting(user):
        yield Task(one.words, one.url, "shield-lock", one.due, one.is_late)


def _kegiatan(user: User, office: Office) -> Iterator[Task]:
    """Permohonan to answer, follow-up tasks, plan lines whose day has passed."""
    for one in kegiatan_of(user, office):
        yield Task(one.words, one.url, one.icon, one.due, one.is_late)


def _cooperation(user: User, office: Office) -> Iterator[Task]:
    """Agreements of the own office that expire soon; and for whoever records them, what others wait for."""
    if office.pk not in user.scope(P.COOPERATION_READ):
        return
    yield from cooperation.ending(office)
    if office.pk in user.scope(P.COOPERATION_WRITE):
        yield from cooperation.asked(office)
        yield from cooperation.unmoved(office)


def _planning(user: User) -> Iterator[Task]:
    """What waits for a head's signature, for an answer to a superior, and steps of action plans."""
    yield from planning_waits(user)


def _reports(user: User, office: Office) -> Iterator[Task]:
    """Monthly reports: the own office's to make and to answer, those beneath to review."""
    yield from monthly_tasks.of_the_office(user, office)
    yield from monthly_tasks.of_the_reviewer(user)


def _facilities(user: User, office: Office) -> Iterator[Task]:
    """Certificates of facilities that end soon or have ended, and what was to follow a self-assessment. One query."""
    if office.pk not in user.scope(P.IBM_WRITE):
        return
    today = office.local_day()
    soon: dict[str, Any] = {"office": office, "cancelled_at__isnull": True}
    ending = Facility.objects.filter(**soon, certified_until__lte=today + AHEAD).order_by()
    due = SelfAssessment.objects.filter(**soon, follow_up_by__lte=today + AHEAD, followed_up_on__isnull=True).order_by()
    rows = ending.values_list("pk", "name", "certified_until", Value("facility")).union(
        due.values_list("pk", "facility__name", "follow_up_by", Value("self_assessment")), all=True
    )
    for key, name, day, page in sorted(rows, key=lambda row: row[2])[: 2 * _MOST]:
        ended = "sudah berakhir" if day < today else "berakhir"
        words = f"Sertifikat SNI 8807 {ended}" if page == "facility" else "Tindak lanjut penilaian mandiri"
        yield Task(f"{words}: {name}", reverse(f"rehab:{page}", args=[key]), "building-community", day, day < today)


def _silent(user: User, office: Office, year: int, figures: Iterable[Figure]) -> Iterator[Task]:
    """Targets without any figure: whoever sees the agreement sees what is missing."""
    silent = [figure for figure in figures if figure.target and figure.exact is None]
    if not user.may(P.PLANNING_READ) or not silent:
        return
    address = f"{reverse('desk:figures')}?{urlencode({'kantor': office.code, 'tahun': year})}"
    titles = ", ".join(figure.indicator.title for figure in silent[:3])
    more = f" dan {write_number(len(silent) - 3)} lainnya" if len(silent) > 3 else ""
    yield Task(f"Target {year} yang belum punya hasil: {titles}{more}", address, "target")


def _drafts(user: User) -> Iterator[Task]:
    """Forms that were begun and not sent."""
    forms = list(Draft.objects.filter(owner=user).order_by("-saved_at").values_list("form", flat=True)[:_MOST])
    pages = {f"{one.room}.{one.name}": one for one in all_pages()} if forms else {}
    for form in forms:
        kind, _, which = form.rpartition(".")
        one = pages.get(kind)
        if one is None or not user.may(one.model.write_permission):
            continue
        try:
            address = one.url("new") if which == "new" else one.url("change", which)
        except NoReverseMatch:
            continue
        words = f"Lanjutkan isian {one.noun} baru" if which == "new" else f"Lanjutkan perubahan {one.noun}"
        yield Task(words, address, "pencil")
