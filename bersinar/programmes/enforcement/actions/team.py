"""What officers do with the team of a case: take somebody in, and out again."""

from __future__ import annotations

from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed

from ..models import Case, CaseMember
from .cases import case_for
from .verbs import Acts, Values


def _prepare_member(doing: Deed, record: CaseMember, values: Values) -> Values:
    if record.recorded_at is None:
        case_for(doing, values.get("case"))
        member = values.get("member")
        if member is None or doing.office.pk not in member.scope(Permission.ENFORCEMENT_READ):
            words = "Pilih petugas pemberantasan satuan kerja ini."
            raise Refusal("member_missing", words, fields={"member": words})
    return values


def _not_the_last(record: CaseMember) -> None:
    """A closed case without a team would be nobody's but the head's, unseen."""
    case = Case.objects.select_for_update().get(pk=record.case_id)
    others = case.members.filter(cancelled_at__isnull=True).exclude(pk=record.pk)
    if case.is_closed and not others.exists():
        words = "Kasus yang tertutup memerlukan tim. Tambahkan anggota lain dahulu, atau buka kasusnya bagi seksi."
        raise Refusal("team_empty", words, status=409)


TEAMS = Acts(
    CaseMember,
    "enforcement",
    "join_team",
    "change_member",
    "leave_team",
    _not_the_last,
    holds="case",
    prepare=_prepare_member,
)
