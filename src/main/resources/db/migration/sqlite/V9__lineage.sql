-- Parcels divided, put together and adjusted: which became which, with what was linked and observed.

CREATE TABLE lineage_operation (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    layer TEXT NOT NULL,
    undoes TEXT UNIQUE REFERENCES lineage_operation (id),
    reason TEXT NOT NULL,
    valid_from DATETIME NOT NULL,
    recorded_at DATETIME NOT NULL,
    recorded_by TEXT NOT NULL,
    change INTEGER NOT NULL REFERENCES change_log (seq)
);

-- What an operation ended (parent) and what it made (child): features, links and observations in these versions.
CREATE TABLE lineage (
    operation TEXT NOT NULL REFERENCES lineage_operation (id),
    number INTEGER NOT NULL,
    role TEXT NOT NULL,
    kind TEXT NOT NULL,
    layer TEXT NOT NULL,
    item_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (operation, number)
);

CREATE INDEX lineage_of_item ON lineage (kind, layer, item_id, operation);
