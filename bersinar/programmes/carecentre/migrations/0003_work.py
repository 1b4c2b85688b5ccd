"""The care centre as a place of work: ways, histories, consent, standards; room for services to be sealed like the rest."""

import bersinar.foundation.codelists.counts
import bersinar.foundation.codelists.fields
import bersinar.foundation.secrecy.sealed
import bersinar.foundation.wire.ids
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from bersinar.foundation.access.sides import Side
from bersinar.foundation.access.wall import wall_around

_SEALED = ("caller", "phone", "note")


class Migration(migrations.Migration):

    dependencies = [
        ('carecentre', '0002_wall'),
        ('offices', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *(migrations.RenameField("serviceticket", name, f"{name}_plain") for name in _SEALED),
        *(
            migrations.AddField(
                "serviceticket", name, bersinar.foundation.secrecy.sealed.SealedField(blank=True, null=True, verbose_name=words)
            )
            for name, words in (("caller", "nama atau samaran"), ("phone", "nomor yang dapat dihubungi"), ("note", "isi"))
        ),
        migrations.AddField(
            model_name='informant',
            name='caller_kind',
            field=bersinar.foundation.codelists.fields.CodeField(blank=True, list_name='caller_kind', max_length=60, verbose_name='yang menghubungi'),
        ),
        migrations.AddField(
            model_name='informant',
            name='contact_channel',
            field=bersinar.foundation.codelists.fields.CodeField(blank=True, list_name='callback_channel', max_length=60, verbose_name='cara menghubungi'),
        ),
        migrations.AddField(
            model_name='informant',
            name='may_contact',
            field=models.BooleanField(default=False, verbose_name='boleh dihubungi kembali'),
        ),
        migrations.AddField(
            model_name='informant',
            name='reach_note',
            field=bersinar.foundation.secrecy.sealed.SealedField(blank=True, null=True, verbose_name='yang perlu dijaga saat menghubungi'),
        ),
        migrations.AddField(
            model_name='informant',
            name='safe_from',
            field=models.TimeField(blank=True, null=True, verbose_name='jam aman mulai'),
        ),
        migrations.AddField(
            model_name='informant',
            name='safe_until',
            field=models.TimeField(blank=True, null=True, verbose_name='jam aman sampai'),
        ),
        migrations.AddField(
            model_name='rehabticket',
            name='appointment_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='janji pada'),
        ),
        migrations.AddField(
            model_name='rehabticket',
            name='appointment_place',
            field=bersinar.foundation.secrecy.sealed.SealedField(blank=True, null=True, verbose_name='tempat janji'),
        ),
        migrations.AddField(
            model_name='rehabticket',
            name='contact_channel',
            field=bersinar.foundation.codelists.fields.CodeField(blank=True, list_name='callback_channel', max_length=60, verbose_name='cara menghubungi'),
        ),
        migrations.AddField(
            model_name='rehabticket',
            name='danger',
            field=bersinar.foundation.codelists.fields.CodeField(blank=True, list_name='contact_danger', max_length=60, verbose_name='bahaya'),
        ),
        migrations.AddField(
            model_name='rehabticket',
            name='due_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='batas jawaban pertama'),
        ),
        migrations.AddField(
            model_name='rehabticket',
            name='may_contact',
            field=models.BooleanField(default=False, verbose_name='boleh dihubungi kembali'),
        ),
        migrations.AddField(
            model_name='rehabticket',
            name='reach_note',
            field=bersinar.foundation.secrecy.sealed.SealedField(blank=True, null=True, verbose_name='yang perlu dijaga saat menghubungi'),
        ),
        migrations.AddField(
            model_name='rehabticket',
            name='reference',
            field=models.UUIDField(blank=True, editable=False, null=True, verbose_name='nomor penyerahan'),
        ),
        migrations.AddField(
            model_name='rehabticket',
            name='safe_from',
            field=models.TimeField(blank=True, null=True, verbose_name='jam aman mulai'),
        ),
        migrations.AddField(
            model_name='rehabticket',
            name='safe_until',
            field=models.TimeField(blank=True, null=True, verbose_name='jam aman sampai'),
        ),
        migrations.AddField(
            model_name='rehabticket',
            name='stage',
            field=models.CharField(choices=[('new', 'Baru'), ('assigned', 'Ditugaskan'), ('answered', 'Dijawab'), ('appointment', 'Ada janji'), ('closed', 'Selesai'), ('handed_on', 'Didaftarkan di rehabilitasi')], default='new', max_length=20, verbose_name='tahap'),
        ),
        migrations.AddField(
            model_name='serviceticket',
            name='appointment_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='janji pada'),
        ),
        migrations.AddField(
            model_name='serviceticket',
            name='appointment_place',
            field=bersinar.foundation.secrecy.sealed.SealedField(blank=True, null=True, verbose_name='tempat janji'),
        ),
        migrations.AddField(
            model_name='serviceticket',
            name='assigned_to',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ditangani oleh'),
        ),
        migrations.AddField(
            model_name='serviceticket',
            name='contact_channel',
            field=bersinar.foundation.codelists.fields.CodeField(blank=True, list_name='callback_channel', max_length=60, verbose_name='cara menghubungi'),
        ),
        migrations.AddField(
            model_name='serviceticket',
            name='danger',
            field=bersinar.foundation.codelists.fields.CodeField(blank=True, list_name='contact_danger', max_length=60, verbose_name='bahaya'),
        ),
        migrations.AddField(
            model_name='serviceticket',
            name='data_key',
            field=models.BinaryField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='serviceticket',
            name='due_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='batas jawaban pertama'),
        ),
        migrations.AddField(
            model_name='serviceticket',
            name='follow_up',
            field=bersinar.foundation.secrecy.sealed.SealedField(blank=True, null=True, verbose_name='catatan tindak lanjut'),
        ),
        migrations.AddField(
            model_name='serviceticket',
            name='may_contact',
            field=models.BooleanField(default=False, verbose_name='boleh dihubungi kembali'),
        ),
        migrations.AddField(
            model_name='serviceticket',
            name='reach_note',
            field=bersinar.foundation.secrecy.sealed.SealedField(blank=True, null=True, verbose_name='yang perlu dijaga saat menghubungi'),
        ),
        migrations.AddField(
            model_name='serviceticket',
            name='safe_from',
            field=models.TimeField(blank=True, null=True, verbose_name='jam aman mulai'),
        ),
        migrations.AddField(
            model_name='serviceticket',
            name='safe_until',
            field=models.TimeField(blank=True, null=True, verbose_name='jam aman sampai'),
        ),
        migrations.AddField(
            model_name='serviceticket',
            name='stage',
            field=models.CharField(choices=[('new', 'Baru'), ('assigned', 'Ditugaskan'), ('answered', 'Dijawab'), ('appointment', 'Ada janji'), ('closed', 'Selesai'), ('handed_on', 'Diteruskan ke bidang')], default='new', max_length=20, verbose_name='tahap'),
        ),
        migrations.AddField(
            model_name='tipticket',
            name='danger',
            field=bersinar.foundation.codelists.fields.CodeField(blank=True, list_name='contact_danger', max_length=60, verbose_name='bahaya'),
        ),
        migrations.AddField(
            model_name='tipticket',
            name='due_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='batas jawaban pertama'),
        ),
        migrations.AddField(
            model_name='tipticket',
            name='passed_to',
            field=bersinar.foundation.secrecy.sealed.SealedField(blank=True, null=True, verbose_name='diteruskan kepada'),
        ),
        migrations.AddField(
            model_name='tipticket',
            name='stage',
            field=models.CharField(choices=[('new', 'Baru'), ('assigned', 'Ditugaskan'), ('answered', 'Ditelaah'), ('closed', 'Selesai'), ('handed_on', 'Diteruskan ke penegak hukum lain')], default='new', max_length=20, verbose_name='tahap'),
        ),
        migrations.AddField(
            model_name='tipticket',
            name='usefulness',
            field=bersinar.foundation.codelists.fields.CodeField(blank=True, list_name='tip_usefulness', max_length=60, verbose_name='kegunaan laporan'),
        ),
        migrations.AlterField(
            model_name='informant',
            name='name',
            field=bersinar.foundation.secrecy.sealed.SealedField(blank=True, null=True, verbose_name='nama atau samaran'),
        ),
        migrations.AlterField(
            model_name='rehabticket',
            name='caller',
            field=bersinar.foundation.secrecy.sealed.SealedField(blank=True, null=True, verbose_name='nama atau samaran'),
        ),
        migrations.CreateModel(
            name='RehabEntry',
            fields=[
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('data_key', models.BinaryField(blank=True, null=True)),
                ('step', models.CharField(max_length=20, verbose_name='langkah')),
                ('stage', models.CharField(max_length=20, verbose_name='tahap')),
                ('at', models.DateTimeField(verbose_name='pada')),
                ('channel', bersinar.foundation.codelists.fields.CodeField(blank=True, list_name='callback_channel', max_length=60, verbose_name='lewat')),
                ('reached', models.BooleanField(blank=True, null=True, verbose_name='tersambung')),
                ('appointment_at', models.DateTimeField(blank=True, null=True, verbose_name='janji pada')),
                ('note', bersinar.foundation.secrecy.sealed.SealedField(blank=True, null=True, verbose_name='catatan')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='petugas')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='carecentre.rehabticket')),
            ],
            options={
                'verbose_name': 'catatan kontak',
            },
        ),
        migrations.CreateModel(
            name='ServiceEntry',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('data_key', models.BinaryField(blank=True, null=True)),
                ('step', models.CharField(max_length=20, verbose_name='langkah')),
                ('stage', models.CharField(max_length=20, verbose_name='tahap')),
                ('at', models.DateTimeField(verbose_name='pada')),
                ('channel', bersinar.foundation.codelists.fields.CodeField(blank=True, list_name='callback_channel', max_length=60, verbose_name='lewat')),
                ('reached', models.BooleanField(blank=True, null=True, verbose_name='tersambung')),
                ('appointment_at', models.DateTimeField(blank=True, null=True, verbose_name='janji pada')),
                ('note', bersinar.foundation.secrecy.sealed.SealedField(blank=True, null=True, verbose_name='catatan')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='petugas')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='carecentre.serviceticket')),
            ],
            options={
                'verbose_name': 'catatan kontak',
            },
        ),
        migrations.CreateModel(
            name='TipEntry',
            fields=[
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('data_key', models.BinaryField(blank=True, null=True)),
                ('step', models.CharField(max_length=20, verbose_name='langkah')),
                ('stage', models.CharField(max_length=20, verbose_name='tahap')),
                ('at', models.DateTimeField(verbose_name='pada')),
                ('channel', bersinar.foundation.codelists.fields.CodeField(blank=True, list_name='callback_channel', max_length=60, verbose_name='lewat')),
                ('reached', models.BooleanField(blank=True, null=True, verbose_name='tersambung')),
                ('appointment_at', models.DateTimeField(blank=True, null=True, verbose_name='janji pada')),
                ('note', bersinar.foundation.secrecy.sealed.SealedField(blank=True, null=True, verbose_name='catatan')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='petugas')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='carecentre.tipticket')),
            ],
            options={
                'verbose_name': 'catatan laporan',
            },
        ),
        migrations.CreateModel(
            name='CareSettings',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('answer_minutes', bersinar.foundation.codelists.counts.CountsField(blank=True, default=dict, help_text='Kosongkan yang tidak berstandar. Konsultasi rehabilitasi dan laporan masyarakat dinilai per jam penuh.', list_name='contact_urgency', verbose_name='standar jawaban pertama (menit)')),
                ('emergency_numbers', models.TextField(blank=True, help_text='Satu baris satu nomor, misalnya: Ambulans: 0711-000000. Tampil saat kontak diterima.', max_length=600, verbose_name='nomor darurat')),
                ('reminder_words', models.TextField(default='Mengingatkan janji kita {tanggal} pukul {jam}. Bila berhalangan, balas pesan ini. Terima kasih.', help_text='{tanggal} dan {jam} diisi sendiri. Tanpa nama lembaga, tanpa kata narkotika, tanpa keadaan kesehatan.', max_length=400, verbose_name='kalimat pengingat janji')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
            ],
            options={
                'verbose_name': 'pengaturan layanan kontak',
                'constraints': [models.UniqueConstraint(fields=('office',), name='care_settings_once', violation_error_message='Pengaturan satuan kerja ini baru saja dibuat orang lain. Muat ulang halaman.')],
            },
        ),
        wall_around("carecentre_rehabentry", Side.TREATMENT),
        wall_around("carecentre_tipentry", Side.ENFORCEMENT),
    ]
