"""The papers of a case: orders, minutes, notices. What was typed once in the case is never typed again.

No official form of any was found in a source: they are neutral, an office loads its own templates.
"""

from .evidence import DESTRUCTION_MINUTES, HAND_OVER_MINUTES, SAMPLING_MINUTES, WEIGHING_MINUTES
from .minutes import ARREST_MINUTES, DETENTION_MINUTES, SEIZURE_MINUTES
from .notices import FILE_COVER, INVESTIGATION_NOTICE, SEIZURE_NOTICE
from .orders import ARREST_ORDER, DETENTION_ORDER, INQUIRY_ORDER, INVESTIGATION_ORDER, SEIZURE_ORDER

ALL = (
    INQUIRY_ORDER,
    INVESTIGATION_ORDER,
    ARREST_ORDER,
    ARREST_MINUTES,
    SEIZURE_ORDER,
    SEIZURE_MINUTES,
    SEIZURE_NOTICE,
    DETENTION_ORDER,
    DETENTION_MINUTES,
    INVESTIGATION_NOTICE,
    FILE_COVER,
    WEIGHING_MINUTES,
    SAMPLING_MINUTES,
    HAND_OVER_MINUTES,
    DESTRUCTION_MINUTES,
)

__all__ = ["ALL"]
