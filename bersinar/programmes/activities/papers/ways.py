"""The way of a follow-up task: open until it is done. Read from its day, never typed."""

from __future__ import annotations

from bersinar.foundation.stages.ways import Stage, Step, Way

OPEN, DONE = "open", "done"

FOLLOW_UP_WAY = Way(
    stages=(Stage(OPEN, "Belum selesai"), Stage(DONE, "Selesai", ends=True)),
    steps=(Step("finish", "Tandai selesai", (OPEN,), DONE), Step("resume", "Belum selesai", (DONE,), OPEN)),
)
