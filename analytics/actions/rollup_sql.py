"""The statements that sum days up. Each is given the days with their first and last moments."""

TRADE_TABLES = (
    "analytics_sellerday",
    "analytics_productday",
    "analytics_shopday",
    "analytics_purchase",
    "analytics_parcelday",
)
MONTH_TABLES = (
    "analytics_productmonth",
    "analytics_searchmonth",
    "analytics_producttrafficmonth",
)
BUYER_TABLES = ("analytics_buyer", "analytics_cohortmonth")
PIECE_TABLES = ("analytics_lastsale",)
TRAFFIC_TABLES = (
    "analytics_producttraffic",
    "analytics_sellertraffic",
    "analytics_shoptraffic",
    "analytics_searchday",
)

FIRST_MOMENT = """
SELECT least(
    (SELECT min(created_at) FROM orders_order),
    (SELECT min(created_at) FROM wallet_ledgerentry WHERE kind = 'payout'),
    (SELECT min(occurred_at) FROM analytics_event)
)
"""
FIRST_EVENT = "SELECT min(occurred_at) FROM analytics_event"
LATE_EVENTS = """
SELECT DISTINCT (occurred_at AT TIME ZONE 'Africa/Cairo')::date
  FROM analytics_event WHERE received_at >= %s
"""
LATE_STEPS = """
SELECT DISTINCT (created_at AT TIME ZONE 'Africa/Cairo')::date
  FROM orders_orderevent WHERE id >= %s
"""

DAYS = """
d AS (
    SELECT * FROM unnest(
        %(days)s::date[], %(starts)s::timestamptz[], %(ends)s::timestamptz[],
        %(first_ids)s::bigint[], %(last_ids)s::bigint[]
    ) AS d(day, starts, ends, first_id, last_id)
)"""

# A sale is booked for a whole order when it is paid, or for one parcel when its cash is handed over.
# What sellers send in an own way (no carrier, or by hand) has its shipping in their share.
TRADE = f"""
WITH {DAYS},
sold AS MATERIALIZED (
    SELECT d.day, e.id AS entry_id, p.id AS parcel_id, p.order_id, p.seller_id, p.shipping_cost,
           p.carrier IN ('', 'manual') AS own_way
      FROM d
      JOIN wallet_ledgerentry e ON e.kind = 'sale' AND e.created_at >= d.starts AND e.created_at < d.ends
      JOIN orders_parcel p ON p.order_id = e.order_id
       AND (e.reference NOT LIKE 'cash:parcel:%%' OR e.reference = 'cash:parcel:' || p.id)
),
lines AS MATERIALIZED (
    SELECT s.day, s.order_id, s.seller_id, i.product_id, i.quantity AS units,
           i.price * i.quantity - i.seller_discount AS revenue,
           i.seller_discount, i.house_discount, i.commission_amount AS commission, i.commission_vat AS vat
      FROM sold s JOIN orders_orderitem i ON i.parcel_id = s.parcel_id
),
back AS MATERIALIZED (
    SELECT d.day, p.seller_id, i.product_id, r.item_id IS NULL AS is_shipping,
           p.carrier IN ('', 'manual') AS own_way,
           r.amount, r.seller_share, r.commission, r.vat, r.house_discount
      FROM d
      JOIN wallet_ledgerentry e ON e.kind = 'refund' AND e.created_at >= d.starts AND e.created_at < d.ends
      JOIN orders_refundline r ON r.reference = e.reference
      JOIN orders_parcel p ON p.id = r.parcel_id
      LEFT JOIN orders_orderitem i ON i.id = r.item_id
),
-- Money that reached a bank, less what the bank sent back.
paid_out AS (
    SELECT d.day, l.wallet_id AS seller_id, -sum(l.amount) AS payouts
      FROM d
      JOIN wallet_ledgerentry e ON e.kind = 'payout' AND e.created_at >= d.starts AND e.created_at < d.ends
      JOIN wallet_ledgerline l ON l.entry_id = e.id AND l.wallet_id IS NOT NULL
     WHERE EXISTS (SELECT FROM wallet_ledgerline b WHERE b.entry_id = e.id AND b.account = 'bank')
     GROUP BY d.day, l.wallet_id
),
placed AS MATERIALIZED (
    SELECT d.day, o.id AS order_id, o.total_amount
      FROM d JOIN orders_order o ON o.created_at >= d.starts AND o.created_at < d.ends
),
seller_parts AS (
    SELECT day, seller_id, 0 AS placed, 0 AS orders, sum(units) AS units, sum(revenue) AS revenue,
           sum(seller_discount) AS discounts, sum(commission) AS commission, sum(vat) AS vat,
           0 AS shipping, sum(revenue - commission - vat) AS earnings,
           0 AS refunds, 0 AS commission_back, 0 AS vat_back, 0 AS shipping_back, 0 AS earnings_back,
           0 AS payouts
      FROM lines GROUP BY day, seller_id
    UNION ALL
    SELECT day, seller_id, 0, count(*), 0, 0, 0, 0, 0, sum(shipping_cost) FILTER (WHERE own_way),
           sum(shipping_cost) FILTER (WHERE own_way), 0, 0, 0, 0, 0, 0
      FROM sold GROUP BY day, seller_id
    UNION ALL
    SELECT day, seller_id, 0, 0, 0, 0, 0, 0, 0, 0, 0,
           sum(amount + house_discount) FILTER (WHERE NOT is_shipping), sum(commission), sum(vat),
           sum(seller_share) FILTER (WHERE is_shipping), sum(seller_share), 0
      FROM back GROUP BY day, seller_id
    UNION ALL
    SELECT day, seller_id, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, payouts FROM paid_out
    UNION ALL
    SELECT o.day, p.seller_id, count(*), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
      FROM placed o JOIN orders_parcel p ON p.order_id = o.order_id GROUP BY o.day, p.seller_id
),
sellers AS (
    INSERT INTO analytics_sellerday
        (day, seller_id, placed, orders, units, revenue, discounts, commission, vat, shipping, earnings,
         refunds, commission_back, vat_back, shipping_back, earnings_back, payouts)
    SELECT day, seller_id, sum(placed), sum(orders), sum(units), sum(revenue), sum(discounts),
           sum(commission), sum(vat), coalesce(sum(shipping), 0), coalesce(sum(earnings), 0),
           coalesce(sum(refunds), 0), sum(commission_back), sum(vat_back),
           coalesce(sum(shipping_back), 0), sum(earnings_back), sum(payouts)
      FROM seller_parts GROUP BY day, seller_id
),
products AS (
    INSERT INTO analytics_productday
        (day, product_id, seller_id, orders, units, revenue, commission, refunds, commission_back)
    SELECT day, product_id, seller_id, sum(orders), sum(units), sum(revenue), sum(commission),
           sum(refunds), sum(commission_back)
      FROM (SELECT day, product_id, seller_id, count(DISTINCT order_id) AS orders, sum(units) AS units,
                   sum(revenue) AS revenue, sum(commission) AS commission,
                   0 AS refunds, 0 AS commission_back
              FROM lines GROUP BY day, product_id, seller_id
            UNION ALL
            SELECT day, product_id, seller_id, 0, 0, 0, 0, sum(amount + house_discount), sum(commission)
              FROM back WHERE NOT is_shipping GROUP BY day, product_id, seller_id) parts
     GROUP BY day, product_id, seller_id
),
purchases AS (
    INSERT INTO analytics_purchase (day, seller_id, buyer_id, orders, revenue, is_first)
    SELECT l.day, l.seller_id, o.user_id, count(DISTINCT l.order_id), sum(l.revenue), false
      FROM lines l JOIN orders_order o ON o.id = l.order_id GROUP BY l.day, l.seller_id, o.user_id
),
shop_parts AS (
    SELECT day, 0 AS placed, 0 AS placed_value, 0 AS orders, sum(units) AS units, sum(revenue) AS revenue,
           0 AS refunds, sum(commission) AS commission, 0 AS commission_back, sum(vat) AS vat,
           0 AS vat_back, 0 AS shipping, 0 AS shipping_back, sum(house_discount) AS discounts,
           0 AS discounts_back, 0 AS fees, 0 AS payouts, 0 AS delivered
      FROM lines GROUP BY day
    UNION ALL
    SELECT day, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, sum(shipping_cost), 0, 0, 0, 0, 0, 0
      FROM sold WHERE NOT own_way GROUP BY day
    UNION ALL
    -- An order counts on the day on which the first of it is booked.
    SELECT s.day, 0, 0, count(DISTINCT s.order_id), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
      FROM sold s
     WHERE NOT EXISTS (SELECT FROM wallet_ledgerentry earlier
                        WHERE earlier.order_id = s.order_id AND earlier.kind = 'sale'
                          AND earlier.id < s.entry_id)
     GROUP BY s.day
    UNION ALL
    SELECT day, 0, 0, 0, 0, 0, sum(amount + house_discount) FILTER (WHERE NOT is_shipping), 0,
           sum(commission), 0, sum(vat), 0, sum(amount) FILTER (WHERE is_shipping AND NOT own_way), 0,
           sum(house_discount), 0, 0, 0
      FROM back GROUP BY day
    UNION ALL
    SELECT day, count(*), sum(total_amount), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
      FROM placed GROUP BY day
    UNION ALL
    SELECT day, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, sum(payouts), 0
      FROM paid_out GROUP BY day
    UNION ALL
    SELECT d.day, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -sum(l.amount), 0, 0
      FROM d
      JOIN wallet_ledgerentry e ON e.kind IN ('payout', 'fees')
       AND e.created_at >= d.starts AND e.created_at < d.ends
      JOIN wallet_ledgerline l ON l.entry_id = e.id AND l.account = 'fees'
     GROUP BY d.day
    UNION ALL
    -- It is delivered on the day on which the first of it is.
    SELECT d.day, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, count(DISTINCT e.order_id)
      FROM d
      JOIN orders_orderevent e ON e.id >= d.first_id AND e.id < d.last_id
       AND e.created_at >= d.starts AND e.created_at < d.ends
     WHERE e.code = 'parcel' AND e.to_status = 'delivered'
       AND NOT EXISTS (SELECT FROM orders_orderevent earlier
                        WHERE earlier.order_id = e.order_id AND earlier.code = 'parcel'
                          AND earlier.to_status = 'delivered' AND earlier.id < e.id)
     GROUP BY d.day
)
INSERT INTO analytics_shopday
    (day, placed, placed_value, orders, units, revenue, refunds, commission, commission_back, vat,
     vat_back, shipping, shipping_back, discounts, discounts_back, fees, payouts, delivered)
SELECT day, sum(placed), sum(placed_value), sum(orders), sum(units), sum(revenue),
       coalesce(sum(refunds), 0), sum(commission), sum(commission_back), sum(vat), sum(vat_back),
       sum(shipping), coalesce(sum(shipping_back), 0), sum(discounts), sum(discounts_back), sum(fees),
       sum(payouts), sum(delivered)
  FROM shop_parts GROUP BY day
"""

STEPS = f"""
WITH {DAYS}
INSERT INTO analytics_parcelday (day, governorate, carrier, shipped, delivered, refused, lost, cancelled)
SELECT d.day, o.governorate_code, p.carrier,
       count(*) FILTER (WHERE e.to_status = 'shipped'),
       count(*) FILTER (WHERE e.to_status = 'delivered'),
       count(*) FILTER (WHERE e.to_status = 'refused'),
       count(*) FILTER (WHERE e.to_status = 'lost'),
       count(*) FILTER (WHERE e.to_status = 'cancelled')
  FROM d
  JOIN orders_orderevent e ON e.id >= d.first_id AND e.id < d.last_id
   AND e.created_at >= d.starts AND e.created_at < d.ends
  JOIN orders_parcel p ON p.id = e.parcel_id
  JOIN orders_order o ON o.id = e.order_id
 WHERE e.code = 'parcel' AND e.to_status IN ('shipped', 'delivered', 'refused', 'lost', 'cancelled')
 GROUP BY d.day, o.governorate_code, p.carrier
"""

PAIRS = "SELECT seller_id, buyer_id FROM analytics_purchase WHERE day = ANY(%(days)s)"
NEIGHBOURS = """
WITH pairs AS (SELECT * FROM unnest(%(sellers)s::bigint[], %(buyers)s::bigint[]) AS p(seller, buyer)),
own AS (
    SELECT a.id, lag(a.day) OVER days AS before, lead(a.day) OVER days AS after
      FROM pairs p JOIN analytics_purchase a ON a.seller_id = p.seller AND a.buyer_id = p.buyer
    WINDOW days AS (PARTITION BY a.seller_id, a.buyer_id ORDER BY a.day)
)
UPDATE analytics_purchase a SET before = own.before, after = own.after, is_first = own.before IS NULL
  FROM own
 WHERE a.id = own.id
   AND (a.before, a.after, a.is_first) IS DISTINCT FROM (own.before, own.after, own.before IS NULL)
"""

# Gives the days on which other people than before count as new.
BUYERS = """
WITH firsts AS (
    SELECT buyer_id, min(day) AS day FROM analytics_purchase
     WHERE buyer_id = ANY(%(buyers)s) GROUP BY buyer_id
),
written AS (
    INSERT INTO analytics_buyer AS b (buyer_id, first_on) SELECT buyer_id, day FROM firsts
    ON CONFLICT (buyer_id) DO UPDATE SET first_on = excluded.first_on WHERE b.first_on <> excluded.first_on
    RETURNING first_on
)
SELECT first_on FROM written
UNION
SELECT b.first_on FROM analytics_buyer b JOIN firsts f ON f.buyer_id = b.buyer_id AND f.day <> b.first_on
"""
NEW_BUYERS = """
UPDATE analytics_shopday d
   SET new_buyers = (SELECT count(*) FROM analytics_buyer b WHERE b.first_on = d.day)
 WHERE d.day = ANY(%(days)s)
"""

PIECES = "SELECT DISTINCT product_id FROM analytics_productday WHERE day = ANY(%(days)s)"
LAST_SALES = (
    """
INSERT INTO analytics_lastsale AS l (product_id, day)
SELECT key, last.day
  FROM unnest(%(pieces)s::bigint[]) AS key,
       LATERAL (SELECT day FROM analytics_productday d WHERE d.product_id = key AND d.units > 0
                 ORDER BY day DESC LIMIT 1) last
ON CONFLICT (product_id) DO UPDATE SET day = excluded.day WHERE l.day <> excluded.day
""",
    """
DELETE FROM analytics_lastsale l
 WHERE l.product_id = ANY(%(pieces)s)
   AND NOT EXISTS (SELECT FROM analytics_productday d WHERE d.product_id = l.product_id AND d.units > 0)
""",
)
OLD_COHORTS = "DELETE FROM analytics_cohortmonth WHERE month = ANY(%(months)s)"
COHORTS = """
INSERT INTO analytics_cohortmonth (cohort, month, buyers, orders, revenue)
SELECT date_trunc('month', b.first_on)::date, m.month, count(DISTINCT p.buyer_id), sum(p.orders),
       sum(p.revenue)
  FROM unnest(%(months)s::date[]) AS m(month)
  JOIN analytics_purchase p ON p.day >= m.month AND p.day < m.month + interval '1 month'
  JOIN analytics_buyer b ON b.buyer_id = p.buyer_id
 GROUP BY 1, 2
"""

# A month that is over is summed up from its days, so that a year costs as much to read however much was
# sold in it.
MONTHS = (
    "DELETE FROM analytics_productmonth WHERE month = ANY(%(months)s)",
    """
INSERT INTO analytics_productmonth
    (month, product_id, seller_id, orders, units, revenue, commission, refunds, commission_back)
SELECT m.month, d.product_id, d.seller_id, sum(d.orders), sum(d.units), sum(d.revenue), sum(d.commission),
       sum(d.refunds), sum(d.commission_back)
  FROM unnest(%(months)s::date[]) AS m(month)
  JOIN analytics_productday d ON d.day >= m.month AND d.day < m.month + interval '1 month'
 GROUP BY m.month, d.product_id, d.seller_id
""",
    "DELETE FROM analytics_searchmonth WHERE month = ANY(%(months)s)",
    """
INSERT INTO analytics_searchmonth (month, query, searches, empty)
SELECT m.month, d.query, sum(d.searches), sum(d.empty)
  FROM unnest(%(months)s::date[]) AS m(month)
  JOIN analytics_searchday d ON d.day >= m.month AND d.day < m.month + interval '1 month'
 GROUP BY m.month, d.query
""",
    "DELETE FROM analytics_producttrafficmonth WHERE month = ANY(%(months)s)",
    """
INSERT INTO analytics_producttrafficmonth (month, product_id, views, carts)
SELECT m.month, d.product_id, sum(d.views), sum(d.carts)
  FROM unnest(%(months)s::date[]) AS m(month)
  JOIN analytics_producttraffic d ON d.day >= m.month AND d.day < m.month + interval '1 month'
 GROUP BY m.month, d.product_id
""",
)

# Somebody who looks at a piece ten times in a day has looked at it: sellers cannot raise their views
# by reloading.
TRAFFIC = f"""
WITH {DAYS},
happened AS MATERIALIZED (
    SELECT d.day, e.name, e.visitor, e.product_id, coalesce(p.seller_id, e.seller_id) AS seller_id,
           p.id IS NOT NULL AS is_of_product
      FROM d
      JOIN analytics_event e ON e.occurred_at >= d.starts AND e.occurred_at < d.ends
       AND e.occurred_at >= %(begin)s AND e.occurred_at < %(end)s
      LEFT JOIN products_product p ON p.id = e.product_id
),
by_product AS MATERIALIZED (
    SELECT day, product_id, seller_id,
           count(DISTINCT visitor) FILTER (WHERE name = 'product_viewed') AS views,
           count(DISTINCT visitor) FILTER (WHERE name = 'cart_added') AS carts
      FROM happened WHERE is_of_product AND name IN ('product_viewed', 'cart_added')
     GROUP BY day, product_id, seller_id
),
by_seller AS (
    SELECT day, seller_id, count(DISTINCT visitor) AS visits
      FROM happened
     WHERE (is_of_product AND name = 'product_viewed')
        OR (name = 'seller_viewed' AND seller_id IN (SELECT user_id FROM custom_auth_userprofile))
     GROUP BY day, seller_id
),
products AS (
    INSERT INTO analytics_producttraffic (day, product_id, seller_id, views, carts)
    SELECT day, product_id, seller_id, views, carts FROM by_product
),
sellers AS (
    INSERT INTO analytics_sellertraffic (day, seller_id, views, visits, carts)
    SELECT day, seller_id, sum(views), sum(visits), sum(carts)
      FROM (SELECT day, seller_id, sum(views) AS views, 0 AS visits, sum(carts) AS carts
              FROM by_product GROUP BY day, seller_id
            UNION ALL
            SELECT day, seller_id, 0, visits, 0 FROM by_seller) parts
     GROUP BY day, seller_id
)
INSERT INTO analytics_shoptraffic (day, visits, viewers, searchers, carts, checkouts)
SELECT day, count(DISTINCT visitor),
       count(DISTINCT visitor) FILTER (WHERE name = 'product_viewed'),
       count(DISTINCT visitor) FILTER (WHERE name = 'search'),
       count(DISTINCT visitor) FILTER (WHERE name = 'cart_added'),
       count(DISTINCT visitor) FILTER (WHERE name = 'checkout_started')
  FROM happened GROUP BY day
"""

# The thousand most frequent searches of a day, and of those without a result too.
SEARCHES = f"""
WITH {DAYS},
found AS (
    SELECT d.day, e.query, count(DISTINCT e.visitor) AS searches,
           count(DISTINCT e.visitor) FILTER (WHERE e.properties ->> 'results' = '0') AS empty
      FROM d
      JOIN analytics_event e ON e.occurred_at >= d.starts AND e.occurred_at < d.ends
       AND e.occurred_at >= %(begin)s AND e.occurred_at < %(end)s
     WHERE e.name = 'search' AND e.query <> ''
     GROUP BY d.day, e.query
),
ranked AS (
    SELECT *, row_number() OVER (PARTITION BY day ORDER BY searches DESC, query) AS place,
           row_number() OVER (PARTITION BY day ORDER BY empty DESC, searches DESC, query) AS empty_place
      FROM found
)
INSERT INTO analytics_searchday (day, query, searches, empty)
SELECT day, query, searches, empty FROM ranked
 WHERE place <= 1000 OR (empty > 0 AND empty_place <= 1000)
"""
