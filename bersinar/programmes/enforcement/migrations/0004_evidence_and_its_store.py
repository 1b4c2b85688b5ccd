"""Containers, their movements and the store; every table closed to all but the enforcement side (PostgreSQL)."""

import bersinar.foundation.audit.appendonly
import bersinar.foundation.audit.running
import bersinar.foundation.codelists.fields
import bersinar.foundation.secrecy.sealed
import bersinar.foundation.wire.ids
import bersinar.programmes.enforcement.models.base
import bersinar.programmes.enforcement.models.containers
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


from bersinar.foundation.access.sides import Side
from bersinar.foundation.access.wall import wall_around

TABLES = (
    "storeplace",
    "weighinglimit",
    "movement",
    "container",
    "plannedline",
    "movementline",
    "stocktake",
    "stocktakeline",
)


class Migration(migrations.Migration):

    dependencies = [
        ('enforcement', '0003_suspects_goods_routes_tat'),
    ]

    operations = [
        migrations.CreateModel(
            name='StorePlace',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('code', models.CharField(help_text='Misalnya A-03. Tanpa nama orang.', max_length=20, verbose_name='kode tempat')),
                ('note', models.CharField(blank=True, help_text='Misalnya lemari besi, rak kedua.', max_length=120, verbose_name='keterangan')),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('cancelled_at__isnull', True)), fields=('office', 'code'), name='store_place_once', violation_error_message='Kode tempat ini sudah dipakai di gudang satuan kerja ini.')],
            },
        ),
        migrations.CreateModel(
            name='WeighingLimit',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('substance', bersinar.foundation.codelists.fields.CodeField(list_name='substance', max_length=60, verbose_name='zat')),
                ('unit', bersinar.foundation.codelists.fields.CodeField(list_name='unit', max_length=60, verbose_name='satuan')),
                ('most', bersinar.programmes.enforcement.models.base.AmountField(verbose_name='batas selisih')),
            ],
            options={
                'ordering': ['substance', 'unit'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('cancelled_at__isnull', True)), fields=('office', 'substance', 'unit'), name='weighing_limit_once', violation_error_message='Zat dan satuan ini sudah punya batas. Ubah batas yang ada.')],
            },
        ),
        migrations.CreateModel(
            name='Movement',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('data_key', models.BinaryField(blank=True, null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='movements', to='enforcement.case', verbose_name='kasus')),
                ('kind', bersinar.foundation.codelists.fields.CodeField(list_name='movement_kind', max_length=60, verbose_name='peristiwa')),
                ('number', models.CharField(max_length=80, verbose_name='nomor berita acara')),
                ('moved_at', models.DateTimeField(verbose_name='waktu')),
                ('held_at', models.CharField(blank=True, max_length=160, verbose_name='tempat pelaksanaan')),
                ('destination', models.CharField(blank=True, help_text='Nama lembaga, bukan nama orang.', max_length=160, verbose_name='diserahkan kepada')),
                ('why', models.CharField(blank=True, help_text='Tanpa nama orang.', max_length=300, verbose_name='alasan')),
                ('scale', models.CharField(blank=True, help_text='Merek dan nomor timbangan.', max_length=80, verbose_name='timbangan')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='enforcement.storeplace', verbose_name='tempat simpan')),
                ('weigher', bersinar.foundation.secrecy.sealed.SealedField(blank=True, null=True, verbose_name='ditimbang oleh')),
                ('witnesses', bersinar.foundation.secrecy.sealed.SealedField(blank=True, null=True, verbose_name='saksi')),
                ('reverses', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversals', to='enforcement.movement', verbose_name='membatalkan')),
                ('approved_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='disetujui kepala seksi')),
                ('keeper', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='petugas penyimpan')),
                ('confirmed_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='disahkan oleh')),
                ('confirmed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='disahkan pada')),
                ('reversed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='dibalik pada')),
                ('digest', models.CharField(blank=True, editable=False, max_length=64, verbose_name='sidik baris')),
            ],
            options={
                'ordering': ['-moved_at', '-id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('cancelled_at__isnull', True)), fields=('office', 'number'), name='movement_number_once', violation_error_message='Nomor berita acara ini sudah dipakai di satuan kerja ini.'), models.UniqueConstraint(condition=models.Q(('cancelled_at__isnull', True), ('reverses__isnull', False)), fields=('reverses',), name='movement_reversed_once', violation_error_message='Berita acara ini sudah dibalik, atau pembaliknya menunggu pengesahan.'), models.CheckConstraint(condition=models.Q(('confirmed_by__isnull', True), models.Q(('confirmed_by', models.F('recorded_by')), _negated=True), _connector='OR'), name='movement_two_people', violation_error_message='Yang mengusulkan tidak dapat mengesahkan sendiri.'), models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at__isnull', True), ('digest', ''), ('keeper__isnull', True)), models.Q(('cancelled_at', None), ('confirmed_at__isnull', False), ('confirmed_by__isnull', False), ('keeper__isnull', False)), _connector='OR'), name='movement_confirmed_whole', violation_error_message='Berita acara yang sudah disahkan tidak dapat ditarik; buat pembaliknya.')],
            },
        ),
        migrations.CreateModel(
            name='Container',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('exhibit', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='containers', to='enforcement.exhibit', verbose_name='barang bukti')),
                ('packed_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='packed', to='enforcement.movement', verbose_name='dikemas dengan')),
                ('code', models.CharField(default=bersinar.programmes.enforcement.models.containers.new_code, editable=False, max_length=9, unique=True, verbose_name='kode wadah')),
                ('kind', bersinar.foundation.codelists.fields.CodeField(list_name='container_kind', max_length=60, verbose_name='jenis wadah')),
                ('seal', models.CharField(blank=True, max_length=60, verbose_name='nomor segel')),
                ('count', models.PositiveIntegerField(blank=True, help_text='Misalnya banyaknya paket kecil.', null=True, verbose_name='jumlah isi')),
                ('note', models.CharField(blank=True, help_text='Ciri wadah. Tanpa nama orang.', max_length=200, verbose_name='keterangan')),
                ('seq', models.PositiveIntegerField(default=0, editable=False, verbose_name='baris terakhir')),
                ('balance', bersinar.programmes.enforcement.models.base.AmountField(default=0, editable=False, verbose_name='isi')),
                ('gross', bersinar.programmes.enforcement.models.base.AmountField(blank=True, editable=False, null=True, verbose_name='berat kotor')),
                ('place', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='containers', to='enforcement.storeplace', verbose_name='tempat simpan')),
                ('holder', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dipegang oleh')),
                ('held_since', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='dipegang sejak')),
                ('last_kind', bersinar.foundation.codelists.fields.CodeField(blank=True, editable=False, list_name='movement_kind', max_length=60, verbose_name='peristiwa terakhir')),
            ],
            options={
                'ordering': ['exhibit', 'recorded_at', 'seal', 'code'],
                'indexes': [models.Index(condition=models.Q(('balance__gt', 0)), fields=['office', 'place'], name='container_by_place')],
                'constraints': [models.CheckConstraint(condition=models.Q(('balance__gte', 0)), name='container_balance_not_negative', violation_error_message='Isi wadah tidak dapat kurang dari nol.')],
            },
        ),
        migrations.CreateModel(
            name='PlannedLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('quantity', bersinar.programmes.enforcement.models.base.AmountField(verbose_name='jumlah')),
                ('gross', bersinar.programmes.enforcement.models.base.AmountField(blank=True, null=True, verbose_name='berat kotor')),
                ('movement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='planned', to='enforcement.movement')),
                ('container', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='planned', to='enforcement.container')),
                ('is_open', models.BooleanField(default=True)),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('is_open', True)), fields=('container',), name='planned_line_one_open', violation_error_message='Wadah ini baru saja diusulkan orang lain. Muat ulang halaman, lalu periksa.'), models.UniqueConstraint(fields=('movement', 'container'), name='planned_line_once', violation_error_message='Satu wadah hanya sekali dalam satu berita acara.')],
            },
        ),
        migrations.CreateModel(
            name='MovementLine',
            fields=[
                ('quantity', bersinar.programmes.enforcement.models.base.AmountField(verbose_name='jumlah')),
                ('gross', bersinar.programmes.enforcement.models.base.AmountField(blank=True, null=True, verbose_name='berat kotor')),
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('movement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='enforcement.movement')),
                ('container', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='enforcement.container')),
                ('seq', models.PositiveIntegerField()),
                ('balance', bersinar.programmes.enforcement.models.base.AmountField(verbose_name='sisa')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='enforcement.storeplace')),
                ('holder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('prev_hash', models.BinaryField(default=b'\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00', max_length=32)),
                ('hash', models.BinaryField(max_length=32)),
            ],
            options={
                'ordering': ['container', 'seq'],
                'constraints': [models.UniqueConstraint(fields=('container', 'seq'), name='custody_line_once', violation_error_message='Wadah ini baru saja dipindahkan orang lain. Muat ulang halaman, lalu periksa.'), models.CheckConstraint(condition=models.Q(('balance__gte', 0)), name='custody_line_not_negative', violation_error_message='Isi wadah tidak dapat kurang dari nol.'), bersinar.foundation.audit.appendonly.AppendOnly(keys=(), name='custody_line_append'), bersinar.foundation.audit.running.RunningBalance(group='container_id', name='custody_line_runs', violation_error_message='Wadah ini baru saja dipindahkan orang lain. Muat ulang halaman, lalu periksa.')],
            },
        ),
        migrations.CreateModel(
            name='StockTake',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stock_takes', to='enforcement.storeplace', verbose_name='tempat simpan')),
                ('counted_on', models.DateField(verbose_name='dihitung pada')),
                ('note', models.CharField(blank=True, help_text='Tanpa nama orang.', max_length=300, verbose_name='catatan')),
                ('signed_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='disaksikan oleh')),
                ('signed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='disaksikan pada')),
            ],
            options={
                'ordering': ['-counted_on', '-recorded_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(('signed_by__isnull', True), models.Q(('signed_by', models.F('recorded_by')), _negated=True), _connector='OR'), name='stock_take_two_people', violation_error_message='Yang menghitung tidak dapat menjadi saksinya sendiri.')],
            },
        ),
        migrations.CreateModel(
            name='StockTakeLine',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('take', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='enforcement.stocktake', verbose_name='stok opname')),
                ('container', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='enforcement.container', verbose_name='wadah')),
                ('book', bersinar.programmes.enforcement.models.base.AmountField(verbose_name='menurut buku')),
                ('shelf', bersinar.programmes.enforcement.models.base.AmountField(blank=True, null=True, verbose_name='di rak')),
                ('is_expected', models.BooleanField(default=True, verbose_name='tercatat di tempat ini')),
                ('explanation', models.CharField(blank=True, max_length=300, verbose_name='penjelasan')),
                ('movement', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='enforcement.movement', verbose_name='berita acara')),
            ],
            options={
                'ordering': ['take', 'id'],
                'constraints': [models.UniqueConstraint(fields=('take', 'container'), name='stock_take_line_once', violation_error_message='Wadah ini sudah dihitung dalam stok opname ini.')],
            },
        ),
        *(wall_around(f"enforcement_{table}", Side.ENFORCEMENT) for table in TABLES),
    ]
