-- Who did what, when and from where. Rows are only ever added, in the transaction of what they tell of.
CREATE TABLE audit (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    tx INTEGER NOT NULL DEFAULT 0,
    at DATETIME NOT NULL,
    account TEXT NOT NULL,
    address TEXT,
    kind TEXT NOT NULL,
    operation TEXT NOT NULL,
    layer TEXT,
    subject TEXT,
    version INTEGER,
    change INTEGER,
    digest TEXT,
    detail TEXT
);

CREATE INDEX audit_in_safe_order ON audit (tx, number);

CREATE INDEX audit_by_subject ON audit (subject, number);

CREATE INDEX audit_by_account ON audit (account, number);

CREATE INDEX audit_by_change ON audit (change);

-- The entries one after the other, each link with the hash of the one before. Rows are only ever added.
CREATE TABLE audit_chain (
    position INTEGER PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL
);

-- What is only ever added to is not changed.

CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'audit is only ever added to');
END;

CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'audit is only ever added to');
END;

CREATE TRIGGER audit_chain_no_update BEFORE UPDATE ON audit_chain
BEGIN
    SELECT RAISE(ABORT, 'audit_chain is only ever added to');
END;

CREATE TRIGGER audit_chain_no_delete BEFORE DELETE ON audit_chain
BEGIN
    SELECT RAISE(ABORT, 'audit_chain is only ever added to');
END;

CREATE TRIGGER feature_history_no_update BEFORE UPDATE ON feature_history
BEGIN
    SELECT RAISE(ABORT, 'feature_history is only ever added to');
END;

CREATE TRIGGER feature_history_no_delete BEFORE DELETE ON feature_history
BEGIN
    SELECT RAISE(ABORT, 'feature_history is only ever added to');
END;

CREATE TRIGGER link_history_no_update BEFORE UPDATE ON link_history
BEGIN
    SELECT RAISE(ABORT, 'link_history is only ever added to');
END;

CREATE TRIGGER link_history_no_delete BEFORE DELETE ON link_history
BEGIN
    SELECT RAISE(ABORT, 'link_history is only ever added to');
END;

CREATE TRIGGER observation_history_no_update BEFORE UPDATE ON observation_history
BEGIN
    SELECT RAISE(ABORT, 'observation_history is only ever added to');
END;

CREATE TRIGGER observation_history_no_delete BEFORE DELETE ON observation_history
BEGIN
    SELECT RAISE(ABORT, 'observation_history is only ever added to');
END;

CREATE TRIGGER attachment_no_update BEFORE UPDATE ON attachment
BEGIN
    SELECT RAISE(ABORT, 'attachment is only ever added to');
END;

CREATE TRIGGER attachment_no_delete BEFORE DELETE ON attachment
BEGIN
    SELECT RAISE(ABORT, 'attachment is only ever added to');
END;
