-- What accounts may see beyond their roles: a whole layer, or a feature with everything that lies in it.
CREATE TABLE access_grant (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account TEXT NOT NULL REFERENCES account (name),
    layer TEXT NOT NULL,
    -- Null for the layer as a whole.
    feature_id TEXT,
    reason TEXT,
    -- As 2024-02-29T08:00:00Z, in UTC.
    granted_at TEXT NOT NULL,
    granted_by TEXT NOT NULL
);

CREATE UNIQUE INDEX access_grant_once ON access_grant (account, layer, coalesce(feature_id, ''));
