import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

import core.ids

KEPT = """
CREATE FUNCTION core_staff_action_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is append-only: % on %', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER staff_action_immutable BEFORE UPDATE OR DELETE ON core_staffaction
    FOR EACH ROW EXECUTE FUNCTION core_staff_action_refuse();
CREATE TRIGGER staff_action_kept BEFORE TRUNCATE ON core_staffaction
    FOR EACH STATEMENT EXECUTE FUNCTION core_staff_action_refuse();
"""
DROP_KEPT = """
DROP TRIGGER staff_action_kept ON core_staffaction;
DROP TRIGGER staff_action_immutable ON core_staffaction;
DROP FUNCTION core_staff_action_refuse();
"""

NOTED = """
-- Notes a change of a setting, whoever makes it; the arguments of the trigger are the name of the key's
-- column and, after it, the only columns to look at (all, unless there are any).
CREATE FUNCTION core_note_setting() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    old_row jsonb := CASE WHEN TG_OP = 'INSERT' THEN '{}' ELSE to_jsonb(OLD) END;
    new_row jsonb := CASE WHEN TG_OP = 'DELETE' THEN '{}' ELSE to_jsonb(NEW) END;
    pk text := coalesce(new_row ->> TG_ARGV[0], old_row ->> TG_ARGV[0]);
    own text[] := TG_ARGV;
    was jsonb;
    is_now jsonb;
BEGIN
    SELECT jsonb_object_agg(key, value) INTO was FROM jsonb_each(old_row)
     WHERE new_row -> key IS DISTINCT FROM value AND key <> 'updated_at'
       AND (TG_NARGS = 1 OR key = ANY (own));
    SELECT jsonb_object_agg(key, value) INTO is_now FROM jsonb_each(new_row)
     WHERE old_row -> key IS DISTINCT FROM value AND key <> 'updated_at'
       AND (TG_NARGS = 1 OR key = ANY (own));
    IF was IS NULL AND is_now IS NULL THEN RETURN NULL; END IF;
    INSERT INTO core_staffaction
        (by_id, action, about_type, about_id, about_name, reason, before, after, address, request_id)
    VALUES (
        nullif(current_setting('tohfa.staff', true), '')::bigint,
        'setting.' || CASE TG_OP WHEN 'INSERT' THEN 'add' WHEN 'DELETE' THEN 'delete' ELSE 'change' END,
        regexp_replace(TG_TABLE_NAME, '^(custom_auth|[a-z0-9]+)_', '\\1.'), pk, '', '', was, is_now,
        coalesce(current_setting('tohfa.address', true), ''),
        coalesce(current_setting('tohfa.request', true), ''));
    RETURN NULL;
END $$;
"""
DROP_NOTED = "DROP FUNCTION core_note_setting();"


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0002_idempotency_and_rates"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="StaffAction",
            fields=[
                ("id", core.ids.IdField(primary_key=True, serialize=False)),
                ("action", models.CharField(max_length=60, verbose_name="what")),
                ("about_type", models.CharField(max_length=60, verbose_name="of what kind")),
                ("about_id", models.CharField(max_length=60, verbose_name="id")),
                ("about_name", models.CharField(blank=True, max_length=200, verbose_name="name")),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("before", models.JSONField(null=True, verbose_name="before")),
                ("after", models.JSONField(null=True, verbose_name="after")),
                (
                    "address",
                    models.CharField(blank=True, max_length=45, verbose_name="network address"),
                ),
                ("request_id", models.CharField(blank=True, max_length=64, verbose_name="request")),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), verbose_name="at"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
            ],
            options={
                "verbose_name": "entry of the audit log",
                "verbose_name_plural": "audit log",
                "indexes": [
                    models.Index(fields=["about_type", "about_id"], name="staff_action_about"),
                    models.Index(fields=["by", "-id"], name="staff_action_by"),
                ],
            },
        ),
        migrations.RunSQL(KEPT, DROP_KEPT),
        migrations.RunSQL(NOTED, DROP_NOTED),
    ]
