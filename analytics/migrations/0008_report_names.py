from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("analytics", "0007_traffic_of_product_idx")]
    operations = [
        migrations.AlterModelOptions(
            name="reportjob",
            options={
                "verbose_name": "report of figures",
                "verbose_name_plural": "reports of figures",
            },
        ),
    ]
