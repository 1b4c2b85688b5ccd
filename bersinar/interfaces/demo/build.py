"""Builds the demo, act by act, through the same actions as the web forms."""

from __future__ import annotations

from importlib import import_module

from bersinar.foundation.access.demand import leave_off_in_demo
from bersinar.foundation.access.models import User
from bersinar.foundation.access.wall import side
from bersinar.ledger.anchors import anchor_all

from .stage import Stage, log_in_file, set_stage, write_log_ins

# In this order: what later acts name must stand. Each module has `play(stage)`.
ACTS = (
    "planning",
    "planning_year",
    "activities",
    "families",
    "community",
    "screening",
    "plan",
    "rehab",
    "sheets",
    "profiles",
    "sessions",
    "intake",
    "protection",
    "ibm",
    "enforcement",
    "enforcement_suspects",
    "evidence",
    "carecentre",
    "surveys",
    "indices",
    "cooperation",
    "letters",
    "skhpn",
    "reporting",
    "monthly",
    "closing",
)

# Acts that write records of a closed side.
_SIDES = {
    "skhpn": "treatment",
    "rehab": "treatment",
    "sheets": "treatment",
    "profiles": "treatment",
    "sessions": "treatment",
    "intake": "treatment",
    "protection": "treatment",
    "enforcement": "enforcement",
    "enforcement_suspects": "enforcement",
    "evidence": "enforcement",
}


def build() -> Stage:
    """Set the stage and play every act."""
    stage = set_stage()
    for act in ACTS:
        with side(_SIDES.get(act, "")):
            import_module(f"{__package__}.{act}").play(stage)
    return stage


class NotADemo(RuntimeError):
    """The folder or database holds something that is not a finished demo."""


def make_ready() -> str:
    """Build the demo where nothing is yet; what to log in with. Raises NotADemo."""
    if not log_in_file().exists():
        if User.objects.exists():
            raise NotADemo("folder atau basis data ini sudah berisi dan bukan demo; pilih folder lain dengan --data")
        stage = build()
        anchor_all("demo")
        write_log_ins(stage)
    leave_off_in_demo()  # a demo that is older than the switch gets it here
    return log_in_file().read_text(encoding="utf-8")
