"""Pages of this room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import URLPattern, path

from bersinar.foundation.access.doors import needs
from bersinar.foundation.access.models import User
from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui.pages import Column, Filter, Pages, Panel, by_code

from .actions import AGENTS, TRAININGS, UNITS, train_agents
from .forms import AgentForm, AgentsForm, TrainingForm, UnitForm
from .models import FurtherTraining, IBMUnit, RecoveryAgent

# --- units ---------------------------------------------------------------------------------------------------------


def _active(rows: Any, chosen: str) -> Any:
    return rows.filter(ended_on__isnull=chosen == "ya")


def _agents_of(unit: IBMUnit, user: User) -> dict[str, Any]:
    return {"agents": unit.agents.filter(cancelled_at__isnull=True).order_by("name", "pk")}


class UnitPages(Pages):
    """The pages of units; the list tells how many agents are active."""

    def rows(self, request: HttpRequest) -> Any:
        is_active = Q(agents__cancelled_at__isnull=True, agents__left_on__isnull=True)
        return super().rows(request).annotate(active_agents=Count("agents", filter=is_active))


UNIT = UnitPages(
    "ibm", "unit", "unit", IBMUnit, "unit IBM", "Unit IBM",
    explains="Unit intervensi berbasis masyarakat di desa dan kelurahan, dengan agen pemulihannya.",
    columns=(
        Column("Nama", str, "name"), Column("Desa atau kelurahan", "village"), Column("Golongan", "type", "type"),
        Column("Agen aktif", "active_agents", number=True), Column("Dibentuk", "formed_on", "formed_on"),
        Column("Berakhir", "ended_on", "ended_on"),
    ),
    form=UnitForm, verbs=UNITS, search=("name", "village__name", "decree_number"),
    filters=(
        Filter("aktif", "Masih berjalan", lambda user: (("ya", "Ya"), ("tidak", "Sudah berakhir")), narrow=_active),
        by_code("type", "Golongan", "ibm_type"), by_code("funding", "Pendanaan", "ibm_funding"),
    ),
    order=("-formed_on",), select=("village",), keeps_files=True,
    panels=(
        Panel("Unit", ("name", "village", "in_bersinar_site", "type", "funding")),
        Panel("Masa berlaku", ("formed_on", "decree_number", "decree_on", "ended_on", "end_reason")),
    ),
    detail_template="ibm/unit.html", extras=(_agents_of,),
)  # fmt: skip


# --- agents --------------------------------------------------------------------------------------------------------


def _of_unit(request: HttpRequest, office: Office) -> dict[str, Any]:
    return {"unit": request.GET.get("unit")}


def _back_to(pages: Pages, named: str | None) -> str:
    """The page of the record that an address names, or the list of units."""
    try:
        return pages.url("", UUID(named or ""))
    except ValueError:
        return UNIT.url("list")


def _trainings_of(agent: RecoveryAgent, user: User) -> dict[str, Any]:
    return {"trainings": agent.standing_trainings()}


class AgentPages(Pages):
    """Pages of agents: no list of their own; the way back leads to the unit."""

    def _way_back(self, request: HttpRequest) -> str:
        return _back_to(UNIT, request.GET.get("unit"))


AGENT = AgentPages(
    "ibm", "agent", "agen", RecoveryAgent, "agen pemulihan", "Agen pemulihan", columns=(), form=AgentForm, verbs=AGENTS,
    select=("unit__village",), prefetch=("trainings",), has_list=False, keeps_files=True,
    panels=(
        Panel("Agen", ("name", "sex", "birth_year", "unit")),
        Panel("Masa tugas", ("trained_on", "training", "left_on", "left_reason")),
    ),
    parent=lambda agent: (str(agent.unit), UNIT.url("", agent.unit_id)), initial=_of_unit,
    detail_template="ibm/agent.html", extras=(_trainings_of,),
)  # fmt: skip


class TrainAgents:
    """The action behind the form for several agents, in the shape that pages ask for."""

    def create(
        self, *, office: Office, by: User, reason: str = "", request_id: UUID | None = None, **values: Any
    ) -> IBMUnit:
        return train_agents(office=office, by=by, reason=reason, request_id=request_id, **values)

    def change(
        self,
        record: Any,
        *,
        by: User,
        based_on: int | None,
        reason: str = "",
        request_id: UUID | None = None,
        **values: Any,
    ) -> Any:
        raise NotImplementedError("Several agents are only made together.")

    def cancel(self, record: Any, *, by: User, reason: str) -> Any:
        raise NotImplementedError("Several agents are only made together.")


class AgentsPages(AgentPages):
    """One form for several agents; what it makes is seen on the unit's page."""

    def urls(self) -> list[URLPattern]:
        door = needs(self.model.write_permission)(self.create_view)
        return [path(f"{self.slug}/baru/", door, name=f"{self.name}_new")]

    def url(self, part: str, *args: Any) -> str:
        return UNIT.url(part, *args)


SEVERAL = AgentsPages(
    "ibm", "agents", "beberapa-agen", RecoveryAgent, "beberapa agen", "Agen pemulihan", columns=(), form=AgentsForm,
    verbs=TrainAgents(), panels=(), has_list=False, initial=_of_unit,
)  # fmt: skip


# --- training after the first --------------------------------------------------------------------------------------


def _of_agent(request: HttpRequest, office: Office) -> dict[str, Any]:
    return {"agent": request.GET.get("agen")}


class TrainingPages(Pages):
    """Pages of further training; the way back leads to the agent."""

    def _way_back(self, request: HttpRequest) -> str:
        return _back_to(AGENT, request.GET.get("agen"))


TRAINING = TrainingPages(
    "ibm", "training", "pelatihan", FurtherTraining, "pelatihan lanjutan", "Pelatihan lanjutan", columns=(),
    form=TrainingForm, verbs=TRAININGS, select=("agent",), has_list=False,
    panels=(Panel("Pelatihan", ("agent", "training", "trained_on")),), initial=_of_agent,
    parent=lambda record: (str(record.agent), AGENT.url("", record.agent_id)),
)  # fmt: skip

ALL: Sequence[Pages] = (UNIT, SEVERAL, AGENT, TRAINING)
