"""Small pictures with what a phone writes into them."""

from __future__ import annotations

import struct
import zlib


def png() -> bytes:
    """Two by two pixels, with a comment."""

    def part(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\0" + b"\x0b\x4f\x8a" * 2 for _ in range(2)))
    parts = (part(b"IHDR", header), part(b"tEXt", b"Author\0Fotografer"), part(b"IDAT", rows), part(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def jpeg(turned: int = 6) -> bytes:
    """The bones of a JPEG: Exif with place and turn, a comment, one scan, and what a phone hangs on behind it."""
    tiff = b"II*\0" + struct.pack("<IH", 8, 2)
    tiff += struct.pack("<HHII", 0x0112, 3, 1, turned) + struct.pack("<HHII", 0x8825, 4, 1, 0) + bytes(4) + b"GPS -3.4"

    def segment(marker: int, body: bytes) -> bytes:
        return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body

    return b"".join(
        (
            b"\xff\xd8", segment(0xE0, b"JFIF\0" + bytes(9)), segment(0xE1, b"Exif\0\0" + tiff), segment(0xFE, b"Kamera Ani"),
            segment(0xDB, bytes(65)), segment(0xC0, struct.pack(">BHHB", 8, 40, 30, 1) + bytes(3)),
            segment(0xDA, bytes(8)), b"\x12\xff\x00\x34\xff\xd0\x56", b"\xff\xd9", b"trailer GPS -3.4",
        )
    )  # fmt: skip
