"""Suspects in full, goods and money, networks drawn, TAT requests: each new table closed to other sides (PostgreSQL)."""

import bersinar.foundation.codelists.fields
import bersinar.foundation.secrecy.sealed
import bersinar.foundation.wire.ids
import bersinar.foundation.ui.money
import bersinar.programmes.enforcement.models.base
import bersinar.programmes.enforcement.models.goods
import bersinar.programmes.enforcement.models.routes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from bersinar.foundation.access.sides import Side
from bersinar.foundation.access.wall import wall_around

TABLES = ("networkmember", "networktie", "route", "seizedgood", "tatrequest", "tatamount", "detention")


class Migration(migrations.Migration):

    dependencies = [
        ('enforcement', '0002_wall'),
        ('offices', '0002_age_of_own_consent'),
        ('regions', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='case',
            name='is_laundering',
            field=models.BooleanField(default=False, verbose_name='perkara pencucian uang (TPPU)'),
        ),
        migrations.AddField(
            model_name='suspect',
            name='charges',
            field=bersinar.foundation.codelists.fields.CodesField(blank=True, default=list, list_name='offence_article', verbose_name='pasal yang disangkakan'),
        ),
        migrations.AddField(
            model_name='suspect',
            name='earlier_record',
            field=bersinar.foundation.codelists.fields.CodeField(blank=True, list_name='suspect_record', max_length=60, verbose_name='riwayat pidana'),
        ),
        migrations.AddField(
            model_name='suspect',
            name='education',
            field=bersinar.foundation.codelists.fields.CodeField(blank=True, list_name='suspect_education', max_length=60, verbose_name='pendidikan terakhir'),
        ),
        migrations.AddField(
            model_name='suspect',
            name='occupation',
            field=bersinar.foundation.codelists.fields.CodeField(blank=True, list_name='suspect_occupation', max_length=60, verbose_name='pekerjaan'),
        ),
        migrations.AddField(
            model_name='suspect',
            name='residence',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='regions.region', verbose_name='tempat tinggal'),
        ),
        migrations.AlterField(
            model_name='suspect',
            name='articles',
            field=models.CharField(blank=True, help_text='Misalnya: Pasal 114 ayat (2) jo. Pasal 132 ayat (1).', max_length=200, verbose_name='rumusan pasal'),
        ),
        migrations.CreateModel(
            name='NetworkMember',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('outside_code', models.CharField(blank=True, help_text='Misalnya X-07; bukan nama.', max_length=40, verbose_name='kode orang di luar kasus')),
                ('role', bersinar.foundation.codelists.fields.CodeField(list_name='suspect_role', max_length=60, verbose_name='peran dalam jaringan')),
                ('country', bersinar.foundation.codelists.fields.CodeField(default='ID', list_name='country', max_length=60, verbose_name='negara')),
                ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='enforcement.network', verbose_name='jaringan')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='regions.region', verbose_name='wilayah')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                ('suspect', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='enforcement.suspect', verbose_name='tersangka kasus sendiri')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('suspect__isnull', True), ('outside_code', ''), _connector='XOR'), name='member_one_person', violation_error_message='Pilih tersangka kasus sendiri, atau isi kode; salah satu saja.'), models.UniqueConstraint(condition=models.Q(('cancelled_at__isnull', True), ('suspect__isnull', False)), fields=('network', 'suspect'), name='member_suspect_once', violation_error_message='Tersangka ini sudah menjadi anggota jaringan ini.'), models.UniqueConstraint(condition=models.Q(('cancelled_at__isnull', True), models.Q(('outside_code', ''), _negated=True)), fields=('network', 'outside_code'), name='member_code_once', violation_error_message='Kode ini sudah menjadi anggota jaringan ini.')],
                'ordering': ['network', 'recorded_at'],
            },
        ),
        migrations.CreateModel(
            name='NetworkTie',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('kind', bersinar.foundation.codelists.fields.CodeField(list_name='network_tie', max_length=60, verbose_name='hubungan')),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='enforcement.networkmember', verbose_name='anggota')),
                ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ties', to='enforcement.network', verbose_name='jaringan')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='enforcement.networkmember', verbose_name='dengan anggota')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('cancelled_at__isnull', True)), fields=('first', 'second', 'kind'), name='tie_once', violation_error_message='Hubungan ini sudah dicatat.'), models.CheckConstraint(condition=models.Q(('first', models.F('second')), _negated=True), name='tie_of_two', violation_error_message='Pilih dua anggota yang berbeda.')],
                'ordering': ['network', 'recorded_at'],
            },
        ),
        migrations.CreateModel(
            name='Route',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('stops', bersinar.programmes.enforcement.models.routes.StopsField(default=list, verbose_name='asal, transit, tujuan')),
                ('means', bersinar.foundation.codelists.fields.CodesField(blank=True, default=list, list_name='route_means', verbose_name='sarana')),
                ('concealment', bersinar.foundation.codelists.fields.CodesField(blank=True, default=list, list_name='route_concealment', verbose_name='cara menyembunyikan')),
                ('markings', bersinar.foundation.codelists.fields.CodesField(blank=True, default=list, list_name='route_marking', verbose_name='tanda pada kemasan')),
                ('note', models.CharField(blank=True, help_text='Tanpa nama orang dan alamat.', max_length=300, verbose_name='catatan')),
                ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='routes', to='enforcement.network', verbose_name='jaringan')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
            ],
            options={
                'ordering': ['network', 'recorded_at'],
            },
        ),
        migrations.CreateModel(
            name='SeizedGood',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('data_key', models.BinaryField(blank=True, null=True)),
                ('kind', bersinar.foundation.codelists.fields.CodeField(list_name='goods_kind', max_length=60, verbose_name='jenis')),
                ('count', models.PositiveIntegerField(default=1, verbose_name='jumlah')),
                ('worth', bersinar.foundation.ui.money.RupiahField(blank=True, help_text='Uang: jumlahnya. Barang: taksiran; kosongkan bila tidak ada.', null=True, verbose_name='nilai (rupiah)')),
                ('seized_on', models.DateField(verbose_name='disita pada')),
                ('description', models.CharField(blank=True, help_text='Tanpa nama orang.', max_length=200, verbose_name='keterangan')),
                ('identifier', bersinar.foundation.secrecy.sealed.SealedField(blank=True, null=True, verbose_name='nomor rekening, polisi, IMEI, atau seri')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='goods', to='enforcement.case', verbose_name='kasus')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('count__gte', 1), models.Q(('worth__isnull', True), ('worth__gte', 1), _connector='OR')), name='good_counts', violation_error_message='Jumlah dan nilai lebih dari nol.')],
                'ordering': ['case', 'seized_on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='TatRequest',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('number', models.CharField(max_length=80, verbose_name='nomor permintaan')),
                ('requested_on', models.DateField(verbose_name='tanggal permintaan')),
                ('due_on', models.DateField(editable=False, verbose_name='batas waktu')),
                ('agency', bersinar.foundation.codelists.fields.CodeField(list_name='tat_agency', max_length=60, verbose_name='yang meminta')),
                ('agency_name', models.CharField(blank=True, help_text='Misalnya Polres atau Kejari.', max_length=120, verbose_name='nama instansi')),
                ('outside_code', models.CharField(blank=True, help_text='Hanya bila orangnya tidak ada dalam kasus kita: kode dengan huruf besar dan angka, bukan nama.', max_length=40, verbose_name='kode tersangka dari peminta')),
                ('legal_team', models.CharField(blank=True, help_text='Petugasnya, bukan tersangkanya.', max_length=200, verbose_name='tim hukum')),
                ('medical_team', models.CharField(blank=True, max_length=200, verbose_name='tim medis')),
                ('session_on', models.DateField(blank=True, null=True, verbose_name='rapat tim')),
                ('letter_number', models.CharField(blank=True, max_length=80, verbose_name='nomor surat rekomendasi')),
                ('letter_on', models.DateField(blank=True, null=True, verbose_name='tanggal surat')),
                ('role', bersinar.foundation.codelists.fields.CodeField(blank=True, list_name='tat_role', max_length=60, verbose_name='peran menurut surat')),
                ('dependence', bersinar.foundation.codelists.fields.CodeField(blank=True, list_name='tat_dependence', max_length=60, verbose_name='taraf ketergantungan menurut surat')),
                ('advised', bersinar.foundation.codelists.fields.CodeField(blank=True, list_name='tat_place', max_length=60, verbose_name='tempat yang disarankan')),
                ('months', models.PositiveSmallIntegerField(blank=True, help_text='0 bila rehabilitasi tidak disarankan.', null=True, verbose_name='lama yang disarankan (bulan)')),
                ('follow_up', bersinar.foundation.codelists.fields.CodeField(blank=True, list_name='tat_follow_up', max_length=60, verbose_name='tindak lanjut')),
                ('followed_on', models.DateField(blank=True, null=True, verbose_name='tanggal tindak lanjut')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                ('suspect', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tat_requests', to='enforcement.suspect', verbose_name='tersangka kasus sendiri')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('cancelled_at__isnull', True)), fields=('office', 'number'), name='tat_number_once', violation_error_message='Permintaan dengan nomor ini sudah dicatat.'), models.CheckConstraint(condition=models.Q(('suspect__isnull', True), ('outside_code', ''), _connector='XOR'), name='tat_one_suspect', violation_error_message='Pilih tersangka kasus sendiri, atau isi kode dari peminta; salah satu saja.')],
                'ordering': ['-requested_on', '-recorded_at'],
            },
        ),
        migrations.CreateModel(
            name='TatAmount',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('substance', bersinar.foundation.codelists.fields.CodeField(list_name='substance', max_length=60, verbose_name='zat')),
                ('unit', bersinar.foundation.codelists.fields.CodeField(list_name='unit', max_length=60, verbose_name='satuan')),
                ('amount', bersinar.programmes.enforcement.models.base.AmountField(verbose_name='jumlah')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='amounts', to='enforcement.tatrequest', verbose_name='permintaan')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='tat_amount_positive', violation_error_message='Isi lebih dari nol.')],
                'ordering': ['request', 'substance'],
            },
        ),
        migrations.CreateModel(
            name='Detention',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('kind', bersinar.foundation.codelists.fields.CodeField(list_name='detention_kind', max_length=60, verbose_name='jenis')),
                ('held_from', models.DateField(verbose_name='sejak')),
                ('held_until', models.DateField(blank=True, help_text='Kosong selama masih berlaku.', null=True, verbose_name='sampai')),
                ('place', models.CharField(blank=True, help_text='Misalnya Rutan; tanpa nama orang.', max_length=120, verbose_name='tempat')),
                ('letter_number', models.CharField(blank=True, max_length=80, verbose_name='nomor surat')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                ('suspect', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='detentions', to='enforcement.suspect', verbose_name='tersangka')),
            ],
            options={
                'ordering': ['suspect', 'held_from'],
                'constraints': [models.CheckConstraint(condition=models.Q(('held_until__isnull', True), ('held_until__gte', models.F('held_from')), _connector='OR'), name='detention_ends_after_start', violation_error_message='Tanggal akhir mendahului tanggal mulai.')],
            },
        ),
        *(wall_around(f"enforcement_{table}", Side.ENFORCEMENT) for table in TABLES),
    ]
