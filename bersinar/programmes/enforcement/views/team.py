"""Pages of team members: taken in and out from the page of the case."""

from __future__ import annotations

from bersinar.foundation.ui.pages import Column, Panel

from ..actions import TEAMS
from ..forms.events import TeamForm
from ..models import CaseMember
from .base import ChildPages, back_to_case, initial_case

TEAM = ChildPages(
    "enforcement", "teammate", "tim", CaseMember, "anggota tim", "Tim",
    columns=(Column("Anggota", "member"),), form=TeamForm, verbs=TEAMS, has_list=False, select=("case", "member"),
    parent=back_to_case, initial=initial_case, sensitive=True,
    panels=(Panel("Anggota tim", ("member", "task")),),
)  # fmt: skip
