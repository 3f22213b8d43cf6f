"""The table of events: made by hand, because it is partitioned by the time of the event.

Partitions are made ahead and dropped by the worker. What has none of its own yet lands in the default
one and is moved when its partition is made, so that a worker that stands still loses no event.
"""

from django.db import migrations

TABLE = """
CREATE TABLE analytics_event (
    event_id uuid NOT NULL,
    occurred_at timestamptz NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    name varchar(24) NOT NULL,
    product_id bigint,
    seller_id bigint,
    query varchar(200) NOT NULL DEFAULT '',
    properties jsonb NOT NULL DEFAULT '{}',
    visitor bigint NOT NULL,
    PRIMARY KEY (event_id, occurred_at)
) PARTITION BY RANGE (occurred_at);
-- Events come nearly in the order of their times: block ranges find a day, and what came in lately.
CREATE INDEX analytics_event_occurred ON analytics_event USING brin (occurred_at)
    WITH (pages_per_range = 16, autosummarize = on);
CREATE INDEX analytics_event_received ON analytics_event USING brin (received_at)
    WITH (pages_per_range = 16, autosummarize = on);
CREATE TABLE analytics_event_default PARTITION OF analytics_event DEFAULT;
"""


class Migration(migrations.Migration):
    dependencies = [("analytics", "0001_tables")]
    operations = [migrations.RunSQL(TABLE, "DROP TABLE analytics_event")]
