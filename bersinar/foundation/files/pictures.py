"""Pictures without what a phone writes into them: where and when they were taken, with which device, by whom.

Only parts of the file are left out, no pixel is touched. How the picture is turned stays: without it a scan lies on
its side.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

JPEG: Final = b"\xff\xd8"
PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG_KEPT: Final = {0xE0, 0xEE}  # JFIF and Adobe: how the colours are to be read
_PNG_DROPPED: Final = {b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"}
_ORIENTATION: Final = 0x0112


class BrokenPicture(ValueError):
    """The file begins like a picture and is none."""


def without_metadata(content: bytes) -> bytes:
    """The same picture without descriptions. Raises BrokenPicture where it cannot be read to its end."""
    try:
        return _png(content) if content.startswith(PNG) else _jpeg(content)
    except (IndexError, ValueError, struct.error) as error:
        raise BrokenPicture("the file cannot be read to its end") from error


def size_of(content: bytes) -> tuple[int, int]:
    """Width and height in pixels. Raises BrokenPicture."""
    try:
        if content.startswith(PNG):
            width, height = struct.unpack(">II", content[16:24])
            return int(width), int(height)
        for marker, body in _segments(content):
            if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
                height, width = struct.unpack(">HH", body[1:5])
                return int(width), int(height)
    except (IndexError, struct.error) as error:
        raise BrokenPicture("the file ends too early") from error
    raise BrokenPicture("no size")


def _png(content: bytes) -> bytes:
    kept, at = [PNG], len(PNG)
    while True:
        (length,) = struct.unpack(">I", content[at : at + 4])
        name, end = content[at + 4 : at + 8], at + 12 + length
        if end > len(content):
            raise BrokenPicture("a part is longer than the file")
        if name not in _PNG_DROPPED:
            kept.append(content[at:end])
        if name == b"IEND":
            return b"".join(kept)
        at = end


def _jpeg(content: bytes) -> bytes:
    kept, turned = [], 1
    for marker, body in _segments(content):
        if marker == 0xE1 and body.startswith(b"Exif\0\0"):
            turned = _orientation(body[6:])
        elif marker not in _JPEG_KEPT and (marker == 0xFE or 0xE0 <= marker <= 0xEF):
            continue
        else:
            kept.append(bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body)
            if marker == 0xDA:
                break
    return JPEG + (_only_turned(turned) if turned != 1 else b"") + b"".join(kept) + _pixels(content)


def _segments(content: bytes) -> list[tuple[int, bytes]]:
    """(marker, body) of every segment up to and with the start of the first scan."""
    return [(marker, body) for marker, body, _ in _walked(content)]


def _walked(content: bytes) -> Iterator[tuple[int, bytes, int]]:
    at = 2
    while True:
        marker, body, at = _segment(content, at)
        yield marker, body, at
        if marker == 0xDA:
            return


def _segment(content: bytes, at: int) -> tuple[int, bytes, int]:
    """The segment at a place, and the place behind it."""
    if content[at] != 0xFF:
        raise BrokenPicture("a segment does not begin where the last one ends")
    while content[at + 1] == 0xFF:
        at += 1  # markers may be preceded by filling
    (length,) = struct.unpack(">H", content[at + 2 : at + 4])
    end = at + 2 + length
    if length < 2 or end > len(content):
        raise BrokenPicture("a segment is longer than the file")
    return content[at + 1], content[at + 4 : end], end


def _pixels(content: bytes) -> bytes:
    """From behind the first start of scan to the end of the picture; what phones hang on behind it is left out."""
    start = at = max(end for _, _, end in _walked(content))
    while True:
        at = content.index(b"\xff", at)
        marker = content[at + 1]
        if marker == 0xD9:
            return content[start : at + 2]
        if marker in (0x00, 0xFF) or 0xD0 <= marker <= 0xD7:
            at += 1 if marker == 0xFF else 2
        else:
            _, _, at = _segment(content, at)  # a further scan of a progressive picture, with its tables


def _orientation(tiff: bytes) -> int:
    """How the picture is turned, 1 to 8; 1 where nothing readable says so."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 1
    try:
        (first,) = struct.unpack(f"{order}I", tiff[4:8])
        (entries,) = struct.unpack(f"{order}H", tiff[first : first + 2])
        for entry in range(min(entries, 200)):
            at = first + 2 + 12 * entry
            tag, _, _, value = struct.unpack(f"{order}HHIH", tiff[at : at + 10])
            if tag == _ORIENTATION:
                return int(value) if 1 <= value <= 8 else 1
    except struct.error:
        return 1
    return 1


def _only_turned(turned: int) -> bytes:
    """An Exif segment that says how the picture is turned, and nothing else."""
    tiff = b"MM\0*" + struct.pack(">IH", 8, 1) + struct.pack(">HHIHH", _ORIENTATION, 3, 1, turned, 0) + bytes(4)
    body = b"Exif\0\0" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body
