"""What forms of steps share."""

from __future__ import annotations

from typing import Any, ClassVar

from bersinar.foundation.ui.steps import StepForm


class TodayForm(StepForm):
    """A step whose day is today unless told otherwise."""

    days: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in self.days:
            self.fields[name].initial = self.record.office.local_day()
