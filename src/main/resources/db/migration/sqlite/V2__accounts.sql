-- Who may sign in, and which features each account looks after.

CREATE TABLE account (
    name TEXT NOT NULL PRIMARY KEY,
    display_name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    roles TEXT NOT NULL,
    enabled BOOLEAN NOT NULL DEFAULT 1,
    -- Made from the demo data: its password follows the setting.
    demo BOOLEAN NOT NULL DEFAULT 0,
    -- Counts changes of password, roles and enabled: sessions of an older version end.
    version INTEGER NOT NULL DEFAULT 1,
    created_at DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
);

CREATE TABLE assignment (
    account TEXT NOT NULL REFERENCES account (name),
    layer TEXT NOT NULL,
    feature_id TEXT NOT NULL,
    PRIMARY KEY (account, layer, feature_id)
);
