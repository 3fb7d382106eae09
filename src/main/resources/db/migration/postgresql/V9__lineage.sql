-- Parcels divided, put together and adjusted: which became which, with what was linked and observed.

CREATE TABLE lineage_operation (
    id text COLLATE "C" PRIMARY KEY,
    kind text COLLATE "C" NOT NULL,
    layer text COLLATE "C" NOT NULL,
    undoes text COLLATE "C" UNIQUE REFERENCES lineage_operation (id),
    reason text NOT NULL,
    valid_from timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    recorded_by text COLLATE "C" NOT NULL,
    change bigint NOT NULL REFERENCES change_log (seq)
);

-- What an operation ended (parent) and what it made (child): features, links and observations in these versions.
CREATE TABLE lineage (
    operation text COLLATE "C" NOT NULL REFERENCES lineage_operation (id),
    number integer NOT NULL,
    role text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    layer text COLLATE "C" NOT NULL,
    item_id text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    PRIMARY KEY (operation, number)
);

CREATE INDEX lineage_of_item ON lineage (kind, layer, item_id, operation);
