"""Pages of this room, one module a matter."""

from collections.abc import Sequence

from bersinar.foundation.ui.pages import Pages

from .clients import CLIENT
from .episodes import AFTERCARE, DECISION, EPISODE
from .facilities import FACILITY, STRENGTHENING

ALL: Sequence[Pages] = (FACILITY, STRENGTHENING, CLIENT, EPISODE, DECISION, AFTERCARE)
