"""What the database itself keeps true about the shop window, in the transaction that changes it."""

from django.db import migrations

STOCK = """
-- A product's stock is the sum of what its offered variants have.
CREATE FUNCTION products_variant_stock() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before integer := 0;
    after integer := 0;
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.is_active THEN before := OLD.stock; END IF;
    IF TG_OP <> 'DELETE' AND NEW.is_active THEN after := NEW.stock; END IF;
    IF after <> before THEN
        UPDATE products_product SET stock = stock + after - before
         WHERE id = coalesce(NEW.product_id, OLD.product_id);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER variant_stock AFTER INSERT OR DELETE OR UPDATE OF stock, is_active ON products_variant
    FOR EACH ROW EXECUTE FUNCTION products_variant_stock();

-- Whether anything is left is on the card; how much is joined in when the detail is read.
CREATE FUNCTION products_stock_on_card() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    old_words text := '"in_stock":' || (OLD.stock > 0)::text;
    new_words text := '"in_stock":' || (NEW.stock > 0)::text;
BEGIN
    UPDATE products_listing
       SET in_stock = NEW.stock > 0,
           card_ar = replace(card_ar, old_words, new_words),
           card_en = replace(card_en, old_words, new_words),
           detail_ar = replace(detail_ar, old_words, new_words),
           detail_en = replace(detail_en, old_words, new_words)
     WHERE product_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER product_stock_on_card AFTER UPDATE OF stock ON products_product
    FOR EACH ROW WHEN ((OLD.stock > 0) <> (NEW.stock > 0))
    EXECUTE FUNCTION products_stock_on_card();
"""
DROP_STOCK = """
DROP TRIGGER product_stock_on_card ON products_product;
DROP FUNCTION products_stock_on_card();
DROP TRIGGER variant_stock ON products_variant;
DROP FUNCTION products_variant_stock();
"""

SELLER = """
CREATE FUNCTION products_seller_ok(seller bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce((
        SELECT p.user_type IN ('artist', 'store') AND p.is_verified AND p.suspended_at IS NULL
               AND p.holiday_since IS NULL AND u.is_active
          FROM custom_auth_userprofile p JOIN custom_auth_user u ON u.id = p.user_id
         WHERE p.user_id = seller), false)
$$;

-- The words by which a seller stands on a card; the same as the serializer's, byte for byte.
CREATE FUNCTION products_seller_words(seller bigint, name text, kind text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT '"seller":{"id":' || seller || ',"name":' || to_json(name)::text
           || ',"user_type":"' || kind || '"}'
$$;

CREATE FUNCTION products_seller_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ok boolean := products_seller_ok(NEW.user_id);
    old_ar text := products_seller_words(OLD.user_id, OLD.display_name, OLD.user_type);
    new_ar text := products_seller_words(NEW.user_id, NEW.display_name, NEW.user_type);
    old_en text := products_seller_words(
        OLD.user_id, coalesce(nullif(OLD.display_name_en, ''), OLD.display_name), OLD.user_type);
    new_en text := products_seller_words(
        NEW.user_id, coalesce(nullif(NEW.display_name_en, ''), NEW.display_name), NEW.user_type);
BEGIN
    UPDATE products_listing SET seller_ok = ok WHERE seller_id = NEW.user_id AND seller_ok <> ok;
    IF old_ar <> new_ar OR old_en <> new_en THEN
        UPDATE products_listing
           SET card_ar = replace(card_ar, old_ar, new_ar), card_en = replace(card_en, old_en, new_en),
               detail_ar = replace(detail_ar, old_ar, new_ar),
               detail_en = replace(detail_en, old_en, new_en)
         WHERE seller_id = NEW.user_id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER seller_in_window AFTER UPDATE OF
    user_type, is_verified, suspended_at, holiday_since, display_name, display_name_en
    ON custom_auth_userprofile FOR EACH ROW EXECUTE FUNCTION products_seller_changed();

CREATE FUNCTION products_account_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ok boolean := products_seller_ok(NEW.id);
BEGIN
    UPDATE products_listing SET seller_ok = ok WHERE seller_id = NEW.id AND seller_ok <> ok;
    RETURN NULL;
END $$;
CREATE TRIGGER account_in_window AFTER UPDATE OF is_active ON custom_auth_user
    FOR EACH ROW WHEN (OLD.is_active <> NEW.is_active) EXECUTE FUNCTION products_account_changed();
"""
DROP_SELLER = """
DROP TRIGGER account_in_window ON custom_auth_user;
DROP FUNCTION products_account_changed();
DROP TRIGGER seller_in_window ON custom_auth_userprofile;
DROP FUNCTION products_seller_changed();
DROP FUNCTION products_seller_words(bigint, text, text);
DROP FUNCTION products_seller_ok(bigint);
"""

CATEGORY = """
CREATE FUNCTION products_category_ok(category bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT NOT EXISTS (
        SELECT FROM products_category above
         WHERE NOT above.is_active
           AND above.id IN (SELECT unnest(path) FROM products_category WHERE id = category))
$$;

CREATE FUNCTION products_category_words(category bigint, name text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT '"category":{"id":' || category || ',"name":' || to_json(name)::text || '}'
$$;

CREATE FUNCTION products_category_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    old_ar text := products_category_words(OLD.id, OLD.name);
    new_ar text := products_category_words(NEW.id, NEW.name);
    old_en text := products_category_words(OLD.id, coalesce(nullif(OLD.name_en, ''), OLD.name));
    new_en text := products_category_words(NEW.id, coalesce(nullif(NEW.name_en, ''), NEW.name));
BEGIN
    IF OLD.is_active <> NEW.is_active OR OLD.path <> NEW.path THEN
        UPDATE products_listing l SET category_ok = products_category_ok(c.id)
          FROM products_category c
         WHERE c.path @> ARRAY[NEW.id] AND l.category_id = c.id
           AND l.category_ok <> products_category_ok(c.id);
    END IF;
    IF old_ar <> new_ar OR old_en <> new_en THEN
        UPDATE products_listing
           SET card_ar = replace(card_ar, old_ar, new_ar), card_en = replace(card_en, old_en, new_en),
               detail_ar = replace(detail_ar, old_ar, new_ar),
               detail_en = replace(detail_en, old_en, new_en)
         WHERE category_id = NEW.id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER category_in_window AFTER UPDATE OF is_active, path, name, name_en
    ON products_category FOR EACH ROW EXECUTE FUNCTION products_category_changed();
"""
DROP_CATEGORY = """
DROP TRIGGER category_in_window ON products_category;
DROP FUNCTION products_category_changed();
DROP FUNCTION products_category_words(bigint, text);
DROP FUNCTION products_category_ok(bigint);
"""

WINDOW = """
-- A change that a reader could see is dated by its transaction, for the app's delta sync.
CREATE FUNCTION products_listing_dated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.card_ar, NEW.card_en, NEW.detail_ar, NEW.detail_en, NEW.variants_ar, NEW.variants_en,
        NEW.product_ok, NEW.seller_ok, NEW.category_ok)
       IS DISTINCT FROM
       (OLD.card_ar, OLD.card_en, OLD.detail_ar, OLD.detail_en, OLD.variants_ar, OLD.variants_en,
        OLD.product_ok, OLD.seller_ok, OLD.category_ok) THEN
        NEW.changed_at := now();
        NEW.version := OLD.version + 1;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER listing_dated BEFORE UPDATE ON products_listing
    FOR EACH ROW EXECUTE FUNCTION products_listing_dated();

-- Pieces on show, counted for categories (by adding rows, which nobody waits for) and for sellers.
CREATE FUNCTION products_count(category_ids bigint[], seller_ids bigint[], changes integer[])
RETURNS void LANGUAGE sql AS $$
    WITH counted AS (SELECT * FROM unnest(category_ids, seller_ids, changes) AS c(category, seller, change)),
    by_category AS (
        INSERT INTO products_categorychange (category_id, change)
        SELECT category, sum(change) FROM counted GROUP BY category HAVING sum(change) <> 0)
    UPDATE custom_auth_userprofile p SET product_count = p.product_count + s.change
      FROM (SELECT seller, sum(change) AS change FROM counted GROUP BY seller HAVING sum(change) <> 0) s
     WHERE p.user_id = s.seller
$$;

CREATE FUNCTION products_listing_inserted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM products_count(array_agg(category_id), array_agg(seller_id), array_agg(1))
       FROM added WHERE is_open HAVING count(*) > 0;
    RETURN NULL;
END $$;
CREATE TRIGGER listing_inserted AFTER INSERT ON products_listing
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION products_listing_inserted();

CREATE FUNCTION products_listing_updated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM products_count(array_agg(category_id), array_agg(seller_id), array_agg(change))
       FROM (SELECT o.category_id, o.seller_id, -1 AS change
               FROM gone o JOIN added n USING (product_id)
              WHERE o.is_open AND (NOT n.is_open OR n.category_id <> o.category_id)
             UNION ALL
             SELECT n.category_id, n.seller_id, 1
               FROM gone o JOIN added n USING (product_id)
              WHERE n.is_open AND (NOT o.is_open OR n.category_id <> o.category_id)) moved
     HAVING count(*) > 0;
    RETURN NULL;
END $$;
CREATE TRIGGER listing_updated AFTER UPDATE ON products_listing
    REFERENCING OLD TABLE AS gone NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION products_listing_updated();

CREATE FUNCTION products_listing_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM products_count(array_agg(category_id), array_agg(seller_id), array_agg(-1))
       FROM gone WHERE is_open HAVING count(*) > 0;
    RETURN NULL;
END $$;
CREATE TRIGGER listing_deleted AFTER DELETE ON products_listing
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION products_listing_deleted();
"""
DROP_WINDOW = """
DROP TRIGGER listing_deleted ON products_listing;
DROP FUNCTION products_listing_deleted();
DROP TRIGGER listing_updated ON products_listing;
DROP FUNCTION products_listing_updated();
DROP TRIGGER listing_inserted ON products_listing;
DROP FUNCTION products_listing_inserted();
DROP FUNCTION products_count(bigint[], bigint[], integer[]);
DROP TRIGGER listing_dated ON products_listing;
DROP FUNCTION products_listing_dated();
"""

NEWS = """
-- What somebody may want to hear of is left as a row, whoever moved stock or price.
CREATE FUNCTION products_listing_news() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO products_productnews (product_id, kind)
    SELECT NEW.product_id, k.kind
      FROM (VALUES ('cheaper', NEW.price < OLD.price),
                   ('returned', NEW.in_stock AND NOT OLD.in_stock)) k(kind, is_so)
     WHERE k.is_so AND EXISTS (
           SELECT FROM products_wishlistitem w WHERE w.product_id = NEW.product_id);
    RETURN NULL;
END $$;
CREATE TRIGGER listing_news AFTER UPDATE ON products_listing
    FOR EACH ROW WHEN (NEW.price < OLD.price OR (NEW.in_stock AND NOT OLD.in_stock))
    EXECUTE FUNCTION products_listing_news();

CREATE FUNCTION products_stock_low() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO products_productnews (product_id, kind) VALUES (NEW.id, 'low');
    RETURN NULL;
END $$;
CREATE TRIGGER product_stock_low AFTER UPDATE OF stock ON products_product
    FOR EACH ROW WHEN (NEW.low_stock_at > 0 AND NEW.stock <= NEW.low_stock_at
                       AND OLD.stock > NEW.low_stock_at)
    EXECUTE FUNCTION products_stock_low();
"""
DROP_NEWS = """
DROP TRIGGER product_stock_low ON products_product;
DROP FUNCTION products_stock_low();
DROP TRIGGER listing_news ON products_listing;
DROP FUNCTION products_listing_news();
"""


class Migration(migrations.Migration):
    dependencies = [("products", "0001_initial")]
    operations = [
        migrations.RunSQL(STOCK, DROP_STOCK),
        migrations.RunSQL(SELLER, DROP_SELLER),
        migrations.RunSQL(CATEGORY, DROP_CATEGORY),
        migrations.RunSQL(WINDOW, DROP_WINDOW),
        migrations.RunSQL(NEWS, DROP_NEWS),
    ]
