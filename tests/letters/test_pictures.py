"""A photograph keeps its pixels and how it is turned, and nothing of where and by whom it was taken."""

from __future__ import annotations

import pytest

from bersinar.foundation.files.pictures import BrokenPicture, size_of, without_metadata
from tests.letters.pictures import jpeg, png


def test_a_jpeg_forgets_place_and_device_and_keeps_its_turn() -> None:
    bare = without_metadata(jpeg(turned=6))
    assert b"GPS" not in bare and b"Kamera Ani" not in bare
    assert b"\x12\xff\x00\x34\xff\xd0\x56\xff\xd9" in bare and bare.endswith(b"\xff\xd9")
    assert without_metadata(bare) == bare  # the turn is read again
    assert b"Exif" in bare and b"Exif" not in without_metadata(jpeg(turned=1))
    assert size_of(bare) == (30, 40)


def test_a_png_forgets_its_comments() -> None:
    bare = without_metadata(png())
    assert b"Fotografer" in png() and b"Fotografer" not in bare
    assert size_of(bare) == (2, 2) and b"IDAT" in bare


@pytest.mark.parametrize("cut", [3, 10, 40, 70])
def test_a_picture_that_ends_too_early_is_broken(cut: int) -> None:
    for picture in (jpeg(), png()):
        with pytest.raises(BrokenPicture):
            without_metadata(picture[:cut])
