"""The one scope predicate: which records of a kind a user may see."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, ClassVar, Self
from uuid import UUID

from django.db import models

from .permissions import Permission

if TYPE_CHECKING:
    from .models import User


class ScopedQuerySet(models.QuerySet[Any]):
    """Query set of records that belong to an office. Lists, counts, exports, search and API all start here."""

    def visible_to(self, user: User) -> Self:
        """Records in the offices that the model's `read_permission` opens to this user; none without it."""
        return self.filter(office_id__in=user.scope(self.model.read_permission))

    def withheld_from(self, user: User) -> Self:
        """Records of the user's offices that are kept from this user all the same: none, where a room has no such rule."""
        return self.none()

    def standing(self) -> Self:
        """Without the cancelled ones."""
        return self.filter(cancelled_at__isnull=True)

    def choosable(self, named: Collection[Any] = ()) -> Self:
        """What a form offers. `named` are the keys a record names already: a kind that retires records keeps these."""
        return self.standing()


def withholds(model: type[Scoped]) -> bool:
    """Whether a kind has a rule of its own by which some of its records are kept from some."""
    return type(model.objects.none()).withheld_from is not ScopedQuerySet.withheld_from


def withheld_from(model: type[Scoped], ids: Collection[UUID], user: User) -> set[UUID]:
    """Which of these records are kept from a user who may read their kind in their office; asks nothing without need."""
    if not ids or not withholds(model):
        return set()
    return set(model.objects.filter(pk__in=list(ids)).withheld_from(user).values_list("pk", flat=True))


def may_keep_files(user: User, record: Scoped) -> bool:
    """Whether this user may add files to a record: who may write it, or who is named beside."""
    office: Any = getattr(record, "office_id", None)
    return any(office in user.scope(one) for one in record.files_kept_by or (record.write_permission,))


class Scoped(models.Model):
    """Declares which permission opens a model's records."""

    read_permission: ClassVar[Permission]
    write_permission: ClassVar[Permission]
    files_kept_by: ClassVar[
        tuple[Permission, ...]
    ] = ()  # who may add files, where others than who writes the record may

    objects = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True
