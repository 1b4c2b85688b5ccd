"""The field of this room that knows how it is said: the value of each dimension of an index."""

from __future__ import annotations

from typing import Any

from django.db import models

from bersinar.catalogue.indices import INDEX_VERSIONS
from bersinar.foundation.ui.thousandths import write_thousandths

_TITLES = {part.code: part.title for version in INDEX_VERSIONS.values() for part in version.dimensions}


class DimensionsField(models.JSONField):
    """Thousandths by the code of a dimension."""

    def words(self, value: dict[str, Any] | None) -> str:
        """ "Hukum 3,1; Kelembagaan 2,9". A dimension of an office's own is said by its code, which is its name."""
        said = sorted(
            (_TITLES.get(code) or code.replace("-", " ").capitalize(), one) for code, one in (value or {}).items()
        )
        return "; ".join(f"{title} {write_thousandths(one)}" for title, one in said)
