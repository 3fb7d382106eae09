-- Figures about features, each with its date and source, as they are now.
CREATE TABLE observation (
    fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    id TEXT NOT NULL UNIQUE,
    layer TEXT NOT NULL,
    feature_id TEXT NOT NULL,
    indicator TEXT NOT NULL,
    value DOUBLE,
    value_text TEXT,
    unit TEXT,
    qualifier TEXT,
    as_of TEXT NOT NULL,
    source TEXT NOT NULL,
    basis TEXT NOT NULL,
    note_zh TEXT,
    note_en TEXT,
    version INTEGER NOT NULL,
    recorded_at DATETIME NOT NULL,
    recorded_by TEXT NOT NULL
);

CREATE INDEX observation_of_feature ON observation (layer, feature_id);

-- Every version of every observation, as it was written. Rows are only ever added.
CREATE TABLE observation_history (
    id TEXT NOT NULL,
    layer TEXT NOT NULL,
    feature_id TEXT NOT NULL,
    indicator TEXT NOT NULL,
    value DOUBLE,
    value_text TEXT,
    unit TEXT,
    qualifier TEXT,
    as_of TEXT NOT NULL,
    source TEXT NOT NULL,
    basis TEXT NOT NULL,
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
