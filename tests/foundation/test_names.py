"""A name is found however it was spelled; two names that differ stay two."""

from __future__ import annotations

import pytest

from bersinar.foundation.secrecy.names import name_parts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Moch. Soebardjo", "Mohammad Subarjo"),
        ("H. Achmad Djoko, S.H.", "Ahmad Joko"),
        ("Tjahyo Rekaan", "CAHYO REKAAN"),
        ("Syarifuddin", "Sarifudin"),
        ("Ridho Sjafei", "Rido Syafei"),
        ("Nurul Qomariah binti Rekaan", "Nurul Komariah Rekaan"),
        ("Ni Made Rékaan", "ni  made rekaan"),
        ("Nur'aini", "Nuraini"),
    ],
)
def test_two_spellings_of_one_name_are_alike(one: str, other: str) -> None:
    assert name_parts(one) == name_parts(other) != frozenset()


@pytest.mark.parametrize(
    ("one", "other"), [("Siti Rekaan", "Sita Rekaan"), ("Budi", "Dedi"), ("Rahma Contoh", "Rahman Contoh")]
)
def test_two_names_stay_two(one: str, other: str) -> None:
    assert name_parts(one) != name_parts(other)


@pytest.mark.parametrize("nothing", ["", "   ", "H. Dr.", "A", "12345", "bin"])
def test_what_is_no_name_has_no_parts(nothing: str) -> None:
    assert name_parts(nothing) == frozenset()
