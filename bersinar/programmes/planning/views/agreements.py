"""Pages of agreements, their lines, and addenda."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from bersinar.foundation.access.models import User
from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui.pages import Column, Pages, Panel, figure

from ..actions import AGREEMENTS, LINES, REVISION_LINES, REVISIONS, hand_of
from ..forms.agreements import AgreementForm, RevisionForm, RevisionLineForm, TargetLineForm
from ..models import Agreement, Party, Revision, RevisionLine, TargetLine
from .years import BY_YEAR


def _lines_of(agreement: Agreement, user: User) -> dict[str, Any]:
    lines = list(agreement.lines.filter(cancelled_at__isnull=True))
    signed = agreement.signatures_standing
    hand = hand_of(user, agreement)
    return {
        "lines": lines, "unnamed": sum(1 for line in lines if not line.indicator),
        "has_quarters": any(line.quarters_shown for line in lines),
        "signatures": [
            (Party.FIRST.label, signed.get(Party.FIRST), agreement.signer),
            (Party.SECOND.label, signed.get(Party.SECOND), agreement.superior),
        ], "is_sealed": agreement.is_sealed,
        "may_sign": hand is not None
        and agreement.office.parent_id is not None
        and hand.party not in signed
        and bool(lines)
        and not agreement.is_cancelled,
        "may_withdraw": None if hand is None or agreement.is_sealed else signed.get(hand.party),
        "revisions": [one for one in agreement.revisions.all() if not one.is_cancelled],
        "may_write_lines": agreement.office_id in user.scope(Agreement.write_permission) and not signed,
    }  # fmt: skip


def _of_agreement(request: HttpRequest, office: Office) -> dict[str, Any]:
    return {"agreement": request.GET.get("perjanjian")}


AGREEMENT = Pages(
    "planning", "agreement", "perjanjian-kinerja", Agreement, "perjanjian kinerja", "Perjanjian kinerja",
    explains="Apa yang dijanjikan untuk setahun. Capaian dihitung dari rekam, bukan ditulis di sini.",
    columns=(
        Column("Perjanjian", str, "year"), Column("Nomor", "number"), Column("Keadaan", lambda one: one.state_shown),
        Column("Ditandatangani", lambda one: one.signed_day, "signed_on"), Column("Pihak kedua", "superior"),
    ),
    form=AgreementForm, verbs=AGREEMENTS, search=("number", "signer", "superior"), filters=(BY_YEAR,), order=("-year",),
    prefetch=("signatures",),
    panels=(
        Panel("Perjanjian kinerja", (
            "year", "number", ("Keadaan", lambda one: one.state_shown), ("Ditandatangani", lambda one: one.signed_day), "note",
        )),
    ),
    detail_template="planning/agreement.html", extras=(_lines_of,), keeps_files=True,
    fragments=(figure("Hasil terhadap target", lambda agreement: agreement.year),),
)  # fmt: skip


def _of_line(line: TargetLine, user: User) -> dict[str, Any]:
    """What its addenda made of it, and what is done about it."""
    revised = line.revised.filter(cancelled_at__isnull=True, revision__in_force_on__isnull=False)
    plans = line.plans.filter(cancelled_at__isnull=True).prefetch_related("steps__person")
    return {
        "revised": list(revised.select_related("revision").order_by("revision__number")), "plans": list(plans),
        "may_plan": line.office_id in user.scope(TargetLine.write_permission) and not line.is_cancelled,
    }  # fmt: skip


LINE = Pages(
    "planning", "line", "target", TargetLine, "baris target", "Target",
    columns=(), form=TargetLineForm, verbs=LINES, select=("agreement",), has_list=False, initial=_of_agreement,
    panels=(
        Panel("Indikator", (
            "goal", ("Indikator", lambda line: line.named.title if line.named else "Belum bernama"), "wording",
        )),
        Panel("Target", (
            ("Target", lambda line: line.value_shown or "Belum ditetapkan"),
            ("Satuan", lambda line: line.unit_shown), "agreement",
            ("Triwulan I, II, III, IV", lambda line: "; ".join(line.quarters_shown) or "Tidak dirinci"),
        )),
    ),
    parent=lambda line: (str(line.agreement), reverse("planning:agreement", args=[line.agreement_id])),
    says={"planning.enact_revision": "diubah oleh adendum"},
    detail_template="planning/line.html", extras=(_of_line,),
)  # fmt: skip


def _revision(revision: Revision, user: User) -> dict[str, Any]:
    lines = list(revision.lines.filter(cancelled_at__isnull=True).select_related("line"))
    hand = hand_of(user, revision.agreement)
    waits = bool(lines) and not revision.in_force_on and not revision.is_cancelled
    signed = revision.signatures_standing
    return {
        "lines": lines, "signatures": list(signed.values()),
        "may_agree": waits and not signed and hand is not None and hand.party is Party.SECOND,
        "may_enact": waits and bool(signed) and hand is not None and hand.party is Party.FIRST,
        "may_withdraw": None if hand is None or not waits else signed.get(hand.party),
        "may_write_lines": revision.office_id in user.scope(Revision.write_permission)
        and not (signed or revision.in_force_on or revision.is_cancelled),
    }  # fmt: skip


class RevisionPages(Pages):
    """Saved, an addendum shows itself: its lines come next."""

    def _home_of(self, record: Any) -> str:
        return self.url("", record.pk)


REVISION = RevisionPages(
    "planning", "revision", "adendum", Revision, "adendum", "Adendum", columns=(), form=RevisionForm, verbs=REVISIONS,
    select=("agreement__office__parent",), prefetch=("signatures",), has_list=False, initial=_of_agreement,
    panels=(
        Panel("Adendum", ("agreement", "decided_on", "why", ("Keadaan", lambda one: one.state_shown), "in_force_on")),
    ),
    parent=lambda one: (str(one.agreement), reverse("planning:agreement", args=[one.agreement_id])),
    says={"planning.enact_revision": "diberlakukan"},
    detail_template="planning/revision.html", extras=(_revision,),
)  # fmt: skip


def _of_revision(request: HttpRequest, office: Office) -> dict[str, Any]:
    return {"revision": request.GET.get("adendum"), "line": request.GET.get("baris")}


REVISION_LINE = Pages(
    "planning", "revision_line", "baris-adendum", RevisionLine, "perubahan target", "Perubahan target", columns=(),
    form=RevisionLineForm, verbs=REVISION_LINES, select=("revision__agreement", "line"), has_list=False, initial=_of_revision,
    panels=(Panel("Perubahan target", ("line", "before", "value", "quarter_1", "quarter_2", "quarter_3")),),
    parent=lambda one: (str(one.revision), reverse("planning:revision", args=[one.revision_id])),
)  # fmt: skip
