"""The instruments: screening and assessment sheets as data and scoring. Plain Python: no database, no wording.

`INSTRUMENTS[code]` is the instrument to use for a new sheet. A kept sheet names its version: `in_version` gives that
one, or says that it is not here, and never another. The satisfaction survey (`ikm`) is scored from many sheets and
stands apart.
"""

from __future__ import annotations

from .asi import ASI
from .assist import ASSIST
from .dast import DAST
from .declaring import Instrument
from .urica import URICA
from .whoqol import WHOQOL

# Every version of every rule, the older first. A version is added and never changed or taken away.
_ALL: tuple[Instrument, ...] = (ASSIST, ASI, URICA, WHOQOL, DAST)

INSTRUMENTS: dict[str, Instrument] = {instrument.code: instrument for instrument in _ALL}


def in_version(code: str, version: str) -> Instrument:
    """The instrument as it was when a sheet was scored. Raises LookupError."""
    found = next((one for one in _ALL if (one.code, one.version) == (code, version)), None)
    if found is None:
        raise LookupError(f"no version {version} of {code}")
    return found
