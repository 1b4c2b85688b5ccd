"""The year-end report (Catatan Akhir Tahun): from figures, narrated records and checks to a neutral document.

The same report goes to the press, so nothing in it depends on who asks for it: splits and annex are those that
anybody may see. `whole` puts the parts together, in the order in which they are read.
"""

from .whole import year_end

__all__ = ["year_end"]
