"""Results, which only their testing officer and the treatment side see, and the slips printed for them."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.scope import Scoped, ScopedQuerySet
from bersinar.foundation.access.sides import Side
from bersinar.foundation.codelists.counts import CountsField
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.ui.numbers import write_number
from bersinar.foundation.wire.models import Record

from .sessions import UrineSession


class ResultQuerySet(ScopedQuerySet):
    """Results: for the office's treatment side, and for the testing officer of the session, nobody else."""

    def visible_to(self, user: User) -> Self:
        if user.side is Side.ENFORCEMENT:
            return self.none()  # also for one who tested: the two sides do not meet in one person
        tester = Q(tester_id=user.pk, office_id__in=user.scope(Permission.SCREENING_WRITE))
        return self.filter(Q(office_id__in=user.scope(Permission.SCREENING_RESULTS)) | tester)


class SessionResult(Scoped, Record):
    """How many of a session's people reacted, and on what. Numbers only: who it was is never written here.

    `tester_id` repeats who recorded the session, so that the database's wall can open this row to that person.
    """

    read_permission: ClassVar[Permission] = Permission.SCREENING_RESULTS
    write_permission: ClassVar[Permission] = Permission.SCREENING_RESULTS

    session = models.ForeignKey(UrineSession, on_delete=models.PROTECT, related_name="results", verbose_name="sesi")
    tester_id = models.UUIDField(editable=False)
    persons_reactive = models.PositiveIntegerField("orang dengan hasil reaktif")
    by_parameter = CountsField("reaktif menurut parameter", list_name="urine_parameter")
    sent = models.PositiveIntegerField("dikirim ke laboratorium", null=True, blank=True)
    confirmed = models.PositiveIntegerField("dipastikan laboratorium", null=True, blank=True)
    refuted = models.PositiveIntegerField("negatif menurut laboratorium", null=True, blank=True)
    explained = models.PositiveIntegerField("karena obat resep", null=True, blank=True)
    referred = models.PositiveIntegerField("dirujuk ke asesmen", null=True, blank=True)

    objects: ClassVar[Any] = ResultQuerySet.as_manager()

    class Meta:
        verbose_name = "hasil tes"
        ordering = ["recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["session"],
                condition=Q(cancelled_at__isnull=True),
                name="result_once_per_session",
                violation_error_message="Hasil sesi ini sudah dicatat. Ubah hasil yang ada.",
            ),
            models.CheckConstraint(
                condition=Q(referred__isnull=True) | Q(referred__lte=F("persons_reactive")),
                name="result_referred_within_reactive",
                violation_error_message="Yang dirujuk melebihi yang reaktif.",
            ),
        ]

    def __str__(self) -> str:
        return f"Hasil {self.session}"

    @property
    def happened_on(self) -> date:
        return self.session.held_on

    def clean(self) -> None:
        if self.session.is_cancelled:
            raise ValidationError({"session": "Sesi ini sudah dibatalkan."})
        if self.session.tested is None:
            raise ValidationError({"session": "Isi dahulu jumlah yang dites pada sesinya."})
        if self.persons_reactive is None:
            return  # said by the field itself
        if self.persons_reactive > self.session.tested:
            raise ValidationError({"persons_reactive": too_many_reactive(self.persons_reactive, self.session.tested)})
        problems = self._parameter_problems() | self._follow_up_problems()
        if problems:
            raise ValidationError(problems)

    def _parameter_problems(self) -> dict[str, str]:
        """One person may react on several parameters, but on each only once."""
        reactive, counts = self.persons_reactive, {c: n for c, n in self.by_parameter.items() if isinstance(n, int)}
        unknown = [code for code in counts if code not in self.session.parameters]
        if unknown:
            return {"by_parameter": f"Panel sesi ini tidak memuat {', '.join(_called(code) for code in unknown)}."}
        for code, count in counts.items():
            if count > reactive:
                return {"by_parameter": f"{_called(code)} {write_number(count)}, melebihi {_people(reactive)}."}
        together = sum(counts.values())
        if counts and together < reactive:
            return {
                "by_parameter": f"Semua parameter bersama {write_number(together)}, kurang dari {_people(reactive)}. "
                "Setiap orang yang reaktif punya paling sedikit satu parameter."
            }
        return {}

    def _follow_up_problems(self) -> dict[str, str]:
        reactive, parts = self.persons_reactive, [self.confirmed or 0, self.explained or 0, self.refuted or 0]
        settled = sum(parts)
        if settled > reactive:
            sums = f"{' + '.join(write_number(n) for n in parts if n)} = {write_number(settled)}"
            return {"confirmed": f"Dipastikan, karena obat resep, dan negatif {sums}, melebihi {_people(reactive)}."}
        answered = (self.confirmed or 0) + (self.refuted or 0)
        if (self.sent or 0) > reactive:
            return {"sent": f"Dikirim {write_number(self.sent or 0)}, melebihi {_people(reactive)}."}
        if self.sent is not None and answered > self.sent:
            return {
                "sent": f"Dikirim {write_number(self.sent)}, tetapi dijawab {write_number(answered)}. Perbaiki salah satu."
            }
        if (self.referred or 0) > reactive:
            return {"referred": f"Dirujuk {write_number(self.referred or 0)}, melebihi {_people(reactive)}."}
        return {}


class SlipPrint(Scoped, Record):
    """Slips that invite to a talk, printed for the reactive people of a session: how many, never for whom.

    The codes are rehabilitation's and are not kept here. `tester_id` is as in the result, for the database's wall.
    """

    read_permission: ClassVar[Permission] = Permission.SCREENING_RESULTS
    write_permission: ClassVar[Permission] = Permission.SCREENING_RESULTS

    result = models.ForeignKey(SessionResult, on_delete=models.PROTECT, related_name="slips", verbose_name="hasil tes")
    tester_id = models.UUIDField(editable=False)
    count = models.PositiveSmallIntegerField("lembar")
    replaces = models.BooleanField("pengganti yang hilang atau rusak", default=False)

    objects: ClassVar[Any] = ResultQuerySet.as_manager()

    class Meta:
        verbose_name = "lembar undangan"
        ordering = ["recorded_at"]

    def __str__(self) -> str:
        return f"{self.count} lembar undangan"


def slips_of(result: SessionResult) -> tuple[int, int]:
    """How many people of a session have a slip, and how many slips were printed again."""
    counts = dict.fromkeys((False, True), 0)
    for one in SlipPrint.objects.standing().filter(result=result):
        counts[one.replaces] += one.count
    return counts[False], counts[True]


def too_many_reactive(reactive: int, tested: int) -> str:
    """The sentence of the one rule that joins a session with its result."""
    return f"Reaktif {write_number(reactive)}, melebihi {write_number(tested)} orang yang dites. Perbaiki salah satu."


def _people(reactive: int) -> str:
    return f"{write_number(reactive)} orang yang reaktif"


def _called(code: str) -> str:
    return label("urine_parameter", code)
