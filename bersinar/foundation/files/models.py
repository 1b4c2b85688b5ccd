"""What is known of an uploaded file. The bytes lie encrypted in the data folder."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import models

from bersinar.foundation.wire.ids import uuid7


class StoredFile(models.Model):
    """One file of one record. `name` is made from its kind and day, never from what the uploader called it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=12)
    record_kind = models.CharField(max_length=60)
    record_id = models.UUIDField()
    label = models.CharField("keterangan", max_length=80)
    media_type = models.CharField(max_length=100)
    extension = models.CharField(max_length=8)
    size = models.PositiveIntegerField("ukuran")
    sha256 = models.CharField(max_length=64)
    data_key = models.BinaryField()
    uploaded_at = models.DateTimeField()
    uploaded_by = models.UUIDField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["uploaded_at"]
        indexes = [models.Index(fields=["record_kind", "record_id"], name="file_by_record")]

    def __str__(self) -> str:
        return self.label

    @property
    def path(self) -> Path:
        return Path(settings.DATA) / "files" / str(self.id)[-2:] / str(self.id)
