import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import core.crypto
import core.ids
import custom_auth.rules


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_ids"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="e-mail")),
                (
                    "first_name",
                    models.CharField(blank=True, max_length=100, verbose_name="first name"),
                ),
                (
                    "last_name",
                    models.CharField(blank=True, max_length=100, verbose_name="last name"),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("ar", "Arabic"), ("en", "English")],
                        default="ar",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="may sign in")),
                ("is_staff", models.BooleanField(default=False, verbose_name="staff")),
                (
                    "date_joined",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="joined"),
                ),
                (
                    "email_verified_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="e-mail verified"),
                ),
                ("password_changed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "erase_after",
                    models.DateTimeField(blank=True, null=True, verbose_name="erase after"),
                ),
                ("erased_at", models.DateTimeField(blank=True, null=True, verbose_name="erased")),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "person",
                "verbose_name_plural": "people",
            },
        ),
        migrations.CreateModel(
            name="Governorate",
            fields=[
                ("code", models.CharField(max_length=4, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=40, verbose_name="name")),
                ("name_en", models.CharField(max_length=40, verbose_name="English name")),
                ("position", models.PositiveSmallIntegerField()),
            ],
            options={
                "verbose_name": "governorate",
                "verbose_name_plural": "governorates",
            },
        ),
        migrations.CreateModel(
            name="TwoFactor",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="two_factor",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("secret", core.crypto.EncryptedTextField()),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("last_step", models.BigIntegerField(default=0)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "second factor",
                "verbose_name_plural": "second factors",
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("terms", "Terms"),
                            ("privacy", "Privacy"),
                            ("promotion", "Promotions"),
                            ("analytics", "Statistics"),
                        ],
                        max_length=20,
                    ),
                ),
                ("version", models.CharField(max_length=20)),
                ("is_given", models.BooleanField()),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consents",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Address",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                ("label", models.CharField(blank=True, max_length=50, verbose_name="label")),
                ("recipient", models.CharField(max_length=150, verbose_name="recipient")),
                ("phone_number", models.CharField(max_length=20, verbose_name="phone")),
                ("city", models.CharField(max_length=100, verbose_name="city")),
                ("street", models.CharField(max_length=200, verbose_name="street")),
                ("building", models.CharField(max_length=50, verbose_name="building")),
                ("floor", models.CharField(blank=True, max_length=20, verbose_name="floor")),
                (
                    "apartment",
                    models.CharField(blank=True, max_length=20, verbose_name="apartment"),
                ),
                ("landmark", models.CharField(blank=True, max_length=200, verbose_name="landmark")),
                (
                    "latitude",
                    models.DecimalField(blank=True, decimal_places=6, max_digits=9, null=True),
                ),
                (
                    "longitude",
                    models.DecimalField(blank=True, decimal_places=6, max_digits=9, null=True),
                ),
                ("is_default", models.BooleanField(default=False, verbose_name="default")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="addresses",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "governorate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="custom_auth.governorate",
                        verbose_name="governorate",
                    ),
                ),
            ],
            options={
                "verbose_name": "address",
                "verbose_name_plural": "addresses",
            },
        ),
        migrations.CreateModel(
            name="PhoneCode",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                ("phone_number", models.CharField(max_length=20)),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("expires_at", models.DateTimeField()),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="phone_code",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RecoveryCode",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                ("digest", models.CharField(max_length=64)),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recovery_codes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SellerApplication",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                (
                    "user_type",
                    models.CharField(
                        choices=[("artist", "Artist"), ("store", "Store")],
                        max_length=10,
                        verbose_name="type",
                    ),
                ),
                (
                    "track",
                    models.CharField(
                        choices=[("home", "Works at home"), ("business", "Registered business")],
                        max_length=10,
                        verbose_name="track",
                    ),
                ),
                (
                    "specialty",
                    models.CharField(blank=True, max_length=100, verbose_name="specialty"),
                ),
                ("bio", models.TextField(blank=True, verbose_name="about")),
                (
                    "store_name",
                    models.CharField(blank=True, max_length=100, verbose_name="store name"),
                ),
                ("tax_id", core.crypto.EncryptedTextField(blank=True, verbose_name="tax id")),
                (
                    "has_physical_store",
                    models.BooleanField(default=False, verbose_name="has a shop"),
                ),
                (
                    "social_media",
                    models.JSONField(blank=True, default=dict, verbose_name="social media"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("pending", "Waiting for review"),
                            ("changes_requested", "Changes asked for"),
                            ("approved", "Approved"),
                            ("rejected", "Rejected"),
                            ("suspended", "Suspended"),
                        ],
                        default=custom_auth.rules.ApplicationStatus["PENDING"],
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                ("reasons", models.TextField(blank=True, verbose_name="reasons")),
                ("submitted_at", models.DateTimeField(verbose_name="submitted")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided")),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "governorate",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="custom_auth.governorate",
                        verbose_name="governorate",
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="seller_application",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "seller application",
                "verbose_name_plural": "seller applications",
            },
        ),
        migrations.CreateModel(
            name="ApplicationEvent",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                ("from_status", models.CharField(blank=True, max_length=20)),
                ("to_status", models.CharField(max_length=20)),
                ("reasons", models.TextField(blank=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="events",
                        to="custom_auth.sellerapplication",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SellerDocument",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("identity", "Identity card"),
                            ("tax_card", "Tax card"),
                            ("commercial_register", "Commercial register"),
                            ("sample", "Sample of work"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("content_type", models.CharField(max_length=50)),
                ("size", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("path", models.CharField(max_length=200, unique=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("delete_on", models.DateField(db_index=True, verbose_name="delete on")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="documents",
                        to="custom_auth.sellerapplication",
                    ),
                ),
            ],
            options={
                "verbose_name": "document",
                "verbose_name_plural": "documents",
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                ("device", models.CharField(blank=True, max_length=200, verbose_name="device")),
                (
                    "address",
                    models.CharField(blank=True, max_length=45, verbose_name="network address"),
                ),
                ("generation", models.PositiveIntegerField(default=0)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("last_used_at", models.DateTimeField(verbose_name="last used")),
                ("expires_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_because", models.CharField(blank=True, max_length=20)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "session",
                "verbose_name_plural": "sessions",
            },
        ),
        migrations.CreateModel(
            name="SignIn",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                ("succeeded", models.BooleanField()),
                ("address", models.CharField(blank=True, max_length=45)),
                ("device", models.CharField(blank=True, max_length=200)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sign_ins",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "sign-in",
                "verbose_name_plural": "sign-ins",
            },
        ),
        migrations.CreateModel(
            name="SocialAccount",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                (
                    "provider",
                    models.CharField(
                        choices=[("google", "Google"), ("apple", "Apple")], max_length=10
                    ),
                ),
                ("subject", models.CharField(max_length=255)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="social_accounts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="UserProfile",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                (
                    "phone_number",
                    models.CharField(blank=True, max_length=20, null=True, verbose_name="phone"),
                ),
                ("phone_verified_at", models.DateTimeField(blank=True, null=True)),
                (
                    "profile_picture",
                    models.ImageField(
                        blank=True,
                        max_length=255,
                        null=True,
                        upload_to="profile_pictures/",
                        verbose_name="picture",
                    ),
                ),
                (
                    "user_type",
                    models.CharField(
                        choices=[
                            ("customer", "Customer"),
                            ("artist", "Artist"),
                            ("store", "Store"),
                        ],
                        default="customer",
                        max_length=10,
                        verbose_name="type",
                    ),
                ),
                ("address", models.TextField(blank=True, null=True, verbose_name="address")),
                (
                    "specialty",
                    models.CharField(
                        blank=True, max_length=100, null=True, verbose_name="specialty"
                    ),
                ),
                ("bio", models.TextField(blank=True, null=True, verbose_name="about")),
                (
                    "store_name",
                    models.CharField(
                        blank=True, max_length=100, null=True, verbose_name="store name"
                    ),
                ),
                (
                    "tax_id",
                    core.crypto.EncryptedTextField(blank=True, null=True, verbose_name="tax id"),
                ),
                (
                    "has_physical_store",
                    models.BooleanField(default=False, verbose_name="has a shop"),
                ),
                (
                    "social_media",
                    models.JSONField(
                        blank=True, default=dict, null=True, verbose_name="social media"
                    ),
                ),
                ("is_verified", models.BooleanField(default=False, verbose_name="verified")),
                ("verified_at", models.DateTimeField(blank=True, null=True)),
                (
                    "suspended_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="suspended"),
                ),
                (
                    "holiday_since",
                    models.DateTimeField(blank=True, null=True, verbose_name="on holiday since"),
                ),
                (
                    "display_name",
                    models.CharField(blank=True, max_length=201, verbose_name="public name"),
                ),
                (
                    "display_name_en",
                    models.CharField(
                        blank=True, max_length=201, verbose_name="public name in English"
                    ),
                ),
                ("policies", models.TextField(blank=True, verbose_name="shop policies")),
                ("is_featured", models.BooleanField(default=False, verbose_name="featured")),
                ("product_count", models.PositiveIntegerField(default=0)),
                ("rating_count", models.PositiveIntegerField(default=0)),
                ("rating_sum", models.PositiveIntegerField(default=0)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "governorate",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="custom_auth.governorate",
                        verbose_name="governorate",
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="profile",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "profile",
                "verbose_name_plural": "profiles",
            },
        ),
        migrations.AddIndex(
            model_name="user",
            index=models.Index(
                condition=models.Q(("erase_after__isnull", False), ("erased_at__isnull", True)),
                fields=["erase_after"],
                name="user_erasure_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("email", django.db.models.functions.text.Lower("email"))),
                name="user_email_is_normal",
            ),
        ),
        migrations.AddIndex(
            model_name="address",
            index=models.Index(fields=["user", "-id"], name="address_of_user"),
        ),
        migrations.AddConstraint(
            model_name="address",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_default", True)),
                fields=("user",),
                name="address_one_default",
            ),
        ),
        migrations.AddConstraint(
            model_name="recoverycode",
            constraint=models.UniqueConstraint(
                fields=("user", "digest"), name="recovery_code_once"
            ),
        ),
        migrations.AddIndex(
            model_name="sellerapplication",
            index=models.Index(
                condition=models.Q(("status", "pending")),
                fields=["submitted_at"],
                name="application_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="session",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", True)),
                fields=["user", "-id"],
                name="session_of_user",
            ),
        ),
        migrations.AddIndex(
            model_name="signin",
            index=models.Index(fields=["user", "-id"], name="sign_in_of_user"),
        ),
        migrations.AddConstraint(
            model_name="socialaccount",
            constraint=models.UniqueConstraint(
                fields=("provider", "subject"), name="social_account_once"
            ),
        ),
        migrations.AddIndex(
            model_name="userprofile",
            index=models.Index(
                condition=models.Q(("is_verified", True), ("suspended_at__isnull", True)),
                fields=["-user"],
                name="profile_public_sellers",
            ),
        ),
        migrations.AddConstraint(
            model_name="userprofile",
            constraint=models.UniqueConstraint(
                condition=models.Q(("phone_verified_at__isnull", False)),
                fields=("phone_number",),
                name="profile_verified_phone_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="userprofile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_verified", False), ("user_type__in", ["artist", "store"]), _connector="OR"
                ),
                name="profile_only_sellers_are_verified",
            ),
        ),
    ]
