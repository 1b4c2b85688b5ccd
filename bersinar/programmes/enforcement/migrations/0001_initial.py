import bersinar.foundation.codelists.fields
import bersinar.foundation.periods.fields
import bersinar.foundation.secrecy.sealed
import bersinar.foundation.wire.ids
import bersinar.programmes.enforcement.models.base
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '__first__'),
        ('offices', '0001_initial'),
        ('regions', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('number', models.CharField(blank=True, help_text='Kosongkan agar diberi nomor berikutnya.', max_length=80, verbose_name='nomor LKN')),
                ('lkn_on', models.DateField(verbose_name='tanggal LKN')),
                ('began_on', models.DateField(blank=True, help_text='Kosongkan bila sama dengan tanggal LKN.', null=True, verbose_name='tanggal kejadian')),
                ('summary', models.TextField(blank=True, help_text='Tanpa nama orang; sebut tersangka dengan kodenya.', verbose_name='ringkasan')),
                ('prominent', models.BooleanField(default=False, verbose_name='kasus menonjol')),
                ('prominent_reason', models.CharField(blank=True, help_text='Dapat tercetak di laporan, jadi tanpa nama orang.', max_length=300, verbose_name='alasan menonjol')),
                ('operation_name', models.CharField(blank=True, max_length=120, verbose_name='nama operasi bersama')),
                ('first_substance', bersinar.foundation.codelists.fields.CodeField(blank=True, editable=False, list_name='substance', max_length=60, verbose_name='zat yang pertama')),
                ('first_novelty', bersinar.foundation.codelists.fields.CodeField(blank=True, editable=False, list_name='first_novelty', max_length=60, verbose_name='yang pertama')),
                ('first_what', models.CharField(blank=True, editable=False, max_length=200, verbose_name='apa yang baru')),
                ('first_since', bersinar.foundation.periods.fields.YearField(blank=True, editable=False, null=True, verbose_name='wilayah dikenal sejak')),
                ('first_cases', models.PositiveIntegerField(blank=True, editable=False, null=True, verbose_name='kasus yang mendasari')),
                ('first_confirmed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='dipastikan pada')),
                ('first_confirmed_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dipastikan oleh')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='regions.region', verbose_name='wilayah kejadian')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
            ],
            options={
                'ordering': ['-lkn_on'],
                'constraints': [models.UniqueConstraint(fields=('office', 'number'), name='case_number_once', violation_error_message='Nomor LKN ini sudah dipakai di satuan kerja ini.'), models.CheckConstraint(condition=models.Q(('prominent', False), models.Q(('prominent_reason', ''), _negated=True), _connector='OR'), name='case_prominent_with_reason', violation_error_message='Kasus menonjol memerlukan alasan.'), models.CheckConstraint(condition=models.Q(('began_on__isnull', True), ('began_on__lte', models.F('lkn_on')), _connector='OR'), name='case_began_before_lkn', violation_error_message='Tanggal kejadian sesudah tanggal LKN.')],
            },
        ),
        migrations.CreateModel(
            name='Exhibit',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('substance', bersinar.foundation.codelists.fields.CodeField(list_name='substance', max_length=60, verbose_name='zat')),
                ('unit', bersinar.foundation.codelists.fields.CodeField(list_name='unit', max_length=60, verbose_name='satuan')),
                ('net', bersinar.programmes.enforcement.models.base.AmountField(blank=True, null=True, verbose_name='jumlah bersih')),
                ('gross', bersinar.programmes.enforcement.models.base.AmountField(blank=True, null=True, verbose_name='berat kotor')),
                ('seized_on', models.DateField(verbose_name='disita pada')),
                ('form', bersinar.foundation.codelists.fields.CodeField(blank=True, list_name='exhibit_form', max_length=60, verbose_name='bentuk')),
                ('description', models.CharField(blank=True, help_text='Misalnya kemasan dan nomor segel.', max_length=200, verbose_name='keterangan')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='exhibits', to='enforcement.case', verbose_name='kasus')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
            ],
            options={
                'ordering': ['case', 'seized_on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('partner_body', models.CharField(blank=True, help_text='Misalnya Polres atau Bea Cukai. Pilih salah satu.', max_length=160, verbose_name='mitra di luar sistem')),
                ('shares_suspects', models.BooleanField(default=True, verbose_name='tunjukkan jumlah tersangka')),
                ('shares_exhibits', models.BooleanField(default=True, verbose_name='tunjukkan jumlah barang bukti')),
                ('note', models.TextField(blank=True, max_length=600, verbose_name='pesan untuk mitra')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='enforcement.case', verbose_name='kasus')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('partner_office', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja mitra')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
            ],
            options={
                'ordering': ['recorded_at'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('cancelled_at__isnull', True)), fields=('case', 'partner_office'), name='invitation_once', violation_error_message='Satuan kerja ini sudah menjadi mitra dalam kasus ini.'), models.CheckConstraint(condition=models.Q(models.Q(('partner_office__isnull', False), ('partner_body', '')), models.Q(('partner_office__isnull', True), models.Q(('partner_body', ''), _negated=True)), _connector='OR'), name='invitation_one_partner', violation_error_message='Pilih satuan kerja mitra, atau tulis mitra di luar sistem.')],
            },
        ),
        migrations.CreateModel(
            name='Network',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('name', models.CharField(max_length=120, verbose_name='nama atau sandi')),
                ('scope', bersinar.foundation.codelists.fields.CodeField(list_name='network_scope', max_length=60, verbose_name='jangkauan')),
                ('countries', models.JSONField(blank=True, default=list, verbose_name='negara')),
                ('disclosed_on', models.DateField(verbose_name='diungkap pada')),
                ('note', models.TextField(blank=True, verbose_name='catatan')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
            ],
            options={
                'ordering': ['-disclosed_on'],
            },
        ),
        migrations.AddField(
            model_name='case',
            name='network',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='enforcement.network', verbose_name='jaringan'),
        ),
        migrations.CreateModel(
            name='Participation',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('lead_body', models.CharField(blank=True, help_text='Nama lembaga yang memimpin kasus ini.', max_length=160, verbose_name='pemimpin')),
                ('lead_case_number', models.CharField(blank=True, max_length=80, verbose_name='nomor LKN pemimpin')),
                ('operation_name', models.CharField(blank=True, max_length=120, verbose_name='nama operasi')),
                ('lkn_on', models.DateField(verbose_name='tanggal LKN')),
                ('suspects', models.PositiveIntegerField(blank=True, help_text='Kosongkan bila tidak diketahui.', null=True, verbose_name='jumlah tersangka')),
                ('note', models.TextField(blank=True, help_text='Dapat tercetak di laporan, jadi tanpa nama orang.', max_length=600, verbose_name='catatan')),
                ('invitation', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='enforcement.invitation', verbose_name='undangan')),
                ('lead_office', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='pemimpin')),
                ('network', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='enforcement.network', verbose_name='jaringan')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='regions.region', verbose_name='wilayah kejadian')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
            ],
            options={
                'ordering': ['-lkn_on'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('cancelled_at__isnull', True)), fields=('invitation',), name='participation_once', violation_error_message='Undangan ini sudah diterima.'), models.CheckConstraint(condition=models.Q(models.Q(('lead_office__isnull', False), ('lead_body', '')), models.Q(('lead_office__isnull', True), models.Q(('lead_body', ''), _negated=True)), _connector='OR'), name='participation_one_lead', violation_error_message='Tulis lembaga yang memimpin kasus ini.')],
            },
        ),
        migrations.CreateModel(
            name='SharedSeizure',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('substance', bersinar.foundation.codelists.fields.CodeField(list_name='substance', max_length=60, verbose_name='zat')),
                ('unit', bersinar.foundation.codelists.fields.CodeField(list_name='unit', max_length=60, verbose_name='satuan')),
                ('net', bersinar.programmes.enforcement.models.base.AmountField(blank=True, null=True, verbose_name='jumlah bersih')),
                ('gross', bersinar.programmes.enforcement.models.base.AmountField(blank=True, null=True, verbose_name='berat kotor')),
                ('seized_on', models.DateField(verbose_name='disita pada')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('participation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seizures', to='enforcement.participation', verbose_name='kasus bersama')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
            ],
            options={
                'ordering': ['participation', 'seized_on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Suspect',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('data_key', models.BinaryField(blank=True, null=True)),
                ('code', models.CharField(editable=False, max_length=20, verbose_name='kode')),
                ('person_id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, verbose_name='orang')),
                ('name', bersinar.foundation.secrecy.sealed.SealedField(blank=True, null=True, verbose_name='nama atau alias')),
                ('nik', bersinar.foundation.secrecy.sealed.SealedField(blank=True, null=True, verbose_name='NIK')),
                ('nik_index', models.CharField(blank=True, db_index=True, editable=False, max_length=64)),
                ('sex', bersinar.foundation.codelists.fields.CodeField(list_name='sex', max_length=60, verbose_name='jenis kelamin')),
                ('birth_year', bersinar.foundation.periods.fields.BirthYearField(blank=True, null=True, verbose_name='tahun lahir')),
                ('status', bersinar.foundation.codelists.fields.CodeField(default='named', list_name='suspect_status', max_length=60, verbose_name='keadaan')),
                ('named_on', models.DateField(blank=True, help_text='Kosong hanya selama dalam pencarian (DPO).', null=True, verbose_name='ditetapkan atau ditangkap pada')),
                ('role', bersinar.foundation.codelists.fields.CodeField(list_name='suspect_role', max_length=60, verbose_name='peran')),
                ('nationality', bersinar.foundation.codelists.fields.CodeField(default='ID', list_name='country', max_length=60, verbose_name='kewarganegaraan')),
                ('articles', models.CharField(blank=True, max_length=200, verbose_name='pasal')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='suspects', to='enforcement.case', verbose_name='kasus')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
            ],
            options={
                'ordering': ['case', 'code'],
                'constraints': [models.UniqueConstraint(fields=('case', 'code'), name='suspect_code_once', violation_error_message='Kode ini sudah dipakai dalam kasus ini.')],
            },
        ),
    ]
