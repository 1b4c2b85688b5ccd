import bersinar.foundation.codelists.fields
import bersinar.foundation.wire.ids
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '__first__'),
        ('institutions', '0001_initial'),
        ('offices', '0001_initial'),
        ('regions', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='BersinarSite',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('ended_on', models.DateField(blank=True, help_text='Kosongkan selama masih berjalan.', null=True, verbose_name='berakhir pada')),
                ('ended_reason', models.CharField(blank=True, max_length=200, verbose_name='alasan berakhir')),
                ('kind', bersinar.foundation.codelists.fields.CodeField(list_name='site_kind', max_length=60, verbose_name='jenis')),
                ('name', models.CharField(blank=True, help_text='Kosongkan bila belum diketahui.', max_length=160, verbose_name='nama')),
                ('formed_on', models.DateField(verbose_name='dibentuk pada')),
                ('count_unknown', models.BooleanField(default=False, help_text='Tandai bila sumbernya tidak menyebut berapa banyak. Tidak ada angka yang dicetak untuk rekam ini.', verbose_name='ada beberapa, jumlah tidak disebut')),
                ('provisions', bersinar.foundation.codelists.fields.CodesField(blank=True, default=list, list_name='site_provision', verbose_name='yang sudah ada')),
                ('note', models.TextField(blank=True, verbose_name='catatan')),
                ('institution', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institutions.institution', verbose_name='instansi')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                ('region', models.ForeignKey(help_text='Desa atau kelurahannya; kabupaten atau kota bila belum diketahui.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='regions.region', verbose_name='wilayah')),
            ],
            options={
                'ordering': ['name', 'formed_on', 'id'],
                'constraints': [models.UniqueConstraint(models.F('office'), models.F('kind'), models.F('region'), django.db.models.functions.text.Lower('name'), condition=models.Q(models.Q(('name', ''), _negated=True), ('cancelled_at__isnull', True), ('ended_on__isnull', True)), name='site_name_once', violation_error_message='Lokasi Bersinar dengan nama ini sudah ada di wilayah itu.')],
            },
        ),
        migrations.CreateModel(
            name='Regulation',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('kind', bersinar.foundation.codelists.fields.CodeField(list_name='regulation_kind', max_length=60, verbose_name='jenis')),
                ('number', models.CharField(blank=True, max_length=80, verbose_name='nomor')),
                ('subject', models.CharField(max_length=200, verbose_name='tentang')),
                ('issuer', models.CharField(max_length=160, verbose_name='penerbit')),
                ('issued_on', models.DateField(blank=True, help_text='Kosongkan selama masih rancangan; rancangan tidak dihitung.', null=True, verbose_name='terbit pada')),
                ('environment', bersinar.foundation.codelists.fields.CodeField(list_name='environment', max_length=60, verbose_name='lingkungan')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                ('region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='regions.region', verbose_name='wilayah')),
            ],
            options={
                'ordering': ['-issued_on', '-id'],
            },
        ),
        migrations.CreateModel(
            name='SiteStage',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('stage', bersinar.foundation.codelists.fields.CodeField(list_name='site_stage', max_length=60, verbose_name='tahap')),
                ('reached_on', models.DateField(verbose_name='tanggal')),
                ('document', models.CharField(blank=True, max_length=120, verbose_name='nomor dokumen')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stages', to='community.bersinarsite', verbose_name='lokasi')),
            ],
            options={
                'ordering': ['reached_on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='TaskForce',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('ended_on', models.DateField(blank=True, help_text='Kosongkan selama masih berjalan.', null=True, verbose_name='berakhir pada')),
                ('ended_reason', models.CharField(blank=True, max_length=200, verbose_name='alasan berakhir')),
                ('name', models.CharField(blank=True, help_text='Kosongkan bila belum diketahui.', max_length=160, verbose_name='nama')),
                ('environment', bersinar.foundation.codelists.fields.CodeField(list_name='environment', max_length=60, verbose_name='lingkungan')),
                ('members', models.PositiveIntegerField(blank=True, null=True, verbose_name='jumlah anggota')),
                ('formed_on', models.DateField(verbose_name='dibentuk pada')),
                ('note', models.TextField(blank=True, verbose_name='catatan')),
                ('institution', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institutions.institution', verbose_name='instansi')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                ('region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='regions.region', verbose_name='wilayah')),
            ],
            options={
                'ordering': ['name', 'formed_on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Volunteer',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('ended_on', models.DateField(blank=True, help_text='Kosongkan selama masih berjalan.', null=True, verbose_name='berakhir pada')),
                ('ended_reason', models.CharField(blank=True, max_length=200, verbose_name='alasan berakhir')),
                ('name', models.CharField(max_length=120, verbose_name='nama')),
                ('sex', bersinar.foundation.codelists.fields.CodeField(blank=True, list_name='sex', max_length=60, verbose_name='jenis kelamin')),
                ('kind', bersinar.foundation.codelists.fields.CodeField(default='activist', list_name='volunteer_kind', max_length=60, verbose_name='sebagai')),
                ('environment', bersinar.foundation.codelists.fields.CodeField(blank=True, help_text='Kosongkan bila tidak diketahui.', list_name='environment', max_length=60, verbose_name='lingkungan')),
                ('decree_number', models.CharField(blank=True, max_length=80, verbose_name='nomor surat keputusan')),
                ('decree_on', models.DateField(blank=True, null=True, verbose_name='tanggal surat keputusan')),
                ('appointed_on', models.DateField(verbose_name='dilantik pada')),
                ('person_id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, verbose_name='orang')),
                ('institution', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institutions.institution', verbose_name='instansi')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                ('region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='regions.region', verbose_name='wilayah')),
            ],
            options={
                'ordering': ['name', 'appointed_on'],
                'indexes': [models.Index(fields=['person_id'], name='volunteer_by_person')],
            },
        ),
    ]
