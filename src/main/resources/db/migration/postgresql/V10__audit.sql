-- Who did what, when and from where. Rows are only ever added, in the transaction of what they tell of.
CREATE TABLE audit (
    -- Before the number, so that a transaction has its own number before it takes one of these.
    tx bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint,
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL,
    account text COLLATE "C" NOT NULL,
    address text COLLATE "C",
    kind text COLLATE "C" NOT NULL,
    operation text COLLATE "C" NOT NULL,
    layer text COLLATE "C",
    subject text COLLATE "C",
    version bigint,
    change bigint,
    digest text COLLATE "C",
    detail text COLLATE "C"
);

CREATE INDEX audit_in_safe_order ON audit (tx, number);

CREATE INDEX audit_by_subject ON audit (subject, number);

CREATE INDEX audit_by_account ON audit (account, number);

CREATE INDEX audit_by_change ON audit (change);

-- The entries one after the other, each link with the hash of the one before. Rows are only ever added.
CREATE TABLE audit_chain (
    position bigint PRIMARY KEY,
    number bigint NOT NULL UNIQUE,
    previous text COLLATE "C" NOT NULL,
    hash text COLLATE "C" NOT NULL
);

-- Whatever a role may do, what is only ever added to is not changed. Who is to have no more than SELECT and INSERT on a
-- table is told by this function, too: see room store.
CREATE FUNCTION tuban_only_added() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER audit_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION tuban_only_added();

CREATE TRIGGER audit_chain_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_chain
FOR EACH STATEMENT EXECUTE FUNCTION tuban_only_added();

CREATE TRIGGER feature_history_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON feature_history
FOR EACH STATEMENT EXECUTE FUNCTION tuban_only_added();

CREATE TRIGGER link_history_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON link_history
FOR EACH STATEMENT EXECUTE FUNCTION tuban_only_added();

CREATE TRIGGER observation_history_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON observation_history
FOR EACH STATEMENT EXECUTE FUNCTION tuban_only_added();

CREATE TRIGGER attachment_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON attachment
FOR EACH STATEMENT EXECUTE FUNCTION tuban_only_added();
