import bersinar.foundation.codelists.fields
import bersinar.foundation.periods.fields
import bersinar.foundation.ui.thousandths
import bersinar.foundation.wire.ids
import bersinar.programmes.surveys.fields
import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('offices', '0002_age_of_own_consent'),
        ('regions', '0001_initial'),
        ('surveys', '0002_tell_sheets_of_the_public_form'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='OwnVersion',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('index', models.CharField(blank=True, max_length=40, verbose_name='indeks')),
                ('title', models.CharField(blank=True, max_length=120, verbose_name='nama indeks')),
                ('edition', models.CharField(help_text='Contoh: kuesioner 2024, skala 0-100.', max_length=60, verbose_name='versi')),
                ('code', models.SlugField(editable=False, max_length=60)),
                ('least', models.SmallIntegerField(blank=True, null=True, verbose_name='nilai terendah')),
                ('most', models.SmallIntegerField(blank=True, help_text='Kosongkan keduanya bila tidak diketahui.', null=True, verbose_name='nilai tertinggi')),
                ('decimals', models.PositiveSmallIntegerField(default=2, verbose_name='angka di belakang koma')),
                ('dimensions', models.TextField(blank=True, help_text='Satu sebaris. Beri titik koma dan bobot bila bobotnya tidak sama: Hukum; 2', max_length=2000, verbose_name='dimensi')),
                ('computed', models.BooleanField(default=False, verbose_name='nilai dihitung dari rata-rata dimensi')),
                ('bands', models.TextField(blank=True, help_text='Satu sebaris: batas bawah; sebutan. Contoh: 2,5; tanggap. Kosongkan bila batasnya tidak diketahui.', max_length=1000, verbose_name='kategori')),
                ('higher_is_better', models.BooleanField(default=True, verbose_name='makin tinggi makin baik')),
                ('items', models.TextField(blank=True, help_text='Hanya bila jawaban responden akan diunggah. Satu sebaris: dimensi; butir. Tambahkan ; terbalik bila jawaban tinggi berarti buruk.', max_length=20000, verbose_name='butir kuesioner')),
                ('answer_least', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='jawaban terendah')),
                ('answer_most', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='jawaban tertinggi')),
                ('source', models.CharField(help_text='Surat, pedoman, atau publikasi yang menetapkannya.', max_length=300, verbose_name='dasar atau sumber')),
                ('checked', models.BooleanField(default=False, verbose_name='sudah dicocokkan dengan sumbernya')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('cancelled_at__isnull', True)), fields=('office', 'code'), name='index_version_once', violation_error_message='Versi indeks ini sudah ada. Beri nama versi yang lain.'), models.CheckConstraint(condition=models.Q(models.Q(('least__isnull', True), ('most__isnull', True)), ('least__lt', models.F('most')), _connector='OR'), name='index_version_scale_whole', violation_error_message='Isi nilai terendah dan tertinggi, atau kosongkan keduanya.')],
            },
        ),
        migrations.CreateModel(
            name='Measurement',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('edition', models.CharField(editable=False, max_length=60, verbose_name='indeks dan versinya')),
                ('year', bersinar.foundation.periods.fields.YearField(verbose_name='tahun')),
                ('period', models.CharField(choices=[('year', 'Setahun'), ('half1', 'Semester I'), ('half2', 'Semester II')], default='year', max_length=5, verbose_name='periode')),
                ('is_office_value', models.BooleanField(default=True, help_text='Satu saja tiap indeks, versi, dan tahun; dibandingkan dengan target. Lepas bila hanya pembanding.', verbose_name='dipakai sebagai nilai satuan kerja tahun itu')),
                ('audience', models.CharField(blank=True, help_text='Contoh: siswa SMA se-kecamatan. Tanpa nama orang.', max_length=160, verbose_name='sasaran')),
                ('measured_by', bersinar.foundation.codelists.fields.CodeField(list_name='index_measurer', max_length=60, verbose_name='yang mengukur')),
                ('measurer', models.CharField(blank=True, help_text='Bila bukan satuan kerja ini.', max_length=160, verbose_name='nama yang mengukur')),
                ('instrument', models.CharField(blank=True, help_text='Berkasnya dapat diunggah sesudah tersimpan.', max_length=160, verbose_name='alat ukur')),
                ('started_on', models.DateField(blank=True, null=True, verbose_name='pengambilan data mulai')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='pengambilan data sampai')),
                ('male', models.PositiveIntegerField(blank=True, null=True, verbose_name='responden laki-laki')),
                ('female', models.PositiveIntegerField(blank=True, null=True, verbose_name='responden perempuan')),
                ('respondents', models.PositiveIntegerField(blank=True, null=True, verbose_name='responden seluruhnya')),
                ('values', bersinar.programmes.surveys.fields.DimensionsField(blank=True, default=dict, verbose_name='nilai tiap dimensi')),
                ('value', bersinar.foundation.ui.thousandths.ThousandthsField(blank=True, null=True, verbose_name='nilai')),
                ('category', models.CharField(blank=True, max_length=60, verbose_name='kategori')),
                ('note', models.TextField(blank=True, max_length=1000, verbose_name='catatan')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                ('region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='regions.region', verbose_name='wilayah yang diukur')),
                ('own', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='measurements', to='surveys.ownversion', verbose_name='versi satuan kerja')),
            ],
            options={
                'ordering': ['-year', 'edition', '-recorded_at'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('cancelled_at__isnull', True), ('is_office_value', True)), fields=('office', 'edition', 'year'), name='index_value_once_a_year', violation_error_message='Nilai satuan kerja untuk indeks, versi, dan tahun ini sudah ada. Lepas tandanya di sini sebagai pembanding, atau ubah yang sudah ada.'), models.CheckConstraint(condition=models.Q(('male__isnull', True), ('female__isnull', True), ('respondents', django.db.models.expressions.CombinedExpression(models.F('male'), '+', models.F('female'))), _connector='OR'), name='index_respondents_add_up', violation_error_message='Responden seluruhnya harus sama dengan laki-laki ditambah perempuan.')],
            },
        ),
        migrations.CreateModel(
            name='Answers',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancel_reason', models.TextField(blank=True, editable=False)),
                ('rows', models.JSONField(verbose_name='jawaban')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                ('measurement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='surveys.measurement', verbose_name='pengukuran')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('cancelled_at__isnull', True)), fields=('measurement',), name='index_answers_once', violation_error_message='Jawaban pengukuran ini sudah diunggah. Batalkan dahulu yang lama.')],
            },
        ),
    ]
