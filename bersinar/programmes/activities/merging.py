"""Two records of one institution: merged, so that it counts once, and parted again.

A merge writes one pointer, from the double to the record that is kept; no record that names the double is touched.
What they say follows the pointer (`Institution.counted_id`), so whatever they said differently before is posted anew,
in the same deed. Parting takes the pointer away, and with it everything that followed from it.

Never reaches beyond one office: institutions are an office's own, and so is whatever names them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from difflib import SequenceMatcher
from itertools import chain
from typing import Any
from uuid import UUID

from bersinar.foundation.institutions.models import Institution
from bersinar.foundation.institutions.naming import CANCELLED, OTHER_OFFICE, hold
from bersinar.foundation.wire.naming import namers
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed
from bersinar.ledger.records import Verbs
from bersinar.ledger.sources import Source, source_for

_ALIKE = 0.72  # "SMPN 2 Kayuagung" and "SMP Negeri 2 Kayu Agung" are; a hint too many costs a glance


class Merging(Verbs[Institution]):
    """Merge `duplicate` into the institution that is kept: from now on the two count once, in every month."""

    def changes(self, doing: Deed, record: Institution, values: dict[str, Any], *, based_on: int | None) -> Institution:
        held = hold([record.pk, values["duplicate"].pk])
        kept, double = held[record.pk], held[values["duplicate"].pk]
        if double.merged_into_id == kept.pk:
            return kept  # somebody was quicker: it is done
        _refuse_unmergeable(kept, double)
        with _said_anew(doing, double):
            doing.change(double, {"merged_into": kept}, based_on=None)
        return _with_names(doing, kept)


class Parting(Verbs[Institution]):
    """Take a merged record out again: it counts for itself, as it did before."""

    def changes(self, doing: Deed, record: Institution, values: dict[str, Any], *, based_on: int | None) -> Institution:
        held = hold([record.pk])
        double = held[record.pk]
        if double.merged_into_id is None:
            raise Refusal("not_merged", "Rekam ini tidak sedang digabung dengan rekam lain.", status=409)
        with _said_anew(doing, double):
            parted = doing.change(double, {"merged_into": None}, based_on=based_on)
        _with_names(doing, held[double.merged_into_id])
        return parted


def _refuse_unmergeable(kept: Institution, double: Institution) -> None:
    if problem := _why_not(kept, double):
        raise Refusal("not_mergeable", problem, status=409)


def _why_not(kept: Institution, double: Institution) -> str:
    """A sentence with the way out, or nothing."""
    if kept.pk == double.pk:
        return "Instansi tidak dapat digabung dengan dirinya sendiri. Pilih rekam gandanya."
    if kept.office_id != double.office_id:
        return OTHER_OFFICE
    if kept.is_cancelled or double.is_cancelled:
        return CANCELLED
    if kept.merged_into is not None:
        return f"{kept} sendiri sudah digabung ke {kept.merged_into}. Gabungkan rekam ini ke {kept.merged_into}."
    if double.merged_into is not None:
        return f"{double} sudah digabung ke {double.merged_into}. Pisahkan dahulu, lalu gabungkan ke sini."
    if (below := double.merged.first()) is not None:
        return f"Ke {double} sudah digabung {below}. Pertahankan {double}, atau pisahkan {below} dahulu."
    if double.name and not kept.name:
        return f"Yang dipertahankan belum bernama. Pertahankan {double}, supaya namanya tetap dipakai."
    return ""


def _with_names(doing: Deed, kept: Institution) -> Institution:
    """Let the kept one be found by the names of all that is merged into it now."""
    names = chain.from_iterable([one.name, *one.aliases] for one in kept.merged.order_by("pk"))
    found_by = list(dict.fromkeys(name for name in names if name))
    return doing.change(kept, {"merged_names": found_by}, based_on=None)


# --- who names an institution, and what that says -------------------------------------------------------------------


@contextmanager
def _said_anew(doing: Deed, institution: Institution) -> Iterator[None]:
    """Whatever names the institution says anew what it says differently after the block; closed months ask why."""
    naming = [(source, keys) for source, keys in _naming(institution) if keys]
    before = {record.pk: source.drafts(record) for source, keys in naming for record in _rows(source, keys)}
    yield
    moved: set[date] = set()
    for source, keys in naming:
        for record in _rows(source, keys):
            now, then = Counter(source.drafts(record)), Counter(before[record.pk])
            if now != then:
                moved |= {draft.day for draft in (*(now - then), *(then - now))}
                doing.restate(record)
    for day in {(day.year, day.month): day for day in sorted(moved, reverse=True)}.values():  # once a month
        doing.ask_reason(day)


def _naming(institution: Institution) -> Iterator[tuple[Source, list[UUID]]]:
    """The records with facts that name it, locked until the deed is done."""
    for model, field in namers(Institution):
        source = source_for(model)
        if source is not None:
            keys = model._default_manager.filter(**{field: institution, "cancelled_at__isnull": True}).values("pk")
            rows = model._default_manager.select_for_update().filter(pk__in=keys, cancelled_at__isnull=True)
            yield source, [row.pk for row in rows.order_by("pk")]


def _rows(source: Source, keys: Sequence[UUID]) -> Iterator[Any]:
    yield from source.records().filter(pk__in=keys).order_by("pk")


def named_in(institution: Institution) -> list[tuple[str, int]]:
    """(kind of record in words, how many standing ones) of what names it."""
    counted = [
        (str(model._meta.verbose_name), model._default_manager.filter(**{field: institution, "cancelled_at": None}).count())
        for model, field in namers(Institution)
    ]  # fmt: skip
    return [(noun, many) for noun, many in counted if many]


# --- which records may be doubles -------------------------------------------------------------------------------------


def resembling(institution: Institution, among: Sequence[Institution], most: int = 8) -> list[Institution]:
    """Those that bear nearly the same name, or the same NPSN; the likeliest first. A hint: a person decides."""
    rated = [(_likeness(institution, one), one) for one in among if one.pk != institution.pk]
    likely = sorted((pair for pair in rated if pair[0] >= _ALIKE), key=lambda pair: -pair[0])
    return [one for _, one in likely[:most]]


def _likeness(one: Institution, other: Institution) -> float:
    if one.npsn and one.npsn == other.npsn:
        return 2.0
    ours, theirs = _bare_names(one), _bare_names(other)
    return max((_ratio(name, theirs_too) for name in ours for theirs_too in theirs), default=0.0)


def _bare_names(institution: Institution) -> list[str]:
    bare = (re.sub(r"[\W_]+", "", name.casefold()) for name in (institution.name, *institution.aliases))
    return [name for name in bare if name]


def _ratio(one: str, other: str) -> float:
    """How alike two names are; with different numbers in them they are two schools, however alike the rest is."""
    if re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
        return 0.0
    return matcher.ratio()


# Behind a form of its own stands one verb; the others have no name.
MERGE = Merging(Institution, "activities", "", "merge_institution", "")
PART = Parting(Institution, "activities", "", "part_institution", "")
