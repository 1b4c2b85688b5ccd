"""Forms of monthly reports: the report itself, and one small form for each of its steps."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from bersinar.figures.models import Report
from bersinar.figures.monthly import actions
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.periods.calendar import month_name
from bersinar.foundation.ui.forms import RecordForm
from bersinar.foundation.ui.steps import StepForm


class ReportForm(RecordForm):
    """Which month, and what the office wants to say before its figures."""

    sections: ClassVar[dict[str, tuple[str, ...]]] = {"Bulan": ("year", "month"), "Isi": ("note",)}
    not_copied: ClassVar[tuple[str, ...]] = ("year", "month", "note")

    class Meta:
        model = Report
        fields = ("year", "month", "note")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["reason"]  # a report changes nothing of its month


def _words(label: str, hint: str, *, required: bool) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=500, help_text=hint, required=required, widget=widget)


class SubmitForm(StepForm):
    act = staticmethod(actions.submit)
    needs: ClassVar[Permission | None] = Permission.REPORT_SIGN

    @property
    def question(self) -> str:
        """What handing in does."""
        month = month_name(self.record.year, self.record.month)
        return f"Angkanya dibekukan seperti keadaan sekarang, dan {month} ditutup. Perubahan sesudahnya tampak pada laporan berikutnya."


class WithdrawForm(StepForm):
    act = staticmethod(actions.withdraw)
    needs: ClassVar[Permission | None] = Permission.REPORT_SIGN

    reason = _words("Alasan", "Bulannya dibuka kembali; alasan ini ikut tersimpan.", required=True)


class AcceptForm(StepForm):
    act = staticmethod(actions.accept)
    needs: ClassVar[Permission | None] = Permission.REPORT_REVIEW

    decision = _words("Kata penelaah", "Boleh kosong. Tanpa nama orang.", required=False)


class ReturnForm(StepForm):
    act = staticmethod(actions.send_back)
    needs: ClassVar[Permission | None] = Permission.REPORT_REVIEW

    decision = _words(
        "Kata penelaah", "Boleh kosong: catatannya sudah ada pada laporan. Tanpa nama orang.", required=False
    )


class ReopenForm(StepForm):
    act = staticmethod(actions.reopen)
    needs: ClassVar[Permission | None] = Permission.REPORT_REVIEW

    reason = _words("Alasan pengecualian", "Tersimpan pada laporan dan pada bulannya.", required=True)


STEPS: dict[str, type[StepForm]] = {
    "submit": SubmitForm, "withdraw": WithdrawForm, "accept": AcceptForm, "return": ReturnForm, "reopen": ReopenForm,
}  # fmt: skip
