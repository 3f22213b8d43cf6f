from django.db import migrations

CREATE = """
CREATE SEQUENCE core_id_sequence AS bigint CYCLE;
CREATE TABLE core_id_seed (seed bigint NOT NULL);
INSERT INTO core_id_seed VALUES ((random() * 9e18)::bigint);
CREATE FUNCTION core_next_id() RETURNS bigint LANGUAGE sql VOLATILE AS $$
    SELECT (ms << 12) | ((nextval('core_id_sequence') + hashint8extended(ms, seed)) & 4095)
    FROM core_id_seed,
         (SELECT (extract(epoch FROM coalesce(
                     nullif(current_setting('tohfa.moment', true), '')::timestamptz, clock_timestamp())
                 ) * 1000)::bigint - 1735689600000 AS ms) t
$$;
"""
DROP = """
DROP FUNCTION core_next_id();
DROP TABLE core_id_seed;
DROP SEQUENCE core_id_sequence;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunSQL(CREATE, DROP)]
