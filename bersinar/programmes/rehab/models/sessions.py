"""Sessions of an episode and their notes."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from bersinar.foundation.audit.appendonly import AppendOnly
from bersinar.foundation.codelists.fields import CodeField
from bersinar.foundation.secrecy.sealed import SealedField, SealedPart, SealedRecord

from ..session_ways import SESSION_WAY, Moment
from .episodes import Episode
from .records import STANDING, TreatmentRecord

HELD = ("came", "late")
AHEAD = ("planned", "waiting")
LONGEST = 8 * 60  # minutes: beyond that a typing error is likelier
_FAR = timedelta(days=366)


class Session(SealedRecord, TreatmentRecord):
    """One session with one client. A group session is one for each client, with a common `group`.

    Its data key is also that of its notes: notes are never changed, so the key that erases them stands here.
    """

    side = "treatment"

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="sessions", verbose_name="episode")
    number = models.PositiveSmallIntegerField("sesi ke", editable=False)
    planned_at = models.DateTimeField("waktu")
    kind = CodeField("jenis", list_name="session_type")
    mode = CodeField("cara", list_name="session_mode")
    counsellor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="konselor"
    )
    topic = SealedField("topik", null=True, blank=True)
    stage = models.CharField(
        "kehadiran", max_length=12, choices=SESSION_WAY.choices(), default=SESSION_WAY.first, editable=False
    )
    queue_number = models.PositiveSmallIntegerField("nomor antrean", null=True, blank=True, editable=False)
    minutes = models.PositiveSmallIntegerField("lama (menit)", null=True, blank=True)
    urine_result = CodeField("hasil tes urine", list_name="session_urine", blank=True)
    off_reason = CodeField("sebab batal", list_name="session_off_reason", blank=True, editable=False)
    called_on = models.DateField("dihubungi pada", null=True, blank=True, editable=False)
    call_result = CodeField("hasil dihubungi", list_name="no_show_result", blank=True, editable=False)
    noted = models.PositiveSmallIntegerField("jumlah catatan", default=0, editable=False)
    group = models.UUIDField(null=True, blank=True, db_index=True, editable=False)
    place = models.CharField("kabupaten/kota", max_length=5, blank=True, editable=False)

    class Meta:
        ordering = ["planned_at"]
        indexes = [models.Index(fields=["office", "planned_at"], name="session_by_office_and_time")]
        constraints = [
            models.UniqueConstraint(
                fields=["episode", "number"],
                name="session_number_once",
                violation_error_message="Sesi lain baru saja dicatat untuk klien ini. Simpan lagi.",
            ),
            models.UniqueConstraint(
                fields=["episode", "planned_at"],
                condition=STANDING & ~Q(stage="called_off"),
                name="session_once_a_time",
                violation_error_message="Klien ini sudah punya sesi pada waktu itu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.episode.client.code}, sesi ke-{self.number}"

    @property
    def local_at(self) -> datetime:
        """When it is, in the office's time zone."""
        return self.planned_at.astimezone(ZoneInfo(self.office.zone))

    @property
    def day(self) -> date:
        return self.local_at.date()

    @property
    def happened_on(self) -> date | None:
        """Its day, once it counts: what lies ahead or was called off says nothing."""
        return self.day if self.stage in (*HELD, "absent") else None

    def moment(self, now: datetime | None = None) -> Moment:
        """What its steps may look at."""
        here = (now or timezone.now()).astimezone(ZoneInfo(self.office.zone))
        return Moment(self.local_at, here, self.noted > 0, self.called_on is not None)

    def clean(self) -> None:
        if self.planned_at is None:
            return
        errors: dict[str, str] = {}
        today, episode = self.office.local_day(), self.episode
        if self.day < episode.admitted_on:
            errors["planned_at"] = f"Sesi mendahului tanggal klien diterima ({episode.admitted_on:%d-%m-%Y})."
        elif episode.closed_on and self.day > episode.closed_on and self.stage != "called_off":
            errors["planned_at"] = f"Episode ini ditutup pada {episode.closed_on:%d-%m-%Y}; pilih hari sebelumnya."
        elif self.day > today and self.stage not in ("planned", "called_off"):
            errors["planned_at"] = "Sesi yang kehadirannya sudah dicatat tidak dapat dipindah ke hari yang belum tiba."
        elif self.day > today + _FAR:
            errors["planned_at"] = "Waktunya lebih dari setahun lagi. Periksa tahunnya."
        if self.minutes is not None and not 1 <= self.minutes <= LONGEST:
            errors["minutes"] = f"Isi antara 1 dan {LONGEST} menit."
        if self.called_on and self.called_on > today:
            errors["called_on"] = "Tanggal belum terjadi."
        if self.called_on and self.called_on < self.day:
            errors["called_on"] = f"Klien dihubungi sesudah sesinya ({self.day:%d-%m-%Y})."
        if errors:
            raise ValidationError(errors)


class SessionNote(SealedPart, TreatmentRecord):
    """What came of a session, in four parts. Never edited: a note that amends names the one before."""

    side = "treatment"
    key_of = "session"

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="notes", verbose_name="sesi")
    amends = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="amended_by", verbose_name="memperbaiki"
    )
    subjective = SealedField("keluhan dan cerita klien (S)", null=True, blank=True)
    objective = SealedField("yang diamati (O)", null=True, blank=True)
    assessment = SealedField("penilaian (A)", null=True, blank=True)
    plan = SealedField("rencana (P)", null=True, blank=True)

    class Meta:
        ordering = ["recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["session"],
                condition=Q(amends__isnull=True),
                name="session_note_first_once",
                violation_error_message="Sesi ini sudah punya catatan. Perbaiki catatan itu.",
            ),
            AppendOnly(name="rehab_sessionnote_append", keys=(("amends_id",),)),
        ]

    def __str__(self) -> str:
        return f"{self.session}, catatan"

    def clean(self) -> None:
        if all(getattr(self, name) is None for name in NOTE_PARTS):
            raise ValidationError({"subjective": "Isi sedikitnya satu bagian catatan."})


NOTE_PARTS = ("subjective", "objective", "assessment", "plan")
