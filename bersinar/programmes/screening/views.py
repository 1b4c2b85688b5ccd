"""Pages of this room. Results have no list: they stand with their session, for the few who may see them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.sides import Side
from bersinar.foundation.audit.actions import note_readings
from bersinar.foundation.codelists.lists import choices
from bersinar.foundation.files.actions import files_of
from bersinar.foundation.letters.panel import letters_of
from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui.forms import bring_back
from bersinar.foundation.ui.history import history_of
from bersinar.foundation.ui.pages import Column, Filter, Pages, Panel
from bersinar.foundation.ui.words import words
from bersinar.foundation.wire.ids import as_uuid
from bersinar.foundation.wire.refusals import Refusal
from bersinar.programmes.activities.public import get_activity
from bersinar.programmes.rehab.public import fault_of_place

from .actions import RESULTS, SESSIONS, hand_out_slips
from .counts import why_no_count
from .coverage import reach_of
from .forms import RaidRuleForm, ResultForm, SessionForm, SlipsForm
from .models import GuardianConsents, PotSheet, RaidRule, SessionResult, UrineSession, slips_of
from .pot_views import pdf
from .raids import raids_of, rule_raids
from .results import has_pots, may_see_results_of


def _years(user: User) -> list[tuple[str, str]]:
    years = (
        UrineSession.objects.visible_to(user)
        .order_by("-held_on__year")
        .values_list("held_on__year", flat=True)
        .distinct()
    )
    return [(str(year), str(year)) for year in years]


def _tested(session: UrineSession) -> Any:
    return "belum dicatat" if session.tested is None else session.tested


def _typed_kits(session: UrineSession) -> str:
    """What was typed of the kits before there was a stock."""
    until = f"sampai {session.kit_expires_on:%d-%m-%Y}" if session.kit_expires_on else ""
    lot = f"lot {session.kit_lot}" if session.kit_lot else ""
    return ", ".join(part for part in (session.kit_brand, lot, until) if part)


def _known(request: HttpRequest, office: Office) -> dict[str, Any]:
    """What the page one comes from knows: the kegiatan, the session whose absent are tested now, the sheet of codes, the request
    that an institution wrote."""
    if (key := as_uuid(request.GET.get("susulan", ""))) and (first := _of(office, UrineSession, key)):
        return {
            "follows": first.pk, "activity_id": first.activity_id, "institution": first.institution_id, "invited": first.absent,
            "request_letter": first.request_letter, "requested_on": first.requested_on, "panel": first.panel,
            "environment": first.environment, "region": first.region_id, "with_minors": first.with_minors,
        }  # fmt: skip
    if (key := as_uuid(request.GET.get("lembar", ""))) and (sheet := _of(office, PotSheet, key)):
        return {"sheet": sheet.pk, "institution": sheet.institution_id, "held_on": sheet.planned_on}
    asked = {"activity_id": "kegiatan", "institution": "instansi", "request_letter": "surat", "requested_on": "tanggal"}
    return {name: request.GET[word] for name, word in asked.items() if word in request.GET}


def _of(office: Office, model: Any, key: UUID) -> Any:
    return model.objects.standing().filter(office=office, pk=key).first()


def _offered(user: User) -> dict[str, Any]:
    """The further pages this user may open from the list."""
    guardians = user.may(Permission.SCREENING_WRITE) or user.may(Permission.SCREENING_RESULTS)
    return {"may_rule": user.may(Permission.SCREENING_RULES_WRITE), "may_ask_guardians": guardians}


def _closed_or_shown(session: UrineSession, user: User) -> dict[str, Any]:
    """The result, for those who may see it; the reading is written down before it is shown."""
    activity = get_activity(session.activity_id)
    context: dict[str, Any] = {
        "activity": activity,
        "may_see_results": may_see_results_of(session, user),
        "result": None,
    }
    if session.asks_guardians:
        kept = GuardianConsents.objects.visible_to(user)
        # A superior office sees that a school was tested, and nothing of how many guardians refused.
        context["may_see_guardians"] = kept.filter(pk=session.consents_id).exists() or session.consents_id is None
        context["files"] = files_of(session) or None  # those of before this rule; the page offers no new ones
    if not context["may_see_results"]:
        return context
    result: Any = (
        SessionResult.objects.visible_to(user).standing().filter(session=session).select_related("session").first()
    )
    if result is not None:
        note_readings(
            office=session.office,
            by=user,
            side=Side.TREATMENT.value,
            purpose="membuka hasil pada sesi",
            records=[(SessionResult._meta.label_lower, result.pk)],
        )
        context |= {"result": result, "by_parameter": words(result, "by_parameter"), "slips": slips_of(result)[0]}
    return context


def _service(session: UrineSession, user: User) -> dict[str, Any]:
    """What belongs to the service of one institution: kits, sheets of codes, who was absent, the share of its staff."""
    uses = session.kit_uses.filter(cancelled_at__isnull=True).select_related("lot")
    valid = sum(use.used - use.failed for use in uses)
    return {
        "uses": uses, "kits_short": bool(uses) and session.tested is not None and valid < session.tested, "valid": valid,
        "sheets": session.pot_sheets.filter(cancelled_at__isnull=True),
        "later": session.followed_by.filter(cancelled_at__isnull=True).order_by("held_on"),
        "reach": reach_of(session.institution, session.office, session.held_on.year),
        "may_count": may_see_results_of(session, user) and not why_no_count(session),
        "by_pots": may_see_results_of(session, user) and has_pots(session),
    }  # fmt: skip


class ResultPages(Pages):
    """Two doors lead here: the treatment side's right, and having tested oneself."""

    def urls(self) -> list[URLPattern]:
        door = needs(Permission.SCREENING_RESULTS, Permission.SCREENING_WRITE)
        return [
            path(f"{self.slug}/baru/", door(self.create_view), name=f"{self.name}_new"),
            path(f"{self.slug}/<uuid:pk>/", door(self.detail_view), name=self.name),
            path(f"{self.slug}/<uuid:pk>/undangan/", door(self.slips_view), name=f"{self.name}_slips"),
            path(f"{self.slug}/<uuid:pk>/ubah/", door(self.change_view), name=f"{self.name}_change"),
            path(f"{self.slug}/<uuid:pk>/batalkan/", door(self.cancel_view), name=f"{self.name}_cancel"),
        ]

    def slips_view(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """Slips for the reactive people of a session, as PDF. Their codes leave here once."""
        user, result = user_of(request), self.get(request, pk)
        if not may_see_results_of(result.session, user):
            raise PermissionDenied
        self.note_opened(user, [result], "membuka formulir")
        handed_out, again = slips_of(result)
        address = "" if fault_of_place(result.office.address) else result.office.address
        left = max(result.persons_reactive - handed_out, 0)
        form = SlipsForm(request.POST or None, initial={"count": left or None, "place": address, "replaces": not left})
        if form.is_bound and form.is_valid():
            try:
                slips = hand_out_slips(result, by=user, **form.cleaned_data)
            except Refusal as refusal:
                bring_back(form, refusal)
            else:
                return pdf(slips.printed(), "lembar")
        context = {
            "record": result, "form": form, "handed_out": handed_out, "again": again,
            "back": reverse("screening:session", args=[result.session_id]),
        }  # fmt: skip
        return render(request, "screening/slips.html", context, status=422 if form.is_bound else 200)

    def may_write(self, user: User, record: Any) -> bool:
        """What comes out of codes is changed there, as long as these are kept."""
        return may_see_results_of(record.session, user) and not has_pots(record.session)

    def _way_back(self, request: HttpRequest) -> str:
        session_id = as_uuid(request.GET.get("sesi", ""))
        return reverse("screening:session", args=[session_id]) if session_id else reverse("screening:session_list")

    def _office_for(self, user: User) -> Office:
        offices = user.offices_with(Permission.SCREENING_RESULTS) or user.offices_with(Permission.SCREENING_WRITE)
        if not offices or user.side is Side.ENFORCEMENT:
            raise PermissionDenied
        return offices[0]


def _from_session(request: HttpRequest, office: Office) -> dict[str, Any]:
    """The session one comes from. Another officer's session is answered like one that does not exist."""
    key = request.GET.get("sesi", "")
    if not key:
        return {}
    session: Any = UrineSession.objects.standing().filter(office=office, pk=as_uuid(key)).first()
    if session is None or not may_see_results_of(session, user_of(request)):
        raise PermissionDenied
    return {"session": session.pk}


def _session_of(result: SessionResult) -> tuple[str, str]:
    return str(result.session), reverse("screening:session", args=[result.session_id])


SESSION = Pages(
    "screening",
    "session",
    "sesi",
    UrineSession,
    "sesi tes urine",
    "Tes urine",
    explains="Tes urine kolektif menurut instansi: siapa yang diundang dan berapa yang dites. Hasilnya tertutup.",
    columns=(
        Column("Instansi", "institution", "institution__name"),
        Column("Tanggal", "held_on", "held_on"),
        Column("Lingkungan", "environment", "environment"),
        Column("Wilayah", "region"),
        Column("Razia", lambda session: "Razia" if session.is_raid else "", "is_raid"),
        Column("Dites", _tested, "tested", number=True),
    ),
    form=SessionForm,
    verbs=SESSIONS,
    search=(
        "institution__name",
        "institution__aliases",
        "institution__merged_names",
        "institution__merged_into__name",
        "institution__note",
        "request_letter",
    ),
    filters=(
        Filter("tahun", "Tahun", _years, "held_on__year"),
        Filter("environment", "Lingkungan", lambda user: choices("environment")),
        Filter("razia", "Razia", lambda user: [("1", "Hanya razia"), ("0", "Tanpa razia")], "is_raid"),
    ),
    order=("-held_on",),
    select=("institution__merged_into", "region", "office__raid_rule", "consents__institution"),
    list_template="screening/sessions.html",
    list_extras=_offered,
    keeps_files=True,
    panels=(
        Panel(
            "Sesi",
            (
                "activity_id",
                "held_on",
                "institution",
                "environment",
                "region",
                "is_raid",
                "request_letter",
                "requested_on",
                "note",
            ),
        ),
        Panel("Jumlah orang", ("invited", ("Dites", _tested), "male", "female", "absent")),
        Panel("Alat tes", ("panel", ("Alat menurut catatan", _typed_kits))),
    ),
    detail_template="screening/session.html",
    extras=(_closed_or_shown, _service, letters_of),
    initial=_known,
)

RESULT = ResultPages(
    "screening",
    "result",
    "hasil",
    SessionResult,
    "hasil tes",
    "Hasil tes",
    columns=(),
    form=ResultForm,
    verbs=RESULTS,
    select=("session", "session__institution"),
    sensitive=True,
    has_list=False,
    panels=(
        Panel("Hasil", ("persons_reactive", "by_parameter")),
        Panel("Tindak lanjut", ("explained", "sent", "confirmed", "refuted", "referred")),
    ),
    parent=_session_of,
    initial=_from_session,
)


@needs(Permission.SCREENING_RULES_WRITE)
def raid_rule(request: HttpRequest) -> HttpResponseBase:
    """Whether tests in a raid count as deteksi dini: what holds, what it concerns, and the form that changes it."""
    user = user_of(request)
    (office, *_) = user.offices_with(Permission.SCREENING_RULES_WRITE)
    rule = RaidRule.objects.filter(office=office).first()
    initial = {"counts": "0" if rule and not rule.counts else "1", "version": rule.version if rule else None}
    form = RaidRuleForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            rule_raids(
                office=office, counts=typed["counts"], by=user, based_on=typed["version"], reason=typed["reason"]
            )
        except Refusal as refusal:
            bring_back(form, refusal)
        else:
            messages.success(request, "Aturan tersimpan; angka satuan kerja ini sudah mengikutinya.")
            return redirect("screening:raid_rule")
    sessions, people = raids_of(office)
    context = {
        "form": form, "office": office, "sessions": sessions, "people": people,
        "timeline": history_of(rule) if rule else [],
    }  # fmt: skip
    return render(request, "screening/raid_rule.html", context, status=422 if form.is_bound else 200)
