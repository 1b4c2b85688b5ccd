"""Letterheads and templates of offices, and the letters of each side in a table of their own."""

from __future__ import annotations

import secrets
from collections import defaultdict
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from bersinar.foundation.access.permissions import LETTERS_OF, Permission
from bersinar.foundation.access.scope import Scoped, ScopedQuerySet, withholds
from bersinar.foundation.access.sides import Side
from bersinar.foundation.files.models import StoredFile
from bersinar.foundation.numbering.models import NumberEntry
from bersinar.foundation.offices.models import Office
from bersinar.foundation.secrecy.sealed import SealedField, SealedRecord
from bersinar.foundation.wire.ids import uuid7
from bersinar.foundation.wire.models import Record

from .kinds import LetterKind, all_kinds, kind_of

if TYPE_CHECKING:
    from bersinar.foundation.access.models import User


class Paper(models.TextChoices):
    A4 = "a4", "A4 (210 × 297 mm)"
    F4 = "f4", "F4 (215 × 330 mm)"


class Letterhead(models.Model):
    """What stands above an office's letters. Without one, its name and address do."""

    office = models.OneToOneField(Office, on_delete=models.CASCADE, primary_key=True, related_name="+")
    lines = models.TextField("baris kop", max_length=400)
    contact = models.TextField("alamat dan kontak", max_length=400, blank=True)
    logo = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    paper = models.CharField("kertas", max_length=2, choices=Paper, default=Paper.A4)

    def __str__(self) -> str:
        return f"Kop surat {self.office}"


class LetterTemplate(models.Model):
    """A version of an office's own template of one kind; without a file it is the way back to the neutral one.

    It holds for letters dated from `in_force_from` on, until a later one does. Versions are never deleted.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    kind = models.SlugField(max_length=40)
    version = models.PositiveSmallIntegerField()
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    in_force_from = models.DateField("berlaku mulai", null=True)
    made_at = models.DateTimeField()
    made_by = models.UUIDField()

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["office", "kind", "version"], name="letter_template_version_once")
        ]

    def __str__(self) -> str:
        return f"versi {self.version}" if self.file_id else f"versi {self.version} (bawaan)"


class LetterState(models.TextChoices):
    DRAFT = "draft", "Rancangan"
    FINAL = "final", "Final"
    SIGNED = "signed", "Bertanda tangan"


def opaque_code() -> str:
    """A code that says nothing and cannot be guessed: 26 letters and digits, 130 bits."""
    return "".join(secrets.choice("abcdefghijkmnpqrstuvwxyz23456789") for _ in range(26))


class LetterQuerySet(ScopedQuerySet):
    def visible_to(self, user: User) -> Self:
        """Letters of the kinds this user may read, each in the offices where that holds."""
        kinds: dict[tuple[int, ...], list[str]] = defaultdict(list)
        for kind in all_kinds(self.model.letters_side):
            kinds[tuple(user.scope(kind.read))].append(kind.code)
        reach = Q(pk__in=[])
        for offices, codes in kinds.items():
            reach |= Q(kind__in=codes, office_id__in=offices)
        rows = super().visible_to(user).filter(reach)
        for about in {one.record_kind for kind in all_kinds(self.model.letters_side) for one in kind.about}:
            model: Any = apps.get_model(about)
            if withholds(model):  # what a record keeps for its team, its letters keep too
                withheld = model.objects.withheld_from(user).filter(pk=OuterRef("about_id"))
                rows = rows.exclude(Exists(withheld), about_kind=about)
        return rows


class Letter(Scoped, Record, SealedRecord):
    """One letter: a draft, then final with its file kept, then signed with the scan attached; or cancelled.

    `content` is the fields' values, sealed. `code` is what the printed QR holds, `check_code` what a public page may
    ask for; both are chance and say nothing.
    """

    letters_side: ClassVar[Side]
    keeps_own_files: ClassVar[bool] = True  # its files are kept and read by its own pages only

    kind = models.SlugField("jenis surat", max_length=40)
    about_kind = models.CharField(max_length=60)
    about_id = models.UUIDField()
    day = models.DateField("tanggal surat")
    number = models.OneToOneField(
        NumberEntry, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="nomor"
    )
    state = models.CharField("keadaan", max_length=8, choices=LetterState, default=LetterState.DRAFT)
    content = SealedField("isi", null=True)
    paper = models.CharField("kertas", max_length=2, choices=Paper, default=Paper.A4)
    template = models.ForeignKey(LetterTemplate, null=True, on_delete=models.PROTECT, related_name="+")
    neutral_version = models.PositiveSmallIntegerField(null=True)
    signatory = models.CharField("penanda tangan", max_length=240, blank=True)
    frozen = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    frozen_pdf = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    frozen_hash = models.CharField(max_length=64, blank=True)
    final_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True, editable=False)  # by a rule of the room: content and files are gone
    code = models.CharField(max_length=32, unique=True, default=opaque_code, editable=False)
    check_code = models.CharField(max_length=32, unique=True, default=opaque_code, editable=False)

    objects: ClassVar[Any] = LetterQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-day", "-recorded_at"]
        verbose_name = "surat"
        indexes = [models.Index(fields=["about_kind", "about_id"], name="%(class)s_about")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft") | ~Q(frozen_hash=""),
                name="%(class)s_final_is_frozen",
                violation_error_message="Surat final harus punya berkas yang dibekukan.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number.text}" if self.number else self.title

    @property
    def declared(self) -> LetterKind | None:
        return kind_of(self.kind)

    @property
    def title(self) -> str:
        return self.declared.title if self.declared else "Surat"

    @property
    def is_erased(self) -> bool:
        return self.erased_at is not None

    @property
    def is_draft(self) -> bool:
        return self.state == LetterState.DRAFT and not self.is_cancelled


class OpenLetter(Letter):
    """A letter that stands on neither closed side."""

    read_permission: ClassVar[Permission] = Permission.LETTERS_READ
    write_permission: ClassVar[Permission] = Permission.LETTERS_WRITE
    letters_side: ClassVar[Side] = Side.OPEN
    side = Side.OPEN.value

    class Meta(Letter.Meta):
        pass


class TreatmentLetter(Letter):
    """A letter about somebody in treatment. Walled in."""

    read_permission: ClassVar[Permission] = Permission.LETTERS_TREATMENT
    write_permission: ClassVar[Permission] = Permission.LETTERS_TREATMENT
    letters_side: ClassVar[Side] = Side.TREATMENT
    side = Side.TREATMENT.value

    class Meta(Letter.Meta):
        pass


class EnforcementLetter(Letter):
    """A letter of a case. Walled in."""

    read_permission: ClassVar[Permission] = Permission.LETTERS_ENFORCEMENT
    write_permission: ClassVar[Permission] = Permission.LETTERS_ENFORCEMENT
    letters_side: ClassVar[Side] = Side.ENFORCEMENT
    side = Side.ENFORCEMENT.value

    class Meta(Letter.Meta):
        pass


TABLES: dict[Side, Any] = {Side.OPEN: OpenLetter, Side.TREATMENT: TreatmentLetter, Side.ENFORCEMENT: EnforcementLetter}
assert {side: table.read_permission for side, table in TABLES.items()} == LETTERS_OF
