"""Who must have a second factor. Every instance asks for it where a role does; a demo alone may leave it off."""

from __future__ import annotations

from django.core.cache import cache

from bersinar.foundation.audit.actions import Line, note
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from bersinar.foundation.wire.writing import writing

from .models import User
from .permissions import Permission
from .proofs import FactorDemand

_KEY = "access.factor_demand"
_KEPT_FOR = 60  # seconds: another server process learns of a change within them


def demand_is_on() -> bool:
    """Whether roles ask for the second factor on this instance."""
    kept: bool | None = cache.get(_KEY)
    if kept is None:
        row = FactorDemand.objects.first()
        kept = row is None or row.is_on
        cache.set(_KEY, kept, _KEPT_FOR)
    return kept


def must_enrol(user: User) -> bool:
    """Whether this user may open nothing before a second factor stands."""
    return not user.has_factor and user.asks_factor and demand_is_on()


def may_switch(user: User) -> bool:
    """Whether this user may switch the demand: where a demo has the switch, who manages accounts at its top."""
    tops = [office for office in user.offices_with(Permission.USERS_MANAGE) if office.parent_id is None]
    return bool(tops) and FactorDemand.objects.exists()


def switch(*, on: bool, by: User) -> None:
    """Ask for the second factor from now on, or no longer."""
    if not by.may(Permission.USERS_MANAGE):
        raise Forbidden()
    office = next((one for one in by.offices_with(Permission.USERS_MANAGE) if one.parent_id is None), None)
    if office is None:
        raise Forbidden("Hanya administrator satuan kerja paling atas yang dapat mengubah ini.")
    if not FactorDemand.objects.exists():
        raise Refusal("no_switch", "Verifikasi dua langkah selalu diminta di pemasangan ini.", status=409)
    with writing():
        FactorDemand.objects.update(is_on=on)
        note(office=office, by=by, line=Line("access.switch_demand", "access.user", None, changes={"diminta": on}))
    cache.delete(_KEY)


def leave_off_in_demo() -> None:
    """Give a demo its switch, off. Whoever tries the demo has no phone enrolled with it."""
    FactorDemand.objects.get_or_create(pk=1, defaults={"is_on": False})
    cache.delete(_KEY)
