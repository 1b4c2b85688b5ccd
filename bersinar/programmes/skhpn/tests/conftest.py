"""What the tests of this room begin with: the desk of BNNK OKI with its tariff, a head who signs, and applicants."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from bersinar.foundation.letters.actions import finalise, make
from bersinar.foundation.letters.models import Letter, TreatmentLetter
from bersinar.foundation.offices.models import Head
from bersinar.programmes.skhpn import actions
from bersinar.programmes.skhpn.actions import TARIFFS, VISITS
from bersinar.programmes.skhpn.letters import CERTIFICATE
from bersinar.programmes.skhpn.models import Visit
from tests.cast import Cast

DAY = date(2023, 3, 14)
NAME, NIK = "Wulan Rekaan Utami", "1602054507980003"  # invented


@pytest.fixture(autouse=True)
def within_the_wall(treatment_side: Callable[[], None]) -> None:
    """Every test of this room looks from the treatment side."""


@pytest.fixture(autouse=True)
def desk(cast: Cast, treatment_side: Callable[[], None]) -> None:
    """A tariff, and somebody who signs."""
    TARIFFS.create(
        office=cast.oki, by=cast.budi, amount=290_000, in_force_from=date(2020, 5, 1), ground="Peraturan rekaan"
    )
    Head.objects.create(
        office=cast.oki, name="Eko Rekaan", rank="AKBP", position="Kepala BNN Kabupaten OKI", since=date(2021, 1, 4)
    )


@pytest.fixture
def visit(cast: Cast) -> Visit:
    return arrive(cast)


def arrive(cast: Cast, **values: Any) -> Visit:
    """Somebody takes a number on 14 March 2023, for a job, unless told otherwise."""
    return VISITS.create(office=cast.oki, by=cast.budi, **{"visited_on": DAY, "purpose": "work", **values})


def identified(cast: Cast, visit: Visit, **values: Any) -> Visit:
    said = {
        "document": "ktp", "name": NAME, "nik": NIK, "birth_place": "Kayuagung", "birth_date": date(1998, 7, 5), "sex": "female",
        "job": "Karyawan", "address": "Jalan Rekaan 1", **values,
    }  # fmt: skip
    return actions.identify(visit, by=cast.budi, based_on=None, **said)


def at_result(cast: Cast, visit: Visit, *, is_reactive: bool = False, **values: Any) -> Visit:
    """The whole way to the test's result."""
    identified(cast, visit, **values)
    actions.pay(visit, by=cast.budi, based_on=None, receipt="B-1")
    actions.screen(visit, by=cast.budi, based_on=None, screening_result="no_concern")
    return actions.take_test(
        visit, by=cast.budi, based_on=None, tested_on=visit.visited_on, panel="six", is_reactive=is_reactive,
        reactive=["met"] if is_reactive else [],
    )  # fmt: skip


def drafted(cast: Cast, visit: Visit, on: date | None = None) -> Letter:
    """The letter of a visit, as the office would make it."""
    kept: Visit = Visit.objects.select_related("office").get(pk=visit.pk)
    return make(
        CERTIFICATE.code, office=kept.office, by=cast.budi, about=("skhpn.visit", kept.pk), on=on or kept.visited_on,
        fields=CERTIFICATE.about[0].fill(kept, cast.budi),
    )  # fmt: skip


def issued(cast: Cast, visit: Visit) -> Letter:
    """A visit with its final letter."""
    letter = drafted(cast, at_result(cast, visit))
    return finalise(TreatmentLetter.objects.get(pk=letter.pk), by=cast.budi, based_on=letter.version)
