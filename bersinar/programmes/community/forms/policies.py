"""Forms of task forces, rules, and the work towards them."""

from __future__ import annotations

from typing import ClassVar

from bersinar.foundation.ui.forms import RecordForm

from ..models import PolicyWork, Regulation, TaskForce


class TaskForceForm(RecordForm):
    not_copied: ClassVar[tuple[str, ...]] = ("name", "members", "note")

    class Meta:
        model = TaskForce
        fields = ("name", "environment", "institution", "region", "members", "formed_on", "note")


class RegulationForm(RecordForm):
    not_copied: ClassVar[tuple[str, ...]] = ("number", "subject", "issued_on")

    class Meta:
        model = Regulation
        fields = ("kind", "subject", "number", "issuer", "issued_on", "environment", "region", "institution")


class PolicyForm(RecordForm):
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Pendampingan": ("kind", "subject", "institution", "region", "environment", "begun_on"),
        "Kelanjutan": ("next_step", "next_due", "regulation", "note"),
    }
    not_copied: ClassVar[tuple[str, ...]] = ("subject", "institution", "next_step", "next_due", "regulation", "note")

    class Meta:
        model = PolicyWork
        fields = (
            "kind", "subject", "institution", "region", "environment", "begun_on", "next_step", "next_due",
            "regulation", "note",
        )  # fmt: skip


class EndTaskForceForm(RecordForm):
    class Meta:
        model = TaskForce
        fields = ("ended_on", "ended_reason")


class EndPolicyForm(RecordForm):
    class Meta:
        model = PolicyWork
        fields = ("ended_on", "ended_reason")
