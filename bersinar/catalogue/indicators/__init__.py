"""The indicators, declared by area. No code per indicator."""

from __future__ import annotations

from ..declaring import Indicator
from .care import CARE
from .cooperation import COOPERATION
from .enforcement import ENFORCEMENT, WEIGHED_BY
from .indices import INDICES
from .planning import PLANNING
from .prevention import PREVENTION
from .rehabilitation import REHABILITATION
from .screening import SCREENING, SKHPN

__all__ = ["INDICATORS", "WEIGHED_BY"]

INDICATORS: dict[str, Indicator] = {
    indicator.code: indicator
    for area in (ENFORCEMENT, PREVENTION, SCREENING, SKHPN, REHABILITATION, CARE, COOPERATION, PLANNING, INDICES)
    for indicator in area
}
