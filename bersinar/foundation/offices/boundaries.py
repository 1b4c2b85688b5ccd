"""Loading the outlines of an office's service area from a file of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.audit.actions import Line, note
from bersinar.foundation.regions.models import Boundary, RegionLevel
from bersinar.foundation.regions.outlines import UnreadableMap, parts_of, read_outlines
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from bersinar.foundation.wire.writing import writing

from .models import Office, OfficeType

if TYPE_CHECKING:
    from bersinar.foundation.access.models import User


def areas_of(office: Office) -> list[str]:
    """The codes of the regions that an office serves; a province without any serves those of its offices."""
    own = sorted(region.code for region in office.service_area.all())
    if own or office.type != OfficeType.PROVINCE:
        return own
    below = Office.objects.under(office).values_list("service_area__code", flat=True)
    return sorted({code.split(".")[0] for code in below if code})


def level_below(office: Office) -> RegionLevel:
    """The level of regions that an office's map shows: provinces, kabupaten and kota, or kecamatan."""
    levels = {OfficeType.HEADQUARTERS: RegionLevel.PROVINCE, OfficeType.PROVINCE: RegionLevel.REGENCY}
    return levels.get(OfficeType(office.type), RegionLevel.DISTRICT)


def regions_shown(office: Office) -> dict[str, str]:
    """The regions that an office's map shows, by code; none where nobody said what it serves."""
    level = level_below(office)
    areas = areas_of(office)
    return parts_of(areas, level) if areas or level == RegionLevel.PROVINCE else {}


def load_boundaries(*, office: Office, content: bytes, source: str, by: User) -> tuple[int, list[str]]:
    """Take in outlines of regions in the office's service area; how many, and what in the file is none of them.

    What was loaded before is replaced region by region. Raises Forbidden, and Refusal for a file that is no map or
    names no region of the area.
    """
    if office.pk not in by.scope(Permission.OFFICES_MANAGE):
        raise Forbidden()
    if not source.strip():
        raise _refusal("source", "Tuliskan sumber petanya, misalnya BIG 2024.")
    areas = areas_of(office)
    if not areas:
        raise _refusal("file", "Isi dahulu wilayah kerja satuan kerja ini, supaya nama pada peta dapat dikenali.")
    levels = (RegionLevel.REGENCY, RegionLevel.DISTRICT, RegionLevel.VILLAGE)
    parts = {code: name for level in levels for code, name in parts_of(areas, level).items()}
    try:
        found, strangers = read_outlines(content, parts)
    except UnreadableMap as error:
        raise _refusal("file", str(error)) from error
    if not found:
        named = ", ".join(strangers[:3])
        raise _refusal("file", f"Tidak ada wilayah kerja ini di dalam berkas. Yang terbaca: {named}.")
    rows = [Boundary(region_id=code, rings=rings, source=source.strip()) for code, rings in sorted(found.items())]
    with writing():
        Boundary.objects.filter(region_id__in=found).delete()
        Boundary.objects.bulk_create(rows, batch_size=200)
        changes = {"wilayah": len(rows), "sumber": source.strip()}
        note(office=office, by=by, line=Line("offices.load_boundaries", "offices.office", None, changes=changes))
    return len(rows), strangers


def _refusal(name: str, sentence: str) -> Refusal:
    return Refusal("invalid", sentence, fields={name: sentence})
