"""An office's own grouping of its report, one line each: "P2M: Pencegahan, Pemberdayaan masyarakat"."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from bersinar.foundation.codelists.lists import codes

OwnGrouping = tuple[tuple[str, tuple[str, ...]], ...]  # (title, codes of its sections)


def read_grouping(text: str) -> OwnGrouping:
    """Read the list. A line that is itself a section's name needs no colon. Raises ValidationError on `own_list`."""
    known = {code.label.casefold(): name for name, code in codes("section").items()}
    groups: list[tuple[str, tuple[str, ...]]] = []
    taken: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        title, _, named = (part.strip() for part in line.partition(":"))
        if not title:
            raise _wrong(number, "tuliskan judul di depan titik dua.")
        sections = []
        for word in (named or title).split(","):
            section = known.get(word.strip().casefold())
            if section is None:
                choice = ", ".join(code.label for code in codes("section").values())
                raise _wrong(number, f"bidang “{word.strip()}” tidak dikenal. Pilihannya: {choice}.")
            if section in taken:
                raise _wrong(number, f"bidang {word.strip()} sudah disebut pada baris {taken[section]}.")
            taken[section] = number
            sections.append(section)
        groups.append((title, tuple(sections)))
    if not groups:
        raise ValidationError({"own_list": "Tuliskan daftarnya: satu judul sebaris, lalu titik dua dan bidangnya."})
    return tuple(groups)


def _wrong(number: int, sentence: str) -> ValidationError:
    return ValidationError({"own_list": f"Baris {number}: {sentence}"})
