"""What the tests of this room begin with: a kegiatan of BNNK OKI for urine tests in 2023, and a school."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from bersinar.foundation.access.models import User
from bersinar.foundation.access.sides import Side
from bersinar.foundation.access.wall import side
from bersinar.foundation.institutions.models import Institution
from bersinar.foundation.offices.models import Office
from bersinar.foundation.regions.models import Region
from bersinar.ledger.verify import verify
from bersinar.programmes.screening.actions import RESULTS, SESSIONS
from bersinar.programmes.screening.guardians import GUARDIANS
from bersinar.programmes.screening.models import GuardianConsents, SessionResult, UrineSession
from tests.cast import Cast, join
from tests.planned import institution, planned


@pytest.fixture
def tests_of_2023(cast: Cast) -> UUID:
    return planned(cast.oki, cast.ani).id


@pytest.fixture
def school(cast: Cast) -> Institution:
    """A school whose guardians agreed, all through 2023, to as many tests as there may be."""
    made = new_school(cast, "SMAN Rekaan", aliases=["Smara"])
    agree(cast, made, given=100_000)
    return made


@pytest.fixture
def session(cast: Cast, tests_of_2023: UUID, school: Institution) -> UrineSession:
    return hold(cast, tests_of_2023, school)


@pytest.fixture
def colleague(cast: Cast) -> User:
    """Another officer of P2M in the same office, who did not test."""
    return member(cast.oki, "lala", "p2m_officer")


def member(office: Office, username: str, role: str) -> User:
    user = User(username=username, full_name=f"{username.capitalize()} Rekaan")
    user.set_unusable_password()
    user.save()
    join(user, office, role)
    return user


def hold(cast: Cast, activity_id: UUID, institution: Institution, **values: Any) -> UrineSession:
    """A session by Ani on 10 May 2023 with forty tested unless told otherwise."""
    said = {"held_on": date(2023, 5, 10), "tested": 40, "panel": "six", **values}
    return SESSIONS.create(office=cast.oki, by=cast.ani, activity_id=activity_id, institution=institution, **said)


def new_school(cast: Cast, name: str, **values: Any) -> Institution:
    """A school in Kayuagung; nobody's guardian was asked yet."""
    place = Region.objects.get(code="16.02.05")
    return institution(cast.oki, cast.ani, name=name, kind="school", environment="education", region=place, **values)


def agree(cast: Cast, institution: Institution, given: int, **values: Any) -> GuardianConsents:
    """Consents that Ani took down, of all sheets unless told otherwise."""
    said = {"valid_from": date(2023, 1, 1), "valid_until": date(2023, 12, 31), "handed_out": given, **values}
    return GUARDIANS.create(
        office=cast.oki, by=cast.ani, institution=institution, form="Formulir contoh", collected_by="Guru BK", given=given, **said
    )  # fmt: skip


def find(cast: Cast, session: UrineSession, reactive: int = 2, **values: Any) -> SessionResult:
    """A result recorded by the session's testing officer."""
    return RESULTS.create(office=cast.oki, by=cast.ani, session=session, persons_reactive=reactive, **values)


def differing() -> list[str]:
    """What `verify` finds. It recounts as the owner of the tables does, whom no wall stops."""
    with side(Side.TREATMENT):
        return verify()
