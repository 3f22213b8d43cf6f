from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import AddIndexConcurrently
from django.contrib.postgres.search import SearchVector
from django.db import migrations, models


class Migration(migrations.Migration):
    """Built beside the running program: by these staff find rows (``core.lookups``)."""

    atomic = False
    dependencies = [("custom_auth", "0004_browser_sessions")]

    operations = [
        AddIndexConcurrently(
            model_name="address",
            index=models.Index(fields=["phone_number"], name="address_phone"),
        ),
        AddIndexConcurrently(
            model_name="address",
            index=GinIndex(SearchVector("recipient", config="simple"), name="address_words"),
        ),
        AddIndexConcurrently(
            model_name="sellerapplication",
            index=GinIndex(
                SearchVector("store_name", "specialty", config="simple"), name="application_words"
            ),
        ),
        AddIndexConcurrently(
            model_name="session",
            index=models.Index(fields=["address"], name="session_address"),
        ),
        AddIndexConcurrently(
            model_name="signin",
            index=models.Index(fields=["address"], name="sign_in_address"),
        ),
        AddIndexConcurrently(
            model_name="user",
            index=GinIndex(
                SearchVector("first_name", "last_name", config="simple"), name="user_words"
            ),
        ),
        AddIndexConcurrently(
            model_name="userprofile",
            index=models.Index(fields=["phone_number"], name="profile_phone"),
        ),
        AddIndexConcurrently(
            model_name="userprofile",
            index=GinIndex(
                SearchVector("display_name", "display_name_en", "store_name", config="simple"),
                name="profile_words",
            ),
        ),
    ]
