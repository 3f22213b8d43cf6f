"""Photos of returns move from where pictures of pieces are served to the private storage, encrypted."""

from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import migrations, models

from core.crypto import cipher


def lock_away(apps: Any, schema_editor: Any) -> None:
    """Move each photo; one whose file is gone stays a row that shows nothing."""
    public, private = storages["default"], storages["private"]
    for photo in apps.get_model("orders", "ReturnPhoto").objects.iterator():
        before = str(photo.image)
        if not public.exists(before):
            continue
        with public.open(before) as file:
            sealed = ContentFile(cipher().encrypt(file.read()))
        photo.image = private.save(before.removesuffix(".webp"), sealed)
        photo.save(update_fields=["image"])
        public.delete(before)


class Migration(migrations.Migration):
    # A photo is moved and its row changed one by one: a long copy must not hold a transaction open.
    atomic = False
    dependencies = [("orders", "0012_shipping_by_value")]

    operations = [
        migrations.AlterField(
            model_name="returnphoto",
            name="image",
            field=models.CharField(max_length=255),
        ),
        migrations.RunPython(lock_away, migrations.RunPython.noop, elidable=True),
    ]
