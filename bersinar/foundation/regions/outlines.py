"""Outlines of regions for maps: the shipped ones of provinces, and those of a GeoJSON file that an office loads.

A file is read, matched by Kemendagri code or by name within one region, simplified and kept; what does not fit is told
by name and nothing of the file is kept beside it. Pure but for `matched_by`, which asks for the parts of a region.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import hypot
from typing import Any

from .loading import DATA
from .models import Region

Ring = list[list[float]]

MOST_BYTES = 10 * 1024 * 1024
MOST_FEATURES = 2_000
_MOST_POINTS = 400  # of one region, after simplifying
_WEST, _EAST, _SOUTH, _NORTH = 94.0, 142.0, -12.0, 7.0


class UnreadableMap(ValueError):
    """Carries the sentence for whoever loaded the file."""


@dataclass(frozen=True)
class Outline:
    """One shape of a map and the regions that lie in it."""

    regions: tuple[str, ...]
    rings: Sequence[Ring]


@cache
def provinces() -> tuple[Outline, ...]:
    """The shipped outlines: 33 shapes for 38 provinces."""
    said = json.loads((DATA / "provinces.json").read_text(encoding="utf-8"))
    return tuple(Outline(tuple(one["regions"]), one["rings"]) for one in said["shapes"])


def read_outlines(content: bytes, parts: Mapping[str, str]) -> tuple[dict[str, list[Ring]], list[str]]:
    """The outlines of a GeoJSON file by region code, and the names of features that are no part of the region.

    `parts` are the regions looked for: code -> name. Raises UnreadableMap for what is no map of Indonesia.
    """
    features = _features(content)
    by_name = {_plain(name): code for code, name in parts.items()}
    found: dict[str, list[Ring]] = {}
    strangers = []
    for feature in features:
        said = [str(value) for value in (feature.get("properties") or {}).values() if isinstance(value, (str, int))]
        code = _code_of(said, parts, by_name)
        if code is None:
            strangers.append(next((text for text in said if any(map(str.isalpha, text))), "tanpa nama"))
        else:
            found.setdefault(code, []).extend(_rings(feature.get("geometry")))
    return {code: simplified(rings) for code, rings in found.items() if rings}, strangers


def _features(content: bytes) -> list[dict[str, Any]]:
    if len(content) > MOST_BYTES:
        raise UnreadableMap("Berkas lebih besar dari 10 MB. Sederhanakan petanya dahulu.")
    try:
        said = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise UnreadableMap("Berkas ini bukan GeoJSON. Simpan petanya sebagai GeoJSON (WGS 84).") from error
    features = said.get("features") if isinstance(said, dict) else None
    if not isinstance(features, list) or not all(isinstance(one, dict) for one in features) or not features:
        raise UnreadableMap("Berkas ini tidak memuat wilayah. Simpan sebagai FeatureCollection.")
    if len(features) > MOST_FEATURES:
        raise UnreadableMap(f"Paling banyak {MOST_FEATURES} wilayah; berkas ini memuat {len(features)}.")
    return features


def _code_of(said: Iterable[str], parts: Mapping[str, str], by_name: Mapping[str, str]) -> str | None:
    texts = list(said)
    digits = {code.replace(".", ""): code for code in parts}
    for text in texts:
        if (bare := text.replace(".", "").strip()) in digits:
            return digits[bare]
    return next((by_name[_plain(text)] for text in texts if _plain(text) in by_name), None)


def _plain(name: str) -> str:
    """A name as it is compared: letters and digits only, in small letters, without "kecamatan" or "kabupaten"."""
    words = [word for word in name.lower().split() if word not in ("kecamatan", "kec.", "kabupaten", "kab.", "kota")]
    return "".join(letter for letter in "".join(words) if letter.isalnum())


def _rings(geometry: Any) -> list[Ring]:
    said = geometry if isinstance(geometry, dict) else {}
    coordinates = said.get("coordinates")
    polygons: Any = {"Polygon": [coordinates], "MultiPolygon": coordinates}.get(str(said.get("type")))
    if polygons is None:
        raise UnreadableMap("Hanya bidang (Polygon, MultiPolygon) yang dapat dimuat.")
    try:
        return [[_point(point) for point in polygon[0]] for polygon in polygons]
    except (TypeError, IndexError, ValueError) as error:
        if isinstance(error, UnreadableMap):
            raise
        raise UnreadableMap("Ada titik koordinat yang tidak dapat dibaca.") from error


def _point(point: Any) -> list[float]:
    east, north = float(point[0]), float(point[1])
    if not (_WEST <= east <= _EAST and _SOUTH <= north <= _NORTH):
        raise UnreadableMap("Ada titik di luar Indonesia. Simpan petanya dalam bujur dan lintang (WGS 84).")
    return [east, north]


def simplified(rings: Sequence[Ring]) -> list[Ring]:
    """The rings with no more points than a map needs; of many islets the largest stay."""
    tolerance, kept = 0.0005, [*rings]
    while sum(map(len, kept)) > _MOST_POINTS:
        kept = [ring for ring in (_thinned(ring, tolerance) for ring in kept) if len(ring) > 3]
        tolerance *= 2
    return [[[round(east, 4), round(north, 4)] for east, north in ring] for ring in kept]


def _thinned(ring: Ring, tolerance: float) -> Ring:
    """Douglas and Peucker's way, over both halves of a ring: its first point is also its last."""
    half = len(ring) // 2
    return _line(ring[: half + 1], tolerance)[:-1] + _line(ring[half:], tolerance)


def _line(points: Ring, tolerance: float) -> Ring:
    kept, waiting = {0, len(points) - 1}, [(0, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        far, at = max(((_off(points, first, last, at), at) for at in range(first + 1, last)), default=(0.0, 0))
        if far > tolerance:
            kept.add(at)
            waiting += [(first, at), (at, last)]
    return [points[at] for at in sorted(kept)]


def _off(points: Ring, first: int, last: int, at: int) -> float:
    """How far a point lies off the line between two others, in degrees."""
    (x1, y1), (x2, y2), (x, y) = points[first], points[last], points[at]
    length = hypot(x2 - x1, y2 - y1)
    return abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length if length else hypot(x - x1, y - y1)


def parts_of(codes: Sequence[str], level: int) -> dict[str, str]:
    """The regions of a level that are, or lie in, those with these codes; all of the level without codes. Code -> name."""
    rows = Region.objects.filter(level=level, valid_until__isnull=True).order_by("code").values_list("code", "name")
    return {
        code: name
        for code, name in rows
        if not codes or any(code.startswith(f"{one}.") or code == one for one in codes)
    }
