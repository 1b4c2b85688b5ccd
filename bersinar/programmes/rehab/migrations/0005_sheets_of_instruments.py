"""Sheets of instruments with the wordings they were filled in with, and what an intake takes from them."""

import bersinar.foundation.codelists.fields
import bersinar.foundation.secrecy.sealed
import bersinar.foundation.wire.ids
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from bersinar.foundation.access.sides import Side
from bersinar.foundation.access.wall import wall_around


class Migration(migrations.Migration):

    dependencies = [
        ('offices', '0001_initial'),
        ('rehab', '0004_wall_of_intake'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LoadedWording',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('instrument', models.CharField(editable=False, max_length=20, verbose_name='alat')),
                ('number', models.PositiveSmallIntegerField(editable=False, verbose_name='versi ke')),
                ('text', models.TextField(verbose_name='isi berkas')),
                ('official', models.BooleanField(default=False, editable=False, verbose_name='redaksi resmi')),
                ('source', models.TextField(editable=False, verbose_name='sumber')),
                ('permission', models.TextField(blank=True, editable=False, verbose_name='izin pemegang hak')),
                ('stage', models.CharField(choices=[('loaded', 'Dimuat'), ('in_force', 'Berlaku'), ('ended', 'Tidak berlaku lagi')], default='loaded', editable=False, max_length=12, verbose_name='keadaan')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
            ],
            options={
                'ordering': ['instrument', '-number'],
            },
        ),
        migrations.CreateModel(
            name='Sheet',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('data_key', models.BinaryField(blank=True, null=True)),
                ('instrument', models.CharField(editable=False, max_length=20, verbose_name='alat')),
                ('instrument_version', models.CharField(editable=False, max_length=12, verbose_name='versi penilaian')),
                ('taken_on', models.DateField(verbose_name='diisi pada')),
                ('interviewer', models.CharField(blank=True, help_text='Kosongkan bila klien mengisi sendiri.', max_length=120, verbose_name='pewawancara')),
                ('setting', bersinar.foundation.codelists.fields.CodeField(default='at_clinic', list_name='sheet_setting', max_length=60, verbose_name='tempat pengisian')),
                ('phase', bersinar.foundation.codelists.fields.CodeField(blank=True, list_name='sheet_phase', max_length=60, verbose_name='tahap pengukuran')),
                ('answers', bersinar.foundation.secrecy.sealed.SealedField(verbose_name='jawaban')),
                ('former', bersinar.foundation.secrecy.sealed.SealedField(blank=True, null=True, verbose_name='jawaban sebelum dikoreksi')),
                ('unanswered', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='butir yang belum diisi')),
                ('state', models.CharField(choices=[('draft', 'Draf'), ('final', 'Selesai')], default='draft', editable=False, max_length=8, verbose_name='keadaan')),
                ('result', models.JSONField(blank=True, editable=False, null=True, verbose_name='hasil')),
                ('place', models.CharField(blank=True, editable=False, max_length=5, verbose_name='kabupaten/kota')),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='rehab.client', verbose_name='klien')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                ('wording', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='rehab.loadedwording', verbose_name='redaksi')),
            ],
            options={
                'ordering': ['-taken_on', '-recorded_at'],
            },
        ),
        migrations.AddField(
            model_name='intake',
            name='assessment_sheet',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='rehab.sheet', verbose_name='lembar asesmen'),
        ),
        migrations.AddField(
            model_name='intake',
            name='screening_sheet',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='rehab.sheet', verbose_name='lembar skrining'),
        ),
        migrations.AddConstraint(
            model_name='loadedwording',
            constraint=models.UniqueConstraint(fields=('office', 'instrument', 'number'), name='wording_number_once', violation_error_message='Orang lain baru saja memuat redaksi alat ini. Kirim lagi.'),
        ),
        migrations.AddConstraint(
            model_name='loadedwording',
            constraint=models.UniqueConstraint(condition=models.Q(('cancelled_at__isnull', True), ('stage', 'in_force')), fields=('office', 'instrument'), name='wording_in_force_once', violation_error_message='Redaksi lain untuk alat ini baru saja diberlakukan. Muat ulang halaman.'),
        ),
        migrations.AddConstraint(
            model_name='sheet',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('result__isnull', True), ('state', 'draft')), models.Q(('result__isnull', False), ('state', 'final')), _connector='OR'), name='sheet_scored_when_final', violation_error_message='Lembar yang selesai mempunyai hasil; draf tidak.'),
        ),
        # On PostgreSQL, only sessions of the treatment side reach sheets and what they are worded with.
        wall_around("rehab_sheet", Side.TREATMENT),
        wall_around("rehab_loadedwording", Side.TREATMENT),
    ]
