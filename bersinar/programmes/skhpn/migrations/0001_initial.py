import bersinar.foundation.codelists.fields
import bersinar.foundation.secrecy.sealed
import bersinar.foundation.wire.ids
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '__first__'),
        ('offices', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='PublicCheck',
            fields=[
                ('hash', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('initials', models.CharField(blank=True, max_length=12)),
                ('valid_until', models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name='DeskRule',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('valid_days', models.PositiveSmallIntegerField(default=90, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(366)], verbose_name='surat berlaku (hari)')),
                ('keep_months', models.PositiveSmallIntegerField(default=12, help_text='Sejak hari kunjungan. Sesudah itu identitas dan isi surat dihapus; jumlahnya tetap.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='identitas disimpan (bulan)')),
                ('instrument', models.CharField(blank=True, choices=[('assist-3.1', 'ASSIST v3.1'), ('asi-wl', 'Asesmen wajib lapor (ASI)'), ('urica-32', 'URICA 32 butir'), ('whoqol-bref', 'WHOQOL-BREF'), ('dast-10', 'DAST-10')], default='dast-10', help_text='Kosongkan bila skrining diisi di atas kertas.', max_length=20, verbose_name='alat skrining singkat')),
                ('office', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
            ],
            options={
                'verbose_name': 'aturan layanan SKHPN',
            },
        ),
        migrations.CreateModel(
            name='Tariff',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('amount', models.PositiveIntegerField(verbose_name='tarif (rupiah)')),
                ('in_force_from', models.DateField(verbose_name='berlaku mulai')),
                ('ground', models.CharField(help_text='Peraturan yang menetapkannya.', max_length=160, verbose_name='dasar')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
            ],
            options={
                'verbose_name': 'tarif',
                'ordering': ['-in_force_from'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('cancelled_at__isnull', True)), fields=('office', 'in_force_from'), name='skhpn_tariff_once', violation_error_message='Tarif yang berlaku mulai hari itu sudah ada. Ubah yang ada.')],
            },
        ),
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('data_key', models.BinaryField(blank=True, null=True)),
                ('visited_on', models.DateField(verbose_name='tanggal kunjungan')),
                ('number', models.PositiveSmallIntegerField(editable=False, verbose_name='nomor antrean')),
                ('stage', models.CharField(choices=[('waiting', 'Menunggu'), ('identified', 'Identitas diperiksa'), ('paid', 'Biaya beres'), ('screened', 'Diskrining'), ('tested', 'Dites'), ('issued', 'Surat terbit'), ('invited', 'Diundang berbincang'), ('left', 'Tidak dilanjutkan')], default='waiting', editable=False, max_length=12, verbose_name='tahap')),
                ('purpose', bersinar.foundation.codelists.fields.CodeField(list_name='skhpn_purpose', max_length=60, verbose_name='keperluan')),
                ('document', bersinar.foundation.codelists.fields.CodeField(blank=True, list_name='skhpn_document', max_length=60, verbose_name='kartu identitas')),
                ('name', bersinar.foundation.secrecy.sealed.SealedField(blank=True, null=True, verbose_name='nama')),
                ('nik', bersinar.foundation.secrecy.sealed.SealedField(blank=True, null=True, verbose_name='NIK')),
                ('birth_place', bersinar.foundation.secrecy.sealed.SealedField(blank=True, null=True, verbose_name='tempat lahir')),
                ('birth_date', bersinar.foundation.secrecy.sealed.SealedField(blank=True, null=True, verbose_name='tanggal lahir')),
                ('job', bersinar.foundation.secrecy.sealed.SealedField(blank=True, null=True, verbose_name='pekerjaan')),
                ('address', bersinar.foundation.secrecy.sealed.SealedField(blank=True, null=True, verbose_name='alamat')),
                ('sex', bersinar.foundation.codelists.fields.CodeField(blank=True, list_name='sex', max_length=60, verbose_name='jenis kelamin')),
                ('initials', models.CharField(blank=True, editable=False, max_length=12, verbose_name='inisial')),
                ('is_minor', models.BooleanField(default=False, editable=False, verbose_name='di bawah 18 tahun')),
                ('fee', models.PositiveIntegerField(blank=True, editable=False, null=True, verbose_name='biaya (rupiah)')),
                ('receipt', models.CharField(blank=True, max_length=60, verbose_name='nomor bukti bayar')),
                ('exemption', bersinar.foundation.codelists.fields.CodeField(blank=True, list_name='skhpn_exemption', max_length=60, verbose_name='alasan bebas biaya')),
                ('screening_result', bersinar.foundation.codelists.fields.CodeField(blank=True, list_name='skhpn_screening', max_length=60, verbose_name='kesimpulan skrining')),
                ('instrument', models.CharField(blank=True, editable=False, max_length=20, verbose_name='alat skrining')),
                ('instrument_version', models.CharField(blank=True, editable=False, max_length=10, verbose_name='versi alat skrining')),
                ('answers', bersinar.foundation.secrecy.sealed.SealedField(blank=True, null=True, verbose_name='jawaban skrining')),
                ('values', models.JSONField(blank=True, default=dict, editable=False, verbose_name='skor skrining')),
                ('bands', models.JSONField(blank=True, default=dict, editable=False, verbose_name='golongan skrining')),
                ('tested_on', models.DateField(blank=True, null=True, verbose_name='dites pada')),
                ('panel', bersinar.foundation.codelists.fields.CodeField(blank=True, list_name='urine_panel', max_length=60, verbose_name='panel alat tes')),
                ('kit_lot', models.CharField(blank=True, max_length=40, verbose_name='nomor lot alat tes')),
                ('is_reactive', models.BooleanField(default=False, editable=False, verbose_name='reaktif')),
                ('reactive', bersinar.foundation.codelists.fields.CodesField(blank=True, default=list, list_name='urine_parameter', verbose_name='parameter reaktif')),
                ('issued_on', models.DateField(blank=True, editable=False, null=True, verbose_name='surat terbit pada')),
                ('identity_erased_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='identitas dihapus')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
            ],
            options={
                'verbose_name': 'kunjungan SKHPN',
                'ordering': ['-visited_on', '-number'],
                'constraints': [models.UniqueConstraint(fields=('office', 'visited_on', 'number'), name='skhpn_number_once', violation_error_message='Nomor antrean ini baru saja dipakai. Kirim lagi.'), models.CheckConstraint(condition=models.Q(('issued_on__isnull', True), ('is_reactive', False), _connector='OR'), name='skhpn_reactive_issues_none', violation_error_message='Hasil tes ini tidak menerbitkan surat.')],
            },
        ),
    ]
