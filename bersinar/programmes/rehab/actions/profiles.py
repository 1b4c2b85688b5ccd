"""Profiles of admissions: filled in, completed bit by bit, corrected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from bersinar.ledger.deeds import Deed

from ..models import Client, Episode, Profile
from .about_client import AboutClient, without
from .episodes import standing


class ProfileVerbs(AboutClient[Profile]):
    """Fill in, change and cancel the profile of an admission."""

    def named(self, values: Mapping[str, Any]) -> Client:
        return cast(Episode, values["episode"]).client

    def whose(self, record: Profile) -> Client:
        return record.episode.client

    def make(self, doing: Deed, client: Client, record: Profile, values: Mapping[str, Any]) -> Profile:
        record.episode = standing(values["episode"])
        return doing.add(record, without(values, "episode"))

    def alter(
        self, doing: Deed, client: Client, record: Profile, values: Mapping[str, Any], based_on: int | None
    ) -> Profile:
        return doing.change(record, without(values, "episode"), based_on=based_on)


PROFILES = ProfileVerbs(Profile, "rehab", "fill_in_profile", "change_profile", "cancel_profile")
