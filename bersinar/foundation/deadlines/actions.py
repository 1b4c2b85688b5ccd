"""Changing rules and holidays: whoever keeps the lists, with every change in the audit."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import ValidationError
from django.dispatch import Signal

from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.audit.actions import Line, note
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from bersinar.foundation.wire.writing import writing

from .models import DeadlineRule, Holiday

if TYPE_CHECKING:
    from bersinar.foundation.access.models import User
    from bersinar.foundation.offices.models import Office

R = TypeVar("R", DeadlineRule, Holiday)

# Sent, within the transaction, to rooms that keep something reckoned by rules and holidays.
rules_changed = Signal()


def keep_rule(*, rule: DeadlineRule, values: dict[str, Any], based_on: int | None, by: User) -> DeadlineRule:
    """Add a rule or change one. What was measured by it before stays as it was measured."""
    if values.get("valid_from") and values.get("valid_until") and values["valid_until"] < values["valid_from"]:
        sentence = "Berakhir sebelum mulai berlaku."
        raise Refusal("invalid", sentence, fields={"valid_until": sentence})
    if bool(values.get("extended_by")) != bool(values.get("extra")):
        sentence = "Isi peristiwa perpanjangan bersama tambahan lamanya, atau kosongkan keduanya."
        raise Refusal("invalid", sentence, fields={"extra": sentence})
    return _keep(rule, values, based_on, by, "deadlines.keep_rule")


def keep_holiday(*, holiday: Holiday, values: dict[str, Any], based_on: int | None, by: User) -> Holiday:
    """Add a holiday or change one."""
    if Holiday.objects.filter(day=values["day"]).exclude(pk=holiday.pk).exists():
        sentence = "Tanggal ini sudah tercatat."
        raise Refusal("holiday_taken", sentence, fields={"day": sentence}, status=409)
    return _keep(holiday, values, based_on, by, "deadlines.keep_holiday")


def load_holidays(*, text: str, by: User) -> tuple[int, int]:
    """Take in a year's list, a day to a line: "21-03-2026; Hari Raya Idulfitri". Tells how many are new and how many were known.

    All of it or nothing: a line that cannot be read is named.
    """
    office, days = _office_of(by), _read_days(text)
    with writing():
        known = set(Holiday.objects.filter(day__in=days).values_list("day", flat=True))
        new = [Holiday(day=day, name=name) for day, name in sorted(days.items()) if day not in known]
        Holiday.objects.bulk_create(new)
        if new:
            changes = {"hari": [str(one) for one in new]}
            note(office=office, by=by, line=Line("deadlines.load_holidays", "deadlines.holiday", None, changes=changes))
            rules_changed.send(Holiday)
    return len(new), len(days) - len(new)


_DAY = re.compile(r"(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[-./](\d{1,2})[-./](\d{4}))\s*[;,\t ]\s*(\S.*)")


def _read_days(text: str) -> dict[date, str]:
    days: dict[date, str] = {}
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), start=1):
        if not (said := line.strip().strip(";,")):
            continue
        if (found := _DAY.fullmatch(said)) is None:
            raise _unreadable(number, "tulis tanggal lalu namanya, misalnya 21-03-2026; Hari Raya Idulfitri.")
        parts = found.groups()
        year, month, day = parts[:3] if parts[0] else (parts[5], parts[4], parts[3])
        try:
            when = date(int(year), int(month), int(day))
        except ValueError as error:
            raise _unreadable(number, "tanggal ini tidak ada.") from error
        name = parts[6].strip().strip('"')
        if len(name) > _NAME or not name:
            raise _unreadable(number, f"nama hari libur paling panjang {_NAME} huruf.")
        days.setdefault(when, name)
    if not days:
        sentence = "Tempel atau unggah daftarnya: satu hari libur satu baris."
        raise Refusal("invalid", sentence, fields={"text": sentence})
    return days


_NAME = 120


def _unreadable(number: int, why: str) -> Refusal:
    sentence = f"Baris {number}: {why}"
    return Refusal("invalid", sentence, fields={"text": sentence})


def drop_holiday(*, holiday: Holiday, by: User) -> None:
    """Take a holiday away that was none. The audit keeps that there was one."""
    office = _office_of(by)
    with writing():
        line = Line("deadlines.drop_holiday", "deadlines.holiday", None, changes={"hari": str(holiday)})
        note(office=office, by=by, line=line)
        holiday.delete()
        rules_changed.send(Holiday)


def _keep(row: R, values: dict[str, Any], based_on: int | None, by: User, action: str) -> R:
    office = _office_of(by)
    with writing():
        kept: R = type(row)._default_manager.select_for_update().get(pk=row.pk) if row.pk else row
        if row.pk and kept.version != based_on:
            sentence = "Isian ini sudah diubah orang lain. Periksa isinya dan simpan lagi."
            raise Refusal("lost_update", sentence, status=409)
        before = {name: getattr(kept, name) for name in values}
        for name, value in values.items():
            setattr(kept, name, value)
        try:
            kept.clean_fields()
        except ValidationError as error:
            fields = {name: " ".join(told) for name, told in error.message_dict.items()}
            raise Refusal("invalid", "Periksa isian yang ditandai.", fields=fields) from error
        changed = {
            name: [_plain(before[name]), _plain(values[name])] for name in values if before[name] != values[name]
        }
        if row.pk and not changed:
            return kept
        kept.version += 1 if row.pk else 0
        kept.save()
        note(
            office=office,
            by=by,
            line=Line(action, kept._meta.label_lower, None, changes={"tenggat": str(kept), **changed}),
        )
        rules_changed.send(type(kept))
    return kept


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, (str, int, bool, list)) else str(value)


def _office_of(by: User) -> Office:
    """Rules are everybody's; a change is written into the audit of whoever makes it."""
    held = by.offices_with(Permission.CODES_MANAGE)
    if not held:
        raise Forbidden()
    return held[0]
