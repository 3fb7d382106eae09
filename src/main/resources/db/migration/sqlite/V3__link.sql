-- Typed, dated relations between features, as they are now.
CREATE TABLE link (
    fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    id TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    from_layer TEXT NOT NULL,
    from_id TEXT NOT NULL,
    to_layer TEXT NOT NULL,
    to_id TEXT NOT NULL,
    basis TEXT NOT NULL,
    share DOUBLE,
    valid_from TEXT,
    valid_to TEXT,
    source TEXT NOT NULL,
    note_zh TEXT,
    note_en TEXT,
    version INTEGER NOT NULL,
    recorded_at DATETIME NOT NULL,
    recorded_by TEXT NOT NULL
);

CREATE INDEX link_from ON link (from_layer, from_id);

CREATE INDEX link_to ON link (to_layer, to_id);

CREATE UNIQUE INDEX link_open_once ON link (type, from_layer, from_id, to_layer, to_id) WHERE valid_to IS NULL;

-- Every version of every link, as it was written. Rows are only ever added.
CREATE TABLE link_history (
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    from_layer TEXT NOT NULL,
    from_id TEXT NOT NULL,
    to_layer TEXT NOT NULL,
    to_id TEXT NOT NULL,
    basis TEXT NOT NULL,
    share DOUBLE,
    valid_from TEXT,
    valid_to TEXT,
    source TEXT NOT NULL,
    note_zh TEXT,
    note_en TEXT,
    version INTEGER NOT NULL,
    recorded_at DATETIME NOT NULL,
    recorded_by TEXT NOT NULL,
    operation TEXT NOT NULL,
    reason TEXT,
    change INTEGER NOT NULL REFERENCES change_log (seq),
    PRIMARY KEY (id, version)
);
