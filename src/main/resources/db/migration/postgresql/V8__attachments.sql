-- Photos and documents about features. Rows are only ever added.
CREATE TABLE attachment (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id text COLLATE "C" NOT NULL UNIQUE,
    layer text COLLATE "C" NOT NULL,
    feature_id text COLLATE "C" NOT NULL,
    name text NOT NULL,
    media_type text COLLATE "C" NOT NULL,
    size bigint NOT NULL,
    sha256 text COLLATE "C" NOT NULL,
    taken_at text COLLATE "C",
    longitude double precision,
    latitude double precision,
    added_at timestamptz NOT NULL,
    added_by text COLLATE "C" NOT NULL,
    bytes bytea NOT NULL,
    change bigint NOT NULL REFERENCES change_log (seq)
);

CREATE INDEX attachment_of_feature ON attachment (layer, feature_id, number);
