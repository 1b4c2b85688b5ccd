"""Need to know: a case may be closed to its team and the section head, and with it everything beneath it.

One predicate, in `visible_to`. The keeper of the store knows the containers of a closed case and their movements, and
no other page of it. What belongs to a case is found by following the model's own keys, so that a new kind of
record is closed with its case without anybody having to think of it. Others learn that there is such a case, by its
number, and nothing more.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db.models import Model, Q

from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.scope import ScopedQuerySet

if TYPE_CHECKING:
    from bersinar.foundation.access.models import User

TEAM, SECTION = "team", "section"


def known_to(user: User, way: str) -> Q:
    """Which records a user may know of, where `way` leads from them to their case ("" for cases themselves)."""
    team = apps.get_model("enforcement", "CaseMember")._default_manager
    own = team.filter(member_id=user.pk, cancelled_at__isnull=True).values("case_id")
    at = f"{way}__" if way else ""
    is_open = Q(**{f"{at}reach": SECTION}) | Q(**{f"{at}reach": "", f"{at}lkn_on__isnull": False})
    heads = Q(office_id__in=user.scope(Permission.ENFORCEMENT_ALL))
    return is_open | heads | Q(**{f"{at}pk__in" if not way else f"{way}_id__in": own})


class NeedToKnow(ScopedQuerySet):
    """Records of this room: those of the user's offices, without what lies in a case that is closed to the user."""

    def visible_to(self, user: User) -> Self:
        rows, known = super().visible_to(user), self._known(user)
        return rows if known is None else rows.filter(known)

    def withheld_from(self, user: User) -> Self:
        """What is in the user's offices and closed to the user."""
        known = self._known(user)
        return self.none() if known is None else super().visible_to(user).exclude(known)

    def _known(self, user: User) -> Q | None:
        """Which records the user knows of; None for all: a long list is then read along its index, asking no case."""
        kind: type[Model] = self.model
        way = way_to_case(kind)
        if way is None:
            return None
        whole = set(user.scope(Permission.ENFORCEMENT_ALL))
        if getattr(kind, "keeper_knows", False):  # what lies in the store, its keeper has in hand
            whole |= set(user.scope(Permission.STORE_KEEP))
        if whole.issuperset(user.scope(self.model.read_permission)):
            return None
        known = known_to(user, way) | Q(office_id__in=whole)
        return known | Q(**{f"{way}__isnull": True}) if _may_have_none(self.model, way) else known


@cache
def way_to_case(model: type[Model]) -> str | None:
    """The keys that lead from a kind of record to its case: "" for the case, None for what belongs to none."""
    if hasattr(model, "way_to_case"):
        said: str | None = model.way_to_case
        return said
    ways = [(name, field.related_model) for name, field in _keys(model)]
    reached = {model}
    while ways:  # the shortest way first
        way, target = ways.pop(0)
        beyond = getattr(target, "way_to_case", ...)
        if beyond == "":
            return way
        if beyond is None or target in reached:
            continue
        reached.add(target)
        ways += [(f"{way}__{name}", field.related_model) for name, field in _keys(target)]
    return None


def _keys(model: type[Any]) -> list[tuple[str, Any]]:
    """The single keys of a model that lead to this room's records."""
    fields = [field for field in model._meta.concrete_fields if field.is_relation]
    return [(f.name, f) for f in fields if f.related_model._meta.app_label == "enforcement"]


def _may_have_none(model: type[Any], way: str) -> bool:
    """Whether a record of this kind may belong to no case at all."""
    for name in way.split("__") if way else ():
        field = model._meta.get_field(name)
        if field.null:
            return True
        model = field.related_model
    return False
