"""What was left to a hand in psql: a balance, a statement, and a line slipped in behind the check."""

from django.db import migrations

BY_THE_LEDGER = """
-- Balances and statements are written by the ledger's own trigger and by nobody else: what is written
-- by hand comes at the first depth of triggers, what the ledger writes at the second.
CREATE FUNCTION wallet_by_the_ledger_alone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_LEVEL = 'ROW' AND pg_trigger_depth() > 1 THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'only the ledger writes this: % on %', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER wallet_balances_kept BEFORE UPDATE ON wallet_wallet FOR EACH ROW
    WHEN ((OLD.user_id, OLD.credit, OLD.earnings, OLD.pending, OLD.frozen, OLD.payout, OLD.debt,
           OLD.position) IS DISTINCT FROM
          (NEW.user_id, NEW.credit, NEW.earnings, NEW.pending, NEW.frozen, NEW.payout, NEW.debt,
           NEW.position))
    EXECUTE FUNCTION wallet_by_the_ledger_alone();
CREATE TRIGGER wallet_begins_empty BEFORE INSERT ON wallet_wallet FOR EACH ROW
    WHEN ((NEW.credit, NEW.earnings, NEW.pending, NEW.frozen, NEW.payout, NEW.debt, NEW.position)
          IS DISTINCT FROM (0::numeric, 0::numeric, 0::numeric, 0::numeric, 0::numeric, 0::numeric,
                            0::bigint))
    EXECUTE FUNCTION wallet_by_the_ledger_alone();

CREATE TRIGGER house_balance_kept BEFORE INSERT OR UPDATE ON wallet_housebalance FOR EACH ROW
    EXECUTE FUNCTION wallet_by_the_ledger_alone();
CREATE TRIGGER house_balance_not_deleted BEFORE DELETE ON wallet_housebalance FOR EACH ROW
    EXECUTE FUNCTION wallet_ledger_refuse();
CREATE TRIGGER house_balance_not_emptied BEFORE TRUNCATE ON wallet_housebalance
    FOR EACH STATEMENT EXECUTE FUNCTION wallet_ledger_refuse();

-- Of a statement's row only its status moves on.
CREATE TRIGGER statement_kept BEFORE INSERT ON wallet_transaction FOR EACH ROW
    EXECUTE FUNCTION wallet_by_the_ledger_alone();
CREATE TRIGGER statement_unchanged BEFORE UPDATE ON wallet_transaction FOR EACH ROW
    WHEN ((OLD.id, OLD.wallet_id, OLD.amount, OLD.transaction_type, OLD.reference_id, OLD.description,
           OLD.balance_after, OLD.position, OLD.created_at) IS DISTINCT FROM
          (NEW.id, NEW.wallet_id, NEW.amount, NEW.transaction_type, NEW.reference_id, NEW.description,
           NEW.balance_after, NEW.position, NEW.created_at))
    EXECUTE FUNCTION wallet_ledger_refuse();
CREATE TRIGGER statement_not_deleted BEFORE DELETE ON wallet_transaction FOR EACH ROW
    EXECUTE FUNCTION wallet_ledger_refuse();
CREATE TRIGGER statement_not_emptied BEFORE TRUNCATE ON wallet_transaction
    FOR EACH STATEMENT EXECUTE FUNCTION wallet_ledger_refuse();
"""
NOT_BY_THE_LEDGER = """
DROP TRIGGER statement_not_emptied ON wallet_transaction;
DROP TRIGGER statement_not_deleted ON wallet_transaction;
DROP TRIGGER statement_unchanged ON wallet_transaction;
DROP TRIGGER statement_kept ON wallet_transaction;
DROP TRIGGER house_balance_not_emptied ON wallet_housebalance;
DROP TRIGGER house_balance_not_deleted ON wallet_housebalance;
DROP TRIGGER house_balance_kept ON wallet_housebalance;
DROP TRIGGER wallet_begins_empty ON wallet_wallet;
DROP TRIGGER wallet_balances_kept ON wallet_wallet;
DROP FUNCTION wallet_by_the_ledger_alone();
"""

# As in 0002, and the lines of one statement have to sum to zero for each entry: the deferred check
# looks when the transaction ends, or sooner where somebody says SET CONSTRAINTS, and lines that come
# after it looked would not have been seen.
BALANCED_AT_ONCE = """
CREATE OR REPLACE FUNCTION wallet_ledger_applied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM added a JOIN wallet_ledgerentry e ON e.id = a.entry_id
                WHERE e.written_in <> pg_current_xact_id()) THEN
        RAISE EXCEPTION 'a ledger entry cannot be added to' USING ERRCODE = 'integrity_constraint_violation';
    END IF;

    IF EXISTS (SELECT FROM added GROUP BY entry_id HAVING sum(amount) <> 0) THEN
        RAISE EXCEPTION 'the lines of a ledger entry have to sum to zero'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;

    INSERT INTO wallet_wallet
        (user_id, credit, earnings, pending, frozen, payout, debt, position)
    SELECT wallet_id, 0, 0, 0, 0, 0, 0, 0 FROM added WHERE wallet_id IS NOT NULL
     GROUP BY wallet_id ORDER BY wallet_id
    ON CONFLICT (user_id) DO NOTHING;

    PERFORM FROM wallet_wallet WHERE user_id IN (SELECT wallet_id FROM added)
      ORDER BY user_id FOR NO KEY UPDATE;

    INSERT INTO wallet_transaction
        (wallet_id, amount, transaction_type, reference_id, description, created_at, balance_after, position)
    SELECT a.wallet_id, a.amount, a.shown_as, e.reference, a.words, e.created_at,
           w.balance + sum(a.amount) OVER steps, w.position + row_number() OVER steps
      FROM added a JOIN wallet_ledgerentry e ON e.id = a.entry_id
      JOIN wallet_wallet w ON w.user_id = a.wallet_id
     WHERE a.account IN ('credit', 'earnings')
    WINDOW steps AS (PARTITION BY a.wallet_id ORDER BY a.entry_id, a.amount DESC, a.id
                     ROWS UNBOUNDED PRECEDING);

    UPDATE wallet_wallet w
       SET credit = w.credit + s.credit, earnings = w.earnings + s.earnings,
           pending = w.pending + s.pending, frozen = w.frozen + s.frozen,
           payout = w.payout + s.payout, debt = w.debt + s.debt,
           position = w.position + s.shown, updated_at = now()
      FROM (SELECT wallet_id,
                   coalesce(sum(amount) FILTER (WHERE account = 'credit'), 0) AS credit,
                   coalesce(sum(amount) FILTER (WHERE account = 'earnings'), 0) AS earnings,
                   coalesce(sum(amount) FILTER (WHERE account = 'pending'), 0) AS pending,
                   coalesce(sum(amount) FILTER (WHERE account = 'frozen'), 0) AS frozen,
                   coalesce(sum(amount) FILTER (WHERE account = 'payout'), 0) AS payout,
                   coalesce(sum(amount) FILTER (WHERE account = 'debt'), 0) AS debt,
                   count(*) FILTER (WHERE account IN ('credit', 'earnings')) AS shown
              FROM added WHERE wallet_id IS NOT NULL GROUP BY wallet_id) s
     WHERE w.user_id = s.wallet_id;

    INSERT INTO wallet_housebalance AS b (account, party, stripe, balance)
    SELECT account, party, pg_backend_pid() % 16, sum(amount) FROM added WHERE wallet_id IS NULL
     GROUP BY account, party ORDER BY account, party
    ON CONFLICT (account, party, stripe) DO UPDATE SET balance = b.balance + excluded.balance;
    RETURN NULL;
END $$;
"""
BALANCED_AT_THE_END = """
CREATE OR REPLACE FUNCTION wallet_ledger_applied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM added a JOIN wallet_ledgerentry e ON e.id = a.entry_id
                WHERE e.written_in <> pg_current_xact_id()) THEN
        RAISE EXCEPTION 'a ledger entry cannot be added to' USING ERRCODE = 'integrity_constraint_violation';
    END IF;

    INSERT INTO wallet_wallet
        (user_id, credit, earnings, pending, frozen, payout, debt, position)
    SELECT wallet_id, 0, 0, 0, 0, 0, 0, 0 FROM added WHERE wallet_id IS NOT NULL
     GROUP BY wallet_id ORDER BY wallet_id
    ON CONFLICT (user_id) DO NOTHING;

    PERFORM FROM wallet_wallet WHERE user_id IN (SELECT wallet_id FROM added)
      ORDER BY user_id FOR NO KEY UPDATE;

    INSERT INTO wallet_transaction
        (wallet_id, amount, transaction_type, reference_id, description, created_at, balance_after, position)
    SELECT a.wallet_id, a.amount, a.shown_as, e.reference, a.words, e.created_at,
           w.balance + sum(a.amount) OVER steps, w.position + row_number() OVER steps
      FROM added a JOIN wallet_ledgerentry e ON e.id = a.entry_id
      JOIN wallet_wallet w ON w.user_id = a.wallet_id
     WHERE a.account IN ('credit', 'earnings')
    WINDOW steps AS (PARTITION BY a.wallet_id ORDER BY a.entry_id, a.amount DESC, a.id
                     ROWS UNBOUNDED PRECEDING);

    UPDATE wallet_wallet w
       SET credit = w.credit + s.credit, earnings = w.earnings + s.earnings,
           pending = w.pending + s.pending, frozen = w.frozen + s.frozen,
           payout = w.payout + s.payout, debt = w.debt + s.debt,
           position = w.position + s.shown, updated_at = now()
      FROM (SELECT wallet_id,
                   coalesce(sum(amount) FILTER (WHERE account = 'credit'), 0) AS credit,
                   coalesce(sum(amount) FILTER (WHERE account = 'earnings'), 0) AS earnings,
                   coalesce(sum(amount) FILTER (WHERE account = 'pending'), 0) AS pending,
                   coalesce(sum(amount) FILTER (WHERE account = 'frozen'), 0) AS frozen,
                   coalesce(sum(amount) FILTER (WHERE account = 'payout'), 0) AS payout,
                   coalesce(sum(amount) FILTER (WHERE account = 'debt'), 0) AS debt,
                   count(*) FILTER (WHERE account IN ('credit', 'earnings')) AS shown
              FROM added WHERE wallet_id IS NOT NULL GROUP BY wallet_id) s
     WHERE w.user_id = s.wallet_id;

    INSERT INTO wallet_housebalance AS b (account, party, stripe, balance)
    SELECT account, party, pg_backend_pid() % 16, sum(amount) FROM added WHERE wallet_id IS NULL
     GROUP BY account, party ORDER BY account, party
    ON CONFLICT (account, party, stripe) DO UPDATE SET balance = b.balance + excluded.balance;
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("wallet", "0002_ledger_guards")]
    operations = [
        migrations.RunSQL(BY_THE_LEDGER, NOT_BY_THE_LEDGER),
        migrations.RunSQL(BALANCED_AT_ONCE, BALANCED_AT_THE_END),
    ]
