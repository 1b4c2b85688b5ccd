"""Forms of the stock of kits."""

from __future__ import annotations

from typing import Any, ClassVar

from bersinar.foundation.ui.forms import RecordForm
from bersinar.foundation.ui.numbers import write_number
from bersinar.foundation.ui.rules import RuleForm

from .models import KitLoss, KitLot, KitUse, ServiceRule, UrineSession


class LotForm(RecordForm):
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Alat": ("brand", "lot", "panel", "cut_off", "expires_on"),
        "Penerimaan": ("received_on", "received", "source", "note"),
    }
    not_copied: ClassVar[tuple[str, ...]] = ("lot", "expires_on", "received_on", "received", "note")

    class Meta:
        model = KitLot
        fields = ("brand", "lot", "panel", "cut_off", "expires_on", "received_on", "received", "source", "note")


class UseForm(RecordForm):
    """Which lot a session used. Offered are lots with stock that held good on that day, the soonest to expire first."""

    class Meta:
        model = KitUse
        fields = ("session", "lot", "used", "failed")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        sessions: Any = self.fields["session"]
        sessions.queryset = sessions.queryset.select_related("institution")
        session = self._session(sessions.queryset)
        if session is not None:
            sessions.queryset, sessions.empty_label = sessions.queryset.filter(pk=session.pk), None
        lots: Any = self.fields["lot"]
        lots.queryset = lots.queryset.prefetch_related("uses", "losses").order_by("expires_on", "received_on")
        if session is not None:
            kept = [one.pk for one in lots.queryset if one.pk == self.instance.lot_id or _serves(one, session)]
            lots.queryset = lots.queryset.filter(pk__in=kept)
            if not kept:
                lots.help_text = (
                    "Tidak ada lot yang masih bersisa dan berlaku pada hari tes. Catat penerimaannya di Alat tes."
                )
            self.initial.setdefault("used", session.tested)
            self.initial.setdefault("lot", _best(list(lots.queryset), session))
        lots.label_from_instance = _told

    def _session(self, rows: Any) -> UrineSession | None:
        key = (
            self.instance.session_id
            if self.instance.recorded_at
            else self.data.get("session") or self.initial.get("session")
        )
        return next((one for one in rows if str(one.pk) == str(key)), None) if key else None


def _serves(lot: KitLot, session: UrineSession) -> bool:
    return lot.left > 0 and lot.received_on <= session.held_on <= lot.expires_on


def _best(lots: list[KitLot], session: UrineSession) -> Any:
    """The lot that the session names, else the one that expires first."""
    named = [one for one in lots if session.kit_lot and one.lot.casefold() == session.kit_lot.casefold()]
    return next((one.pk for one in [*named, *lots]), None)


def _told(lot: KitLot) -> str:
    return f"{lot}, {lot._meta.get_field('panel').words(lot.panel)}, sisa {write_number(lot.left)}, sampai {lot.expires_on:%d-%m-%Y}"


class LossForm(RecordForm):
    class Meta:
        model = KitLoss
        fields = ("lot", "lost_on", "count", "cause", "detail")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        lots: Any = self.fields["lot"]
        lots.queryset = lots.queryset.prefetch_related("uses", "losses")
        lots.label_from_instance = _told
        if self.instance.recorded_at:
            lots.queryset, lots.empty_label = lots.queryset.filter(pk=self.instance.lot_id), None


class ServiceRuleForm(RuleForm):
    class Meta:
        model = ServiceRule
        fields = ("count_for_head", "pots_kept_months")
