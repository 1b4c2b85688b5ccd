"""Confirming that two clients are one person, or two after all."""

from __future__ import annotations

from bersinar.foundation.ui.forms import RecordForm

from ..models import Client


class MergeForm(RecordForm):
    """Confirms a merge; which two is known from the address."""

    class Meta:
        model = Client
        fields: tuple[str, ...] = ()


class PartForm(MergeForm):
    """Confirms a parting."""
