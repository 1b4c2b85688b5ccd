"""What the pages of this room share."""

from __future__ import annotations

from bersinar.foundation.ui.sealed import SealedPages, purposes, title_of

__all__ = ["SealedPages", "purposes", "title_of"]
