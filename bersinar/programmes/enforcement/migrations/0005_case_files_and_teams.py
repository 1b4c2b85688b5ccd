"""Cases before their LKN, teams, events with their hour, prosecution files; behind the wall as everything of this room."""

import bersinar.foundation.codelists.fields
import bersinar.foundation.wire.ids
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from bersinar.foundation.access.sides import Side
from bersinar.foundation.access.wall import wall_around

TABLES = ("casefile", "casefile_suspects", "caseevent", "caseevent_suspects", "casemember")


class Migration(migrations.Migration):

    dependencies = [
        ('enforcement', '0004_evidence_and_its_store'),
        ('offices', '0002_age_of_own_consent'),
        ('regions', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='case',
            name='case_number_once',
        ),
        migrations.AddField(
            model_name='case',
            name='next_due',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='tenggat terdekat'),
        ),
        migrations.AddField(
            model_name='case',
            name='reach',
            field=bersinar.foundation.codelists.fields.CodeField(blank=True, help_text='Kosongkan: tim dan kepala seksi sebelum LKN terbit, seluruh seksi sesudahnya.', list_name='case_reach', max_length=60, verbose_name='siapa yang melihat'),
        ),
        migrations.AlterField(
            model_name='case',
            name='lkn_on',
            field=models.DateField(blank=True, help_text='Kosongkan selama masih penyelidikan, sebelum LKN terbit.', null=True, verbose_name='tanggal LKN'),
        ),
        migrations.AlterField(
            model_name='case',
            name='number',
            field=models.CharField(blank=True, help_text='Kosongkan agar diberi nomor berikutnya saat LKN terbit.', max_length=80, verbose_name='nomor LKN'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['office', 'next_due'], name='case_by_next_due'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(condition=models.Q(('number', ''), _negated=True), fields=('office', 'number'), name='case_number_once', violation_error_message='Nomor LKN ini sudah dipakai di satuan kerja ini.'),
        ),
        migrations.CreateModel(
            name='CaseFile',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('number', models.CharField(blank=True, help_text='Kosongkan agar diberi nomor berikutnya.', max_length=80, verbose_name='nomor berkas')),
                ('note', models.CharField(blank=True, help_text='Tanpa nama orang.', max_length=200, verbose_name='keterangan')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='enforcement.case', verbose_name='kasus')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                ('suspects', models.ManyToManyField(related_name='files', to='enforcement.suspect', verbose_name='tersangka')),
            ],
            options={
                'ordering': ['case', 'recorded_at'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('cancelled_at__isnull', True)), fields=('office', 'number'), name='case_file_number_once', violation_error_message='Nomor berkas ini sudah dipakai di satuan kerja ini.')],
            },
        ),
        migrations.CreateModel(
            name='CaseEvent',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('kind', bersinar.foundation.codelists.fields.CodeField(list_name='case_event', max_length=60, verbose_name='peristiwa')),
                ('at', models.DateTimeField(verbose_name='waktu')),
                ('document_number', models.CharField(blank=True, max_length=120, verbose_name='nomor surat')),
                ('is_remote', models.BooleanField(default=False, help_text='Hanya untuk penyitaan dan temuan tanaman: batas waktunya lebih panjang.', verbose_name='tempat terpencil')),
                ('note', models.TextField(blank=True, help_text='Tanpa nama orang; sebut kodenya.', max_length=600, verbose_name='catatan')),
                ('measured', models.JSONField(blank=True, default=list, editable=False, verbose_name='tenggat yang diakhiri')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='enforcement.case', verbose_name='kasus')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                ('suspects', models.ManyToManyField(blank=True, related_name='events', to='enforcement.suspect', verbose_name='tersangka')),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='enforcement.casefile', verbose_name='berkas perkara')),
            ],
            options={
                'ordering': ['at', 'id'],
                'indexes': [models.Index(fields=['case', 'at'], name='case_event_by_case')],
            },
        ),
        migrations.CreateModel(
            name='CaseMember',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('task', bersinar.foundation.codelists.fields.CodeField(default='member', list_name='case_task', max_length=60, verbose_name='tugas')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='enforcement.case', verbose_name='kasus')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='anggota tim')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
            ],
            options={
                'ordering': ['case', 'recorded_at'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('cancelled_at__isnull', True)), fields=('case', 'member'), name='case_member_once', violation_error_message='Orang ini sudah anggota tim kasus ini.')],
            },
        ),
        *(wall_around(f"enforcement_{table}", Side.ENFORCEMENT) for table in TABLES),
    ]
