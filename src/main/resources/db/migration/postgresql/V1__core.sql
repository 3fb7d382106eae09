-- What Tuban keeps besides the layers.

CREATE EXTENSION IF NOT EXISTS postgis;

-- Every write there ever was. Transactions commit in any order, so readers go by (tx, seq) and stop below the oldest
-- transaction that is still running: nothing that commits late is ever skipped.
CREATE TABLE change_log (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tx bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint,
    kind text COLLATE "C" NOT NULL,
    layer text COLLATE "C" NOT NULL,
    item_id text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    operation text COLLATE "C" NOT NULL,
    recorded_at timestamptz NOT NULL,
    recorded_by text COLLATE "C" NOT NULL
);

CREATE INDEX change_log_in_safe_order ON change_log (tx, seq);

-- Every version of every feature, as it was written. Rows are only ever added.
CREATE TABLE feature_history (
    layer text COLLATE "C" NOT NULL,
    feature_id text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    feature_key bigint NOT NULL,
    change bigint NOT NULL REFERENCES change_log (seq),
    operation text COLLATE "C" NOT NULL,
    valid_from timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    recorded_by text COLLATE "C" NOT NULL,
    note text,
    evidence text NOT NULL,
    properties text NOT NULL,
    geom bytea,
    PRIMARY KEY (layer, feature_id, version)
);

CREATE INDEX feature_history_by_key ON feature_history (layer, feature_key, valid_from);
