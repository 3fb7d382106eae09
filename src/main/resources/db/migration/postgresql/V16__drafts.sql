-- What somebody wants to make of a feature, beside it: nobody who reads features meets it.
CREATE TABLE draft (
    layer text COLLATE "C" NOT NULL,
    feature_id text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    base_version bigint NOT NULL,
    author text COLLATE "C" NOT NULL,
    content text NOT NULL,
    note text,
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    changed_by text COLLATE "C" NOT NULL,
    PRIMARY KEY (layer, feature_id)
);

CREATE INDEX draft_by_author ON draft (author, changed_at);
