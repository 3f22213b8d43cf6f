from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.operations import AddIndexConcurrently
from django.contrib.postgres.search import SearchVector
from django.db import migrations, models
from django.db.models.functions import Upper


class Migration(migrations.Migration):
    """Built beside the running program: by these staff find rows (``core.lookups``)."""

    atomic = False
    dependencies = [("products", "0008_listing_in_sitemap_idx")]

    operations = [
        AddIndexConcurrently(
            model_name="product",
            index=GinIndex(SearchVector("name", "name_en", config="simple"), name="product_words"),
        ),
        AddIndexConcurrently(
            model_name="product",
            index=models.Index(OpClass(Upper("sku"), name="text_pattern_ops"), name="product_sku"),
        ),
        AddIndexConcurrently(
            model_name="productimport",
            index=models.Index(
                OpClass(Upper("file_name"), name="text_pattern_ops"), name="import_file"
            ),
        ),
        AddIndexConcurrently(
            model_name="review",
            index=GinIndex(SearchVector("comment", config="simple"), name="review_words"),
        ),
        AddIndexConcurrently(
            model_name="variant",
            index=models.Index(OpClass(Upper("sku"), name="text_pattern_ops"), name="variant_sku"),
        ),
    ]
