import bersinar.foundation.codelists.fields
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
            name='Survey',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('service', bersinar.foundation.codelists.fields.CodeField(list_name='survey_service', max_length=60, verbose_name='layanan')),
                ('period_from', models.DateField(verbose_name='dari tanggal')),
                ('period_to', models.DateField(verbose_name='sampai tanggal')),
                ('population', models.PositiveIntegerField(help_text='Semua orang yang menerima layanan ini dalam masa survei.', validators=[django.core.validators.MinValueValidator(1, 'Paling sedikit 1 orang.')], verbose_name='jumlah penerima layanan')),
                ('note', models.TextField(blank=True, verbose_name='catatan')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
            ],
            options={
                'ordering': ['-period_from', 'service'],
                'constraints': [models.CheckConstraint(condition=models.Q(('period_to__gte', models.F('period_from'))), name='survey_to_after_from', violation_error_message='Masa survei berakhir sebelum mulai.')],
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
                ('filled_on', models.DateField(verbose_name='diisi pada')),
                ('sex', bersinar.foundation.codelists.fields.CodeField(blank=True, list_name='sex', max_length=60, verbose_name='jenis kelamin')),
                ('age_band', bersinar.foundation.codelists.fields.CodeField(blank=True, list_name='age_band', max_length=60, verbose_name='kelompok umur')),
                ('education', bersinar.foundation.codelists.fields.CodeField(blank=True, list_name='respondent_education', max_length=60, verbose_name='pendidikan')),
                ('occupation', bersinar.foundation.codelists.fields.CodeField(blank=True, list_name='respondent_occupation', max_length=60, verbose_name='pekerjaan')),
                ('u1', models.PositiveSmallIntegerField(blank=True, choices=[(1, '1 Tidak baik'), (2, '2 Kurang baik'), (3, '3 Baik'), (4, '4 Sangat baik')], null=True, verbose_name='U1')),
                ('u2', models.PositiveSmallIntegerField(blank=True, choices=[(1, '1 Tidak baik'), (2, '2 Kurang baik'), (3, '3 Baik'), (4, '4 Sangat baik')], null=True, verbose_name='U2')),
                ('u3', models.PositiveSmallIntegerField(blank=True, choices=[(1, '1 Tidak baik'), (2, '2 Kurang baik'), (3, '3 Baik'), (4, '4 Sangat baik')], null=True, verbose_name='U3')),
                ('u4', models.PositiveSmallIntegerField(blank=True, choices=[(1, '1 Tidak baik'), (2, '2 Kurang baik'), (3, '3 Baik'), (4, '4 Sangat baik')], null=True, verbose_name='U4')),
                ('u5', models.PositiveSmallIntegerField(blank=True, choices=[(1, '1 Tidak baik'), (2, '2 Kurang baik'), (3, '3 Baik'), (4, '4 Sangat baik')], null=True, verbose_name='U5')),
                ('u6', models.PositiveSmallIntegerField(blank=True, choices=[(1, '1 Tidak baik'), (2, '2 Kurang baik'), (3, '3 Baik'), (4, '4 Sangat baik')], null=True, verbose_name='U6')),
                ('u7', models.PositiveSmallIntegerField(blank=True, choices=[(1, '1 Tidak baik'), (2, '2 Kurang baik'), (3, '3 Baik'), (4, '4 Sangat baik')], null=True, verbose_name='U7')),
                ('u8', models.PositiveSmallIntegerField(blank=True, choices=[(1, '1 Tidak baik'), (2, '2 Kurang baik'), (3, '3 Baik'), (4, '4 Sangat baik')], null=True, verbose_name='U8')),
                ('u9', models.PositiveSmallIntegerField(blank=True, choices=[(1, '1 Tidak baik'), (2, '2 Kurang baik'), (3, '3 Baik'), (4, '4 Sangat baik')], null=True, verbose_name='U9')),
                ('comment', models.TextField(blank=True, help_text='Tanpa nama dan tanpa keterangan yang menunjuk seseorang.', max_length=600, verbose_name='saran atau komentar')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='surveys.survey', verbose_name='survei')),
            ],
            options={
                'ordering': ['-filled_on', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('u1__isnull', True), ('u1__range', (1, 4)), _connector='OR'), name='sheet_u1_1_to_4', violation_error_message='Jawaban hanya 1 sampai 4.'), models.CheckConstraint(condition=models.Q(('u2__isnull', True), ('u2__range', (1, 4)), _connector='OR'), name='sheet_u2_1_to_4', violation_error_message='Jawaban hanya 1 sampai 4.'), models.CheckConstraint(condition=models.Q(('u3__isnull', True), ('u3__range', (1, 4)), _connector='OR'), name='sheet_u3_1_to_4', violation_error_message='Jawaban hanya 1 sampai 4.'), models.CheckConstraint(condition=models.Q(('u4__isnull', True), ('u4__range', (1, 4)), _connector='OR'), name='sheet_u4_1_to_4', violation_error_message='Jawaban hanya 1 sampai 4.'), models.CheckConstraint(condition=models.Q(('u5__isnull', True), ('u5__range', (1, 4)), _connector='OR'), name='sheet_u5_1_to_4', violation_error_message='Jawaban hanya 1 sampai 4.'), models.CheckConstraint(condition=models.Q(('u6__isnull', True), ('u6__range', (1, 4)), _connector='OR'), name='sheet_u6_1_to_4', violation_error_message='Jawaban hanya 1 sampai 4.'), models.CheckConstraint(condition=models.Q(('u7__isnull', True), ('u7__range', (1, 4)), _connector='OR'), name='sheet_u7_1_to_4', violation_error_message='Jawaban hanya 1 sampai 4.'), models.CheckConstraint(condition=models.Q(('u8__isnull', True), ('u8__range', (1, 4)), _connector='OR'), name='sheet_u8_1_to_4', violation_error_message='Jawaban hanya 1 sampai 4.'), models.CheckConstraint(condition=models.Q(('u9__isnull', True), ('u9__range', (1, 4)), _connector='OR'), name='sheet_u9_1_to_4', violation_error_message='Jawaban hanya 1 sampai 4.')],
            },
        ),
    ]
