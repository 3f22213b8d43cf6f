"""A parcel's value may be part of what sending it costs."""

import django.core.validators
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0011_commission_rule_words"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="sellershipping",
            name="value_percent",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                max_digits=5,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(0),
                    django.core.validators.MaxValueValidator(100),
                ],
                verbose_name="and of the value, per cent",
            ),
        ),
        migrations.AddField(
            model_name="shippingrate",
            name="value_percent",
            field=models.DecimalField(
                db_default=0,
                decimal_places=2,
                default=0,
                max_digits=5,
                validators=[
                    django.core.validators.MinValueValidator(0),
                    django.core.validators.MaxValueValidator(100),
                ],
                verbose_name="and of the value, per cent",
            ),
        ),
        migrations.AddConstraint(
            model_name="sellershipping",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("value_percent__isnull", True),
                    models.Q(("value_percent__gte", 0), ("value_percent__lte", 100)),
                    _connector="OR",
                ),
                name="seller_shipping_value_percent",
            ),
        ),
        migrations.AddConstraint(
            model_name="shippingrate",
            constraint=models.CheckConstraint(
                condition=models.Q(("value_percent__gte", 0), ("value_percent__lte", 100)),
                name="shipping_rate_value_percent",
            ),
        ),
    ]
