"""Kegiatan and institutions, for the tests of rooms whose records belong to one: who may not reach there."""

from __future__ import annotations

from typing import Any

from bersinar.foundation.access.models import User
from bersinar.foundation.institutions.models import Institution
from bersinar.foundation.offices.models import Office
from bersinar.programmes.activities.actions import ACTIVITIES, INSTITUTIONS
from bersinar.programmes.activities.public import ActivityShown, get_activity


def planned(office: Office, by: User, **values: Any) -> ActivityShown:
    """A kegiatan of 2023, a urine test unless told otherwise."""
    said = {"title": "Tes urine 2023", "type": "urine_test", "year": 2023, **values}
    shown = get_activity(ACTIVITIES.create(office=office, by=by, **said).pk)
    assert shown is not None
    return shown


def institution(office: Office, by: User, **values: Any) -> Institution:
    """An agency of an office unless told otherwise."""
    return INSTITUTIONS.create(office=office, by=by, **{"name": "Dinas Rekaan", "kind": "agency", **values})
