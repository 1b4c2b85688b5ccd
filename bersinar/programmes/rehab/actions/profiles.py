"""Profiles of admissions: filled in, completed bit by bit, corrected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bersinar.ledger.deeds import Deed

from ..models import Client, Profile
from .about_client import without
from .episodes import AboutEpisode


class ProfileVerbs(AboutEpisode[Profile]):
    """Fill in, change and cancel the profile of an admission."""

    def alter(
        self, doing: Deed, client: Client, record: Profile, values: Mapping[str, Any], based_on: int | None
    ) -> Profile:
        return doing.change(record, without(values, "episode"), based_on=based_on)


PROFILES = ProfileVerbs(Profile, "rehab", "fill_in_profile", "change_profile", "cancel_profile")
