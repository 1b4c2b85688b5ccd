"""The form of the clinic's rule."""

from __future__ import annotations

from bersinar.foundation.ui.rules import RuleForm

from ..models import ClinicRule


class ClinicRuleForm(RuleForm):
    class Meta:
        model = ClinicRule
        fields = ("invitation_days", "answer_hours", "tell_hours", "keeps_pictures")
