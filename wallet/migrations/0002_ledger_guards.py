"""What the database refuses to let happen to money, whoever writes."""

from django.db import migrations

IMMUTABLE = """
CREATE FUNCTION wallet_ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the ledger is append-only: % on %', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER ledger_entry_immutable BEFORE UPDATE OR DELETE ON wallet_ledgerentry
    FOR EACH ROW EXECUTE FUNCTION wallet_ledger_refuse();
CREATE TRIGGER ledger_line_immutable BEFORE UPDATE OR DELETE ON wallet_ledgerline
    FOR EACH ROW EXECUTE FUNCTION wallet_ledger_refuse();
CREATE TRIGGER ledger_entry_kept BEFORE TRUNCATE ON wallet_ledgerentry
    FOR EACH STATEMENT EXECUTE FUNCTION wallet_ledger_refuse();
CREATE TRIGGER ledger_line_kept BEFORE TRUNCATE ON wallet_ledgerline
    FOR EACH STATEMENT EXECUTE FUNCTION wallet_ledger_refuse();

-- Which transaction wrote an entry: lines may join it in that one only.
ALTER TABLE wallet_ledgerentry ADD COLUMN written_in xid8 NOT NULL DEFAULT pg_current_xact_id();
"""
DROP_IMMUTABLE = """
ALTER TABLE wallet_ledgerentry DROP COLUMN written_in;
DROP TRIGGER ledger_line_kept ON wallet_ledgerline;
DROP TRIGGER ledger_entry_kept ON wallet_ledgerentry;
DROP TRIGGER ledger_line_immutable ON wallet_ledgerline;
DROP TRIGGER ledger_entry_immutable ON wallet_ledgerentry;
DROP FUNCTION wallet_ledger_refuse();
"""

BALANCED = """
-- Checked when the transaction commits: every entry has at least two lines, and they sum to zero.
CREATE FUNCTION wallet_ledger_balanced() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    lines integer;
    total numeric;
BEGIN
    SELECT count(*), coalesce(sum(amount), 0) INTO lines, total
      FROM wallet_ledgerline WHERE entry_id = NEW.id;
    IF lines < 2 OR total <> 0 THEN
        RAISE EXCEPTION 'ledger entry % has % lines that sum to %', NEW.reference, lines, total
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER ledger_entry_balanced AFTER INSERT ON wallet_ledgerentry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION wallet_ledger_balanced();
"""
DROP_BALANCED = """
DROP TRIGGER ledger_entry_balanced ON wallet_ledgerentry;
DROP FUNCTION wallet_ledger_balanced();
"""

APPLIED = """
-- New lines are added to what their holders hold, in one order for everybody, so that two movements
-- never wait for each other; the constraints of the wallets then say whether that may be.
CREATE FUNCTION wallet_ledger_applied() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER ledger_lines_applied AFTER INSERT ON wallet_ledgerline
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION wallet_ledger_applied();
"""
DROP_APPLIED = """
DROP TRIGGER ledger_lines_applied ON wallet_ledgerline;
DROP FUNCTION wallet_ledger_applied();
"""


class Migration(migrations.Migration):
    dependencies = [("wallet", "0001_initial")]
    operations = [
        migrations.RunSQL(IMMUTABLE, DROP_IMMUTABLE),
        migrations.RunSQL(BALANCED, DROP_BALANCED),
        migrations.RunSQL(APPLIED, DROP_APPLIED),
    ]
