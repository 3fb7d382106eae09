-- Photos and documents about features. Rows are only ever added.
CREATE TABLE attachment (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    layer TEXT NOT NULL,
    feature_id TEXT NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    taken_at TEXT,
    longitude DOUBLE,
    latitude DOUBLE,
    added_at DATETIME NOT NULL,
    added_by TEXT NOT NULL,
    bytes BLOB NOT NULL,
    change INTEGER NOT NULL REFERENCES change_log (seq)
);

CREATE INDEX attachment_of_feature ON attachment (layer, feature_id, number);
