import bersinar.foundation.codelists.fields
import bersinar.foundation.periods.fields
import bersinar.foundation.wire.ids
import bersinar.programmes.planning.fields
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
            name='Agreement',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('year', bersinar.foundation.periods.fields.YearField(verbose_name='tahun')),
                ('number', models.CharField(blank=True, max_length=80, verbose_name='nomor')),
                ('signed_on', models.DateField(blank=True, null=True, verbose_name='tanggal ditandatangani')),
                ('signer', models.CharField(blank=True, help_text='Kepala satuan kerja ini.', max_length=160, verbose_name='pihak pertama')),
                ('superior', models.CharField(blank=True, help_text='Atasan yang menerima janji ini.', max_length=160, verbose_name='pihak kedua')),
                ('note', models.TextField(blank=True, verbose_name='catatan')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
            ],
            options={
                'ordering': ['-year'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('cancelled_at__isnull', True)), fields=('office', 'year'), name='planning_agreement_once_a_year', violation_error_message='Perjanjian kinerja tahun ini sudah ada. Ubah yang ada, atau batalkan dahulu.')],
            },
        ),
        migrations.CreateModel(
            name='Narrative',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('year', bersinar.foundation.periods.fields.YearField(verbose_name='tahun')),
                ('section', bersinar.foundation.codelists.fields.CodeField(list_name='section', max_length=60, verbose_name='bidang')),
                ('text', models.TextField(help_text='Dua atau tiga kalimat. Angka dicetak oleh laporan, tidak perlu ditulis.', max_length=1500, verbose_name='naskah')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
            ],
            options={
                'ordering': ['-year', 'section'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('cancelled_at__isnull', True)), fields=('office', 'year', 'section'), name='planning_narrative_once_per_section', violation_error_message='Naskah bidang ini untuk tahun itu sudah ada. Ubah yang ada.')],
            },
        ),
        migrations.CreateModel(
            name='ReportWords',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('year', bersinar.foundation.periods.fields.YearField(verbose_name='tahun')),
                ('tagline', models.CharField(blank=True, help_text='Contoh: War on Drugs, Indonesia Bersinar.', max_length=120, verbose_name='semboyan')),
                ('grouping', bersinar.foundation.codelists.fields.CodeField(default='section', list_name='report_grouping', max_length=60, verbose_name='susunan')),
                ('own_list', models.TextField(blank=True, help_text='Satu judul sebaris, lalu bidangnya. Contoh: P2M: Pencegahan, Pemberdayaan masyarakat', max_length=1000, verbose_name='daftar sendiri')),
                ('footnotes', models.TextField(blank=True, help_text='Satu catatan sebaris; dicetak pada akhir laporan.', max_length=2000, verbose_name='catatan kaki')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
            ],
            options={
                'ordering': ['-year'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('cancelled_at__isnull', True)), fields=('office', 'year'), name='planning_words_once_a_year', violation_error_message='Susunan laporan untuk tahun ini sudah ada. Ubah yang ada.')],
            },
        ),
        migrations.CreateModel(
            name='TargetLine',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('order', models.PositiveSmallIntegerField(blank=True, help_text='Kosongkan untuk menaruhnya paling akhir.', verbose_name='urutan')),
                ('goal', models.CharField(blank=True, max_length=300, verbose_name='sasaran')),
                ('indicator', bersinar.programmes.planning.fields.IndicatorField(blank=True, help_text='Biarkan belum bernama bila perjanjian tidak menyebutnya; barisnya tetap tampak terbuka.', max_length=80, verbose_name='indikator')),
                ('wording', models.CharField(blank=True, max_length=300, verbose_name='bunyi indikator dalam perjanjian')),
                ('unit', bersinar.foundation.codelists.fields.CodeField(blank=True, help_text='Boleh kosong bila indikatornya dipilih.', list_name='unit', max_length=60, verbose_name='satuan')),
                ('value', bersinar.programmes.planning.fields.ThousandthsField(blank=True, help_text='Contoh: 20 atau 3,9. Kosongkan bila belum ditetapkan.', null=True, verbose_name='target')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='planning.agreement', verbose_name='perjanjian kinerja')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
            ],
            options={
                'ordering': ['order', 'recorded_at'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('cancelled_at__isnull', True), models.Q(('indicator', ''), _negated=True)), fields=('agreement', 'indicator'), name='planning_line_once_per_indicator', violation_error_message='Indikator ini sudah punya baris dalam perjanjian ini. Ubah baris itu.'), models.CheckConstraint(condition=models.Q(('value__isnull', True), ('value__gte', 0), _connector='OR'), name='planning_target_not_negative', violation_error_message='Target tidak boleh negatif.')],
            },
        ),
    ]
