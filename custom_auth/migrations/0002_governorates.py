from typing import Any

from django.db import migrations

# ISO 3166-2:EG, in the order in which people are used to find them.
GOVERNORATES = [
    ("C", "القاهرة", "Cairo"),
    ("GZ", "الجيزة", "Giza"),
    ("ALX", "الإسكندرية", "Alexandria"),
    ("KB", "القليوبية", "Qalyubia"),
    ("DK", "الدقهلية", "Dakahlia"),
    ("SHR", "الشرقية", "Sharqia"),
    ("GH", "الغربية", "Gharbia"),
    ("MNF", "المنوفية", "Monufia"),
    ("BH", "البحيرة", "Beheira"),
    ("KFS", "كفر الشيخ", "Kafr el-Sheikh"),
    ("DT", "دمياط", "Damietta"),
    ("PTS", "بورسعيد", "Port Said"),
    ("IS", "الإسماعيلية", "Ismailia"),
    ("SUZ", "السويس", "Suez"),
    ("FYM", "الفيوم", "Fayoum"),
    ("BNS", "بني سويف", "Beni Suef"),
    ("MN", "المنيا", "Minya"),
    ("AST", "أسيوط", "Asyut"),
    ("SHG", "سوهاج", "Sohag"),
    ("KN", "قنا", "Qena"),
    ("LX", "الأقصر", "Luxor"),
    ("ASN", "أسوان", "Aswan"),
    ("BA", "البحر الأحمر", "Red Sea"),
    ("WAD", "الوادي الجديد", "New Valley"),
    ("MT", "مطروح", "Matrouh"),
    ("SIN", "شمال سيناء", "North Sinai"),
    ("JS", "جنوب سيناء", "South Sinai"),
]


def fill(apps: Any, schema_editor: Any) -> None:
    governorate = apps.get_model("custom_auth", "Governorate")
    governorate.objects.bulk_create(
        governorate(code=code, name=name, name_en=name_en, position=position)
        for position, (code, name, name_en) in enumerate(GOVERNORATES)
    )
    group = apps.get_model("auth", "Group")
    group.objects.bulk_create(
        group(name=name) for name in ("support", "finance", "moderator", "admin")
    )


class Migration(migrations.Migration):
    dependencies = [
        ("custom_auth", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
