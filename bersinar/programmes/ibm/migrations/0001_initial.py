import bersinar.foundation.codelists.fields
import bersinar.foundation.periods.fields
import bersinar.foundation.wire.ids
import django.db.models.deletion
import uuid
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
            name='IBMUnit',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('name', models.CharField(blank=True, help_text='Kosongkan bila belum diketahui.', max_length=120, verbose_name='nama')),
                ('type', bersinar.foundation.codelists.fields.CodeField(default='unclassified', list_name='ibm_type', max_length=60, verbose_name='golongan')),
                ('funding', bersinar.foundation.codelists.fields.CodeField(default='unknown', list_name='ibm_funding', max_length=60, verbose_name='pendanaan')),
                ('in_bersinar_site', models.BooleanField(default=False, verbose_name='berada di desa atau kelurahan Bersinar')),
                ('decree_number', models.CharField(blank=True, max_length=80, verbose_name='nomor SK')),
                ('decree_on', models.DateField(blank=True, null=True, verbose_name='tanggal SK')),
                ('formed_on', models.DateField(verbose_name='dibentuk pada')),
                ('ended_on', models.DateField(blank=True, help_text='Masa tugas agen yang masih aktif di unit ini ikut berakhir pada hari itu.', null=True, verbose_name='berakhir pada')),
                ('end_reason', bersinar.foundation.codelists.fields.CodeField(blank=True, list_name='ibm_end_reason', max_length=60, verbose_name='alasan berakhir')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                ('village', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='regions.region', verbose_name='desa atau kelurahan')),
            ],
            options={
                'ordering': ['-formed_on'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gte', models.F('formed_on')), _connector='OR'), name='ibm_unit_ended_after_formed', violation_error_message='Tanggal berakhir mendahului tanggal dibentuk.')],
            },
        ),
        migrations.CreateModel(
            name='RecoveryAgent',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('person_id', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('name', models.CharField(max_length=120, verbose_name='nama')),
                ('sex', bersinar.foundation.codelists.fields.CodeField(list_name='sex', max_length=60, verbose_name='jenis kelamin')),
                ('birth_year', bersinar.foundation.periods.fields.BirthYearField(blank=True, null=True, verbose_name='tahun lahir')),
                ('trained_on', models.DateField(verbose_name='dilatih pada')),
                ('training', bersinar.foundation.codelists.fields.CodeField(default='bimtek', list_name='agent_training', max_length=60, verbose_name='pelatihan')),
                ('left_on', models.DateField(blank=True, null=True, verbose_name='berhenti pada')),
                ('left_reason', bersinar.foundation.codelists.fields.CodeField(blank=True, list_name='agent_left_reason', max_length=60, verbose_name='alasan berhenti')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agents', to='ibm.ibmunit', verbose_name='unit')),
            ],
            options={
                'ordering': ['name', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('left_on__isnull', True), ('left_on__gte', models.F('trained_on')), _connector='OR'), name='agent_left_after_trained', violation_error_message='Tanggal berhenti mendahului tanggal dilatih.'), models.UniqueConstraint(condition=models.Q(('cancelled_at__isnull', True), ('left_on__isnull', True)), fields=('unit', 'person_id'), name='agent_once_per_unit', violation_error_message='Orang ini sudah menjadi agen di unit ini. Catat pelatihan lanjutannya.')],
            },
        ),
        migrations.CreateModel(
            name='FurtherTraining',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('trained_on', models.DateField(verbose_name='dilatih pada')),
                ('training', bersinar.foundation.codelists.fields.CodeField(default='bimtek', list_name='agent_training', max_length=60, verbose_name='pelatihan')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                ('agent', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='trainings', to='ibm.recoveryagent', verbose_name='agen pemulihan')),
            ],
            options={
                'ordering': ['trained_on'],
            },
        ),
    ]
