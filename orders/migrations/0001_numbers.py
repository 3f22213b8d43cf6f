"""Order numbers: a sequence behind a keyed permutation, so that they tell nobody how many there are."""

from django.db import migrations

CREATE = """
CREATE SEQUENCE orders_number_sequence MAXVALUE 9999999999;

-- A Feistel network of four rounds over 34 bits, walked until the value has ten digits (Black and
-- Rogaway, "Ciphers with Arbitrary Finite Domains", 2002), then the check digit of Luhn.
CREATE FUNCTION orders_next_number() RETURNS text LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    key bigint;
    value bigint := nextval('orders_number_sequence');
    l bigint;
    r bigint;
    swap bigint;
    digits text;
    digit integer;
    total integer := 0;
BEGIN
    SELECT seed INTO key FROM core_id_seed;
    LOOP
        l := value >> 17;
        r := value & 131071;
        FOR round IN 1..4 LOOP
            swap := l # (hashint8extended((r << 8) | round, key) & 131071);
            l := r;
            r := swap;
        END LOOP;
        value := (l << 17) | r;
        EXIT WHEN value < 10000000000;
    END LOOP;
    digits := lpad(value::text, 10, '0');
    FOR place IN 1..10 LOOP
        digit := substr(digits, place, 1)::integer * (CASE WHEN place % 2 = 0 THEN 2 ELSE 1 END);
        total := total + CASE WHEN digit > 9 THEN digit - 9 ELSE digit END;
    END LOOP;
    RETURN digits || ((10 - total % 10) % 10)::text;
END $$;
"""
DROP = """
DROP FUNCTION orders_next_number();
DROP SEQUENCE orders_number_sequence;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [("core", "0001_ids")]
    operations = [migrations.RunSQL(CREATE, DROP)]
