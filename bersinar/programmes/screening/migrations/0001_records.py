"""The tables of this room, as they stood when their first migrations were written into one."""

import bersinar.foundation.codelists.counts
import bersinar.foundation.codelists.fields
import bersinar.foundation.wire.ids
import bersinar.programmes.screening.models.sessions
import django.db.models.deletion
import django.db.models.expressions
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
            name='GuardianConsents',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('valid_from', models.DateField(verbose_name='berlaku mulai')),
                ('valid_until', models.DateField(verbose_name='berlaku sampai')),
                ('form', models.CharField(help_text='Misalnya surat persetujuan kantor ini, atau formulir sekolah.', max_length=120, verbose_name='formulir yang dipakai')),
                ('collected_by', models.CharField(help_text='Jabatannya, misalnya guru BK. Jangan menulis nama siswa.', max_length=120, verbose_name='dikumpulkan oleh')),
                ('handed_out', models.PositiveIntegerField(verbose_name='lembar dibagikan')),
                ('given', models.PositiveIntegerField(default=0, verbose_name='setuju dites')),
                ('refused', models.PositiveIntegerField(default=0, verbose_name='menolak')),
                ('photo', models.PositiveIntegerField(default=0, verbose_name='setuju anaknya difoto')),
                ('told', models.PositiveIntegerField(default=0, help_text='Tanpa persetujuan ini hasil seorang anak hanya untuk wali dan konselornya.', verbose_name='setuju hasil disampaikan kepada kepala sekolah dengan nama')),
                ('child_missing', models.PositiveIntegerField(blank=True, help_text='Walinya setuju, tetapi anak yang sudah cukup umur menolak atau belum menandatangani.', null=True, verbose_name='anak yang belum ikut menyetujui')),
                ('institution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='guardian_consents', to='institutions.institution', verbose_name='instansi')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
            ],
            options={
                'verbose_name': 'persetujuan wali',
                'ordering': ['-valid_from', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_until__gte', models.F('valid_from'))), name='guardian_until_after_from', violation_error_message='Akhir masa berlaku mendahului awalnya.'), models.CheckConstraint(condition=models.Q(('handed_out__gte', django.db.models.expressions.CombinedExpression(models.F('given'), '+', models.F('refused')))), name='guardian_sheets_within_handed_out', violation_error_message='Setuju dan menolak bersama melebihi lembar yang dibagikan.')],
            },
        ),
        migrations.CreateModel(
            name='ConsentSheets',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('received_on', models.DateField(verbose_name='diterima pada')),
                ('count', models.PositiveIntegerField(verbose_name='jumlah lembar')),
                ('keep_until', models.DateField(help_text='Sesudah hari ini pindaiannya dimusnahkan sistem; musnahkan juga kertasnya.', verbose_name='disimpan sampai')),
                ('destroyed_on', models.DateField(blank=True, editable=False, null=True, verbose_name='pindaian dimusnahkan pada')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                ('consents', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='screening.guardianconsents', verbose_name='persetujuan wali')),
            ],
            options={
                'verbose_name': 'lembar persetujuan wali',
                'ordering': ['received_on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='RaidRule',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('counts', models.BooleanField(default=True, verbose_name='tes urine dalam razia dihitung sebagai deteksi dini')),
                ('office', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='raid_rule', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
            ],
            options={
                'verbose_name': 'aturan razia',
            },
        ),
        migrations.CreateModel(
            name='UrineSession',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('activity_id', bersinar.programmes.screening.models.sessions.ActivityIdField(db_index=True, verbose_name='kegiatan')),
                ('held_on', models.DateField(verbose_name='tanggal')),
                ('environment', bersinar.foundation.codelists.fields.CodeField(blank=True, help_text='Kosongkan untuk memakai lingkungan instansinya.', list_name='environment', max_length=60, verbose_name='lingkungan')),
                ('is_raid', models.BooleanField(default=False, verbose_name='bagian dari razia')),
                ('request_letter', models.CharField(blank=True, max_length=80, verbose_name='nomor surat permintaan')),
                ('requested_on', models.DateField(blank=True, null=True, verbose_name='tanggal surat permintaan')),
                ('panel', bersinar.foundation.codelists.fields.CodeField(blank=True, list_name='urine_panel', max_length=60, verbose_name='panel alat tes')),
                ('kit_brand', models.CharField(blank=True, max_length=80, verbose_name='merek alat tes')),
                ('kit_lot', models.CharField(blank=True, max_length=40, verbose_name='nomor lot')),
                ('kit_expires_on', models.DateField(blank=True, null=True, verbose_name='kedaluwarsa alat tes')),
                ('invited', models.PositiveIntegerField(blank=True, null=True, verbose_name='diundang')),
                ('tested', models.PositiveIntegerField(blank=True, help_text='Kosongkan bila jumlahnya belum dicatat.', null=True, verbose_name='dites')),
                ('male', models.PositiveIntegerField(blank=True, null=True, verbose_name='dites, laki-laki')),
                ('female', models.PositiveIntegerField(blank=True, null=True, verbose_name='dites, perempuan')),
                ('absent', models.PositiveIntegerField(blank=True, null=True, verbose_name='tidak hadir')),
                ('note', models.TextField(blank=True, help_text='Jangan menulis nama atau hasil di sini.', verbose_name='catatan')),
                ('with_minors', models.BooleanField(default=False, help_text='Untuk sekolah tidak perlu dicentang.', verbose_name='ada yang di bawah 18 tahun')),
                ('consents', models.ForeignKey(blank=True, help_text='Wajib bila yang dites anak. Kosongkan untuk memakai persetujuan yang berlaku di instansi itu.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='screening.guardianconsents', verbose_name='persetujuan wali')),
                ('institution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='urine_sessions', to='institutions.institution', verbose_name='instansi')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                ('region', models.ForeignKey(blank=True, help_text='Kosongkan untuk memakai wilayah instansinya.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='regions.region', verbose_name='wilayah')),
            ],
            options={
                'verbose_name': 'sesi tes urine',
                'ordering': ['-held_on', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('tested__isnull', True), ('male__isnull', True), ('female__isnull', True), ('tested', django.db.models.expressions.CombinedExpression(models.F('male'), '+', models.F('female'))), _connector='OR'), name='session_sexes_make_tested', violation_error_message='Laki-laki dan perempuan bersama harus sama dengan jumlah yang dites.'), models.CheckConstraint(condition=models.Q(('tested__isnull', True), ('invited__isnull', True), ('tested__lte', models.F('invited')), _connector='OR'), name='session_tested_within_invited', violation_error_message='Yang dites melebihi yang diundang.')],
            },
        ),
        migrations.CreateModel(
            name='SessionResult',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('tester_id', models.UUIDField(editable=False)),
                ('persons_reactive', models.PositiveIntegerField(verbose_name='orang dengan hasil reaktif')),
                ('by_parameter', bersinar.foundation.codelists.counts.CountsField(blank=True, default=dict, list_name='urine_parameter', verbose_name='reaktif menurut parameter')),
                ('confirmed', models.PositiveIntegerField(blank=True, null=True, verbose_name='dipastikan laboratorium')),
                ('explained', models.PositiveIntegerField(blank=True, null=True, verbose_name='karena obat resep')),
                ('referred', models.PositiveIntegerField(blank=True, null=True, verbose_name='dirujuk ke asesmen')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='results', to='screening.urinesession', verbose_name='sesi')),
            ],
            options={
                'verbose_name': 'hasil tes',
                'ordering': ['recorded_at'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('cancelled_at__isnull', True)), fields=('session',), name='result_once_per_session', violation_error_message='Hasil sesi ini sudah dicatat. Ubah hasil yang ada.'), models.CheckConstraint(condition=models.Q(('referred__isnull', True), ('referred__lte', models.F('persons_reactive')), _connector='OR'), name='result_referred_within_reactive', violation_error_message='Yang dirujuk melebihi yang reaktif.')],
            },
        ),
        migrations.CreateModel(
            name='SlipPrint',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('tester_id', models.UUIDField(editable=False)),
                ('count', models.PositiveSmallIntegerField(verbose_name='lembar')),
                ('replaces', models.BooleanField(default=False, verbose_name='pengganti yang hilang atau rusak')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                ('result', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='slips', to='screening.sessionresult', verbose_name='hasil tes')),
            ],
            options={
                'verbose_name': 'lembar undangan',
                'ordering': ['recorded_at'],
            },
        ),
    ]
