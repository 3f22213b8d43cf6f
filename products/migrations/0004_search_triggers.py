"""What the database itself keeps true about the search index, in the transaction that changes it."""

from django.db import migrations

MIRROR = """
-- A piece comes into the index with its listing, empty at first; its words follow in the same
-- transaction where it was saved by an action, else by the worker.
CREATE FUNCTION products_listing_to_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO products_searchdocument AS d
           (product_id, vec, is_open, price, in_stock, popularity, rating, is_featured, category_id,
            seller_id, materials, colour, governorate, name_key, name_en_key, analyzer_version)
    VALUES (NEW.product_id, '', NEW.is_open, NEW.price, NEW.in_stock, NEW.popularity, NEW.rating,
            NEW.is_featured, NEW.category_id, NEW.seller_id, '{}', '', '', '', '', 0)
    ON CONFLICT (product_id) DO UPDATE
       SET is_open = NEW.is_open, price = NEW.price, in_stock = NEW.in_stock,
           popularity = NEW.popularity, rating = NEW.rating, is_featured = NEW.is_featured,
           category_id = NEW.category_id, seller_id = NEW.seller_id;
    RETURN NULL;
END $$;
CREATE TRIGGER listing_to_search_new AFTER INSERT ON products_listing
    FOR EACH ROW EXECUTE FUNCTION products_listing_to_search();
CREATE TRIGGER listing_to_search AFTER UPDATE ON products_listing
    FOR EACH ROW WHEN (
        (OLD.is_open, OLD.price, OLD.in_stock, OLD.popularity, OLD.rating, OLD.is_featured,
         OLD.category_id, OLD.seller_id) IS DISTINCT FROM
        (NEW.is_open, NEW.price, NEW.in_stock, NEW.popularity, NEW.rating, NEW.is_featured,
         NEW.category_id, NEW.seller_id))
    EXECUTE FUNCTION products_listing_to_search();
INSERT INTO products_searchdocument
       (product_id, vec, is_open, price, in_stock, popularity, rating, is_featured, category_id,
        seller_id, materials, colour, governorate, name_key, name_en_key, analyzer_version)
SELECT product_id, '', is_open, price, in_stock, popularity, rating, is_featured, category_id,
       seller_id, '{}', '', '', '', '', 0
  FROM products_listing;
"""
DROP_MIRROR = """
DROP TRIGGER listing_to_search ON products_listing;
DROP TRIGGER listing_to_search_new ON products_listing;
DROP FUNCTION products_listing_to_search();
"""

STALE = """
-- The words of a seller or a category stand in the index of all their pieces: the worker writes those
-- anew, for a store may have thousands.
CREATE FUNCTION products_seller_words_stale() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE products_searchdocument SET analyzer_version = 0 WHERE seller_id = NEW.user_id;
    RETURN NULL;
END $$;
CREATE TRIGGER seller_words_in_search AFTER UPDATE OF display_name, display_name_en, governorate_id
    ON custom_auth_userprofile FOR EACH ROW
    WHEN ((OLD.display_name, OLD.display_name_en, OLD.governorate_id) IS DISTINCT FROM
          (NEW.display_name, NEW.display_name_en, NEW.governorate_id))
    EXECUTE FUNCTION products_seller_words_stale();

CREATE FUNCTION products_category_words_stale() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE products_searchdocument SET analyzer_version = 0 WHERE category_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER category_words_in_search AFTER UPDATE OF name, name_en
    ON products_category FOR EACH ROW
    WHEN ((OLD.name, OLD.name_en) IS DISTINCT FROM (NEW.name, NEW.name_en))
    EXECUTE FUNCTION products_category_words_stale();
INSERT INTO products_searchstate (id, lexicon_version, seed_digest, counts_version, documents)
VALUES (1, 0, '', 0, 0);
"""
DROP_STALE = """
DROP TRIGGER category_words_in_search ON products_category;
DROP FUNCTION products_category_words_stale();
DROP TRIGGER seller_words_in_search ON custom_auth_userprofile;
DROP FUNCTION products_seller_words_stale();
"""


class Migration(migrations.Migration):
    dependencies = [("products", "0003_search")]
    operations = [
        migrations.RunSQL(MIRROR, DROP_MIRROR),
        migrations.RunSQL(STALE, DROP_STALE),
    ]
