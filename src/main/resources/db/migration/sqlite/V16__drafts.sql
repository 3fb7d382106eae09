-- What somebody wants to make of a feature, beside it: nobody who reads features meets it.
CREATE TABLE draft (
    layer TEXT NOT NULL,
    feature_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    base_version INTEGER NOT NULL,
    author TEXT NOT NULL,
    content TEXT NOT NULL,
    note TEXT,
    created_at DATETIME NOT NULL,
    changed_at DATETIME NOT NULL,
    changed_by TEXT NOT NULL,
    PRIMARY KEY (layer, feature_id)
);

CREATE INDEX draft_by_author ON draft (author, changed_at);
