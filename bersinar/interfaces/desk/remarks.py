"""Remarks upon monthly reports: written at a record or a figure, answered there, settled by the reviewer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, cast
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from bersinar.catalogue.indicators import INDICATORS
from bersinar.figures.models import Remark, Report
from bersinar.figures.monthly import remarks as actions
from bersinar.figures.monthly.actions import may_review
from bersinar.figures.monthly.rows import is_told
from bersinar.figures.monthly.ways import REMARK_WAY
from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.secrecy.sealed import SealedField
from bersinar.foundation.stages.ways import Mark, Step
from bersinar.foundation.ui.forms import RecordForm, ask_again, bring_back
from bersinar.foundation.ui.pages import Panel
from bersinar.foundation.ui.steps import StepForm, WayPages
from bersinar.foundation.ui.words import field_of, label_of
from bersinar.foundation.wire.drafts import as_query, drop_draft, read_draft
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.records import Verbs

from .rooms import noun_of, pages_of

# --- what a page says of remarks -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Told:
    """A remark as a page shows it, with the steps that the reader may take."""

    remark: Remark
    about: str
    url: str
    field: str
    stage: str
    mark: str
    steps: Sequence[Step]


_MARKS = {"open": "warn", "answered": "info", "settled": "ok"}


def remarks_of(report: Report, user: User) -> list[Told]:
    """All remarks of a report."""
    rows = report.remarks.filter(cancelled_at__isnull=True).select_related("office", "report__office")
    return [told(one, user) for one in rows]


def told(one: Remark, user: User) -> Told:
    """One remark. A record that the reader may not see is told by its kind alone."""
    title, url = _about(one, user)
    model = actions.open_model(one.record_kind) if one.record_kind else None
    field = label_of(model, one.field) if model and one.field and field_of(model, one.field) else ""
    steps = [step for step in REMARK_WAY.open_steps(one.stage) if REMARK.may_step(user, one, step.code)]
    return Told(one, title, url, field, REMARK_WAY.stage(one.stage).label, _MARKS[one.stage], steps)


def _about(one: Remark, user: User) -> tuple[str, str]:
    if one.indicator:
        return INDICATORS[one.indicator].title if one.indicator in INDICATORS else one.indicator, ""
    if not one.record_id:
        return "Laporan seluruhnya", ""
    pages: Any = pages_of(one.record_kind)
    rows = pages.model.objects.visible_to(user).select_related("office", *pages.select) if pages else None
    record = rows.filter(pk=one.record_id).first() if rows is not None else None
    return (str(record), pages.url("", record.pk)) if record is not None else (noun_of(one.record_kind), "")


def band(record: Any, user: User) -> SafeString | None:
    """What stands on a record's own page: remarks that are not settled, and the reviewer's way to write one."""
    kind = record._meta.label_lower
    if not user.may(Permission.FIGURES_READ) or actions.open_model(kind) is None:
        return None
    shown = [told(one, user) for one in actions.remarks_on(record)]
    report = _to_be_reviewed(record, user)
    if not shown and report is None:
        return None
    ask = (
        f"{reverse('desk:remark_new', args=[report.pk])}?{urlencode({'jenis': kind, 'rekam': record.pk})}"
        if report
        else ""
    )
    return SafeString(render_to_string("desk/remark_band.html", {"remarks": shown, "ask": ask, "report": report}))


def _to_be_reviewed(record: Any, user: User) -> Report | None:
    """The report of the record's month that lies with this reviewer."""
    day = getattr(record, "happened_on", None)
    if day is None or not user.may(Permission.REPORT_REVIEW) or not may_review(user, record.office):
        return None
    waiting = Report.objects.visible_to(user).standing().filter(office=record.office_id, stage="submitted")
    return cast("Report | None", waiting.filter(year=day.year, month=day.month).first())


# --- writing one ---------------------------------------------------------------------------------------------------


class RemarkForm(forms.Form):
    """What the reviewer asks, and of which field."""

    request_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    indicator = forms.ChoiceField(label="Tentang angka", required=False)
    field = forms.ChoiceField(label="Isian", required=False, help_text="Kosongkan bila tentang seluruh rekam.")
    text = forms.CharField(
        label="Catatan", max_length=600, help_text="Apa yang perlu diperiksa atau dijelaskan. Tanpa nama orang.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip

    def __init__(self, *args: Any, record: Any, chosen: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["request_id"].initial = uuid4()
        if record is None:
            del self.fields["field"]
            told_of = [(one.code, one.title) for one in INDICATORS.values() if is_told(one)]
            cast(Any, self.fields["indicator"]).choices = [("", "Laporan seluruhnya"), *told_of]
            self.fields["indicator"].initial = chosen
        else:
            del self.fields["indicator"]
            cast(Any, self.fields["field"]).choices = [("", "Seluruh rekam"), *_fields_of(record)]

    def laid_out(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The visible fields as one section."""
        return [("", list(self.visible_fields()))]


def _fields_of(record: Any) -> list[tuple[str, str]]:
    """What a person fills in on a record, sealed fields left out."""
    pages = pages_of(record._meta.label_lower)
    names = list(pages.form._meta.fields or ()) if pages is not None else []
    shown = [name for name in names if not isinstance(field_of(type(record), name), (SealedField, type(None)))]
    return [(name, label_of(type(record), name)) for name in shown]


@needs(Permission.REPORT_REVIEW)
def remark_new(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Ask about a record, a figure or the whole of a report."""
    user = user_of(request)
    report = get_object_or_404(Report.objects.visible_to(user).select_related("office"), pk=pk)
    if not may_review(user, report.office):
        raise PermissionDenied
    record = _record(request, report, user)
    chosen = request.GET.get("angka", "")
    key = f"desk.remark.{report.pk}.{record.pk if record else chosen}"[:120]
    back = f"{reverse('desk:monthly_report', args=[report.pk])}#catatan"
    draft = None
    if request.method == "POST":
        form = RemarkForm(request.POST, record=record, chosen=chosen)
        if form.is_valid() and _written(form, report, record, user):
            drop_draft(owner=user, form=key)
            messages.success(request, "Catatan tersimpan; kantor dapat menjawabnya sekarang.")
            return redirect(back)
    else:
        draft = read_draft(owner=user, form=key)
        form = RemarkForm(as_query(draft) if draft else None, record=record, chosen=chosen)
        if draft:
            form.errors.clear()  # a draft is not a submission: it is shown, not judged
    title = f"Catatan: {record}" if record else f"Catatan atas {str(report)[:1].lower()}{str(report)[1:]}"
    context = {
        "form": form, "title": title, "draft_key": key, "restored": bool(draft), "back": back, "of": f"{report}, {report.office}",
    }  # fmt: skip
    return render(request, "ui/form.html", context, status=422 if request.method == "POST" else 200)


def _record(request: HttpRequest, report: Report, user: User) -> Any:
    """The record that the address names, where there is one; 404 for what may not be named."""
    kind, key = request.GET.get("jenis", ""), request.GET.get("rekam", "")
    if not kind:
        return None
    model: Any = actions.open_model(kind)
    if model is None:
        raise Http404
    try:
        wanted = UUID(key)
    except ValueError as error:
        raise Http404 from error
    return get_object_or_404(model.objects.visible_to(user).filter(office=report.office), pk=wanted)


def _written(form: RemarkForm, report: Report, record: Any, user: User) -> bool:
    said = form.cleaned_data
    about = actions.About(
        record_kind=record._meta.label_lower if record else "", record_id=record.pk if record else None,
        field=said.get("field", ""), indicator=said.get("indicator", ""),
    )  # fmt: skip
    try:
        actions.remark(report, by=user, about=about, text=said["text"], request_id=said["request_id"])
    except Refusal as refusal:
        bring_back(form, refusal)
        ask_again(form)
        return False
    return True


# --- answering and settling ----------------------------------------------------------------------------------------


class AnswerForm(StepForm):
    act = staticmethod(actions.answer)
    needs: ClassVar[Permission | None] = Permission.REPORT_WRITE

    answer = forms.CharField(
        label="Jawaban", max_length=600, help_text="Apa yang sudah dibetulkan, atau mengapa tetap demikian. Tanpa nama orang.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["answer"].initial = self.record.answer

    @property
    def question(self) -> str:
        """What was asked, beside the answer."""
        return f"Catatan penelaah: {self.record.text}"


class SettleForm(StepForm):
    act = staticmethod(actions.settle)
    needs: ClassVar[Permission | None] = Permission.REPORT_REVIEW


class AskAgainForm(StepForm):
    act = staticmethod(actions.ask_again)
    needs: ClassVar[Permission | None] = Permission.REPORT_REVIEW


class RemarkPages(WayPages):
    """One remark. The office answers, the reviewer settles; afterwards both are back at the report."""

    def may_step(self, user: User, record: Any, code: str) -> bool:
        if code == "answer":
            return record.office_id in {held.pk for held in user.offices_with(Permission.REPORT_WRITE)}
        return may_review(user, record.office)

    def step_view(self, request: HttpRequest, pk: UUID, code: str) -> HttpResponseBase:
        answer = super().step_view(request, pk, code)
        return redirect(f"{self._home_of(self.get(request, pk))}#catatan") if answer.status_code == 302 else answer


def _parent(one: Remark) -> tuple[str, str]:
    return f"{one.report}, {one.office}", reverse("desk:monthly_report", args=[one.report_id])


def _steps(one: Remark, user: User) -> tuple[Step, ...]:
    return REMARK_WAY.open_steps(one.stage)


def _drawn(one: Remark) -> list[Mark]:
    return REMARK_WAY.drawn(one.stage, {"open", "answered"})


def _of_remark(one: Remark, user: User) -> dict[str, Any]:
    return {"told": told(one, user), **REMARK.of_way(one, user)}


REMARK = RemarkPages(
    "desk", "remark", "catatan-penelaah", Remark, "catatan penelaah", "Catatan penelaah", columns=(), form=RecordForm,
    verbs=Verbs(Remark, "figures", "remark", "change_remark", "cancel_remark"), select=("report",), has_list=False,
    can_create=False, can_change=False, can_cancel=False, parent=_parent,
    panels=(Panel("Catatan", ("text", "answer", "stage")),), detail_template="desk/remark.html", extras=(_of_remark,),
    step_forms={"answer": AnswerForm, "settle": SettleForm, "ask_again": AskAgainForm}, steps_of=_steps, drawn=_drawn,
    says={
        "figures.remark": "ditulis", "figures.answer_remark": "dijawab", "figures.settle_remark": "diselesaikan",
        "figures.ask_again_remark": "ditanyakan lagi",
    },
)  # fmt: skip
