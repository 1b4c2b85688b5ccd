"""Kits by lot, pots by code with what followed, tests of who was absent, the office's rule for institutions.

Codes and the printing of a count stand behind the wall like results: open to the treatment side and to who tested.
"""

import bersinar.foundation.codelists.fields
import bersinar.foundation.wire.ids
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

from bersinar.foundation.access.sides import Side
from bersinar.foundation.access.wall import wall_around

TESTER = (
    "tester_id::text = current_setting('bersinar.actor', true)"
    " AND coalesce(current_setting('bersinar.side', true), '') <> 'enforcement'"
)


class Migration(migrations.Migration):

    dependencies = [
        ('institutions', '0002_merge_doubles'),
        ('offices', '0002_age_of_own_consent'),
        ('screening', '0002_walls'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='sessionresult',
            name='refuted',
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name='negatif menurut laboratorium'),
        ),
        migrations.AddField(
            model_name='sessionresult',
            name='sent',
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name='dikirim ke laboratorium'),
        ),
        migrations.AddField(
            model_name='urinesession',
            name='follows',
            field=models.ForeignKey(blank=True, help_text='Untuk yang tidak hadir pada sesi sebelumnya.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='followed_by', to='screening.urinesession', verbose_name='susulan dari sesi'),
        ),
        migrations.CreateModel(
            name='KitLot',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('brand', models.CharField(max_length=80, verbose_name='merek')),
                ('lot', models.CharField(max_length=40, verbose_name='nomor lot')),
                ('panel', bersinar.foundation.codelists.fields.CodeField(list_name='urine_panel', max_length=60, verbose_name='panel')),
                ('cut_off', models.CharField(blank=True, help_text='Menurut brosur alatnya, misalnya AMP 1.000 ng/mL; THC 50 ng/mL.', max_length=200, verbose_name='batas deteksi')),
                ('received_on', models.DateField(verbose_name='diterima pada')),
                ('received', models.PositiveIntegerField(verbose_name='jumlah diterima')),
                ('expires_on', models.DateField(help_text='Hari terakhir alatnya boleh dipakai.', verbose_name='kedaluwarsa')),
                ('source', models.CharField(blank=True, help_text='Misalnya pengadaan kantor, BNNP, atau hibah pemerintah daerah.', max_length=120, verbose_name='diterima dari')),
                ('note', models.TextField(blank=True, verbose_name='catatan')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
            ],
            options={
                'verbose_name': 'lot alat tes',
                'ordering': ['expires_on', 'lot', 'id'],
                'constraints': [models.UniqueConstraint(models.F('office'), django.db.models.functions.text.Lower('brand'), django.db.models.functions.text.Lower('lot'), models.F('received_on'), condition=models.Q(('cancelled_at__isnull', True)), name='kit_lot_once_a_day', violation_error_message='Lot ini sudah dicatat pada hari itu. Ubah jumlahnya di sana.'), models.CheckConstraint(condition=models.Q(('received__gte', 1)), name='kit_lot_holds_something', violation_error_message='Isi sedikitnya 1.')],
            },
        ),
        migrations.CreateModel(
            name='KitLoss',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('lost_on', models.DateField(verbose_name='dikeluarkan pada')),
                ('count', models.PositiveIntegerField(verbose_name='jumlah')),
                ('cause', bersinar.foundation.codelists.fields.CodeField(list_name='kit_loss', max_length=60, verbose_name='sebab')),
                ('detail', models.CharField(blank=True, max_length=200, verbose_name='keterangan')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                ('lot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='losses', to='screening.kitlot', verbose_name='lot')),
            ],
            options={
                'verbose_name': 'pengeluaran alat tes',
                'ordering': ['lost_on', 'recorded_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(('count__gte', 1)), name='kit_loss_of_something', violation_error_message='Isi sedikitnya 1.')],
            },
        ),
        migrations.CreateModel(
            name='KitUse',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('used', models.PositiveIntegerField(help_text='Seluruhnya, termasuk yang gagal.', verbose_name='alat yang dipakai')),
                ('failed', models.PositiveIntegerField(default=0, help_text='Garis kontrol tidak muncul, bocor, atau salah pakai.', verbose_name='di antaranya gagal atau tidak sah')),
                ('lot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='uses', to='screening.kitlot', verbose_name='lot')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='kit_uses', to='screening.urinesession', verbose_name='sesi')),
            ],
            options={
                'verbose_name': 'pemakaian alat tes',
                'ordering': ['recorded_at'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('cancelled_at__isnull', True)), fields=('session', 'lot'), name='kit_use_once_per_lot', violation_error_message='Lot ini sudah dicatat pada sesi ini. Ubah jumlahnya di sana.'), models.CheckConstraint(condition=models.Q(('used__gte', 1), ('failed__lte', models.F('used'))), name='kit_use_failed_within_used', violation_error_message='Yang gagal melebihi yang dipakai.')],
            },
        ),
        migrations.CreateModel(
            name='PotSheet',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('planned_on', models.DateField(verbose_name='untuk tes tanggal')),
                ('count', models.PositiveIntegerField(help_text='Satu untuk tiap orang dan beberapa cadangan, paling banyak 500.', verbose_name='jumlah kode')),
                ('rest_read_at', models.DateTimeField(editable=False, null=True, verbose_name='sisanya dicatat negatif')),
                ('institution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pot_sheets', to='institutions.institution', verbose_name='instansi')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                ('session', models.ForeignKey(blank=True, help_text='Dipilih sesudah tesnya dicatat; hasil menurut kode baru dapat diisi sesudah itu.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='pot_sheets', to='screening.urinesession', verbose_name='sesi tes')),
            ],
            options={
                'verbose_name': 'lembar kode pot',
                'ordering': ['-planned_on', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('count__gte', 1), ('count__lte', 500)), name='pot_sheet_size', violation_error_message='Isi 1 sampai 500.')],
            },
        ),
        migrations.CreateModel(
            name='Pot',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('tester_id', models.UUIDField(editable=False)),
                ('code', models.CharField(blank=True, editable=False, max_length=7, verbose_name='kode')),
                ('result', models.CharField(blank=True, choices=[('negative', 'Negatif'), ('reactive', 'Reaktif'), ('invalid', 'Tidak sah')], max_length=8, verbose_name='hasil')),
                ('reactive', bersinar.foundation.codelists.fields.CodesField(blank=True, default=list, list_name='urine_parameter', verbose_name='reaktif pada')),
                ('medicines', bersinar.foundation.codelists.fields.CodesField(blank=True, default=list, help_text='Ditanyakan sebelum tes, untuk seminggu terakhir.', list_name='declared_medicine', verbose_name='obat yang disebut orangnya')),
                ('explained_on', models.DateField(blank=True, help_text='Resep atau surat dokter diperlihatkan dan sesuai.', null=True, verbose_name='dijelaskan resep pada')),
                ('sent_on', models.DateField(blank=True, null=True, verbose_name='dikirim ke laboratorium pada')),
                ('laboratory', models.CharField(blank=True, max_length=120, verbose_name='laboratorium')),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='jawaban diterima pada')),
                ('answer_letter', models.CharField(blank=True, max_length=80, verbose_name='nomor surat hasil laboratorium')),
                ('confirmation', models.CharField(blank=True, choices=[('positive', 'Positif'), ('negative', 'Negatif')], max_length=8, verbose_name='hasil laboratorium')),
                ('offered_on', models.DateField(blank=True, null=True, verbose_name='asesmen ditawarkan pada')),
                ('erased_at', models.DateTimeField(editable=False, null=True)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                ('sheet', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='pots', to='screening.potsheet')),
            ],
            options={
                'verbose_name': 'kode pot',
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('code', ''), _negated=True), fields=('office', 'code'), name='pot_code_once', violation_error_message='Kode ini sudah dipakai.'), models.CheckConstraint(condition=models.Q(('confirmation', ''), ('answered_on__isnull', False), _connector='OR'), name='pot_confirmed_on_a_day', violation_error_message='Isi hari jawaban laboratorium diterima.')],
            },
        ),
        migrations.CreateModel(
            name='ServiceRule',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('count_for_head', models.BooleanField(default=False, help_text='Hanya untuk tempat kerja orang dewasa, dicetak sekali, tidak disimpan. Tidak pernah untuk sekolah.', verbose_name='jumlah reaktif boleh disampaikan tertutup kepada pimpinan instansi')),
                ('pots_kept_months', models.PositiveSmallIntegerField(default=12, help_text='Sejak hari tes. Sesudah itu kode dan hasilnya dihapus; jumlahnya tetap.', verbose_name='hasil menurut kode disimpan (bulan)')),
                ('office', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='urine_rule', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
            ],
            options={
                'verbose_name': 'aturan layanan tes urine',
                'constraints': [models.CheckConstraint(condition=models.Q(('pots_kept_months__gte', 1), ('pots_kept_months__lte', 60)), name='urine_rule_keeps_for_a_time', violation_error_message='Isi 1 sampai 60 bulan.')],
            },
        ),
        migrations.CreateModel(
            name='CountHandout',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('tester_id', models.UUIDField(editable=False)),
                ('recipient', models.CharField(help_text='Jabatannya saja, misalnya Kepala Dinas Kesehatan. Jangan menulis nama.', max_length=120, verbose_name='untuk')),
                ('again_because', models.CharField(blank=True, max_length=200, verbose_name='alasan dicetak lagi')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='handouts', to='screening.urinesession', verbose_name='sesi')),
            ],
            options={
                'verbose_name': 'lampiran tertutup',
                'ordering': ['recorded_at'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('again_because', '')), fields=('session',), name='count_handed_out_once', violation_error_message='Lampiran sesi ini sudah pernah dicetak. Tuliskan alasan dicetak lagi.')],
            },
        ),
        wall_around("screening_pot", Side.TREATMENT, open_to=TESTER),
        wall_around("screening_counthandout", Side.TREATMENT, open_to=TESTER),
    ]
