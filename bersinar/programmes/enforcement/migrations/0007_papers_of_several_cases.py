"""One paper over several cases; what minutes and detentions tell of a case's way; one clock for TAT requests."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import bersinar.foundation.codelists.fields
import bersinar.foundation.wire.ids
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from bersinar.foundation.access.sides import Side
from bersinar.foundation.access.wall import wall_around

TABLES = ("ceremony",)
_KEY, _LAW = "tat", "Peraturan Bersama 01/PB/MA/III/2014"


def carry_clocks_over(apps, schema_editor):
    """Requests of earlier days keep their last day, and how the letter stood to it: now as the one rule keeps both."""
    for request in apps.get_model("enforcement", "TatRequest").objects.select_related("office").iterator(500):
        zone = ZoneInfo(request.office.zone)
        due = datetime.combine(request.due_on, time.max, zone)
        if request.letter_on is None:
            request.next_due = None if request.cancelled_at else due
        else:
            request.measured = [
                {
                    "key": _KEY, "law": _LAW, "from": str(request.pk), "suspect": str(request.suspect_id or ""),
                    "since": datetime.combine(request.requested_on, time(12), zone).isoformat(),
                    "until": datetime.combine(request.letter_on, time(12), zone).isoformat(),
                    "extended": False, "due": due.isoformat(), "kept": request.letter_on <= request.due_on,
                }
            ]
        request.save(update_fields=["next_due", "measured"])


def name_letters(apps, schema_editor):
    """Papers that the system writes now, in lists that were shipped before; a list that somebody changed stays."""
    codes = apps.get_model("codelists", "Code").objects
    for paper, letter in LETTERS.items():
        codes.filter(list="case_paper", code=paper, attributes={}).update(attributes={"letter": letter})
    codes.filter(list="tat_clock").delete()  # the term is a rule of law


LETTERS = {
    "sprin_kap_lanjut": "sprin-tangkap-lanjut", "sp_lepas": "sprin-lepas", "perpanjangan_han": "mohon-perpanjang-tahan",
    "surat_lab": "pengantar-lab", "surat_ba_musnah": "pengantar-ba-musnah", "surat_tat": "mohon-tat",
    "ba_tahap_dua": "ba-tahap-dua", "sp3": "sprin-henti", "ba_limpah": "pengantar-limpah",
}


class Migration(migrations.Migration):

    dependencies = [
        ('codelists', '0001_initial'),
        ('enforcement', '0006_found_by'),
        ('offices', '0002_age_of_own_consent'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Ceremony',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('confirmed_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='disahkan oleh')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('kind', bersinar.foundation.codelists.fields.CodeField(list_name='movement_kind', max_length=60, verbose_name='peristiwa')),
                ('number', models.CharField(max_length=80, verbose_name='nomor berita acara')),
                ('moved_at', models.DateTimeField(verbose_name='waktu')),
                ('held_at', models.CharField(blank=True, max_length=160, verbose_name='tempat pelaksanaan')),
                ('destination', models.CharField(blank=True, max_length=160, verbose_name='diserahkan kepada')),
                ('confirmed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='disahkan pada')),
            ],
            options={
                'ordering': ['-moved_at', '-id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('cancelled_at__isnull', True)), fields=('office', 'number'), name='ceremony_number_once', violation_error_message='Nomor berita acara ini sudah dipakai di satuan kerja ini.'), models.CheckConstraint(condition=models.Q(('confirmed_by__isnull', True), models.Q(('confirmed_by', models.F('recorded_by')), _negated=True), _connector='OR'), name='ceremony_two_people', violation_error_message='Yang mengusulkan tidak dapat mengesahkan sendiri.')],
            },
        ),
        *(wall_around(f"enforcement_{table}", Side.ENFORCEMENT) for table in TABLES),
        migrations.RemoveConstraint(
            model_name='movement',
            name='movement_number_once',
        ),
        migrations.AddField(
            model_name='caseevent',
            name='movement',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='enforcement.movement', verbose_name='ditulis oleh berita acara'),
        ),
        migrations.AddField(
            model_name='detention',
            name='event',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='detentions', to='enforcement.caseevent', verbose_name='peristiwa'),
        ),
        migrations.AddField(
            model_name='tatrequest',
            name='measured',
            field=models.JSONField(blank=True, default=list, editable=False, verbose_name='tenggat yang diakhiri'),
        ),
        migrations.AddField(
            model_name='tatrequest',
            name='next_due',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='tenggat yang berjalan'),
        ),
        migrations.AlterField(
            model_name='detention',
            name='letter_number',
            field=models.CharField(blank=True, max_length=120, verbose_name='nomor surat'),
        ),
        migrations.AlterField(
            model_name='tatrequest',
            name='due_on',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='batas waktu'),
        ),
        migrations.AddField(
            model_name='movement',
            name='ceremony',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='movements', to='enforcement.ceremony', verbose_name='berita acara gabungan'),
        ),
        migrations.AddConstraint(
            model_name='movement',
            constraint=models.UniqueConstraint(condition=models.Q(('cancelled_at__isnull', True), ('ceremony__isnull', True)), fields=('office', 'number'), name='movement_number_once', violation_error_message='Nomor berita acara ini sudah dipakai di satuan kerja ini.'),
        ),
        migrations.AddConstraint(
            model_name='movement',
            constraint=models.UniqueConstraint(condition=models.Q(('ceremony__isnull', False)), fields=('ceremony', 'case'), name='movement_once_in_ceremony', violation_error_message='Satu kasus hanya sekali dalam satu berita acara gabungan.'),
        ),
        migrations.RunPython(carry_clocks_over, migrations.RunPython.noop),
        migrations.RunPython(name_letters, migrations.RunPython.noop),
    ]
