"""The tables whose every change goes into the audit log, whoever makes it: terms, limits, texts, roles."""

from django.db import migrations

# By table: the key's column, and the only columns to look at where the others are nobody's settings.
WATCHED: dict[str, tuple[str, ...]] = {
    "orders_commissionrule": ("id",),
    "orders_coupon": (
        "id",
        "code",
        "percent",
        "amount",
        "largest_discount",
        "smallest_order",
        "seller_id",
        "category_id",
        "starts_at",
        "ends_at",
        "most_uses",
        "most_per_person",
        "is_active",
    ),
    "orders_sellershipping": ("seller_id",),
    "orders_shippingrate": ("id",),
    "orders_shippingzone": ("id",),
    "orders_shippingzone_governorates": ("id",),
    "orders_traderules": ("id",),
    "wallet_payoutrules": ("id",),
    "payment_fraudthreshold": ("name",),
    "products_shoprules": ("id",),
    "notifications_noticetext": ("id",),
    # Who is staff, and with which roles.
    "custom_auth_user": ("id", "is_staff", "is_superuser"),
    "custom_auth_user_groups": ("id",),
}


def _watch(table: str, arguments: tuple[str, ...]) -> str:
    quoted = ", ".join(f"'{argument}'" for argument in arguments)
    columns = f" OF {', '.join(arguments[1:])}" if len(arguments) > 1 else ""
    when = (
        "UPDATE" + columns
        if table == "custom_auth_user"
        else f"INSERT OR UPDATE{columns} OR DELETE"
    )
    return (
        f"CREATE TRIGGER setting_noted AFTER {when} ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION core_note_setting({quoted});"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0003_staff_action"),
        ("custom_auth", "0001_initial"),
        ("notifications", "0001_initial"),
        ("orders", "0003_shipping"),
        ("payment", "0001_initial"),
        ("products", "0001_initial"),
        ("wallet", "0001_initial"),
    ]
    operations = [
        migrations.RunSQL(_watch(table, arguments), f"DROP TRIGGER setting_noted ON {table};")
        for table, arguments in WATCHED.items()
    ]
