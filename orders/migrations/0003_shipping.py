"""The first zones and rates, so that a new marketplace can send anywhere in Egypt; staff change them."""

from typing import Any

from django.db import migrations

ZONES = [
    ("القاهرة الكبرى", "Greater Cairo", ["C", "GZ", "KB"], 50, 2, 4),
    (
        "الإسكندرية والدلتا والقناة",
        "Alexandria, Delta and Canal",
        ["ALX", "DK", "SHR", "GH", "MNF", "BH", "KFS", "DT", "PTS", "IS", "SUZ"],
        60,
        3,
        5,
    ),
    (
        "الصعيد",
        "Upper Egypt",
        ["FYM", "BNS", "MN", "AST", "SHG", "KN", "LX", "ASN"],
        70,
        3,
        7,
    ),
    ("المحافظات الحدودية", "Border governorates", ["BA", "WAD", "MT", "SIN", "JS"], 95, 4, 9),
]


def fill(apps: Any, schema_editor: Any) -> None:
    zone_model = apps.get_model("orders", "ShippingZone")
    rate_model = apps.get_model("orders", "ShippingRate")
    for name, name_en, codes, cost, days_min, days_max in ZONES:
        zone = zone_model.objects.create(name=name, name_en=name_en)
        zone.governorates.set(codes)
        rate_model.objects.create(
            zone=zone,
            option="standard",
            name="شحن عادي",
            name_en="Standard",
            carrier="manual",
            cost=cost,
            per_extra_kilo=10,
            days_min=days_min,
            days_max=days_max,
        )
        rate_model.objects.create(
            zone=zone,
            option="bosta",
            name="بوسطة",
            name_en="Bosta",
            carrier="bosta",
            cost=cost + 15,
            per_extra_kilo=12,
            days_min=max(days_min - 1, 1),
            days_max=max(days_max - 2, 2),
        )
    hint = apps.get_model("products", "ShippingHint")
    hint.objects.create(seller_id=0, cost_from=50, days_min=2, days_max=9)


class Migration(migrations.Migration):
    dependencies = [("orders", "0002_tables"), ("custom_auth", "0002_governorates")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
