"""A deed: one action of one person in one office. Record, audit and facts go in together or not at all.

    with deed("cooperation.sign_agreement", office=office, by=by, needs=Permission.COOPERATION_WRITE) as doing:
        doing.add(agreement, values)

Permission is asked before anything is looked up. At the end, and last before COMMIT, the office's head row is locked
and the postings and audit lines are written. A deed posts to one office's chain.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models
from django.utils import timezone

from bersinar.foundation.access.machines import is_machine
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.audit.actions import Line, append
from bersinar.foundation.audit.chains import lock_head, move_head
from bersinar.foundation.offices.models import Office
from bersinar.foundation.periods.actions import is_closed
from bersinar.foundation.periods.calendar import month_name
from bersinar.foundation.secrecy.sealed import SealedField, SealedRecord
from bersinar.foundation.secrecy.tokens import keyring
from bersinar.foundation.ui.kept import kept_words
from bersinar.foundation.wire.models import Receipt
from bersinar.foundation.wire.refusals import Forbidden, LostUpdate, Refusal
from bersinar.foundation.wire.rows import insert_record, insert_rows
from bersinar.foundation.wire.writing import writing

from .posting import Said, post
from .sources import source_for

R = TypeVar("R", bound=models.Model)

SEALED = "terkunci"


@dataclass
class Deed:
    """What one action does: records added, changed, cancelled, and what they say in the end."""

    action: str
    office: Office
    by: User
    at: datetime
    reason: str = ""
    side: str = "open"
    _lines: list[Line] = field(default_factory=list)
    _touched: dict[tuple[type[models.Model], UUID], tuple[Any, bool]] = field(default_factory=dict)

    def add(self, record: R, values: Mapping[str, Any]) -> R:
        """Save a new record with these values. Refuses what the model's rules forbid."""
        links = self._begin(record, values)
        insert_record(record)
        for name, rows in links.items():
            getattr(record, name).set(rows)
        self._began(record, values, links)
        return record

    def add_all(self, model: type[R], rows: Sequence[Mapping[str, Any]]) -> list[R]:
        """As `add`, for many new records at once, written set-based: a list of hundreds. Not for many-to-many values."""
        made = [model() for _ in rows]
        for record, values in zip(made, rows, strict=True):
            self._begin(record, values)
        model._default_manager.bulk_create(made)
        for record, values in zip(made, rows, strict=True):
            self._began(record, values, {})
        return made

    def settle(self, model: type[R], values: Mapping[str, Any], *, based_on: int | None) -> R:
        """Make the one record of its kind that an office has (a rule), or change it. Of two at once the second waits."""
        Office.objects.select_for_update(no_key=True).get(pk=self.office.pk)
        kept = model._default_manager.filter(office=self.office).first()
        return self.add(model(), values) if kept is None else self.change(kept, values, based_on=based_on)

    def _begin(self, record: Any, values: Mapping[str, Any]) -> dict[str, Any]:
        record.office, record.recorded_at, record.recorded_by = self.office, self.at, self.by
        links = _assign(record, values)
        self._check(record, None)
        return links

    def _began(self, record: Any, values: Mapping[str, Any], links: Mapping[str, Any]) -> None:
        filled = {
            name: value for name, value in _plain_values(record, values, links).items() if value not in (None, "", [])
        }
        self._note(record, {name: _shown(record, name, value) for name, value in filled.items()})
        self._touched[type(record), record.pk] = (record, True)

    def change(self, record: R, values: Mapping[str, Any], *, based_on: int | None) -> R:
        """Change a record that was opened at version `based_on`. Refuses a lost update with both values."""
        kept: Any = type(record)._default_manager.select_for_update().get(pk=record.pk)
        if kept.is_cancelled:
            raise Refusal("cancelled", "Rekam ini sudah dibatalkan dan tidak dapat diubah.", status=409)
        before, day_before = _plain_values(kept, values), getattr(kept, "happened_on", None)
        stale = based_on is not None and based_on != kept.version
        links = _assign(kept, values)
        after = _plain_values(kept, values, links)
        differing = {name for name in after if before[name] != after[name]}
        if stale and differing:
            raise LostUpdate(
                {_label(kept, n): (_words(kept, n, before[n]), _words(kept, n, after[n])) for n in sorted(differing)}
            )
        if not differing:
            return kept  # type: ignore[no-any-return]  # sending the same again changes nothing
        self._check(kept, day_before)
        kept.version += 1
        kept.save()
        for name, rows in links.items():
            getattr(kept, name).set(rows)
        self._note(kept, {n: [_shown(kept, n, before[n]), _shown(kept, n, after[n])] for n in sorted(differing)})
        self._touched[type(kept), kept.pk] = (kept, False)
        return kept  # type: ignore[no-any-return]

    def cancel(self, record: R) -> R:
        """Cancel a record, with the deed's reason. It stays, says nothing more, and is never deleted."""
        kept: Any = type(record)._default_manager.select_for_update().get(pk=record.pk)
        if kept.is_cancelled:
            return kept  # type: ignore[no-any-return]
        if not self.reason:
            raise Refusal("reason_missing", "Tuliskan alasan pembatalan.", fields={"reason": "Wajib diisi."})
        kept.cancelled_at, kept.cancel_reason = self.at, self.reason
        kept.version += 1
        kept.save(update_fields=["cancelled_at", "cancel_reason", "version"])
        self._note(kept, {"dibatalkan": [False, True]})
        self._touched[type(kept), kept.pk] = (kept, False)
        return kept  # type: ignore[no-any-return]

    def erase(self, record: SealedRecord, **marks: Any) -> Any:
        """Destroy what a record holds sealed, with its data key. The row stays as its own tombstone, with `marks`."""
        kept: Any = type(record)._default_manager.select_for_update().get(pk=record.pk)
        kept.forget()
        for name, value in marks.items():
            setattr(kept, name, value)
        kept.version += 1
        kept.save()
        self._note(kept, {"dimusnahkan": [False, True]})
        return kept

    def restate(self, record: models.Model) -> None:
        """Say anew what a record says: for one whose facts depend on another that this deed changed."""
        self._touched.setdefault((type(record), record.pk), (record, False))

    def ask_reason(self, day: date) -> None:
        """Refuse to go on without a reason where the month of this day is closed: also for what is restated."""
        if day > self.office.local_day(self.at):
            return  # the model itself says which days may lie ahead
        if not self.reason and is_closed(self.office, day):
            raise Refusal(
                "month_closed",
                f"{month_name(day.year, day.month)} sudah ditutup. Tuliskan alasan perubahan; alasan ikut tersimpan.",
                fields={"reason": "Wajib diisi karena bulannya sudah ditutup."},
            )

    def _check(self, record: Any, day_before: date | None) -> None:
        _validate(record)
        for day in {getattr(record, "happened_on", None), day_before}:
            if day is not None:
                self.ask_reason(day)

    def _note(self, record: Any, changes: dict[str, Any]) -> None:
        side = type(record).read_permission.side.value
        self._lines.append(Line(self.action, record._meta.label_lower, record.pk, side, changes, self.reason))

    def _finish(self) -> None:
        said = []
        for (model, key), (record, is_new) in self._touched.items():
            source = source_for(model)
            if source is not None:
                said.append(Said(source.kind, key, source.drafts(record), is_new))
        if not said and not self._lines:
            return
        head = lock_head(self.office)
        post(head, said, action=self.action, actor=self.by.id, at=self.at)
        append(head, self._lines, actor=self.by.id, at=self.at)
        move_head(head)


@contextmanager
def deed(action: str, *, office: Office, by: User, needs: Permission, reason: str = "") -> Iterator[Deed]:
    """Do one action in one transaction. Raises Forbidden before anything is looked up."""
    ask(by, needs, office)
    with _whole(action, office, by, reason) as doing:
        yield doing


@contextmanager
def machine_deed(action: str, *, office: Office, by: User, reason: str) -> Iterator[Deed]:
    """As `deed`, for what comes in by itself: no person acts, and no right is asked.

    Whatever lets it in has asked already, for a one-time key for instance. Raises Forbidden for a person's account.
    """
    if not is_machine(by):
        raise Forbidden()
    with _whole(action, office, by, reason) as doing:
        yield doing


@contextmanager
def _whole(action: str, office: Office, by: User, reason: str) -> Iterator[Deed]:
    doing = Deed(action, office, by, timezone.now().astimezone(UTC), reason.strip())
    try:
        with writing():
            yield doing
            doing._finish()
    except IntegrityError as error:
        raise _explained(error) from error


def ask(by: User, needs: Permission, office: Office) -> None:
    """Refuse who may not do this in this office."""
    if office.pk not in by.scope(needs):
        raise Forbidden()


def once(
    *, request_id: UUID | None, action: str, by: User, body: Mapping[str, Any], model: type[R], make: Callable[[], R],
    record_id: UUID | None = None,
) -> R:  # fmt: skip
    """Answer a request once: the same id with the same body gets the record of the first time, another body 409.

    `record_id`, where the caller knows which record `make` will answer with, spares writing the receipt twice.
    """
    if request_id is None:
        return make()
    said = json.dumps([action, {name: plain(value) for name, value in body.items()}], sort_keys=True, default=str)
    # Keyed: a body may hold what is sealed, and a plain hash of so few digits could be tried out.
    digest = hmac.new(keyring().blind_key("open"), said.encode(), hashlib.sha256).hexdigest()
    expected = record_id or request_id
    row = (request_id, action, digest, expected, by.id, timezone.now())
    with writing():
        # Written first: of two identical requests at once, the second waits here for the first to commit.
        if not insert_rows("wire_receipt", _RECEIPT, [row], unless_there=True):
            return _answered(request_id, digest, by, model)
        record = make()
        if record.pk != expected:
            Receipt.objects.filter(pk=request_id).update(record_id=record.pk)
        return record


_RECEIPT = ("request_id", "action", "body_hash", "record_id", "actor", "at")


def _answered(request_id: UUID, digest: str, by: User, model: type[R]) -> R:
    receipt = Receipt.objects.get(pk=request_id)
    if receipt.body_hash != digest or receipt.actor != by.id:
        raise Refusal("request_reused", "Nomor kiriman ini sudah dipakai untuk isian lain.", status=409)
    return model._default_manager.get(pk=receipt.record_id)


def plain(value: Any) -> Any:
    """A value as audit lines and request bodies keep it."""
    if isinstance(value, models.Model):
        return str(value.pk)
    if isinstance(value, (list, tuple, set, models.QuerySet)):
        return sorted((plain(item) for item in value), key=str)
    if isinstance(value, (date, time, Decimal, UUID)):
        return str(value)
    return value


def _is_sealed(record: models.Model, name: str) -> bool:
    return isinstance(record._meta.get_field(name), SealedField)


def _assign(record: Any, values: Mapping[str, Any]) -> dict[str, Any]:
    """Put values on a record; many-to-many ones are handed back, to be set after saving."""
    many = {relation.name for relation in record._meta.many_to_many}
    sealed = {name: value for name, value in values.items() if name not in many and _is_sealed(record, name)}
    if sealed:
        record.seal(**sealed)
    for name, value in values.items():
        if name not in many and name not in sealed:
            setattr(record, name, value)
    return {name: value for name, value in values.items() if name in many}


def _plain_values(record: Any, names: Mapping[str, Any], links: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Values as they can be compared. Sealed ones are compared in the clear, here and nowhere else: see `_shown`."""
    result: dict[str, Any] = {}
    for name in names:
        if any(relation.name == name for relation in record._meta.many_to_many):
            result[name] = plain(links[name] if links and name in links else list(getattr(record, name).all()))
        elif _is_sealed(record, name):
            result[name] = record.compared(name)
        else:
            result[name] = plain(getattr(record, name))
    return result


def _shown(record: Any, name: str, value: Any) -> Any:
    """A value as the audit keeps it: sealed and hidden fields are only named."""
    many = any(relation.name == name for relation in record._meta.many_to_many)
    if name in getattr(type(record), "audit_hides", frozenset()) or (not many and _is_sealed(record, name)):
        return SEALED
    return value


def _label(record: models.Model, name: str) -> str:
    return str(getattr(record._meta.get_field(name), "verbose_name", name))


def _words(record: models.Model, name: str, value: Any) -> str:
    return kept_words(type(record), name, _shown(record, name, value))


def _validate(record: Any) -> None:
    relations = {
        f.name for f in record._meta.fields if f.is_relation
    }  # the database holds these; asking costs a query each
    errors: dict[str, list[str]] = {}
    for check in (lambda: record.clean_fields(exclude=relations), record.clean):
        try:
            check()
        except ValidationError as error:
            for name, messages in getattr(error, "error_dict", {NON_FIELD_ERRORS: [error]}).items():
                errors.setdefault(name, []).extend(message for one in messages for message in one.messages)
    if errors:
        fields = {name: " ".join(messages) for name, messages in errors.items() if name != NON_FIELD_ERRORS}
        general = errors.get(NON_FIELD_ERRORS, [])
        sentence = " ".join(general) or "; ".join(f"{_label(record, n)}: {m}" for n, m in fields.items())
        raise Refusal("invalid", sentence, fields=fields)


def _explained(error: IntegrityError) -> Exception:
    """The sentence of the constraint that refused; the database's own text holds values and stays unseen."""
    from django.apps import apps

    text = str(error)
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            held: list[Any] = [model._meta.get_field(name) for name in getattr(constraint, "fields", ())]
            columns = [f"{model._meta.db_table}.{one.column}" for one in held]
            if constraint.name in text or (columns and f"failed: {', '.join(columns)}" in text):
                return Refusal("refused_by_rule", str(constraint.get_violation_error_message()), status=409)
    return error
