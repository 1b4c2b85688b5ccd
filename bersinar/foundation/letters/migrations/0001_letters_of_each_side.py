import bersinar.foundation.letters.models
import bersinar.foundation.secrecy.sealed
import bersinar.foundation.wire.ids
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from bersinar.foundation.access.sides import Side
from bersinar.foundation.access.wall import wall_around


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '__first__'),
        ('files', '0001_initial'),
        ('numbering', '0002_register_of_numbers'),
        ('offices', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Letterhead',
            fields=[
                ('office', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='offices.office')),
                ('lines', models.TextField(max_length=400, verbose_name='baris kop')),
                ('contact', models.TextField(blank=True, max_length=400, verbose_name='alamat dan kontak')),
                ('paper', models.CharField(choices=[('a4', 'A4 (210 × 297 mm)'), ('f4', 'F4 (215 × 330 mm)')], default='a4', max_length=2, verbose_name='kertas')),
                ('logo', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
            ],
        ),
        migrations.CreateModel(
            name='LetterTemplate',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.SlugField(max_length=40)),
                ('version', models.PositiveSmallIntegerField()),
                ('in_force_from', models.DateField(null=True, verbose_name='berlaku mulai')),
                ('made_at', models.DateTimeField()),
                ('made_by', models.UUIDField()),
                ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
            ],
            options={
                'ordering': ['-version'],
                'constraints': [models.UniqueConstraint(fields=('office', 'kind', 'version'), name='letter_template_version_once')],
            },
        ),
        migrations.CreateModel(
            name='EnforcementLetter',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('data_key', models.BinaryField(blank=True, null=True)),
                ('kind', models.SlugField(max_length=40, verbose_name='jenis surat')),
                ('about_kind', models.CharField(max_length=60)),
                ('about_id', models.UUIDField()),
                ('day', models.DateField(verbose_name='tanggal surat')),
                ('state', models.CharField(choices=[('draft', 'Rancangan'), ('final', 'Final'), ('signed', 'Bertanda tangan')], default='draft', max_length=8, verbose_name='keadaan')),
                ('content', bersinar.foundation.secrecy.sealed.SealedField(null=True, verbose_name='isi')),
                ('paper', models.CharField(choices=[('a4', 'A4 (210 × 297 mm)'), ('f4', 'F4 (215 × 330 mm)')], default='a4', max_length=2, verbose_name='kertas')),
                ('neutral_version', models.PositiveSmallIntegerField(null=True)),
                ('signatory', models.CharField(blank=True, max_length=240, verbose_name='penanda tangan')),
                ('frozen_hash', models.CharField(blank=True, max_length=64)),
                ('final_at', models.DateTimeField(null=True)),
                ('signed_at', models.DateTimeField(null=True)),
                ('code', models.CharField(default=bersinar.foundation.letters.models.opaque_code, editable=False, max_length=32, unique=True)),
                ('check_code', models.CharField(default=bersinar.foundation.letters.models.opaque_code, editable=False, max_length=32, unique=True)),
                ('frozen', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('frozen_pdf', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('number', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='numbering.numberentry', verbose_name='nomor')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                ('template', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='letters.lettertemplate')),
            ],
            options={
                'verbose_name': 'surat',
                'ordering': ['-day', '-recorded_at'],
                'abstract': False,
                'indexes': [models.Index(fields=['about_kind', 'about_id'], name='enforcementletter_about')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('frozen_hash', ''), _negated=True), _connector='OR'), name='enforcementletter_final_is_frozen', violation_error_message='Surat final harus punya berkas yang dibekukan.')],
            },
        ),
        migrations.CreateModel(
            name='OpenLetter',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('data_key', models.BinaryField(blank=True, null=True)),
                ('kind', models.SlugField(max_length=40, verbose_name='jenis surat')),
                ('about_kind', models.CharField(max_length=60)),
                ('about_id', models.UUIDField()),
                ('day', models.DateField(verbose_name='tanggal surat')),
                ('state', models.CharField(choices=[('draft', 'Rancangan'), ('final', 'Final'), ('signed', 'Bertanda tangan')], default='draft', max_length=8, verbose_name='keadaan')),
                ('content', bersinar.foundation.secrecy.sealed.SealedField(null=True, verbose_name='isi')),
                ('paper', models.CharField(choices=[('a4', 'A4 (210 × 297 mm)'), ('f4', 'F4 (215 × 330 mm)')], default='a4', max_length=2, verbose_name='kertas')),
                ('neutral_version', models.PositiveSmallIntegerField(null=True)),
                ('signatory', models.CharField(blank=True, max_length=240, verbose_name='penanda tangan')),
                ('frozen_hash', models.CharField(blank=True, max_length=64)),
                ('final_at', models.DateTimeField(null=True)),
                ('signed_at', models.DateTimeField(null=True)),
                ('code', models.CharField(default=bersinar.foundation.letters.models.opaque_code, editable=False, max_length=32, unique=True)),
                ('check_code', models.CharField(default=bersinar.foundation.letters.models.opaque_code, editable=False, max_length=32, unique=True)),
                ('frozen', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('frozen_pdf', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('number', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='numbering.numberentry', verbose_name='nomor')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                ('template', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='letters.lettertemplate')),
            ],
            options={
                'verbose_name': 'surat',
                'ordering': ['-day', '-recorded_at'],
                'abstract': False,
                'indexes': [models.Index(fields=['about_kind', 'about_id'], name='openletter_about')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('frozen_hash', ''), _negated=True), _connector='OR'), name='openletter_final_is_frozen', violation_error_message='Surat final harus punya berkas yang dibekukan.')],
            },
        ),
        migrations.CreateModel(
            name='TreatmentLetter',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('data_key', models.BinaryField(blank=True, null=True)),
                ('kind', models.SlugField(max_length=40, verbose_name='jenis surat')),
                ('about_kind', models.CharField(max_length=60)),
                ('about_id', models.UUIDField()),
                ('day', models.DateField(verbose_name='tanggal surat')),
                ('state', models.CharField(choices=[('draft', 'Rancangan'), ('final', 'Final'), ('signed', 'Bertanda tangan')], default='draft', max_length=8, verbose_name='keadaan')),
                ('content', bersinar.foundation.secrecy.sealed.SealedField(null=True, verbose_name='isi')),
                ('paper', models.CharField(choices=[('a4', 'A4 (210 × 297 mm)'), ('f4', 'F4 (215 × 330 mm)')], default='a4', max_length=2, verbose_name='kertas')),
                ('neutral_version', models.PositiveSmallIntegerField(null=True)),
                ('signatory', models.CharField(blank=True, max_length=240, verbose_name='penanda tangan')),
                ('frozen_hash', models.CharField(blank=True, max_length=64)),
                ('final_at', models.DateTimeField(null=True)),
                ('signed_at', models.DateTimeField(null=True)),
                ('code', models.CharField(default=bersinar.foundation.letters.models.opaque_code, editable=False, max_length=32, unique=True)),
                ('check_code', models.CharField(default=bersinar.foundation.letters.models.opaque_code, editable=False, max_length=32, unique=True)),
                ('frozen', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('frozen_pdf', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('number', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='numbering.numberentry', verbose_name='nomor')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                ('template', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='letters.lettertemplate')),
            ],
            options={
                'verbose_name': 'surat',
                'ordering': ['-day', '-recorded_at'],
                'abstract': False,
                'indexes': [models.Index(fields=['about_kind', 'about_id'], name='treatmentletter_about')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('frozen_hash', ''), _negated=True), _connector='OR'), name='treatmentletter_final_is_frozen', violation_error_message='Surat final harus punya berkas yang dibekukan.')],
            },
        ),
        wall_around("letters_treatmentletter", Side.TREATMENT),
        wall_around("letters_enforcementletter", Side.ENFORCEMENT),
    ]
