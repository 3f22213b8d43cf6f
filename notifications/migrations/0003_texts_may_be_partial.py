from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0002_streams_and_campaigns"),
    ]

    operations = [
        migrations.AlterField(
            model_name="noticetext",
            name="message",
            field=models.TextField(blank=True, verbose_name="message"),
        ),
        migrations.AlterField(
            model_name="noticetext",
            name="title",
            field=models.CharField(blank=True, max_length=255, verbose_name="title"),
        ),
    ]
