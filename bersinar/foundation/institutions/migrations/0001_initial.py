import bersinar.foundation.codelists.fields
import bersinar.foundation.wire.ids
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('offices', '0001_initial'),
        ('regions', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Institution',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('kind', bersinar.foundation.codelists.fields.CodeField(list_name='institution_kind', max_length=60, verbose_name='jenis')),
                ('name', models.CharField(blank=True, help_text='Kosongkan bila belum diketahui.', max_length=160, verbose_name='nama')),
                ('aliases', models.JSONField(blank=True, default=list, verbose_name='nama lain')),
                ('environment', bersinar.foundation.codelists.fields.CodeField(blank=True, help_text='Kosongkan bila belum diketahui.', list_name='environment', max_length=60, verbose_name='lingkungan')),
                ('npsn', models.CharField(blank=True, help_text='Nomor pokok sekolah nasional, 8 angka.', max_length=8, verbose_name='NPSN')),
                ('staff', models.PositiveIntegerField(blank=True, null=True, verbose_name='jumlah pegawai')),
                ('note', models.CharField(blank=True, help_text='Pembeda bila namanya belum diketahui.', max_length=160, verbose_name='catatan')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                ('region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='regions.region', verbose_name='wilayah')),
            ],
            options={
                'verbose_name': 'instansi',
                'ordering': ['name', 'id'],
                'constraints': [models.UniqueConstraint(models.F('office'), django.db.models.functions.text.Lower('name'), condition=models.Q(models.Q(('name', ''), _negated=True), ('cancelled_at__isnull', True)), name='institution_name_once', violation_error_message='Instansi dengan nama ini sudah ada.')],
            },
        ),
    ]
