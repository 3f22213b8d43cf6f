from django.db import migrations, models

CLAIM = """
CREATE FUNCTION core_claim_idempotency_key(
    actor bigint, digest bytea,
    OUT free boolean, OUT fingerprint bytea, OUT status smallint, OUT content_type text, OUT body bytea
) LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    free := pg_try_advisory_xact_lock(hashtextextended(encode(digest, 'hex'), actor));
    IF free THEN
        SELECT k.fingerprint, k.status, k.content_type, k.body
          INTO fingerprint, status, content_type, body
          FROM core_idempotencykey k
         WHERE k.actor_id = actor AND k.key_digest = digest;
    END IF;
END
$$;
"""
DROP_CLAIM = "DROP FUNCTION core_claim_idempotency_key(bigint, bytea);"


class Migration(migrations.Migration):
    dependencies = [("core", "0001_ids")]
    operations = [
        migrations.CreateModel(
            name="IdempotencyKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("actor_id", models.BigIntegerField()),
                ("key_digest", models.BinaryField(max_length=32)),
                ("fingerprint", models.BinaryField(max_length=32)),
                ("status", models.PositiveSmallIntegerField()),
                ("content_type", models.CharField(max_length=100)),
                ("body", models.BinaryField()),
                ("answered_at", models.DateTimeField(db_index=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("actor_id", "key_digest"), name="idempotency_key_once_per_actor"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RateBucket",
            fields=[
                ("key", models.CharField(max_length=200, primary_key=True, serialize=False)),
                ("free_at", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.RunSQL(
            "ALTER TABLE core_ratebucket SET UNLOGGED", "ALTER TABLE core_ratebucket SET LOGGED"
        ),
        migrations.RunSQL(CLAIM, DROP_CLAIM),
    ]
